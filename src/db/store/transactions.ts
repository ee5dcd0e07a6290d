import crypto from 'node:crypto'
import type { AlertKey } from '../../domain/alert.ts'
import type { CategoryReason } from '../../domain/category.ts'
import type { Plan } from '../../domain/plan.ts'
import type { DecisionRecord, PipelineStore } from '../../domain/ports.ts'
import type { Transaction, TransactionKind, TransactionStatus, WitnessRole } from '../../domain/transaction.ts'
import { tellChange } from './changes.ts'
import { keyColumns } from './messages.ts'
import { type LedgerScope, recordset } from './scope.ts'

type TransactionStore = Pick<PipelineStore, 'transactionsOf' | 'transactionsById' | 'transactionsOn' | 'applyPlan'>

type TransactionRow = {
  id: string
  kind: TransactionKind
  status: TransactionStatus
  suspect_of: string | null
  occurred_date: string
  occurred_at: string | null
  occurred_from: 'message' | 'receipt'
  payee: string | null
  payee_key: string | null
  narration: string | null
  note: string | null
  tags: string[]
  category_reason: CategoryReason | null
  postings: { account_id: string; amount: string; currency: string }[]
  witnesses: { message_id: string; position: number; role: WitnessRole }[] | null
  parents: string[] | null
}

/** A transaction with its legs, witnesses and parents as one row; `t` is the transactions table. */
const TRANSACTION_COLUMNS = `t.id, t.kind, t.status, t.suspect_of, t.occurred_date, t.occurred_at, t.occurred_from, t.payee,
  t.payee_key, t.narration, t.note, t.tags, t.category_reason,
  (SELECT jsonb_agg(jsonb_build_object('account_id', p.account_id, 'amount', p.amount_minor::text, 'currency', p.currency) ORDER BY p.position)
     FROM postings p WHERE p.ledger_id = t.ledger_id AND p.transaction_id = t.id) AS postings,
  (SELECT jsonb_agg(jsonb_build_object('message_id', w.message_id, 'position', w.position, 'role', w.role) ORDER BY w.message_id, w.position)
     FROM witnesses w WHERE w.ledger_id = t.ledger_id AND w.transaction_id = t.id) AS witnesses,
  (SELECT jsonb_agg(tp.parent_id ORDER BY tp.parent_id)
     FROM transaction_parents tp WHERE tp.ledger_id = t.ledger_id AND tp.child_id = t.id) AS parents`

/** OFFSET 0 keeps the planner to index lookups, however it thinks the tables have grown. */
const TRANSACTIONS_ON = `WITH span AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS s(account_id uuid, "from" date, "to" date)
  ), near AS MATERIALIZED (
    SELECT DISTINCT n.id FROM span s CROSS JOIN LATERAL (
      SELECT d.id FROM transactions d
      WHERE d.ledger_id = $1 AND d.occurred_date BETWEEN s."from" AND s."to" AND d.kind = ANY($3::text[]) AND d.status <> 'void'
        AND EXISTS (SELECT FROM postings p
          WHERE p.ledger_id = $1 AND p.transaction_id = d.id AND p.account_id = s.account_id OFFSET 0)
      OFFSET 0) AS n
  )
  SELECT found.* FROM near CROSS JOIN LATERAL (
    SELECT ${TRANSACTION_COLUMNS} FROM transactions t WHERE t.ledger_id = $1 AND t.id = near.id OFFSET 0) AS found`

/** Transactions and the plans that change them. */
export function transactionStore(scope: LedgerScope): TransactionStore {
  return {
    transactionsOf: (keys) =>
      selectTransactions(
        scope,
        'transactions_of_alerts',
        `t.id IN (SELECT w.transaction_id FROM witnesses w JOIN unnest($2::uuid[], $3::int[]) AS k(message_id, position)
           ON w.message_id = k.message_id AND w.position = k.position WHERE w.ledger_id = $1)`,
        ...keyColumns(keys),
      ),
    transactionsById: (ids) => selectTransactions(scope, 'transactions_by_id', 't.id = ANY($2::uuid[])', ids),
    transactionsOn: async (spans, kinds) => {
      const rows = spans.map(({ accountId, from, to }) => ({
        account_id: accountId,
        from: from.toString(),
        to: to.toString(),
      }))
      const values = [scope.ledgerId, recordset(rows), [...kinds]]
      return (await scope.transaction.query<TransactionRow>(TRANSACTIONS_ON, values, { name: 'transactions_on' })).map(
        toTransaction,
      )
    },
    applyPlan: (plan, decisions) => applyPlan(scope, plan, decisions),
  }
}

/** Transactions of the ledger ($1) that meet a condition over `t`, with further values from $2; no order. */
export async function selectTransactions(
  { ledgerId, transaction }: LedgerScope,
  name: string,
  condition: string,
  ...values: unknown[]
): Promise<Transaction[]> {
  const text = `SELECT ${TRANSACTION_COLUMNS} FROM transactions t WHERE t.ledger_id = $1 AND ${condition}`
  return (await transaction.query<TransactionRow>(text, [ledgerId, ...values], { name })).map(toTransaction)
}

async function applyPlan(scope: LedgerScope, plan: Plan, decisions: readonly DecisionRecord[]): Promise<void> {
  if (plan.changes.length === 0 && decisions.length === 0) return
  const { ledgerId, transaction, clock } = scope
  const planId = crypto.randomUUIDv7()
  const now = clock.now().toString()
  const removed = plan.changes.flatMap(({ before, after }) => (before === null || after !== null ? [] : [before.id]))
  const replaced = plan.changes.flatMap(({ before, after }) => (before === null || after === null ? [] : [after.id]))
  const created = plan.changes.flatMap((change) => (change.after === null ? [] : [change.after]))
  const changedIds = [
    ...new Set(plan.changes.flatMap(({ before, after }) => [before, after]).flatMap((each) => each?.id ?? [])),
  ]
  const steps: Promise<unknown>[] = [
    ...(changedIds.length === 0 ? [] : [tellChange(scope, { transactions: changedIds })]),
    ...clearTransactions(scope, removed, replaced),
    ...insertTransactions(scope, created, now),
    ...moveRedirects(scope, plan, created),
  ]
  steps.push(
    transaction.query(
      'INSERT INTO plans (ledger_id, id, at, changes, redirects) VALUES ($1, $2, $3, $4, $5)',
      [ledgerId, planId, now, recordset(plan.changes), recordset(plan.redirects)],
      { name: 'plans_add' },
    ),
    transaction.query(
      `INSERT INTO decisions (ledger_id, plan_id, number, message_id, position, stage, decision, evidence)
       SELECT $1, $2, number, message_id, position, stage, decision, evidence
       FROM jsonb_to_recordset($3::jsonb) AS d(number int, message_id uuid, position int, stage text, decision text, evidence jsonb)`,
      [ledgerId, planId, recordset(decisions.map(toDecisionRow))],
      { name: 'decisions_add' },
    ),
  )
  await Promise.all(steps)
}

/** Takes out transactions that are gone, and of those that change all but their own row. */
function clearTransactions(
  { ledgerId, transaction }: LedgerScope,
  removed: readonly string[],
  replaced: readonly string[],
): Promise<unknown>[] {
  const clear = (table: string, column: string, ids: readonly string[]) =>
    transaction.query(`DELETE FROM ${table} WHERE ledger_id = $1 AND ${column} = ANY($2::uuid[])`, [ledgerId, ids], {
      name: `${table}_clear`,
    })
  return [
    ...(removed.length === 0 ? [] : [clear('transactions', 'id', removed)]),
    ...(replaced.length === 0
      ? []
      : [
          clear('postings', 'transaction_id', replaced),
          clear('witnesses', 'transaction_id', replaced),
          clear('transaction_parents', 'child_id', replaced),
        ]),
  ]
}

function insertTransactions(
  { ledgerId, transaction }: LedgerScope,
  created: readonly Transaction[],
  now: string,
): Promise<unknown>[] {
  if (created.length === 0) return []
  const insert = (
    name: string,
    table: string,
    columns: string,
    types: string,
    rows: readonly object[],
    conflict = '',
  ) =>
    rows.length === 0
      ? Promise.resolve([])
      : transaction.query(
          `INSERT INTO ${table} (ledger_id, ${columns})
           SELECT $1, ${columns} FROM jsonb_to_recordset($2::jsonb) AS x(${types}) ${conflict}`,
          [ledgerId, recordset(rows)],
          { name },
        )
  return [
    insert(
      'transactions_add',
      'transactions',
      'id, kind, status, suspect_of, occurred_date, occurred_at, occurred_from, payee, payee_key, narration, note, tags, category_reason, booked_at',
      `id uuid, kind text, status text, suspect_of uuid, occurred_date date, occurred_at timestamptz, occurred_from text,
       payee text, payee_key text, narration text, note text, tags text[], category_reason jsonb, booked_at timestamptz`,
      created.map((each) => toTransactionRow(each, now)),
      // All but booked_at: a transaction that changes was booked when it was first seen.
      `ON CONFLICT (ledger_id, id) DO UPDATE SET kind = excluded.kind, status = excluded.status, suspect_of = excluded.suspect_of,
         occurred_date = excluded.occurred_date, occurred_at = excluded.occurred_at, occurred_from = excluded.occurred_from,
         payee = excluded.payee, payee_key = excluded.payee_key, narration = excluded.narration, note = excluded.note, tags = excluded.tags,
         category_reason = excluded.category_reason`,
    ),
    insert(
      'postings_add',
      'postings',
      'transaction_id, position, account_id, amount_minor, currency',
      'transaction_id uuid, position int, account_id uuid, amount_minor bigint, currency text',
      created.flatMap((each) =>
        each.postings.map(({ accountId, amount }, position) => ({
          transaction_id: each.id,
          position,
          account_id: accountId,
          amount_minor: amount.minor,
          currency: amount.currency,
        })),
      ),
    ),
    insert(
      'witnesses_add',
      'witnesses',
      'message_id, position, transaction_id, role',
      'message_id uuid, position int, transaction_id uuid, role text',
      created.flatMap((each) =>
        each.witnesses.map(({ key, role }) => ({
          message_id: key.messageId,
          position: key.position,
          transaction_id: each.id,
          role,
        })),
      ),
    ),
    insert(
      'parents_add',
      'transaction_parents',
      'child_id, parent_id',
      'child_id uuid, parent_id uuid',
      created.flatMap((each) => each.parents.map((parent) => ({ child_id: each.id, parent_id: parent }))),
    ),
  ]
}

/** Old ids lead to what they became; an id that is live again leads nowhere else. */
function moveRedirects(
  { ledgerId, transaction }: LedgerScope,
  plan: Plan,
  created: readonly Transaction[],
): Promise<unknown>[] {
  if (plan.changes.every((change) => change.before === null) && plan.redirects.length === 0) return []
  return [
    transaction.query('DELETE FROM redirects WHERE ledger_id = $1 AND from_id = ANY($2::uuid[])', [
      ledgerId,
      [...created.map((each) => each.id), ...plan.redirects.map((redirect) => redirect.from)],
    ]),
    transaction.query(
      `INSERT INTO redirects (ledger_id, from_id, to_id)
       SELECT $1, "from", "to" FROM jsonb_to_recordset($2::jsonb) AS r("from" uuid, "to" uuid)`,
      [ledgerId, recordset(plan.redirects)],
    ),
  ]
}

function toTransactionRow(transaction: Transaction, bookedAt: string) {
  return {
    id: transaction.id,
    kind: transaction.kind,
    status: transaction.status,
    suspect_of: transaction.suspectOf,
    occurred_date: transaction.occurred.date.toString(),
    occurred_at: transaction.occurred.at?.toString() ?? null,
    occurred_from: transaction.occurred.from,
    payee: transaction.payee,
    payee_key: transaction.payeeKey ?? null,
    narration: transaction.narration,
    note: transaction.note,
    tags: transaction.tags,
    category_reason: transaction.categoryReason,
    booked_at: bookedAt,
  }
}

function toDecisionRow(decision: DecisionRecord, number: number) {
  const { messageId, position } = decision.key
  return {
    number,
    message_id: messageId,
    position,
    stage: decision.stage,
    decision: decision.decision,
    evidence: decision.evidence,
  }
}

function toTransaction(row: TransactionRow): Transaction {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    suspectOf: row.suspect_of,
    occurred: {
      date: Temporal.PlainDate.from(row.occurred_date),
      at: row.occurred_at === null ? null : Temporal.Instant.from(row.occurred_at),
      from: row.occurred_from,
    },
    payee: row.payee,
    ...(row.payee_key === null ? {} : { payeeKey: row.payee_key }),
    narration: row.narration,
    note: row.note,
    tags: row.tags,
    postings: row.postings.map(({ account_id, amount, currency }) => ({
      accountId: account_id,
      amount: { minor: BigInt(amount), currency },
    })),
    witnesses: (row.witnesses ?? []).map(({ message_id, position, role }) => ({
      key: { messageId: message_id, position } satisfies AlertKey,
      role,
    })),
    parents: row.parents ?? [],
    categoryReason: row.category_reason,
  }
}

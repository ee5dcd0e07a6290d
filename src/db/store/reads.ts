import { and, eq, inArray } from 'drizzle-orm'
import { type Alert, alertKeyText } from '../../domain/alert.ts'
import { type Category, categoriesOf } from '../../domain/category.ts'
import type { AccountBalance, LedgerSession, ReportRow, TransactionDetail } from '../../domain/ports.ts'
import type { Transaction } from '../../domain/transaction.ts'
import { accounts } from '../schema/ledger.ts'
import { accountStore, toAccount } from './accounts.ts'
import { CLAIM_COLUMNS, toClaim } from './balances.ts'
import { messageStore } from './messages.ts'
import type { LedgerScope } from './scope.ts'
import { selectTransactions } from './transactions.ts'

type ReadStore = Pick<
  LedgerSession,
  | 'transactionDetail'
  | 'transactionDetails'
  | 'exportPage'
  | 'messageOrigins'
  | 'accountBalances'
  | 'reportRows'
  | 'bookedAt'
  | 'countOfCounterparty'
  | 'mostUsedCategories'
>

/** What people look at. */
export function readStore(scope: LedgerScope): ReadStore {
  const { ledgerId, transaction } = scope
  return {
    transactionDetail: async (id) => {
      const [redirect] = await transaction.query<{ to_id: string }>(
        'SELECT to_id FROM redirects WHERE ledger_id = $1 AND from_id = $2',
        [ledgerId, id],
      )
      const found = await selectTransactions(scope, 'transaction_detail', 't.id = $2', redirect?.to_id ?? id)
      return (await withDetails(scope, found))[0] ?? null
    },
    transactionDetails: async ({ limit, offset, order }) => {
      const sorting =
        order === 'occurred'
          ? 't.occurred_date DESC, t.occurred_at DESC NULLS LAST, t.id DESC'
          : 't.booked_at DESC, t.occurred_date DESC, t.id DESC'
      const page = await selectTransactions(
        scope,
        `transaction_page_${order}`,
        `t.status <> 'void' AND t.kind <> 'opening' ORDER BY ${sorting} LIMIT $2 OFFSET $3`,
        limit,
        offset,
      )
      return withDetails(scope, page)
    },
    exportPage: async ({ from, to, after, limit }) => {
      const page = await selectTransactions(
        scope,
        'transactions_export',
        `t.status <> 'void' AND ($2::date IS NULL OR t.occurred_date >= $2) AND ($3::date IS NULL OR t.occurred_date <= $3)
         AND ($4::date IS NULL OR (t.occurred_date, coalesce(t.occurred_at, '-infinity'), t.id) > ($4::date, coalesce($5::timestamptz, '-infinity'), $6::uuid))
         ORDER BY t.occurred_date, coalesce(t.occurred_at, '-infinity'), t.id LIMIT $7`,
        from?.toString() ?? null,
        to?.toString() ?? null,
        after?.occurred.date.toString() ?? null,
        after?.occurred.at?.toString() ?? null,
        after?.id ?? null,
        limit,
      )
      return withDetails(scope, page)
    },
    messageOrigins: async (ids) => {
      const rows = await transaction.query<{ id: string; origin: string }>(
        'SELECT id, origin FROM raw_messages WHERE ledger_id = $1 AND id = ANY($2::uuid[])',
        [ledgerId, ids],
      )
      return new Map(rows.map((row) => [row.id, row.origin]))
    },
    accountBalances: () => accountBalances(scope),
    reportRows: async (from, to) => {
      const rows = await transaction.query<ReportRowColumns>(
        `SELECT t.id AS transaction_id, t.kind, t.occurred_date, t.payee, a.id AS account_id,
           CASE WHEN p.id IS NULL THEN a.name ELSE p.name || ': ' || a.name END AS account_name,
           a.tail, a.type, o.amount_minor, o.currency
         FROM transactions t
         JOIN postings o ON o.ledger_id = t.ledger_id AND o.transaction_id = t.id
         JOIN accounts a ON a.ledger_id = o.ledger_id AND a.id = o.account_id
         LEFT JOIN accounts p ON p.ledger_id = a.ledger_id AND p.id = a.parent_id
         WHERE t.ledger_id = $1 AND t.status <> 'void' AND t.occurred_date BETWEEN $2 AND $3
         ORDER BY t.occurred_date, t.id, o.position`,
        [ledgerId, from.toString(), to.toString()],
      )
      return rows.map(toReportRow)
    },
    bookedAt: async (transactionId) => {
      const [row] = await transaction.query<{ booked_at: string }>(
        'SELECT booked_at FROM transactions WHERE ledger_id = $1 AND id = $2',
        [ledgerId, transactionId],
      )
      return row === undefined ? null : Temporal.Instant.from(row.booked_at)
    },
    countOfCounterparty: async (key, kind) => {
      const [row] = await transaction.query<{ count: bigint }>(
        `SELECT count(DISTINCT t.id) AS count FROM transactions t
         JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id
         JOIN accounts a ON a.ledger_id = p.ledger_id AND a.id = p.account_id AND a.type = $3
         WHERE t.ledger_id = $1 AND t.status <> 'void' AND t.payee_key = $2`,
        [ledgerId, key, kind],
      )
      return Number(row?.count ?? 0n)
    },
    mostUsedCategories: async (kind, limit) => {
      const rows = await transaction.query<{ account_id: string }>(
        `SELECT p.account_id FROM transactions t
         JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id
         JOIN accounts a ON a.ledger_id = p.ledger_id AND a.id = p.account_id AND a.type = $2
         WHERE t.ledger_id = $1 AND t.status <> 'void' AND a.key IS DISTINCT FROM 'uncategorized.' || $2
           AND t.occurred_date > (SELECT max(l.occurred_date) - 90 FROM transactions l WHERE l.ledger_id = $1)
         GROUP BY p.account_id ORDER BY count(*) DESC, p.account_id LIMIT $3`,
        [ledgerId, kind, limit],
      )
      const categories = new Map((await accountStore(scope).categories()).map((category) => [category.id, category]))
      return rows.flatMap((row) => categories.get(row.account_id) ?? [])
    },
  }
}

/** Adds accounts, categories, alerts and fees to transactions, keeping their order. */
export async function withDetails(
  scope: LedgerScope,
  transactions: readonly Transaction[],
): Promise<TransactionDetail[]> {
  if (transactions.length === 0) return []
  const { ledgerId, transaction } = scope
  const ids = transactions.map((each) => each.id)
  const accountIds = [...new Set(transactions.flatMap((each) => each.postings.map((posting) => posting.accountId)))]
  const keys = transactions.flatMap((each) => each.witnesses.map((witness) => witness.key))
  const accountRows = await transaction.db
    .select()
    .from(accounts)
    .where(and(eq(accounts.ledgerId, ledgerId), inArray(accounts.id, accountIds)))
  const categories = categoriesOf(await accountStore(scope).categoryRecords())
  const alerts = keys.length === 0 ? [] : await messageStore(scope).alertsByKey(keys)
  const fees = await selectTransactions(
    scope,
    'transaction_fees',
    't.id IN (SELECT c.child_id FROM transaction_parents c WHERE c.ledger_id = $1 AND c.parent_id = ANY($2::uuid[]))',
    ids,
  )
  const alertByKey = new Map(alerts.map((alert) => [alertKeyText(alert.key), alert]))
  return transactions.map((each) => {
    const touched = new Set(each.postings.map((posting) => posting.accountId))
    return {
      transaction: each,
      accounts: accountRows.filter((row) => touched.has(row.id) && !isCategory(row.type)).map(toAccount),
      categories: categories.filter((category) => touched.has(category.id)),
      alerts: alertsOf(each, alertByKey),
      fees: fees.filter((fee) => fee.parents.includes(each.id)),
    }
  })
}

function alertsOf(transaction: Transaction, byKey: ReadonlyMap<string, Alert>): Alert[] {
  return transaction.witnesses.flatMap((witness) => byKey.get(alertKeyText(witness.key)) ?? [])
}

function isCategory(type: string): type is Category['kind'] {
  return type === 'income' || type === 'expense'
}

async function accountBalances({ ledgerId, transaction }: LedgerScope): Promise<AccountBalance[]> {
  const rows = await transaction.db
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.ledgerId, ledgerId),
        eq(accounts.isHidden, false),
        inArray(accounts.type, ['asset', 'liability']),
      ),
    )
    .orderBy(accounts.name, accounts.tail)
  const sums = await transaction.query<{ account_id: string; currency: string; minor: string }>(
    `SELECT p.account_id, p.currency, sum(p.amount_minor)::text AS minor
     FROM postings p JOIN transactions t ON t.ledger_id = p.ledger_id AND t.id = p.transaction_id AND t.status <> 'void'
     WHERE p.ledger_id = $1 AND p.account_id = ANY($2::uuid[]) GROUP BY p.account_id, p.currency`,
    [ledgerId, rows.map((row) => row.id)],
  )
  const claims = await transaction.query<Parameters<typeof toClaim>[0]>(
    `SELECT ${CLAIM_COLUMNS} FROM unnest($2::uuid[]) AS u(account_id)
     CROSS JOIN LATERAL (SELECT * FROM balance_claims b WHERE b.ledger_id = $1 AND b.account_id = u.account_id
       ORDER BY b.occurred_date DESC, b.occurred_at DESC NULLS LAST, b.message_id, b.position DESC LIMIT 1) AS c`,
    [ledgerId, rows.map((row) => row.id)],
  )
  const stated = new Map(claims.map((claim) => [claim.account_id, toClaim(claim)]))
  return rows.map((row) => {
    const sum = sums.find(
      (each) => each.account_id === row.id && (row.currency === null || each.currency === row.currency),
    )
    return {
      account: toAccount(row),
      ours: { minor: BigInt(sum?.minor ?? '0'), currency: sum?.currency ?? row.currency ?? '' },
      stated: stated.get(row.id) ?? null,
    }
  })
}

type ReportRowColumns = {
  transaction_id: string
  kind: ReportRow['kind']
  occurred_date: string
  payee: string | null
  account_id: string
  account_name: string
  tail: string | null
  type: ReportRow['account']['type']
  amount_minor: bigint
  currency: string
}

function toReportRow(row: ReportRowColumns): ReportRow {
  return {
    transactionId: row.transaction_id,
    kind: row.kind,
    occurredDate: Temporal.PlainDate.from(row.occurred_date),
    payee: row.payee,
    account: { id: row.account_id, name: row.account_name, tail: row.tail, type: row.type },
    amountMinor: row.amount_minor,
    currency: row.currency,
  }
}

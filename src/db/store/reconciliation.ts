import type { MessageSource } from '../../domain/message.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import type { MonthActivity, PastMovement } from '../../domain/reconciliation.ts'
import { EVENT_CLAIM_COLUMNS, EVENT_OF_CLAIM, type EventClaimRow, toEventClaim } from './balances.ts'
import { type LedgerScope, recordset } from './scope.ts'

type ReconciliationStore = Pick<
  LedgerSession,
  'accountClaims' | 'pastMovements' | 'arrivalsSince' | 'monthActivity' | 'putStatementLocks' | 'statementLocks'
>

type MovementRow = {
  account_id: string
  counterparty: string
  amount_minor: bigint
  occurred_date: string
  occurred_at: string | null
  occurred_from: 'message' | 'receipt'
}

/** What an account's running balance is held against, and what is usual in a ledger. */
export function reconciliationStore(scope: LedgerScope): ReconciliationStore {
  const { ledgerId, transaction, clock } = scope
  return {
    accountClaims: async (accountId, since) => {
      const rows = await transaction.query<EventClaimRow>(
        `SELECT ${EVENT_CLAIM_COLUMNS} FROM balance_claims c ${EVENT_OF_CLAIM} 
         WHERE c.ledger_id = $1 AND c.account_id = $2 AND ($3::date IS NULL OR c.occurred_date >= $3)`,
        [ledgerId, accountId, since?.toString() ?? null],
      )
      return rows.map(toEventClaim)
    },
    pastMovements: (limit) => pastMovements(scope, limit),
    arrivalsSince: async (since) => {
      const rows = await transaction.query<{ source: MessageSource; institution: string; received_at: string[] }>(
        `SELECT source, institution, array_agg(received_at ORDER BY received_at) AS received_at FROM alerts
         WHERE ledger_id = $1 AND received_at >= $2 AND source IN ('sms', 'email') AND institution <> ''
           AND reading_number IS NOT NULL
         GROUP BY source, institution ORDER BY institution, source`,
        [ledgerId, since.toString()],
      )
      return rows.map(({ source, institution, received_at }) => ({
        source,
        institution,
        receivedAt: received_at.map((text) => Temporal.Instant.from(text)),
      }))
    },
    monthActivity: () => monthActivity(scope),
    putStatementLocks: async (locks) => {
      if (locks.length === 0) return
      const rows = locks.map(({ messageId, accountId, from, to }) => ({
        message_id: messageId,
        account_id: accountId,
        from_date: from.toString(),
        to_date: to.toString(),
      }))
      await transaction.query(
        `INSERT INTO statement_locks (ledger_id, message_id, account_id, from_date, to_date, locked_at)
         SELECT $1, x.message_id, x.account_id, x.from_date, x.to_date, $3
         FROM jsonb_to_recordset($2::jsonb) AS x(message_id uuid, account_id uuid, from_date date, to_date date)
         ON CONFLICT (ledger_id, message_id, account_id) DO NOTHING`,
        [ledgerId, recordset(rows), clock.now().toString()],
      )
    },
    statementLocks: async () => {
      const rows = await transaction.query<{
        message_id: string
        account_id: string
        from_date: string
        to_date: string
      }>('SELECT message_id, account_id, from_date, to_date FROM statement_locks WHERE ledger_id = $1', [ledgerId])
      return rows.map((row) => ({
        messageId: row.message_id,
        accountId: row.account_id,
        from: Temporal.PlainDate.from(row.from_date),
        to: Temporal.PlainDate.from(row.to_date),
      }))
    },
  }
}

async function pastMovements({ ledgerId, transaction }: LedgerScope, limit: number): Promise<PastMovement[]> {
  // A transfer has no payee: each of its legs is named by what its own alert said.
  const rows = await transaction.query<MovementRow>(
    `SELECT p.account_id, p.amount_minor, t.occurred_date, t.occurred_at, t.occurred_from,
       coalesce(t.payee, n.counterparty, t.narration) AS counterparty
     FROM transactions t
     JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id
     JOIN accounts a ON a.ledger_id = p.ledger_id AND a.id = p.account_id AND a.type IN ('asset', 'liability')
     LEFT JOIN LATERAL (
       SELECT r.reading ->> 'counterparty' AS counterparty FROM witnesses w
       JOIN alerts l ON l.ledger_id = w.ledger_id AND l.message_id = w.message_id AND l.position = w.position
       JOIN readings r ON r.ledger_id = l.ledger_id AND r.message_id = l.message_id AND r.position = l.position
         AND r.number = l.reading_number
       WHERE w.ledger_id = $1 AND w.transaction_id = t.id AND t.payee IS NULL
         AND l.direction = CASE WHEN p.amount_minor < 0 THEN 'debit' ELSE 'credit' END
         AND r.reading ->> 'counterparty' IS NOT NULL
       ORDER BY w.message_id, w.position LIMIT 1) AS n ON true
     WHERE t.ledger_id = $1 AND t.kind <> 'opening' AND t.status <> 'void'
       AND coalesce(t.payee, n.counterparty, t.narration) IS NOT NULL
     ORDER BY t.occurred_date DESC, t.id DESC, p.position LIMIT $2`,
    [ledgerId, limit],
  )
  return rows.map((row) => ({
    accountId: row.account_id,
    counterparty: row.counterparty,
    amountMinor: row.amount_minor,
    date: Temporal.PlainDate.from(row.occurred_date),
    at: row.occurred_at === null || row.occurred_from === 'receipt' ? null : Temporal.Instant.from(row.occurred_at),
  }))
}

type MonthRow = {
  account_id: string
  month: string
  entries: string
  claims: string
  last_date: string
  last_at: string | null
}

async function monthActivity({ ledgerId, transaction }: LedgerScope): Promise<MonthActivity[]> {
  const rows = await transaction.query<MonthRow>(
    `SELECT account_id, month, sum(entries)::text AS entries, sum(claims)::text AS claims,
       max(last_date) AS last_date, max(last_at) AS last_at
     FROM (
       SELECT p.account_id, to_char(t.occurred_date, 'YYYY-MM') AS month, count(*) AS entries, 0 AS claims,
         max(t.occurred_date) AS last_date, max(t.occurred_at) AS last_at
       FROM transactions t JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id
       JOIN accounts a ON a.ledger_id = p.ledger_id AND a.id = p.account_id AND a.type IN ('asset', 'liability')
       WHERE t.ledger_id = $1 AND t.kind <> 'opening' AND t.status <> 'void' GROUP BY 1, 2
       UNION ALL
       SELECT c.account_id, to_char(c.occurred_date, 'YYYY-MM'), 0, count(*), max(c.occurred_date), max(c.occurred_at)
       FROM balance_claims c WHERE c.ledger_id = $1 GROUP BY 1, 2) AS both_kinds
     GROUP BY account_id, month ORDER BY account_id, month`,
    [ledgerId],
  )
  return rows.map((row) => ({
    accountId: row.account_id,
    month: row.month,
    entries: Number(row.entries),
    claims: Number(row.claims),
    lastDate: Temporal.PlainDate.from(row.last_date),
    lastAt: row.last_at === null ? null : Temporal.Instant.from(row.last_at),
  }))
}

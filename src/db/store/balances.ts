import type { BalanceClaim } from '../../domain/balance.ts'
import type { MessageSource } from '../../domain/message.ts'
import type { AccountPosting, PipelineStore } from '../../domain/ports.ts'
import type { EventClaim } from '../../domain/reconciliation.ts'
import type { TransactionStatus } from '../../domain/transaction.ts'
import { keyColumns } from './messages.ts'
import { type LedgerScope, recordset } from './scope.ts'

type BalanceStore = Pick<
  PipelineStore,
  'putClaims' | 'claimsOf' | 'earliestClaims' | 'claimsAround' | 'postingsUntil' | 'postingsBetween'
>

type ClaimRow = {
  message_id: string
  position: number
  account_id: string
  balance_minor: bigint
  before_minor: bigint
  currency: string
  occurred_date: string
  occurred_at: string | null
}

export type EventClaimRow = ClaimRow & {
  source: MessageSource
  received_at: string
  occurred_from: 'message' | 'receipt'
  transaction_id: string | null
  status: TransactionStatus | null
}

type PostingRow = {
  transaction_id: string
  amount_minor: string
  occurred_date: string
  occurred_at: string | null
  occurred_from: 'message' | 'receipt'
  keys: { message_id: string; position: number }[] | null
}

export const CLAIM_COLUMNS =
  'c.message_id, c.position, c.account_id, c.balance_minor, c.before_minor, c.currency, c.occurred_date, c.occurred_at'

/** A payment and its return are two postings of one transaction: the account had less in between. */
const POSTING = "t.ledger_id, t.id, CASE WHEN t.kind = 'reversed' THEN p.amount_minor > 0 END"

/** A claim with the time its alert has, and the event it is about: its payment rather than a charge that shares the alert. */
export const EVENT_CLAIM_COLUMNS = `${CLAIM_COLUMNS}, l.source, l.received_at, l.occurred_from, e.transaction_id, e.status`

/** Joins what EVENT_CLAIM_COLUMNS names to claims \`c\` of the ledger ($1). */
export const EVENT_OF_CLAIM = `
  CROSS JOIN LATERAL (SELECT a.source, a.received_at, a.occurred_from FROM alerts a
    WHERE a.ledger_id = $1 AND a.message_id = c.message_id AND a.position = c.position OFFSET 0) AS l
  LEFT JOIN LATERAL (SELECT w.transaction_id, v.status FROM witnesses w
    JOIN transactions v ON v.ledger_id = w.ledger_id AND v.id = w.transaction_id
    WHERE w.ledger_id = $1 AND w.message_id = c.message_id AND w.position = c.position
    ORDER BY v.kind = 'fee', v.id, v.status LIMIT 1) AS e ON true`

const CLAIMS_AROUND = `SELECT ${EVENT_CLAIM_COLUMNS} FROM balance_claims c ${EVENT_OF_CLAIM}
  WHERE c.ledger_id = $1 AND c.account_id = $2
    AND c.occurred_date >= (SELECT coalesce(min(x.occurred_date), $3) FROM (
      SELECT b.occurred_date FROM balance_claims b WHERE b.ledger_id = $1 AND b.account_id = $2
        AND b.occurred_date < $3 ORDER BY b.occurred_date DESC LIMIT $5) AS x)
    AND c.occurred_date <= (SELECT coalesce(max(y.occurred_date), $4) FROM (
      SELECT b.occurred_date FROM balance_claims b WHERE b.ledger_id = $1 AND b.account_id = $2
        AND b.occurred_date > $4 ORDER BY b.occurred_date LIMIT $5) AS y)`

const POSTINGS = `SELECT t.id AS transaction_id, sum(p.amount_minor)::text AS amount_minor, t.occurred_date, t.occurred_at, t.occurred_from,
    (SELECT jsonb_agg(jsonb_build_object('message_id', w.message_id, 'position', w.position))
       FROM witnesses w WHERE w.ledger_id = t.ledger_id AND w.transaction_id = t.id
         AND (t.kind <> 'reversed' OR (w.role = 'reversal') = (min(p.position) > 0))) AS keys
  FROM transactions t JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id
  JOIN accounts o ON o.ledger_id = p.ledger_id AND o.id = p.account_id AND p.currency = coalesce(o.currency, p.currency)
  WHERE t.ledger_id = $1 AND p.account_id = $2 AND t.kind <> 'opening' AND t.status <> 'void'`

/** Balances banks stated, and the postings they are held against. */
export function balanceStore({ ledgerId, transaction }: LedgerScope): BalanceStore {
  return {
    putClaims: async (claims) => {
      if (claims.length === 0) return
      await transaction.query(
        `INSERT INTO balance_claims AS c (ledger_id, message_id, position, account_id, balance_minor, before_minor, currency, occurred_date, occurred_at)
         SELECT $1, message_id, position, account_id, balance_minor, before_minor, currency, occurred_date, occurred_at
         FROM jsonb_to_recordset($2::jsonb) AS x(message_id uuid, position int, account_id uuid, balance_minor bigint, before_minor bigint,
           currency text, occurred_date date, occurred_at timestamptz)
         ON CONFLICT (ledger_id, message_id, position) DO UPDATE SET account_id = excluded.account_id
           WHERE c.account_id <> excluded.account_id`,
        [ledgerId, recordset(claims.map(toClaimRow))],
        { name: 'claims_put' },
      )
    },
    claimsOf: async (keys) => {
      const rows = await transaction.query<ClaimRow>(
        `SELECT ${CLAIM_COLUMNS} FROM balance_claims c JOIN unnest($2::uuid[], $3::int[]) AS k(message_id, position)
           ON c.message_id = k.message_id AND c.position = k.position WHERE c.ledger_id = $1`,
        [ledgerId, ...keyColumns(keys)],
        { name: 'claims_of' },
      )
      return rows.map(toClaim)
    },
    earliestClaims: async (accountIds) => {
      const rows = await transaction.query<ClaimRow>(
        `SELECT ${CLAIM_COLUMNS} FROM unnest($2::uuid[]) AS u(account_id)
         CROSS JOIN LATERAL (SELECT f.occurred_date FROM balance_claims f
           WHERE f.ledger_id = $1 AND f.account_id = u.account_id AND f.balance_minor <> 0 ORDER BY f.occurred_date LIMIT 1) AS first
         JOIN balance_claims c ON c.ledger_id = $1 AND c.account_id = u.account_id AND c.occurred_date = first.occurred_date
           AND c.balance_minor <> 0`,
        [ledgerId, accountIds],
        { name: 'claims_earliest' },
      )
      return rows.map(toClaim)
    },
    claimsAround: async (spans, margin) => {
      // A query for each span: of a set of spans the planner expects so many rows that it compiles the query first.
      const found = spans.map(({ accountId, from, to }) =>
        transaction.query<EventClaimRow>(CLAIMS_AROUND, [ledgerId, accountId, from.toString(), to.toString(), margin], {
          name: 'claims_around',
        }),
      )
      return (await Promise.all(found)).flat().map(toEventClaim)
    },
    postingsUntil: async (accountId, date) => {
      const rows = await transaction.query<PostingRow>(
        `${POSTINGS} AND t.occurred_date <= $3 GROUP BY ${POSTING} ORDER BY t.occurred_date, t.occurred_at NULLS FIRST`,
        [ledgerId, accountId, date.toString()],
        { name: 'postings_until' },
      )
      return rows.map(toPosting)
    },
    postingsBetween: async ({ accountId, from, to }) => {
      const rows = await transaction.query<PostingRow>(
        `${POSTINGS} AND t.occurred_date BETWEEN $3 AND $4 GROUP BY ${POSTING} ORDER BY t.occurred_date, t.occurred_at NULLS FIRST`,
        [ledgerId, accountId, from.toString(), to.toString()],
        { name: 'postings_between' },
      )
      return rows.map((row) => (row.occurred_from === 'receipt' ? { ...toPosting(row), at: null } : toPosting(row)))
    },
  }
}

function toClaimRow(claim: BalanceClaim) {
  return {
    message_id: claim.key.messageId,
    position: claim.key.position,
    account_id: claim.accountId,
    balance_minor: claim.balance.minor,
    before_minor: claim.beforeMinor,
    currency: claim.balance.currency,
    occurred_date: claim.occurred.date.toString(),
    occurred_at: claim.occurred.at?.toString() ?? null,
  }
}

/** A claim from its row. */
export function toClaim(row: ClaimRow): BalanceClaim {
  return {
    key: { messageId: row.message_id, position: row.position },
    accountId: row.account_id,
    balance: { minor: row.balance_minor, currency: row.currency },
    beforeMinor: row.before_minor,
    occurred: {
      date: Temporal.PlainDate.from(row.occurred_date),
      at: row.occurred_at === null ? null : Temporal.Instant.from(row.occurred_at),
      from: 'message',
    },
  }
}

/** A claim with its event from its row. */
export function toEventClaim(row: EventClaimRow): EventClaim {
  const claim = toClaim(row)
  return {
    ...claim,
    occurred: { ...claim.occurred, from: row.occurred_from },
    eventId: row.transaction_id,
    eventStatus: row.status,
    source: row.source,
    receivedAt: Temporal.Instant.from(row.received_at),
  }
}

function toPosting(row: PostingRow): AccountPosting {
  return {
    transactionId: row.transaction_id,
    amountMinor: BigInt(row.amount_minor),
    date: Temporal.PlainDate.from(row.occurred_date),
    at: row.occurred_at === null ? null : Temporal.Instant.from(row.occurred_at),
    keys: (row.keys ?? []).map(({ message_id, position }) => ({ messageId: message_id, position })),
  }
}

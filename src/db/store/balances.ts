import type { BalanceClaim } from '../../domain/balance.ts'
import type { AccountPosting, PipelineStore } from '../../domain/ports.ts'
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

type PostingRow = {
  transaction_id: string
  amount_minor: string
  occurred_date: string
  occurred_at: string | null
  keys: { message_id: string; position: number }[] | null
}

export const CLAIM_COLUMNS =
  'c.message_id, c.position, c.account_id, c.balance_minor, c.before_minor, c.currency, c.occurred_date, c.occurred_at'

/** A payment and its return are two postings of one transaction: the account had less in between. */
const POSTING = "t.ledger_id, t.id, CASE WHEN t.kind = 'reversed' THEN p.amount_minor > 0 END"

const POSTINGS = `SELECT t.id AS transaction_id, sum(p.amount_minor)::text AS amount_minor, t.occurred_date, t.occurred_at,
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
           WHERE f.ledger_id = $1 AND f.account_id = u.account_id ORDER BY f.occurred_date LIMIT 1) AS first
         JOIN balance_claims c ON c.ledger_id = $1 AND c.account_id = u.account_id AND c.occurred_date = first.occurred_date`,
        [ledgerId, accountIds],
        { name: 'claims_earliest' },
      )
      return rows.map(toClaim)
    },
    claimsAround: async (spans, before) => {
      const rows = await transaction.query<ClaimRow>(
        `SELECT ${CLAIM_COLUMNS} FROM jsonb_to_recordset($2::jsonb) AS s(account_id uuid, "from" date, "to" date)
         CROSS JOIN LATERAL (
           (SELECT b.* FROM balance_claims b WHERE b.ledger_id = $1 AND b.account_id = s.account_id AND b.occurred_date < s."from"
             ORDER BY b.occurred_date DESC, b.occurred_at DESC NULLS LAST LIMIT $3)
           UNION ALL
           (SELECT b.* FROM balance_claims b WHERE b.ledger_id = $1 AND b.account_id = s.account_id
             AND b.occurred_date BETWEEN s."from" AND s."to")) AS c
         ORDER BY c.occurred_date, c.occurred_at NULLS FIRST`,
        [
          ledgerId,
          recordset(
            spans.map(({ accountId, from, to }) => ({
              account_id: accountId,
              from: from.toString(),
              to: to.toString(),
            })),
          ),
          before,
        ],
        { name: 'claims_around' },
      )
      return rows.map(toClaim)
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
      return rows.map(toPosting)
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

function toPosting(row: PostingRow): AccountPosting {
  return {
    transactionId: row.transaction_id,
    amountMinor: BigInt(row.amount_minor),
    date: Temporal.PlainDate.from(row.occurred_date),
    at: row.occurred_at === null ? null : Temporal.Instant.from(row.occurred_at),
    keys: (row.keys ?? []).map(({ message_id, position }) => ({ messageId: message_id, position })),
  }
}

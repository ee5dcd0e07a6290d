import type { DecisionRecord, LedgerSession } from '../../domain/ports.ts'
import { keyColumns } from './messages.ts'
import type { LedgerScope } from './scope.ts'

type ReviewStore = Pick<LedgerSession, 'decisionsOn' | 'suspectIds' | 'uncategorizedIds'>

type DecisionRow = {
  message_id: string
  position: number
  stage: DecisionRecord['stage']
  decision: DecisionRecord['decision']
  evidence: Record<string, unknown>
}

/** Why things are as they are, and what is uncertain. */
export function reviewStore({ ledgerId, transaction }: LedgerScope): ReviewStore {
  return {
    decisionsOn: async (keys) => {
      if (keys.length === 0) return []
      // Plans have ids that grow with time.
      const rows = await transaction.query<DecisionRow>(
        `SELECT DISTINCT ON (d.message_id, d.position, d.stage, d.decision)
           d.message_id, d.position, d.stage, d.decision, d.evidence
         FROM decisions d JOIN unnest($2::uuid[], $3::int[]) AS k(message_id, position)
           ON d.message_id = k.message_id AND d.position = k.position
         WHERE d.ledger_id = $1
         ORDER BY d.message_id, d.position, d.stage, d.decision, d.plan_id DESC, d.number`,
        [ledgerId, ...keyColumns(keys)],
      )
      return rows.map(toDecision)
    },
    suspectIds: async (limit) => {
      const rows = await transaction.query<{ id: string }>(
        `SELECT id FROM transactions WHERE ledger_id = $1 AND suspect_of IS NOT NULL AND status <> 'void'
         ORDER BY occurred_date DESC, id LIMIT $2`,
        [ledgerId, limit],
      )
      return rows.map((row) => row.id)
    },
    uncategorizedIds: async (since, limit) => {
      const rows = await transaction.query<{ id: string }>(
        `WITH entries AS MATERIALIZED (
           SELECT t.id, t.category_reason, p.currency, abs(p.amount_minor) AS minor
           FROM transactions t JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id AND p.position = 0
           WHERE t.ledger_id = $1 AND t.status <> 'void' AND t.kind IN ('expense', 'income', 'refund') AND t.occurred_date >= $2
         ), usual AS (SELECT currency, avg(minor) AS minor FROM entries GROUP BY currency)
         SELECT e.id FROM entries e JOIN usual u ON u.currency = e.currency AND e.minor >= u.minor
         WHERE e.category_reason->>'kind' = 'default' ORDER BY e.minor DESC, e.id LIMIT $3`,
        [ledgerId, since.toString(), limit],
      )
      return rows.map((row) => row.id)
    },
  }
}

function toDecision({ message_id, position, stage, decision, evidence }: DecisionRow): DecisionRecord {
  return { key: { messageId: message_id, position }, stage, decision, evidence: withMinor(evidence) } as DecisionRecord
}

/** JSON has no whole numbers without limit: amounts are kept as texts, under names that say so. */
function withMinor(evidence: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [
      name,
      name.endsWith('Minor') && (typeof value === 'string' || typeof value === 'number') ? BigInt(value) : value,
    ]),
  )
}

import type { LedgerSession } from '../../domain/ports.ts'
import type { Rule, RuleCondition, RuleEffects, RuleState } from '../../domain/rule.ts'
import { withDetails } from './reads.ts'
import { type LedgerScope, recordset } from './scope.ts'
import { selectTransactions } from './transactions.ts'

type RuleStore = Pick<LedgerSession, 'rules' | 'allRules' | 'putRules' | 'entriesPage' | 'transactionsOnCategories'>

type RuleRow = {
  id: string
  order: number
  conditions: readonly RuleCondition[]
  effects: RuleEffects
  state: RuleState
  created_at: string
  applies_from: string | null
}

const COLUMNS = 'id, "order", conditions, effects, state, created_at, applies_from'

/** Rules, and the entries they may be about. */
export function ruleStore(scope: LedgerScope): RuleStore {
  const { ledgerId, transaction } = scope
  return {
    rules: async () => {
      const rows = await transaction.query<RuleRow>(
        `SELECT ${COLUMNS} FROM rules WHERE ledger_id = $1 AND state = 'on' ORDER BY "order", id`,
        [ledgerId],
        { name: 'rules' },
      )
      return rows.map(toRule)
    },
    allRules: async () => {
      const rows = await transaction.query<RuleRow>(
        `SELECT ${COLUMNS} FROM rules WHERE ledger_id = $1 AND state <> 'removed' ORDER BY "order", id`,
        [ledgerId],
      )
      return rows.map(toRule)
    },
    putRules: async (rules) => {
      await transaction.query(
        `INSERT INTO rules (ledger_id, ${COLUMNS})
         SELECT $1, ${COLUMNS} FROM jsonb_to_recordset($2::jsonb)
           AS r(id uuid, "order" int, conditions jsonb, effects jsonb, state text, created_at timestamptz, applies_from timestamptz)
         ON CONFLICT (ledger_id, id) DO UPDATE SET "order" = excluded."order", conditions = excluded.conditions,
           effects = excluded.effects, state = excluded.state, applies_from = excluded.applies_from`,
        [ledgerId, recordset(rules.map(toRow))],
      )
    },
    entriesPage: async ({ after, limit }) => {
      const page = await selectTransactions(
        scope,
        'entries_page',
        `t.kind <> 'opening' AND ($2::uuid IS NULL OR t.id > $2) ORDER BY t.id LIMIT $3`,
        after,
        limit,
      )
      return withDetails(scope, page)
    },
    transactionsOnCategories: (categoryIds) =>
      selectTransactions(
        scope,
        'transactions_on_categories',
        `t.id IN (SELECT p.transaction_id FROM postings p WHERE p.ledger_id = $1 AND p.account_id = ANY($2::uuid[]))`,
        categoryIds,
      ),
  }
}

function toRow({ createdAt, appliesFrom, ...rule }: Rule) {
  return { ...rule, created_at: createdAt.toString(), applies_from: appliesFrom?.toString() ?? null }
}

function toRule({ created_at, applies_from, ...row }: RuleRow): Rule {
  return {
    ...row,
    createdAt: Temporal.Instant.from(created_at),
    appliesFrom: applies_from === null ? null : Temporal.Instant.from(applies_from),
  }
}

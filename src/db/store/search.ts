import type { LedgerSession, TransactionFilter } from '../../domain/ports.ts'
import { withDetails } from './reads.ts'
import type { LedgerScope } from './scope.ts'
import { selectTransactions } from './transactions.ts'

/** Letters without their marks, small: the same is done to what is looked for. */
const FOLDED = (column: string) =>
  `lower(regexp_replace(normalize(coalesce(${column}, ''), NFD), '[\\u0300-\\u036f]', '', 'g'))`

const FITS = `t.kind <> 'opening'
  AND CASE WHEN $2::text = 'undone' THEN t.status = 'void' ELSE t.status <> 'void' END
  AND ($2::text IS NULL OR $2 = 'undone' OR (t.suspect_of IS NOT NULL) = ($2 = 'suspect'))
  AND ($3::text IS NULL OR t.kind = $3)
  AND ($4::date IS NULL OR t.occurred_date >= $4) AND ($5::date IS NULL OR t.occurred_date <= $5)
  AND ($6::text IS NULL OR $6 = ANY (t.tags))
  AND ($7::text IS NULL OR position($7 in ${FOLDED('t.payee')}) > 0 OR position($7 in ${FOLDED('t.narration')}) > 0
    OR position($7 in ${FOLDED('t.note')}) > 0)
  AND ($8::uuid IS NULL OR EXISTS (SELECT FROM postings p
    WHERE p.ledger_id = t.ledger_id AND p.transaction_id = t.id AND p.account_id = $8))
  AND ($9::uuid IS NULL OR EXISTS (SELECT FROM postings c JOIN accounts a ON a.ledger_id = c.ledger_id AND a.id = c.account_id
    WHERE c.ledger_id = t.ledger_id AND c.transaction_id = t.id AND (a.id = $9 OR a.parent_id = $9)))
  AND (($10::bigint IS NULL AND $11::bigint IS NULL) OR EXISTS (SELECT FROM postings m
    WHERE m.ledger_id = t.ledger_id AND m.transaction_id = t.id AND m.position = 0
      AND ($10 IS NULL OR abs(m.amount_minor) >= $10) AND ($11 IS NULL OR abs(m.amount_minor) <= $11)))`

/** Transactions a person looks for. */
export function searchStore(scope: LedgerScope): Pick<LedgerSession, 'findTransactions'> {
  return {
    findTransactions: async (filter, { after, limit }) => {
      const page = await selectTransactions(
        scope,
        'transactions_found',
        `${FITS}
         AND ($12::date IS NULL OR (t.occurred_date, coalesce(t.occurred_at, '-infinity'), t.id)
           < ($12::date, coalesce($13::timestamptz, '-infinity'), $14::uuid))
         ORDER BY t.occurred_date DESC, coalesce(t.occurred_at, '-infinity') DESC, t.id DESC LIMIT $15`,
        ...valuesOf(filter),
        after?.date.toString() ?? null,
        after?.at?.toString() ?? null,
        after?.id ?? null,
        limit,
      )
      return withDetails(scope, page)
    },
  }
}

function valuesOf(filter: TransactionFilter): unknown[] {
  return [
    filter.status,
    filter.kind,
    filter.from?.toString() ?? null,
    filter.to?.toString() ?? null,
    filter.tag,
    filter.text === null ? null : fold(filter.text),
    filter.accountId,
    filter.categoryId,
    filter.amountMin?.toString() ?? null,
    filter.amountMax?.toString() ?? null,
  ]
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}

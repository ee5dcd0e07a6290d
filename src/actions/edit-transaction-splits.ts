import type { Category } from '../domain/category.ts'
import type { TransactionDetail } from '../domain/ports.ts'

/** A part of a split: positive minor units of the entry's currency. */
export type SplitPart = { readonly categoryId: string; readonly minor: bigint }

const PARTS_MAX = 20

/** What can be split about an entry: its amount on categories, and of which kind they are. */
export type Splittable = { readonly minor: bigint; readonly currency: string; readonly kind: Category['kind'] }

/** What of an entry is on categories; null for what is on none, in several currencies, or reversed. */
export function splittable({ transaction, categories }: TransactionDetail): Splittable | null {
  if (transaction.kind === 'reversed' || transaction.kind === 'transfer') return null
  const kinds = new Map(categories.map(({ id, kind }) => [id, kind]))
  const legs = transaction.postings.filter(({ accountId }) => kinds.has(accountId))
  const [first] = legs
  const kind = first === undefined ? undefined : kinds.get(first.accountId)
  if (first === undefined || kind === undefined) return null
  const { currency } = first.amount
  if (legs.some(({ amount }) => amount.currency !== currency)) return null
  const minor = legs.reduce((sum, { amount }) => sum + amount.minor, 0n)
  return { minor: minor < 0n ? -minor : minor, currency, kind }
}

/** The parts, when they are two or more, positive, of one side, and sum to the entry exactly. */
export function checkSplits(
  detail: TransactionDetail,
  parts: readonly SplitPart[],
  categories: readonly Category[],
):
  | { readonly kind: 'parts'; readonly parts: readonly SplitPart[] }
  | { readonly kind: 'problem'; readonly problem: string } {
  const problem = (words: string) => ({ kind: 'problem', problem: words }) as const
  const whole = splittable(detail)
  if (whole === null) return problem('This entry cannot be split: it is no spending and no income.')
  if (parts.length < 2) return problem('A split has two parts or more.')
  if (parts.length > PARTS_MAX) return problem(`A split has ${PARTS_MAX} parts at most.`)
  if (parts.some(({ minor }) => minor <= 0n)) return problem('Every part of a split is more than nothing.')
  const kinds = parts.map(({ categoryId }) => categories.find(({ id }) => id === categoryId)?.kind)
  if (kinds.includes(undefined)) return problem('One of these categories is not in this ledger.')
  if (kinds.some((kind) => kind !== whole.kind)) {
    return problem(`All parts must be ${whole.kind === 'expense' ? 'spending' : 'income'}, as the entry is.`)
  }
  const sum = parts.reduce((total, { minor }) => total + minor, 0n)
  if (sum !== whole.minor) return problem('The parts do not make the whole amount.')
  return { kind: 'parts', parts }
}

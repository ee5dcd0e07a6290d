import type { Change, Plan } from '../../domain/plan.ts'
import type { Transaction } from '../../domain/transaction.ts'

type StoredTransaction = Omit<Transaction, 'occurred' | 'postings'> & {
  readonly occurred: { readonly date: string; readonly at: string | null; readonly from: 'message' | 'receipt' }
  readonly postings: readonly { accountId: string; amount: { minor: string; currency: string } }[]
}

/** A change as stored: money as text, times as ISO 8601 text. */
export type StoredChange = { readonly before: StoredTransaction | null; readonly after: StoredTransaction | null }

/** The changes that a stored plan made, in its order; applied with `before` and `after` swapped they take it back. */
export function decodeChanges(stored: readonly StoredChange[]): Change[] {
  return stored.map(({ before, after }) => ({ before: decodeTransaction(before), after: decodeTransaction(after) }))
}

/** The plan that takes these changes back, once everything decided after them was taken back. */
export function invertChanges(changes: readonly Change[]): Plan {
  const inverted = changes.map(({ before, after }) => ({ before: after, after: before }))
  return { events: [], links: [], changes: inverted, redirects: [] }
}

function decodeTransaction(stored: StoredTransaction | null): Transaction | null {
  if (stored === null) return null
  const { date, at, from } = stored.occurred
  return {
    ...stored,
    occurred: { date: Temporal.PlainDate.from(date), at: at === null ? null : Temporal.Instant.from(at), from },
    postings: stored.postings.map(({ accountId, amount }) => ({
      accountId,
      amount: { minor: BigInt(amount.minor), currency: amount.currency },
    })),
  }
}

import type { Alert } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Identifiers } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { AccountLookup } from './account-of.ts'
import type { Knowledge } from './categorize/question.ts'
import type { CategoryBook } from './category-book.ts'
import type { Rulings } from './rulings.ts'

/** What booking needs to know beside the events. */
export type BookingContext = {
  readonly alerts: ReadonlyMap<string, Alert>
  /** Not revoked, oldest first: the last one on a field wins. */
  readonly answers: readonly Answer[]
  readonly accounts: AccountLookup
  /** The equity account that balances a transfer between currencies. */
  readonly conversionAccountId: string
  /** What charges with an alert of their own belonged to when they were last settled, by transaction. */
  readonly parentsOf: ReadonlyMap<string, readonly string[]>
  readonly knowledge: Knowledge
  readonly categories: CategoryBook
  readonly rulings: Rulings
  /** Ids in the ledger today, so that an event keeps the id it was first booked under. */
  readonly existingIds: ReadonlySet<string>
  readonly ids: Identifiers
}

export type Booking = {
  readonly transactions: readonly Transaction[]
  /** Every other id that the alerts of a transaction have, or might have had, and what they lead to. */
  readonly redirects: readonly { readonly from: string; readonly to: string }[]
}

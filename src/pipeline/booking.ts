import type { Alert } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { EventGroup } from '../domain/plan.ts'
import type { Identifiers } from '../domain/ports.ts'
import type { Transaction, WitnessRole } from '../domain/transaction.ts'
import type { AccountLookup } from './account-of.ts'
import type { Knowledge } from './categorize/question.ts'

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
  /** Ids in the ledger today, so that an event keeps the id it was first booked under. */
  readonly existingIds: ReadonlySet<string>
  readonly ids: Identifiers
}

export type Booking = {
  readonly transactions: readonly Transaction[]
  /** Every other id that the alerts of a transaction have, or might have had, and what they lead to. */
  readonly redirects: readonly { readonly from: string; readonly to: string }[]
}

/** The alerts of one side of an event. */
export function leg(event: EventGroup, alerts: readonly Alert[], role: WitnessRole): Alert[] {
  return alerts.filter((_, index) => event.witnesses[index]?.role === role)
}

/** When an event was first known; null when it comes now. */
export function firstStored(alerts: readonly Alert[]): Temporal.Instant | null {
  const instants = alerts.flatMap((alert) => alert.storedAt ?? [])
  return instants.sort(Temporal.Instant.compare)[0] ?? null
}

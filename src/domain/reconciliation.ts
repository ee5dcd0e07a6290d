import type { BalanceCheck, BalanceClaim } from './balance.ts'
import type { MessageSource } from './message.ts'
import type { TransactionStatus } from './transaction.ts'

/** A balance claim with the event its alert witnesses, so that several witnesses of one event count once. */
export type EventClaim = BalanceClaim & {
  /** The transaction the alert rests in (not the fee printed beside it), or null while it rests in none. */
  readonly eventId: string | null
  /** A person may have taken the event out of the ledger (`void`); the bank's balance still counts it. */
  readonly eventStatus: TransactionStatus | null
  readonly source: MessageSource
  /** When the message came: of claims known by their day alone, the one that came first is taken for the earlier. */
  readonly receivedAt: Temporal.Instant
}

/** A stretch between two claims whose difference our postings do not explain. */
export type Gap = {
  /** The last claim before the break and the first after it: what is missing happened between them. */
  readonly after: EventClaim
  readonly before: EventClaim
  /** What the bank says happened there less what we know of: minus is money out. Never zero. */
  readonly missingMinor: bigint
}

/** The running-balance chain of one account, held against what we booked. */
export type Reconciliation = {
  /** Claims that were held against an earlier one. */
  readonly checks: number
  /** Checks that do not hold: a gap, or a claim that the rest of the chain contradicts. */
  readonly broken: number
  /** Oldest first. */
  readonly gaps: readonly Gap[]
  /** Claims of events that the next claim does not know of: for a credit, perhaps a fake alert. */
  readonly disputed: readonly EventClaim[]
  /** The check of each claim, by alert key text; a claim that states an unknown balance is `no-balance`. */
  readonly checkOf: ReadonlyMap<string, BalanceCheck>
}

/** One past movement on an own account, as far as it tells who is usually paid what and when. */
export type PastMovement = {
  readonly accountId: string
  /** The other side as the bank or a person named it. */
  readonly counterparty: string
  /** Signed: minus is money out. */
  readonly amountMinor: bigint
  readonly date: Temporal.PlainDate
  /** Null where only the day is known. */
  readonly at: Temporal.Instant | null
}

/** When the alerts of a source came: what its rhythm is read from. */
export type SourceArrivals = {
  readonly source: MessageSource
  /** The institution that writes, as alerts name it. */
  readonly institution: string
  /** Instants of receipt, oldest first. */
  readonly receivedAt: readonly Temporal.Instant[]
}

/** A statement whose rows add up: its transactions are not changed by automation any more. */
export type StatementLock = {
  readonly messageId: string
  readonly accountId: string
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

/** What an account has in a month: entries booked, and balances that the bank stated. */
export type MonthActivity = {
  readonly accountId: string
  /** Such as `2026-10`. */
  readonly month: string
  readonly entries: number
  readonly claims: number
  /** The latest day in the month, and the latest instant where a time of day is known. */
  readonly lastDate: Temporal.PlainDate
  readonly lastAt: Temporal.Instant | null
}

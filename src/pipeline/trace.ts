import type { AlertKey } from '../domain/alert.ts'
import type { BalanceCheck } from '../domain/balance.ts'
import type { IgnoreReason } from '../domain/outcome.ts'

/** What happened to one message. `transactions` are the ids its alerts rest in now, in the order of its alerts. */
export type Trace = {
  readonly messageId: string
  readonly origin: string
  readonly outcome:
    | 'booked'
    | 'duplicate'
    | 'suspect'
    /** It reads as an alert, and nobody vouches for it: kept, and not booked. */
    | 'unverified'
    | 'not-a-transaction'
    | 'unrecognized'
    | 'error'
  readonly transactions: readonly string[]
  readonly alerts: readonly AlertTrace[]
  /** Why it is not a transaction. */
  readonly reason: IgnoreReason | null
  /** Parts of the message that look like money and were not read. */
  readonly unreadParts: number
  /** What went wrong, in words for the person who sent it. */
  readonly error: string | null
}

export type AlertTrace = {
  readonly key: AlertKey
  readonly transactionId: string
  /**
   * `new`: a transaction was made; `leg`: it completed a transfer between own accounts; `witness`: the event was known
   * and gained a witness; `suspect`: made, but perhaps the same as another.
   */
  readonly effect: 'new' | 'leg' | 'witness' | 'suspect'
  readonly check: BalanceCheck
}

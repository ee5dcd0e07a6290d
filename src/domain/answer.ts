import type { AlertKey } from './alert.ts'

/**
 * What a person said, anchored on alert keys and never on transactions, so that the ledger can be solved again at any
 * time. Answers are kept for ever; undoing one sets `revokedAt`.
 */
export type Answer = {
  readonly id: string
  /** The person, or null for the command line's owner. */
  readonly by: string | null
  readonly at: Temporal.Instant
  readonly on: readonly AlertKey[]
  readonly revokedAt: Temporal.Instant | null
} & AnswerContent

export type AnswerContent =
  | { readonly kind: 'same' }
  /** None of the alerts of `oneSide` has to do with any of the others; left out: no two of them are one event. */
  | { readonly kind: 'different'; readonly oneSide?: readonly AlertKey[] }
  | { readonly kind: 'transfer' }
  | { readonly kind: 'not-transfer' }
  /** The entry is not wanted: it leaves the ledger, its alerts stay known, so it does not come back. */
  | { readonly kind: 'void' }
  | { readonly kind: 'category'; readonly categoryId: string }
  | {
      readonly kind: 'edit'
      /** Empty: no note, whatever a rule says. */
      readonly note?: string
      /** Empty: what the bank wrote, whatever a rule says. */
      readonly payee?: string
      readonly accountId?: string
      /** All of its tags. */
      readonly tags?: readonly string[]
      /** It counts, whatever a rule says. */
      readonly keeps?: true
    }
  | { readonly kind: 'split'; readonly parts: readonly { readonly categoryId: string; readonly minor: bigint }[] }

import type { AlertKey } from './alert.ts'
import type { Transaction, WitnessRole } from './transaction.ts'

/** What two texts have in common that speaks for one event, one transfer, or a payment and its return. */
export type Sign =
  | 'equal-balance'
  | 'equal-reference'
  | 'equal-text'
  | 'same-minute'
  | 'few-minutes'
  | 'same-hour'
  | 'same-day'
  | 'days-apart'
  | 'received-later'
  | 'same-names'
  | 'same-words'
  | 'own-words'
  | 'names-other-bank'
  | 'names-other-account'
  | 'reversal-words'
  | 'restores-balance'

/** Why alerts were joined; every decision is stored with it, so that "/why" can always answer. */
export type Evidence =
  /** Two messages of one source with one text that tells its event from others. */
  | { readonly kind: 'same-text' }
  /** Two messages of one source that state one balance after one amount. */
  | { readonly kind: 'equal-balance'; readonly balanceMinor: bigint }
  /** Messages of different sources, or rows of different files. */
  | {
      readonly kind: 'same-event'
      readonly signs: readonly Sign[]
      readonly minutesApart: number | null
      readonly daysApart: number
    }
  /** Two legs of one transfer; `chargeMinor` is what the debit is more than the credit. */
  | {
      readonly kind: 'two-legs'
      readonly signs: readonly Sign[]
      readonly chargeMinor: bigint
      readonly minutesApart: number | null
      readonly daysApart: number
    }
  /** One leg whose text names a place of the owner that nobody reports on. */
  | { readonly kind: 'own-place'; readonly place: string }
  | { readonly kind: 'returned'; readonly signs: readonly Sign[]; readonly daysApart: number }
  | { readonly kind: 'printed-fee' }
  /** A charge the bank lists for such a payment. */
  | { readonly kind: 'listed-charge'; readonly charge: string; readonly by: 'balance' | 'time' | 'span' }
  | { readonly kind: 'same-text-undecided' }
  | { readonly kind: 'answer'; readonly answerId: string }

/** A group of alerts that witness one event. */
export type EventGroup = {
  readonly kind: 'single' | 'transfer' | 'reversed'
  readonly witnesses: readonly { readonly key: AlertKey; readonly role: WitnessRole }[]
  /** The event this one may repeat, by its first witness. */
  readonly suspectOf: AlertKey | null
  readonly isVoid: boolean
  /** The owner's place that nobody reports on and a transfer with one leg goes to or comes from; else left out. */
  readonly place?: OwnPlace
}

/** A savings pot, or an own account whose messages never come. */
export type OwnPlace = { readonly institution: string; readonly name: string }

export type Link = {
  readonly kind: 'duplicate' | 'transfer' | 'fee' | 'reversal'
  readonly from: AlertKey
  readonly to: AlertKey
  readonly evidence: Evidence
}

/** One stored, printable, invertible change: replacing `after` by `before` takes it back. */
export type Change = { readonly before: Transaction | null; readonly after: Transaction | null }

/** What a run decided: the events, why, and what changed in the ledger. */
export type Plan = {
  readonly events: readonly EventGroup[]
  readonly links: readonly Link[]
  readonly changes: readonly Change[]
  /** Merged-away transaction ids and what they became. */
  readonly redirects: readonly { readonly from: string; readonly to: string }[]
}

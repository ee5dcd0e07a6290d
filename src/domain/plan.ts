import type { AlertKey } from './alert.ts'
import type { Transaction, WitnessRole } from './transaction.ts'

/** Why alerts were joined; every decision is stored with it, so that "/why" can always answer. */
export type Evidence =
  | { readonly kind: 'same-text' }
  | { readonly kind: 'equal-balance'; readonly balanceMinor: bigint }
  | {
      readonly kind: 'equal-amount-opposite-direction'
      readonly minutesApart: number | null
      readonly daysApart: number
    }
  | { readonly kind: 'printed-fee' }
  | { readonly kind: 'same-text-undecided' }
  | { readonly kind: 'answer'; readonly answerId: string }

/** A group of alerts that witness one event. */
export type EventGroup = {
  readonly kind: 'single' | 'transfer'
  readonly witnesses: readonly { readonly key: AlertKey; readonly role: WitnessRole }[]
  /** The event this one may repeat, by its first witness. */
  readonly suspectOf: AlertKey | null
  readonly isVoid: boolean
}

export type Link = {
  readonly kind: 'duplicate' | 'transfer' | 'fee'
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

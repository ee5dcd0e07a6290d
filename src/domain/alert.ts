import type { Occurred, StatedTime } from './calendar.ts'
import type { Guess } from './category.ts'
import type { MessageSource } from './message.ts'
import type { CurrencyCode, Money } from './money.ts'

/** Seen from the account holder: money out is a debit, money in is a credit. */
export type Direction = 'debit' | 'credit'

/** The payment rail an alert names; when several fit, the first in this order wins. */
export const CHANNELS = [
  'reversal',
  'fee',
  'interest',
  'atm',
  'pos',
  'airtime',
  'bill',
  'web',
  'ussd',
  'cash',
  'card',
  'transfer',
] as const
export type Channel = (typeof CHANNELS)[number]

/** One reading of one bank alert: what the text says and nothing inferred from other messages. Amounts are positive. */
export type ParsedAlert = {
  /** The institution's name as in the bank file, or null when the message names none (a quick entry). */
  readonly institution: string | null
  readonly bankId: string | null
  readonly layoutId: string
  readonly direction: Direction
  readonly amount: Money
  /** The amount in the merchant's currency, where the alert prints both. */
  readonly originalAmount: Money | null
  /** Digits visible after the last mask character (2 to 6); the last 4 of an unmasked number. */
  readonly accountTail: string | null
  /** The first balance the message prints; may be negative. */
  readonly runningBalance: Money | null
  readonly counterparty: string | null
  readonly narration: string | null
  readonly channel: Channel | null
  readonly reference: string | null
  /** A fee printed beside the principal; zero if printed as zero, null if not printed. */
  readonly fee: Money | null
  readonly statedTime: StatedTime | null
  /** The later of the two days a statement row prints, booking and value; left out where it prints one. */
  readonly laterDate?: Temporal.PlainDate
  /** 0 to 1: how sure the reader is of this reading. */
  readonly confidence: number
}

/** Names an alert for ever: its message and its place in it, from 0. A statement row is a position too. */
export type AlertKey = { readonly messageId: string; readonly position: number }

/** The key as text, for maps and for a total order that does not depend on arrival. */
export function alertKeyText(key: AlertKey): string {
  return `${key.messageId}/${String(key.position).padStart(6, '0')}`
}

/** What a message says about whose account it is about. `institution` is null for cash and other hand-kept accounts. */
export type AccountIdentity = {
  readonly institution: string | null
  readonly tail: string | null
  readonly currency: CurrencyCode
}

/** The identity as text; equal for equal identities. */
export function identityText(identity: AccountIdentity): string {
  return `${identity.institution ?? ''}|${identity.tail ?? ''}|${identity.currency}`
}

/** A stored alert with its current reading and what is needed to match it. */
export type Alert = {
  readonly key: AlertKey
  readonly source: MessageSource
  /** Keyed hash of the part of the message this alert was read from; equal texts have equal fingerprints. */
  readonly fingerprint: string
  readonly receivedAt: Temporal.Instant
  readonly reading: ParsedAlert
  readonly occurred: Occurred
  /** Account chosen by a person for a message that names none (quick entry), else null. */
  readonly accountId: string | null
  /** When it was first stored; left out for one that is being stored now. What was learned later does not apply to it. */
  readonly storedAt?: Temporal.Instant
  /** What the model said of it when it was stored; left out when it had nothing to say. */
  readonly guess?: Guess
}

/** The signed effect of an alert on its account: credits positive, debits negative. */
export function signedAmount(reading: Pick<ParsedAlert, 'direction' | 'amount'>): bigint {
  return reading.direction === 'credit' ? reading.amount.minor : -reading.amount.minor
}

/** The identity an alert speaks about. */
export function identityOf(reading: ParsedAlert): AccountIdentity {
  return { institution: reading.institution, tail: reading.accountTail, currency: reading.amount.currency }
}

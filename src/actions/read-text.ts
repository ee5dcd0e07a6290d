import type { ParsedAlert } from '../domain/alert.ts'
import type { ParseOutcome } from '../domain/outcome.ts'
import type { Ledger } from '../domain/ports.ts'
import { GENERIC_LAYOUT_ID } from '../formats/generic/read-generic.ts'
import { ONE_TIME_CODE_WORDS } from '../formats/one-time-code.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import type { Parse } from './context.ts'

/** Where and when an entry was typed, for what the text leaves out. */
export type QuickEntryContext = {
  readonly receivedAt: Temporal.Instant
  readonly timeZone: string
  readonly currency: string
}

/** Reads `1500 lunch`, one entry a line; null when the text as a whole is not made of entries. Pure. */
export type ReadQuickEntry = (text: string, context: QuickEntryContext) => readonly ParsedAlert[] | null

/** What a text written by a person is: something for the pipeline, a one-time code that is not kept, or just talk. */
export type TextReading =
  | { readonly kind: 'alert'; readonly message: IncomingMessage }
  | { readonly kind: 'quick-entry'; readonly message: IncomingMessage }
  | { readonly kind: 'one-time-code' }
  | { readonly kind: 'talk' }

/** A text with the delivery it came by. */
export type TextDelivery = { readonly origin: string; readonly text: string; readonly receivedAt: Temporal.Instant }

/**
 * Decides what a text is. An alert that a bank's layout reads wins over a quick entry; a quick entry wins over what only
 * the generic reader makes of it (`paid 2000 for bread` sounds like an alert) and over "looks like money, but unread", unless a bank is known to have written it, for then an amount in front of words would be taken for an entry.
 * What names no amount at all is talk.
 */
export function readText(
  delivery: TextDelivery,
  parse: Parse,
  readQuickEntry: ReadQuickEntry,
  ledger: Pick<Ledger, 'timeZone' | 'currency' | 'taughtLayouts'>,
): TextReading {
  const message: IncomingMessage = {
    ...delivery,
    source: 'sms',
    sender: null,
    subject: null,
    authenticity: 'vouched',
    readings: null,
  }
  const outcome = parse(message, ledger)
  if (isOneTimeCode(delivery.text, outcome)) return { kind: 'one-time-code' }
  if (belongsToBank(outcome)) return { kind: 'alert', message }
  const { receivedAt } = delivery
  const { timeZone, currency } = ledger
  const readings = readQuickEntry(delivery.text, { receivedAt, timeZone, currency })
  if (readings !== null && readings.length > 0) {
    return { kind: 'quick-entry', message: { ...message, source: 'manual', readings } }
  }
  if (outcome.kind === 'parsed') return { kind: 'alert', message }
  return outcome.kind === 'ignored' || !mentionsMoney(delivery.text) ? { kind: 'talk' } : { kind: 'alert', message }
}

/**
 * Whether a text that nobody could read holds an amount, so that it may be an alert and is kept: a number with a
 * currency, with decimals or with thousands, or any number beside a word that goes with alerts.
 */
export function mentionsMoney(text: string): boolean {
  const marked = /(?:ngn|usd|gbp|eur|[₦$£€#]|\bn|=n=) ?-?\d|\d\.\d\d(?!\d)|\d,\d{3}(?!\d)/iu
  const word = /\b(?:dr|cr|debit(?:ed)?|credit(?:ed)?|acct?|amt|amount|sent|received|transfer(?:red)?|paid)\b/iu
  return marked.test(text) || (/\d/.test(text) && word.test(text))
}

/** Whether a text is a one-time code, or what is left of a message with one. */
export function isOneTimeCode(text: string, outcome: ParseOutcome): boolean {
  if (text.trim().toLowerCase() === ONE_TIME_CODE_WORDS) return true
  return outcome.kind === 'ignored' && outcome.reason === 'one-time-code'
}

function belongsToBank(outcome: ParseOutcome): boolean {
  switch (outcome.kind) {
    case 'parsed':
      return outcome.alerts.some(({ layoutId }) => layoutId !== GENERIC_LAYOUT_ID)
    case 'malformed':
    case 'ambiguous':
      return true
    case 'ignored':
      return outcome.reason !== 'not-financial'
    case 'unrecognized':
      return outcome.bankId !== null
  }
}

import type { ParsedAlert } from '../../domain/alert.ts'
import type { IgnoreReason, ParseOutcome } from '../../domain/outcome.ts'
import type { BankFormat } from '../bank-format.ts'
import { toReadingJson } from '../reading-json.ts'
import { type MailView, readMailText } from './mail-text.ts'

/** Reads one text of a mail with the layouts and words that texts are read with. */
type ReadText = (text: string, subject: string | null) => ParseOutcome
type Parsed = ParseOutcome & { readonly kind: 'parsed' }

const UNRECOGNIZED: ParseOutcome = { kind: 'unrecognized', bankId: null }

/** Words that deny a payment: beside an alert they make it uncertain, where an offer or a notice does not. */
const DENIALS: ReadonlySet<IgnoreReason> = new Set([
  'one-time-code',
  'declined',
  'failed',
  'payment-request',
  'future-debit',
  'phishing',
])

/**
 * What a mail says, from its canonical text. HTML counts first and plain text second; where both are there they must not
 * disagree. An alert counts only for a bank whose exact address sent it; in a text without a sender the layout decides.
 */
export function parseMail(
  text: string,
  sender: string | null,
  banks: readonly BankFormat[],
  read: ReadText,
): ParseOutcome {
  const known = sender?.includes('@') === true ? sender.trim().toLowerCase() : null
  const [first, ...others] = readMailText(text).map((message) => readMessage(message, known, banks, read))
  return first === undefined ? UNRECOGNIZED : others.reduce(together, first)
}

function readMessage(
  { from, subject, views }: MailView,
  sender: string | null,
  banks: readonly BankFormat[],
  read: ReadText,
): ParseOutcome {
  const outcomes = views.map((view) => read(view, subject))
  const [first, second] = outcomes
  if (first === undefined) return UNRECOGNIZED
  const outcome = second === undefined ? first : agreed(first, second, views)
  if (outcome.kind !== 'parsed') return outcome
  const address = from ?? sender
  return address === null || outcome.alerts.every((alert) => isFrom(alert, address, banks)) ? outcome : UNRECOGNIZED
}

function isFrom({ bankId }: ParsedAlert, address: string, banks: readonly BankFormat[]): boolean {
  const senders = banks.find(({ id }) => id === bankId)?.senders ?? []
  return senders.some((sender) => sender.channel === 'email' && sender.address.toLowerCase() === address)
}

/** The outcome without alerts that are equal in everything: a part of a mail that prints its message twice has one. */
export function withoutCopies(outcome: ParseOutcome): ParseOutcome {
  if (outcome.kind !== 'parsed') return outcome
  const seen = new Set<string>()
  const isNew = (alert: ParsedAlert): boolean => {
    const text = `${alert.layoutId} ${JSON.stringify(toReadingJson(alert))}`
    return !seen.has(text) && seen.add(text) !== null
  }
  const kept = outcome.alerts.map(isNew)
  const [first, ...others] = outcome.alerts.filter((_, at) => kept[at])
  if (first === undefined) return outcome
  return { ...outcome, alerts: [first, ...others], texts: outcome.texts.filter((_, at) => kept[at]) }
}

/** What the HTML and the plain text of one message say together. */
function agreed(page: ParseOutcome, plain: ParseOutcome, views: readonly string[]): ParseOutcome {
  if (page.kind === 'parsed' && plain.kind === 'parsed') return money(page) === money(plain) ? page : UNRECOGNIZED
  const [parsed, other, text] = page.kind === 'parsed' ? [page, plain, views[1]] : [plain, page, views[0]]
  if (parsed.kind !== 'parsed') return page.kind === 'unrecognized' ? plain : page
  if (other.kind === 'malformed' || (other.kind === 'ignored' && DENIALS.has(other.reason))) return UNRECOGNIZED
  const amounts = amountsIn(text ?? '')
  const isSilent = amounts.size === 0
  return isSilent || parsed.alerts.every(({ amount }) => amounts.has(String(amount.minor))) ? parsed : UNRECOGNIZED
}

function money({ alerts }: Parsed): string {
  return alerts.map(({ direction, amount }) => `${direction} ${amount.minor} ${amount.currency}`).join('\n')
}

/** The amounts a text prints, as minor units of a currency with two decimals. */
function amountsIn(text: string): Set<string> {
  const printed = text.matchAll(
    /(?:ngn|usd|gbp|eur|[₦$£€]|\bn)\s?(\d[\d,]{0,20}(?:\.\d\d)?)|(\d[\d,]{0,20}\.\d\d)(?!\d)/giu,
  )
  return new Set(
    [...printed].map(([, marked, plain]) => {
      const [whole = '', decimals = ''] = (marked ?? plain ?? '').replaceAll(',', '').split('.')
      return String(BigInt(whole + decimals.padEnd(2, '0')))
    }),
  )
}

/** Several messages in one mail: every alert that was read, and how much was not. */
function together(left: ParseOutcome, right: ParseOutcome): ParseOutcome {
  if (left.kind !== 'parsed')
    return right.kind === 'parsed' ? { ...right, unreadParts: right.unreadParts + cost(left) } : left
  if (right.kind !== 'parsed') return { ...left, unreadParts: left.unreadParts + cost(right) }
  return {
    kind: 'parsed',
    alerts: [...left.alerts, ...right.alerts],
    texts: [...left.texts, ...right.texts],
    unreadParts: left.unreadParts + right.unreadParts,
  }
}

/** A message that was not read counts as unread unless its words say that no money moved. */
function cost({ kind }: ParseOutcome): number {
  return kind === 'ignored' ? 0 : 1
}

import type { ParsedAlert } from '../domain/alert.ts'
import type { RawMessage } from '../domain/message.ts'
import type { IgnoreReason, ParseOutcome } from '../domain/outcome.ts'
import type { LayoutChannel } from './bank-format.ts'
import type { BankIndex } from './bank-index.ts'
import { parseMail, withoutCopies } from './email/parse-mail.ts'
import { readUnknownLayout } from './generic/read-unknown.ts'
import { type Meter, matchSample, NO_LANDMARKS } from './match.ts'
import { type NormalizedText, normalize, rawSlice } from './normalize.ts'
import { mentionsOneTimeCode, redactOneTimeCodes } from './one-time-code.ts'
import { type Damage, type ReadAlert, readAlerts, type Sightings } from './read-alerts.ts'
import { looksLikeMoney, reasonToIgnore } from './rejection.ts'

/** The parts of a message that reading needs. */
export type ReadableMessage = Pick<RawMessage, 'source' | 'sender' | 'subject' | 'text' | 'receivedAt'>

/** How much of a text is looked at; the rest counts as unread. `code`: the length in which one-time codes are looked for. */
type Limits = { readonly text: number; readonly code: number }

/** Twice the longest Telegram message: fifty alerts fit. One-time codes come in short messages. */
const MESSAGE_LIMITS: Limits = { text: 8_192, code: 4_096 }

/** The HTML or the plain text of a mail. */
const MAIL_LIMITS: Limits = { text: 65_536, code: 65_536 }

/**
 * What one message says. Layouts are tried first, those that were taught before packs and ours, and words only when no layout fits:
 * `parsed` when exactly one layout of one bank fits each alert; `malformed` when a layout fits but a field does not read;
 * `ambiguous` when two layouts fit (a bug in a bank file); `ignored` when its words say that no money moved;
 * `unrecognized` otherwise, after the generic reader (`readUnknown`, null to leave it out) has had its look at what is no mail.
 * The sender of an SMS never decides; a mail must be from its bank's address (`parseMail`). Work is linear in the length of
 * the text; `meter` counts it.
 */
export function parse(
  message: ReadableMessage,
  banks: BankIndex,
  meter: Meter = { steps: 0 },
  readUnknown: typeof readUnknownLayout | null = readUnknownLayout,
): ParseOutcome {
  if (message.source !== 'email') {
    return readText(message.text, null, {
      channels: ['sms', 'email'],
      limits: MESSAGE_LIMITS,
      banks,
      meter,
      readUnknown: (text, reason) => readUnknown?.(text, message, reason, meter) ?? null,
    })
  }
  // Of an unknown layout nobody can say that its bank sent the mail.
  const reader: Reader = { channels: ['email', 'sms'], limits: MAIL_LIMITS, banks, meter, readUnknown: () => null }
  return parseMail(message.text, message.sender, banks.banks, (text, subject) => readText(text, subject, reader))
}

/** What the layouts of an index alone say: for those who test a layout, and want no other reading in its place. */
export function parseByLayouts(message: ReadableMessage, banks: BankIndex): ParseOutcome {
  return parse(message, banks, { steps: 0 }, null)
}

/** How the texts of one message are read: layouts of the first channel that has an alert in it count. */
type Reader = {
  readonly channels: readonly [LayoutChannel, LayoutChannel]
  readonly limits: Limits
  readonly banks: BankIndex
  readonly meter: Meter
  readonly readUnknown: (text: NormalizedText, reason: IgnoreReason | null) => ParsedAlert | null
}

function readText(text: string, subject: string | null, reader: Reader): ParseOutcome {
  const { channels, limits, banks, meter } = reader
  const normalized = normalize(text.slice(0, limits.text))
  const isCut = text.length > limits.text
  let channel = channels[0]
  let sightings = readAlerts(normalized, banks, channel, meter)
  if (sightings.alerts.length + sightings.rivals.length + sightings.damages.length === 0) {
    channel = channels[1]
    sightings = readAlerts(normalized, banks, channel, meter)
  }
  if (sightings.rivals.length > 0) return { kind: 'ambiguous', layoutIds: sightings.rivals }
  const [first, ...others] = sightings.alerts
  const reads = first === undefined ? [] : [first, ...others]
  if (first === undefined || isWarnedAgainst(normalized, reads) || isDoubtful(normalized, reads, banks, meter)) {
    const outcome = notRead(normalized, subject, sightings, reader)
    return outcome.kind === 'parsed' && isCut ? { ...outcome, unreadParts: outcome.unreadParts + 1 } : outcome
  }
  const outcome = parsed(normalized, [first, ...others], sightings, isCut)
  return channel === 'email' ? withoutCopies(outcome) : outcome
}

/**
 * Words that lead up to an alert may say that it is not one: a failed payment quoted, an example of a fake. An alert with
 * a request to click a link or to give a PIN behind it is a known fraud.
 */
function isWarnedAgainst(message: NormalizedText, reads: readonly ReadAlert[]): boolean {
  const lead = leadOf(message.text.slice(0, reads[0]?.start))
  const back = message.text.slice(reads.at(-1)?.end)
  return reasonToIgnore(lead) !== null || reasonToIgnore(back) === 'phishing'
}

/**
 * Whether what taught layouts read may be no alert after all. They know only what one message showed, so what is known of
 * codes, of refusals and of a bank's other messages counts first, wherever in the text it stands.
 */
function isDoubtful(message: NormalizedText, reads: readonly ReadAlert[], banks: BankIndex, meter: Meter): boolean {
  if (!reads.some(({ isTaught }) => isTaught)) return false
  const reason = reasonToIgnore(message.text)
  return (
    mentionsOneTimeCode(message.text) ||
    (reason !== null && NOTHING_MOVED.has(reason)) ||
    ignoredByBank(message, banks, meter) !== null
  )
}

/** Reasons that hold whatever an alert's description says; `BONUS` and `PROMO` may stand in one. */
const NOTHING_MOVED: ReadonlySet<IgnoreReason> = new Set([
  'phishing',
  'declined',
  'failed',
  'future-debit',
  'payment-request',
  'loan-offer',
  'reminder',
])

/** What leads up to an alert: the words before it in its line, or the line above when that ends with a colon. */
function leadOf(front: string): string {
  if (!front.endsWith('\n')) return front.slice(front.lastIndexOf('\n') + 1)
  const above = front.trimEnd()
  return above.endsWith(':') ? above.slice(above.lastIndexOf('\n') + 1) : ''
}

function parsed(
  message: NormalizedText,
  reads: readonly [ReadAlert, ...ReadAlert[]],
  { damages }: Sightings,
  isCut: boolean,
): ParseOutcome {
  const [first, ...others] = reads
  return {
    kind: 'parsed',
    alerts: [first.alert, ...others.map(({ alert }) => alert)],
    texts: reads.map(({ start, end }) => rawSlice(message, start, end)),
    unreadParts: countUnread(message.text, reads, damages) + (isCut ? 1 : 0),
  }
}

/** Gaps between and around the alerts that hold a damaged alert or look like money. */
function countUnread(text: string, reads: readonly ReadAlert[], damages: readonly Damage[]): number {
  const edges = [0, ...reads.flatMap(({ start, end }) => [start, end]), text.length]
  let count = 0
  for (let index = 0; index < edges.length; index += 2) {
    const [start, end] = [edges[index] ?? 0, edges[index + 1] ?? 0]
    const isDamaged = damages.some(({ at }) => at >= start && at < end)
    if (isDamaged || looksLikeMoney(text.slice(start, end))) count++
  }
  return count
}

/** Of any script. A text without one states no amount, in figures or grouping of any kind. */
const HAS_DIGIT = /\p{N}/u

function notRead(
  message: NormalizedText,
  subject: string | null,
  { alerts, damages }: Sightings,
  { limits, banks, meter, readUnknown }: Reader,
): ParseOutcome {
  const front = message.text.slice(0, limits.code)
  if (mentionsOneTimeCode(front) || redactOneTimeCodes(front).found) {
    return { kind: 'ignored', ruleId: 'words/one-time-code', reason: 'one-time-code', bankId: null }
  }
  const known = ignoredByBank(message, banks, meter)
  if (known !== null) return known
  const reason = reasonToIgnore(subject === null ? message.text : `${subject}. ${message.text}`)
  const generic = alerts.length === 0 ? readUnknown(message, reason) : null
  if (generic !== null && (damages.length === 0 || isOfAnotherCountry(generic, banks)))
    return { kind: 'parsed', alerts: [generic], texts: [message.raw], unreadParts: 0 }
  const damage = commonDamage(damages)
  if (damage !== null && alerts.length === 0) {
    const { bankId, layoutId, field, text } = damage
    return { kind: 'malformed', bankId, layoutId, field, text }
  }
  if (reason !== null && damages.length === 0 && alerts.length === 0)
    return { kind: 'ignored', ruleId: `words/${reason}`, reason, bankId: null }
  if (!HAS_DIGIT.test(message.text)) {
    return { kind: 'ignored', ruleId: 'words/not-financial', reason: 'not-financial', bankId: null }
  }
  const bankIds = new Set(damages.map(({ bankId }) => bankId))
  return { kind: 'unrecognized', bankId: bankIds.size === 1 ? (damages[0]?.bankId ?? null) : null }
}

/** Currencies that accounts are kept in outside their own countries. */
const ABROAD: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP'])

/** Whether an alert in whose place a layout nearly fits is in money that none of the banks keeps: it only sounds like theirs. */
function isOfAnotherCountry({ amount }: ParsedAlert, { banks }: BankIndex): boolean {
  return !ABROAD.has(amount.currency) && banks.every(({ currency }) => currency !== amount.currency)
}

/** The damage all layouts that nearly fit agree on, under the name of the alphabetically first of them, or null. */
function commonDamage(damages: readonly Damage[]): Damage | null {
  const [first] = damages.toSorted((left, right) => (left.layoutId < right.layoutId ? -1 : 1))
  if (first === undefined) return null
  const isCommon = damages.every(
    ({ bankId, field, at }) => bankId === first.bankId && field === first.field && at === first.at,
  )
  return isCommon ? first : null
}

function ignoredByBank(message: NormalizedText, banks: BankIndex, meter: Meter): ParseOutcome | null {
  const word = /^[\p{L}\p{N}]+|^./u.exec(message.lower)?.[0] ?? ''
  for (const rule of banks.ignores.get(word) ?? []) {
    const result = matchSample(rule, message, 0, NO_LANDMARKS, { numbers: '1,234.56', dates: 'day-first' }, meter)
    if (result.kind === 'full') return { kind: 'ignored', ruleId: rule.key, reason: rule.reason, bankId: rule.bank.id }
  }
  return null
}

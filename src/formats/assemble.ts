import type { Direction, ParsedAlert } from '../domain/alert.ts'
import type { StatedTime } from '../domain/calendar.ts'
import { currencyExponent, type Money } from '../domain/money.ts'
import { isSpace } from './characters.ts'
import type { CompiledLayout } from './compile-layout.ts'
import type { Meter } from './match.ts'
import type { Capture, Landmarks } from './match-result.ts'
import { deriveFromNarration } from './narration/derive.ts'
import type { NarrationReader } from './narration/shapes.ts'
import { type NormalizedText, rawSlice, visibleText } from './normalize.ts'
import type { FieldValue } from './read-field.ts'
import { toMinor } from './read-number.ts'

/** An alert, or the field that kept the text from being one. */
export type Assembled =
  | { readonly kind: 'alert'; readonly alert: ParsedAlert }
  | { readonly kind: 'malformed'; readonly field: string; readonly text: string }

type Source = {
  readonly message: NormalizedText
  readonly landmarks: Landmarks
  readonly narrations: NarrationReader
  readonly meter: Meter
}

/** How sure a full match is, by how the layout is known. */
const CONFIDENCE = { real: 1, codebase: 0.95, inferred: 0.9, taught: 0.9 } as const

/** A whole balance at the very end may have lost digits, however its layout writes it. */
const CONFIDENCE_AT_A_WHOLE_END = 0.7

/** Puts what a layout's fields read together as one alert in the bank's zone and currency. */
export function assemble(compiled: CompiledLayout, captures: readonly Capture[], source: Source): Assembled {
  const { bank, layout, rows } = compiled
  const hasRows = rows.length > 0
  const currencies = new Set(valuesOf(captures, 'currency').map(({ currency }) => currency))
  if (currencies.size > 1) return malformed(captures, 'currency', source)
  const currency = [...currencies][0] ?? bank.currency
  const money = (field: string): Money | null | 'unreadable' => readMoney(captures, field, currency, source, hasRows)
  if (hasTwoAmounts(captures)) return malformed(captures, 'amount', source)
  const [amount, balance, fee] = [money('amount'), money('balance'), money('fee')]
  if (amount === null || amount === 'unreadable' || amount.minor === 0n) return malformed(captures, 'amount', source)
  if (balance === 'unreadable') return malformed(captures, 'balance', source)
  if (fee === 'unreadable') return malformed(captures, 'fee', source)
  const directions = new Set(valuesOf(captures, 'direction').map((value) => value.direction))
  const direction = layout.direction ?? [...directions][0]
  if (direction === undefined || directions.size > 1) return malformed(captures, 'direction', source)
  if (holdsMoney(printed(captures, 'counterparty', source))) return malformed(captures, 'counterparty', source)
  if (amount.minor < 0n && direction !== 'debit') return malformed(captures, 'amount', source)
  const alert: ParsedAlert = {
    // A taught layout may be of a bank that nobody named.
    institution: bank.name === '' ? null : bank.name,
    bankId: bank.id,
    layoutId: layout.id,
    direction,
    amount: { minor: amount.minor < 0n ? -amount.minor : amount.minor, currency },
    originalAmount: null,
    accountTail: valuesOf(captures, 'account')[0]?.tail ?? null,
    runningBalance: balance,
    fee,
    statedTime: readStatedTime(captures, bank.timeZone),
    confidence: endsWhole(captures, source, hasRows) ? CONFIDENCE_AT_A_WHOLE_END : CONFIDENCE[layout.evidence],
    ...readWords(compiled, captures, direction, source),
  }
  return { kind: 'alert', alert }
}

/** Where a name holds money it ran into another message. */
function holdsMoney(name: string): boolean {
  return /(?:ngn|₦|(?<!\p{L})n|[#$£€])\s?-?\d[\d,]*\.\d\d/iu.test(name)
}

type Words = Pick<ParsedAlert, 'narration' | 'counterparty' | 'reference' | 'channel'>

/** Narration and what is printed or derived about the other side; a field the layout prints wins over the narration. */
function readWords(
  compiled: CompiledLayout,
  captures: readonly Capture[],
  direction: Direction,
  source: Source,
): Words {
  const padded = printed(captures, 'narration', source)
  const narration = visibleText(padded)
  const derived = deriveFromNarration(padded, direction, source.narrations, source.meter)
  return {
    narration: narration === '' ? null : narration,
    counterparty: visibleText(printed(captures, 'counterparty', source)) || derived.counterparty,
    reference: visibleText(printed(captures, 'reference', source)) || derived.reference,
    channel: compiled.layout.rail ?? derived.channel,
  }
}

function printed(captures: readonly Capture[], field: string, { message }: Source): string {
  const capture = captures.find((candidate) => candidate.field === field)
  return capture === undefined ? '' : rawSlice(message, capture.start, capture.end)
}

function valuesOf<K extends FieldValue['kind']>(captures: readonly Capture[], kind: K): (FieldValue & { kind: K })[] {
  return captures.flatMap(({ value }) => (value.kind === kind ? [value as FieldValue & { kind: K }] : []))
}

/** Whether a layout that prints the amount twice, in a sentence and in a row, has two values for it. */
function hasTwoAmounts(captures: readonly Capture[]): boolean {
  const amounts = captures.flatMap(({ field, value }) =>
    field === 'amount' && value.kind === 'number' ? [`${value.number.whole}.${value.number.decimals}`] : [],
  )
  return new Set(amounts).size > 1
}

function malformed(captures: readonly Capture[], field: string, source: Source): Assembled {
  return { kind: 'malformed', field, text: printed(captures, field, source) }
}

function readMoney(
  captures: readonly Capture[],
  field: string,
  currency: string,
  source: Source,
  hasRows: boolean,
): Money | null | 'unreadable' {
  const capture = captures.find((candidate) => candidate.field === field)
  if (capture?.value.kind !== 'number') return null
  const { number } = capture.value
  const isWhole = field === 'balance' && isShownWhole(captures, capture, source.message.text)
  if (number.decimals === '' && !isWhole && isCutOff(captures, capture, source, hasRows)) return 'unreadable'
  if (field === 'balance' && number.decimals === '' && lacksUsualDecimals(captures, capture)) return 'unreadable'
  // Where the sample shows that a bank prints decimals only when it needs them, it may leave out a last zero too. Then,
  // and in rows, only what follows in the same alert tells that no digit was cut off.
  const isShort = !/[.,]\d/u.test(capture.example)
  const isLast = !captures.some(({ start }) => start > capture.end)
  if ((isShort || hasRows) && isLast && number.decimals.length < currencyExponent(currency)) return 'unreadable'
  const minor = toMinor(isWhole ? { ...number, mayBeCut: false } : number, currency, isShort)
  if (minor === null) return 'unreadable'
  return withSigns(minor, captures, capture, currency)
}

/** The number with the sign before its currency mark and the side behind it; unreadable when it has more than one. */
function withSigns(
  minor: bigint,
  captures: readonly Capture[],
  capture: Capture,
  currency: string,
): Money | 'unreadable' {
  const at = captures.indexOf(capture)
  const [before, after] = [captures[at - 1]?.value, captures[at + 1]?.value]
  const signs = [
    minor < 0n,
    before?.kind === 'currency' && before.isNegative,
    after?.kind === 'side' && after.isOverdrawn,
  ].filter((isNegative) => isNegative).length
  if (signs > 1) return 'unreadable'
  return { minor: signs === 1 && minor > 0n ? -minor : minor, currency }
}

/**
 * Whether a balance without decimals may stand at the end of a message: the sample shows it so, the amount has no decimals
 * either, and it is grouped or a full stop closes it, so that a cut is unlikely to have left it.
 */
function isShownWhole(captures: readonly Capture[], balance: Capture, text: string): boolean {
  const amount = captures.find(({ field }) => field === 'amount')
  if (amount?.value.kind !== 'number' || amount.value.number.decimals !== '') return false
  if (balance.value.kind !== 'number' || /[.,]\d\d$/u.test(balance.example)) return false
  return /\d\D\d/u.test(text.slice(balance.start, balance.end)) || text[balance.end] === '.'
}

/** Whether the amount has decimals and the layout's balances have them too, but this balance has not: it may be cut. */
function lacksUsualDecimals(captures: readonly Capture[], balance: Capture): boolean {
  const amount = captures.find(({ field }) => field === 'amount')
  const hasDecimals = amount?.value.kind === 'number' && amount.value.number.decimals !== ''
  return hasDecimals && /[.,]\d\d$/u.test(balance.example)
}

function endsWhole(captures: readonly Capture[], source: Source, hasRows: boolean): boolean {
  const balance = captures.find(({ field }) => field === 'balance')
  if (balance?.value.kind !== 'number' || balance.value.number.decimals !== '') return false
  return isCutOff(captures, balance, source, hasRows)
}

/** Rows stand in any order: what is last in the sample need not be last in the mail. */
function isCutOff(
  captures: readonly Capture[],
  capture: Capture,
  { message, landmarks }: Source,
  hasRows: boolean,
): boolean {
  return nothingFollows(message.text, capture.end, landmarks, !hasRows && captures.at(-1) === capture)
}

/** Whether the message, or this alert of it, stops here: then digits may be missing. The last field's line is enough. */
function nothingFollows(text: string, end: number, landmarks: Landmarks, isLast = false): boolean {
  let at = end
  while (isSpace(text[at]) || (at < text.length && '.,;'.includes(text[at] ?? ''))) at++
  return at >= text.length || landmarks.opensAt(at) || (isLast && text[at - 1] === '\n')
}

function readStatedTime(captures: readonly Capture[], zone: string): StatedTime | null {
  const printedDate = valuesOf(captures, 'date')[0]
  if (printedDate === undefined) return null
  const time = printedDate.time ?? valuesOf(captures, 'time')[0]?.time ?? null
  if (time === null) return { kind: 'date', date: printedDate.date }
  const at = printedDate.date.toPlainDateTime(time)
  if (printedDate.isUtc) return { kind: 'instant', at: at.toZonedDateTime('UTC').toInstant() }
  return { kind: 'wall', at, zone }
}

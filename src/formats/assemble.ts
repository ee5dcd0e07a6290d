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
const CONFIDENCE = { real: 1, codebase: 0.95, inferred: 0.9 } as const

/** Puts what a layout's fields read together as one alert in the bank's zone and currency. */
export function assemble(compiled: CompiledLayout, captures: readonly Capture[], source: Source): Assembled {
  const { bank, layout } = compiled
  const currencies = new Set(valuesOf(captures, 'currency').map(({ currency }) => currency))
  if (currencies.size > 1) return malformed(captures, 'currency', source)
  const currency = [...currencies][0] ?? bank.currency
  const money = (field: string): Money | null | 'unreadable' =>
    readMoney(captures, field, currency, source, compiled.rows.length > 0)
  if (hasTwoValues(captures, 'amount') || hasTwoValues(captures, 'direction'))
    return malformed(captures, 'amount', source)
  const [amount, balance, fee] = [money('amount'), money('balance'), money('fee')]
  if (amount === null || amount === 'unreadable' || amount.minor === 0n) return malformed(captures, 'amount', source)
  if (balance === 'unreadable') return malformed(captures, 'balance', source)
  if (fee === 'unreadable') return malformed(captures, 'fee', source)
  const direction = layout.direction ?? valuesOf(captures, 'direction')[0]?.direction
  if (direction === undefined) return malformed(captures, 'direction', source)
  if (amount.minor < 0n && direction !== 'debit') return malformed(captures, 'amount', source)
  const alert: ParsedAlert = {
    institution: bank.name,
    bankId: bank.id,
    layoutId: layout.id,
    direction,
    amount: { minor: amount.minor < 0n ? -amount.minor : amount.minor, currency },
    originalAmount: null,
    accountTail: valuesOf(captures, 'account')[0]?.tail ?? null,
    runningBalance: balance,
    fee,
    statedTime: readStatedTime(captures, bank.timeZone),
    confidence: CONFIDENCE[layout.evidence],
    ...readWords(compiled, captures, direction, source),
  }
  return { kind: 'alert', alert }
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

/** Whether a layout that prints a field twice, in a sentence and in a row, has two values for it. */
function hasTwoValues(captures: readonly Capture[], field: string): boolean {
  const values = captures.flatMap((capture) => {
    if (capture.field !== field) return []
    if (capture.value.kind === 'number') return [`${capture.value.number.whole}.${capture.value.number.decimals}`]
    return capture.value.kind === 'direction' ? [capture.value.direction] : []
  })
  return new Set(values).size > 1
}

function malformed(captures: readonly Capture[], field: string, source: Source): Assembled {
  return { kind: 'malformed', field, text: printed(captures, field, source) }
}

function readMoney(
  captures: readonly Capture[],
  field: string,
  currency: string,
  { message, landmarks }: Source,
  hasRows: boolean,
): Money | null | 'unreadable' {
  const capture = captures.find((candidate) => candidate.field === field)
  if (capture?.value.kind !== 'number') return null
  const { number } = capture.value
  if (number.decimals === '' && nothingFollows(message.text, capture.end, landmarks)) return 'unreadable'
  if (field === 'balance' && number.decimals === '' && lacksUsualDecimals(captures, capture)) return 'unreadable'
  // Where the sample shows that a bank prints decimals only when it needs them, it may leave out a last zero too. Then,
  // and in rows, only what follows in the same alert tells that no digit was cut off.
  const isShort = !/[.,]\d/u.test(capture.example)
  const isLast = !captures.some(({ start }) => start > capture.end)
  if ((isShort || hasRows) && isLast && number.decimals.length < currencyExponent(currency)) return 'unreadable'
  const minor = toMinor(number, currency, isShort)
  return minor === null ? 'unreadable' : { minor, currency }
}

/** Whether the amount has decimals and the layout's balances have them too, but this balance has not: it may be cut. */
function lacksUsualDecimals(captures: readonly Capture[], balance: Capture): boolean {
  const amount = captures.find(({ field }) => field === 'amount')
  const hasDecimals = amount?.value.kind === 'number' && amount.value.number.decimals !== ''
  return hasDecimals && /[.,]\d\d$/u.test(balance.example)
}

/** Whether the message, or this alert of it, stops here: then digits may be missing. */
function nothingFollows(text: string, end: number, landmarks: Landmarks): boolean {
  let at = end
  while (isSpace(text[at]) || (at < text.length && '.,;'.includes(text[at] ?? ''))) at++
  return at >= text.length || landmarks.opensAt(at)
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

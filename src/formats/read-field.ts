import type { Direction } from '../domain/alert.ts'
import type { DateOrder, NumberStyle } from './bank-format.ts'
import { isDigit, isWordCharacter } from './characters.ts'
import { readAccount } from './read-account.ts'
import { readCurrency } from './read-currency.ts'
import { readDate, readTime } from './read-date.ts'
import { readDirection } from './read-direction.ts'
import { type PrintedNumber, readNumber } from './read-number.ts'

/** What a typed reader takes from the text. */
export type FieldValue =
  | { readonly kind: 'number'; readonly number: PrintedNumber }
  /** `isNegative`: a minus stands before the mark (`-NGN5.00`). */
  | { readonly kind: 'currency'; readonly currency: string; readonly isNegative: boolean }
  | { readonly kind: 'side'; readonly isOverdrawn: boolean }
  | { readonly kind: 'direction'; readonly direction: Direction }
  | { readonly kind: 'account'; readonly tail: string | null }
  | {
      readonly kind: 'date'
      readonly date: Temporal.PlainDate
      readonly time: Temporal.PlainTime | null
      readonly isUtc: boolean
    }
  | { readonly kind: 'time'; readonly time: Temporal.PlainTime }
  | { readonly kind: 'text' }

/** How this bank writes numbers and dates. */
export type Writing = { readonly numbers: NumberStyle; readonly dates: DateOrder }

type FieldSpec = { readonly field: string; readonly example: string; readonly letterMayFollow: boolean }

const TOKEN_MAX = 64
const PHONE_MIN = 6
const PHONE_MAX = 20

/** The value of a field that starts at `at` of lower-case text, and where it ends; null when it does not read. */
export function readField(
  lower: string,
  at: number,
  spec: FieldSpec,
  writing: Writing,
): { readonly end: number; readonly value: FieldValue } | null {
  switch (spec.field) {
    case 'amount':
    case 'balance':
    case 'fee': {
      const number = readNumber(lower, at, writing.numbers, spec.letterMayFollow)
      return number === null ? null : { end: number.end, value: { kind: 'number', number } }
    }
    case 'currency': {
      const isNegative = lower[at] === '-'
      const read = readCurrency(lower, isNegative ? at + 1 : at)
      return read === null ? null : { end: read.end, value: { kind: 'currency', currency: read.currency, isNegative } }
    }
    case 'direction': {
      const read = readDirection(lower, at, spec.example)
      return read === null ? null : { end: read.end, value: { kind: 'direction', direction: read.direction } }
    }
    case 'balance_side': {
      const read = readDirection(lower, at, spec.example)
      return read === null ? null : { end: read.end, value: { kind: 'side', isOverdrawn: read.direction === 'debit' } }
    }
    case 'account': {
      const read = readAccount(lower, at)
      return read === null ? null : { end: read.end, value: { kind: 'account', tail: read.tail } }
    }
    case 'date':
      return readDateLike(lower, at, spec.example, writing.dates)
    case 'time': {
      const read = readTime(lower, at)
      if (read === null || (/[ap]m/iu.test(spec.example) && !read.hasMeridiem)) return null
      return { end: read.end, value: { kind: 'time', time: read.time } }
    }
    case 'phone':
      return readPhone(lower, at)
    default:
      return readToken(lower, at, spec)
  }
}

/** A date that shows at least what the example shows, so that a cut date is never a shorter date. */
function readDateLike(lower: string, at: number, example: string, order: DateOrder): ReturnType<typeof readField> {
  const read = readDate(lower, at, order)
  const wanted = shownDate(example, order)
  if (read === null || wanted === null) return null
  if (read.yearDigits < wanted.yearDigits) return null
  if (wanted.time !== null && read.time === null) return null
  if (wanted.form !== read.form) return null
  if (wanted.hasMeridiem && !read.hasMeridiem && !isSurely24Hour(read.time)) return null
  if (wanted.isUtc !== read.isUtc) return null
  return { end: read.end, value: { kind: 'date', date: read.date, time: read.time, isUtc: read.isUtc } }
}

const SHOWN_DATES = new Map<string, ReturnType<typeof readDate>>()

/** The date a sample shows, read once. */
function shownDate(example: string, order: DateOrder): ReturnType<typeof readDate> {
  const key = `${order} ${example}`
  const known = SHOWN_DATES.get(key)
  if (known !== undefined) return known
  const read = readDate(example.toLowerCase(), 0, order)
  SHOWN_DATES.set(key, read)
  return read
}

/** One to twelve o'clock may have lost its AM or PM. */
function isSurely24Hour(time: Temporal.PlainTime | null): boolean {
  return time !== null && (time.hour === 0 || time.hour > 12)
}

/** The marks that may stand inside a reference; bars and slashes only where the sample's own has them. */
function referenceMarks(example: string): RegExp {
  if (example.includes('|')) return /[-_.|]/u
  return example.includes('/') ? /[-_./]/u : /[-_.]/u
}

/** A phone or account number of somebody, perhaps with some of its digits masked. */
function readPhone(lower: string, at: number): ReturnType<typeof readField> {
  let end = lower[at] === '+' ? at + 1 : at
  const start = end
  while (end - start <= PHONE_MAX && (isDigit(lower[end]) || lower[end] === '*' || lower[end] === 'x')) end++
  if (end - start < PHONE_MIN || end - start > PHONE_MAX || !isDigit(lower[end - 1]) || isWordCharacter(lower[end]))
    return null
  return { end, value: { kind: 'text' } }
}

/** A word without spaces. References hold digits (three, or as many as the example has); `telco` and `biller` are no numbers, `code` has letters and digits. */
function readToken(lower: string, at: number, spec: FieldSpec): ReturnType<typeof readField> {
  const inside = spec.field === 'reference' ? referenceMarks(spec.example) : /[-_&.]/u
  let end = at
  while (
    end - at < TOKEN_MAX &&
    (isWordCharacter(lower[end]) || (end > at && inside.test(lower[end] ?? '') && isWordCharacter(lower[end + 1])))
  )
    end++
  if (end === at || end - at === TOKEN_MAX) return null
  const token = lower.slice(at, end)
  if (spec.field === 'reference' && countDigits(token) < Math.min(3, countDigits(spec.example))) return null
  if (spec.field === 'code' && !/^(?=.*\d)(?=.*\p{L})/u.test(token)) return null
  if ((spec.field === 'telco' || spec.field === 'biller') && /^\d+$/u.test(token)) return null
  return { end, value: { kind: 'text' } }
}

function countDigits(text: string): number {
  return text.replace(/\D/gu, '').length
}

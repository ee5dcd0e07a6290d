import type { NumberStyle } from '../bank-format.ts'
import { isDigit, isLetter, isSpace, isWordAt, isWordCharacter } from '../characters.ts'
import type { NormalizedText } from '../normalize.ts'
import { readAccount } from '../read-account.ts'
import { readCurrency } from '../read-currency.ts'
import { readDate, readTime } from '../read-date.ts'
import { type PrintedNumber, readNumber } from '../read-number.ts'
import { currencyOfLetters } from './currency-letters.ts'

/** A stretch of the normalised text, `end` not included. */
export type Span = { readonly start: number; readonly end: number }

/**
 * Something in a message that differs from message to message. `money` is a number that may be an amount: `mark` is its
 * currency mark, in front of it or behind it, and `side` a `CR` or `DR` glued behind it. `digits` is a long plain number (phone, account,
 * reference), `code` any other word with digits in it.
 */
export type Spot = Span &
  (
    | {
        readonly kind: 'money'
        readonly number: PrintedNumber
        readonly digits: Span
        readonly mark: (Span & { readonly currency: string }) | null
        /** Letters in front that are a currency to people and not to the engine: `ksh`. They stay fixed text. */
        readonly letters?: string
        readonly isGrouped: boolean
        readonly side: Span | null
      }
    | { readonly kind: 'account' | 'date' | 'time' | 'digits' | 'code' }
  )

/** Longer plain numbers are no amounts. */
const WHOLE_AMOUNT_DIGITS_MAX = 8

/** What differs from message to message, front to back; none overlap. */
export function findSpots(message: NormalizedText, style: NumberStyle): Spot[] {
  const spots: Spot[] = []
  const { lower } = message
  let at = 0
  while (at < lower.length) {
    const spot = startsToken(lower, at) ? spotAt(lower, at, style) : null
    if (spot !== null && spot.end > at) {
      spots.push(spot)
      at = spot.end
    } else {
      at = isWordAt(lower, at) && startsToken(lower, at) ? endOfWord(lower, at) : at + 1
    }
  }
  return spots
}

/** How a message writes its numbers: the style in which most of them read; the usual one when that does not tell. */
export function numberStyleOf(message: NormalizedText): NumberStyle {
  const styles: readonly NumberStyle[] = ['1,234.56', '1.234,56', '1 234,56']
  const counts = styles.map((style) =>
    findSpots(message, style).reduce((sum, spot) => sum + (spot.kind === 'money' ? weightOf(spot) : 0), 0),
  )
  return styles[counts.indexOf(Math.max(...counts))] ?? '1,234.56'
}

function weightOf(spot: Spot & { kind: 'money' }): number {
  // In another style `10,000` is ten with three decimals, which hardly any bank prints.
  if (spot.number.decimals.length !== 0 && spot.number.decimals.length !== 2) return -1
  return (spot.mark === null ? 0 : 1) + (spot.number.decimals.length === 2 ? 1 : 0) + (spot.isGrouped ? 1 : 0)
}

function startsToken(lower: string, at: number): boolean {
  return !isSpace(lower[at]) && !isWordCharacter(lower[at - 1])
}

function endOfWord(lower: string, at: number): number {
  let end = at
  while (isWordAt(lower, end)) end++
  return end
}

const LINK = /^(?:https?:\/\/|www\.)\S+|^[\w.+-]{1,64}@[\w.-]{3,128}/u
const DIALLED = /^\*\d[\d*]{1,30}#/u
const DAY_OF_MONTH =
  /^(?:\d{1,2}(?:st|nd|rd|th)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)(?![\p{L}\p{N}])/u
const PHONE = /^\+?\d[\d*x]{4,18}\d(?![\p{L}\p{N}*])/u
const CODE = /^[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_./|&](?=[\p{L}\p{N}]))*/u
const TOKEN_MAX = 80

function spotAt(lower: string, at: number, style: NumberStyle): Spot | null {
  const ahead = lower.slice(at, at + TOKEN_MAX)
  const link = LINK.exec(ahead) ?? DIALLED.exec(ahead)
  if (link !== null) return { kind: 'code', start: at, end: at + link[0].length }
  const date = readDate(lower, at, 'day-first') ?? readDate(lower, at, 'month-first')
  // `12 Aug 10:30` has no year.
  const isTime = date !== null && date.time === null && lower[date.end] === ':'
  if (date !== null && !isTime) return { kind: 'date', start: at, end: date.end }
  const account = /^[\dx#*.]*[x*#]/u.test(ahead) ? readAccount(lower, at) : null
  if (account !== null) return { kind: 'account', start: at, end: account.end }
  const time = readTime(lower, at)
  if (time !== null) return { kind: 'time', start: at, end: time.end }
  return (
    markedMoney(lower, at, style) ??
    unknownMark(lower, at, style, ahead) ??
    plainNumber(lower, at, style, ahead) ??
    codeAt(lower, at, ahead)
  )
}

function markedMoney(lower: string, at: number, style: NumberStyle): Spot | null {
  const mark = readCurrency(lower, lower[at] === '-' ? at + 1 : at)
  if (mark === null) return null
  const from = isSpace(lower[mark.end]) ? mark.end + 1 : mark.end
  const number = numberAt(lower, from, style)
  if (number === null) return null
  const side = sideAt(lower, number.end)
  return {
    kind: 'money',
    start: at,
    end: side?.end ?? number.end,
    number,
    digits: { start: from, end: number.end },
    mark: { start: at, end: mark.end, currency: mark.currency },
    isGrouped: isGrouped(lower, from, number.end),
    side,
  }
}

/** Letters of a currency that the engine does not read, glued to a number that looks like money: `Ksh1,000.00`, `Rs.500.00`. */
function unknownMark(lower: string, at: number, style: NumberStyle, ahead: string): Spot | null {
  const letters = /^(\p{L}{1,4})\.? ?(?=\d)/u.exec(ahead)
  if (letters === null) return null
  const from = at + letters[0].length
  const number = numberAt(lower, from, style)
  const isGlued = letters[0].length === letters[1]?.length || letters[0].endsWith('.')
  const currency = currencyOfLetters(letters[1] ?? '')
  const grouped = number !== null && isGrouped(lower, from, number.end)
  if (number === null || (currency === null && !isGlued) || (number.decimals === '' && !grouped && currency === null))
    return null
  return {
    kind: 'money',
    start: at,
    end: number.end,
    number,
    digits: { start: from, end: number.end },
    mark: null,
    letters: letters[1] ?? '',
    isGrouped: grouped,
    side: null,
  }
}

function plainNumber(lower: string, at: number, style: NumberStyle, ahead: string): Spot | null {
  const day = DAY_OF_MONTH.exec(ahead)
  if (day !== null) return { kind: 'code', start: at, end: at + day[0].length }
  const number = numberAt(lower, at, style)
  const phone = PHONE.exec(ahead)
  if (number === null) {
    // What looks like a number and does not read as one is no value, and its groups are none either.
    const digits = phone?.[0] ?? /^\d+(?:[,.]\d+)+(?![\p{L}\p{N}])/u.exec(ahead)?.[0]
    const kind = phone === null ? 'code' : 'digits'
    return digits === undefined ? null : { kind, start: at, end: at + digits.length }
  }
  const grouped = isGrouped(lower, at, number.end)
  const markAt = isSpace(lower[number.end]) ? number.end + 1 : number.end
  const behind = /^[\p{L}€$£₹]/u.test(lower.slice(markAt, markAt + 1)) ? readCurrency(lower, markAt) : null
  // `3110020507 NGN 15,000.00`: the mark belongs to the number behind it.
  const isMark =
    behind !== null &&
    behind.end - markAt !== 1 &&
    !isWordCharacter(lower[behind.end]) &&
    !isDigit(lower[isSpace(lower[behind.end]) ? behind.end + 1 : behind.end])
  const mark = isMark ? { start: markAt, end: behind.end, currency: behind.currency } : null
  const isLong = number.decimals === '' && !grouped && number.whole.length > WHOLE_AMOUNT_DIGITS_MAX
  if (isLong && mark === null) return { kind: 'digits', start: at, end: number.end }
  const side = mark === null ? sideAt(lower, number.end) : null
  return {
    kind: 'money',
    start: at,
    end: mark?.end ?? side?.end ?? number.end,
    number,
    digits: { start: at, end: number.end },
    mark,
    isGrouped: grouped,
    side,
  }
}

/** A number that ends before a letter only where that begins a side (`CR`, `DR`) or a currency. */
function numberAt(lower: string, at: number, style: NumberStyle): PrintedNumber | null {
  const number = readNumber(lower, at, style, true)
  if (number === null || !isLetter(lower[number.end])) return number
  return sideAt(lower, number.end) !== null || readCurrency(lower, number.end) !== null ? number : null
}

function sideAt(lower: string, at: number): Span | null {
  const side = /^(?:cr|dr)(?![\p{L}\p{N}])/u.exec(lower.slice(at, at + 3))
  return side === null ? null : { start: at, end: at + 2 }
}

function isGrouped(lower: string, start: number, end: number): boolean {
  return /\d[,. ]\d{3}(?!\d)/u.test(lower.slice(start, end))
}

function codeAt(lower: string, at: number, ahead: string): Spot | null {
  const code = CODE.exec(ahead)?.[0] ?? ''
  // A slash or bar parts the words of a description; only what is made of digits goes on behind it.
  const end = at + code.length
  const hasDigit = [...code].some((character) => isDigit(character))
  return hasDigit && !isWordCharacter(lower[end]) ? { kind: 'code', start: at, end } : null
}

import { currencyExponent } from '../domain/money.ts'
import type { NumberStyle } from './bank-format.ts'
import { endOfDigits, isDigit, isLetter, isSpace } from './characters.ts'

/** A number as printed: whole and decimal digits, its sign, and where it ends. */
export type PrintedNumber = {
  readonly end: number
  readonly isNegative: boolean
  readonly whole: string
  readonly decimals: string
  /** Nothing but perhaps a point stands behind it and it has no decimals: a cut message may have lost digits here. */
  readonly mayBeCut: boolean
}

const GROUP_MARKS: Readonly<Record<NumberStyle, string>> = { '1,234.56': ',', '1.234,56': '.', '1 234,56': ' ' }
const DECIMAL_MARKS: Readonly<Record<NumberStyle, string>> = { '1,234.56': '.', '1.234,56': ',', '1 234,56': ',' }
const WHOLE_DIGITS_MAX = 15

/**
 * The number that starts at `at`, or null when there is none or it is not complete: grouping that is not in threes, a
 * letter among or right behind the digits (unless `letterMayFollow`), a mark with digits behind the number. Never a part
 * of a longer number.
 */
export function readNumber(
  text: string,
  at: number,
  style: NumberStyle,
  letterMayFollow = false,
): PrintedNumber | null {
  const isNegative = text[at] === '-'
  const start = isNegative || text[at] === '+' ? at + 1 : at
  const groupMark = GROUP_MARKS[style]
  const decimalMark = DECIMAL_MARKS[style]
  let end = endOfDigits(text, start)
  let whole = text.slice(start, end)
  if (whole === '' || whole.length > WHOLE_DIGITS_MAX) return null
  const firstLength = whole.length
  while (text[end] === groupMark && isDigit(text[end + 1])) {
    const groupEnd = endOfDigits(text, end + 1)
    if (groupMark === ' ' && (groupEnd - end !== 4 || firstLength > 3)) break
    if (groupEnd - end !== 4 || firstLength > 3) return null
    whole += text.slice(end + 1, groupEnd)
    end = groupEnd
    if (whole.length > WHOLE_DIGITS_MAX) return null
  }
  if (whole.length > 1 && whole[0] === '0') return null
  let decimals = ''
  if (text[end] === decimalMark && isDigit(text[end + 1])) {
    const decimalsEnd = endOfDigits(text, end + 1)
    decimals = text.slice(end + 1, decimalsEnd)
    end = decimalsEnd
  }
  if (!endsHere(text, end, decimals !== '', letterMayFollow)) return null
  const isLast = end >= text.length || (/[.,']/u.test(text[end] ?? '') && end + 1 >= text.length)
  return { end, isNegative, whole, decimals, mayBeCut: isLast && decimals === '' }
}

/**
 * Whether a number can end here: before a space, the end or a mark that ends a phrase, never before a mark or space with
 * more digits behind it that may belong to it.
 */
function endsHere(text: string, end: number, hasDecimals: boolean, letterMayFollow: boolean): boolean {
  const next = text[end]
  if (next === undefined) return true
  if (isLetter(next)) return letterMayFollow
  if (next === ',' || next === '.' || next === "'") {
    const after = text[end + 1]
    if (after !== undefined && !isSpace(after)) return false
    return hasDecimals || !isDigit(text[end + 2])
  }
  if (isSpace(next)) return hasDecimals || !/[,.\d]/u.test(text[end + 1] ?? '')
  return /[;!)\]"|]/u.test(next) || (hasDecimals && /[/-]/u.test(next))
}

/**
 * The number in minor units of the currency, with its sign; null when its decimals are not the currency's (NGN takes
 * none or two, or fewer where a bank drops last zeros: `isShort`) or the number may have been cut.
 */
export function toMinor(number: PrintedNumber, currency: string, isShort = false): bigint | null {
  const exponent = currencyExponent(currency)
  if (number.mayBeCut) return null
  const isUsual = number.decimals.length === 0 || number.decimals.length === exponent
  if (!isUsual && !(isShort && number.decimals.length < exponent)) return null
  const minor = BigInt(number.whole + number.decimals.padEnd(exponent, '0'))
  return number.isNegative ? -minor : minor
}

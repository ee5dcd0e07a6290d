import type { NumberStyle } from '../bank-format.ts'
import { isWordCharacter } from '../characters.ts'
import type { NormalizedText } from '../normalize.ts'
import { readAccount } from '../read-account.ts'
import { readCurrency } from '../read-currency.ts'
import { readDate, readTime } from '../read-date.ts'
import { type PrintedNumber, readNumber } from '../read-number.ts'

/** A stretch of a normalised text, `end` not included. */
export type Span = { readonly start: number; readonly end: number }

/**
 * Something in a message that differs from one to the next, or a word. `private` is what could lead to somebody and is no
 * value: links, addresses, dialled codes, characters that samples use for themselves.
 */
export type Spot = Span &
  (
    | { readonly kind: 'money'; readonly number: PrintedNumber; readonly digits: Span; readonly mark: Mark | null }
    | { readonly kind: 'account'; readonly tail: string | null }
    | { readonly kind: 'date'; readonly hasTime: boolean }
    | { readonly kind: 'time' | 'code' | 'private' | 'word' }
  )
type Mark = Span & { readonly currency: string }

const PRIVATE =
  /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+|(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|co|io|ng|me|app|africa|gh|ke|za|uk|in)(?![\p{L}\p{N}])(?:\/\S*)?|\*\p{N}[\p{N}*]*#|[«»{}⟦⟧⟪⟫…↵|]+/uy
const CODE = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[-_./|&](?=[\p{L}\p{N}]))*/uy
const WORD = /[\p{L}\p{M}]+/uy

/** Everything that is not a mark or a space, front to back; nothing overlaps. */
export function findSpots({ lower }: NormalizedText, style: NumberStyle, order: 'day-first' | 'month-first'): Spot[] {
  const spots: Spot[] = []
  let at = 0
  while (at < lower.length) {
    const spot = spotAt(lower, at, style, order)
    if (spot !== null) spots.push(spot)
    at = spot === null ? at + 1 : spot.end
  }
  return spots
}

function spotAt(lower: string, at: number, style: NumberStyle, order: 'day-first' | 'month-first'): Spot | null {
  const hidden = matchAt(PRIVATE, lower, at)
  if (hidden !== null) return { kind: 'private', start: at, end: hidden }
  const date = readDate(lower, at, order)
  if (date !== null) return { kind: 'date', start: at, end: date.end, hasTime: date.time !== null }
  const time = readTime(lower, at)
  if (time !== null) return { kind: 'time', start: at, end: time.end }
  const money = moneyAt(lower, at, style)
  if (money !== null) return money
  const account = readAccount(lower, at)
  if (account !== null) return { kind: 'account', start: at, end: account.end, tail: account.tail }
  const code = matchAt(CODE, lower, at)
  if (code !== null && /\p{N}/u.test(lower.slice(at, code))) return { kind: 'code', start: at, end: code }
  const word = matchAt(WORD, lower, at)
  return word === null ? null : { kind: 'word', start: at, end: word }
}

function matchAt(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

/** A number with its currency mark in front of it or behind it, or one that can be money by itself. */
function moneyAt(lower: string, at: number, style: NumberStyle): Spot | null {
  const signed = lower[at] === '-' || lower[at] === '+' ? at + 1 : at
  const front = readCurrency(lower, signed)
  const numberAt = front === null ? at : skipSpace(lower, lower[front.end] === ':' ? front.end + 1 : front.end)
  const number = readNumber(lower, numberAt, style, true)
  if (number === null) return null
  const digits = { start: numberAt, end: number.end }
  if (front !== null)
    return { kind: 'money', start: at, end: number.end, number, digits, mark: { start: at, ...front } }
  const behindAt = skipSpace(lower, number.end)
  const behind = readCurrency(lower, behindAt)
  if (behind !== null && !isWordCharacter(lower[behind.end])) {
    return { kind: 'money', start: at, end: behind.end, number, digits, mark: { start: behindAt, ...behind } }
  }
  const isPlain = number.decimals === '' && !/[, .]/u.test(lower.slice(numberAt, number.end))
  // A plain number of this length is a phone, an account or a reference.
  if (isWordCharacter(lower[number.end]) || (isPlain && number.whole.length > 7)) return null
  return { kind: 'money', start: at, end: number.end, number, digits, mark: null }
}

function skipSpace(lower: string, at: number): number {
  return lower[at] === ' ' ? at + 1 : at
}

import { markAt } from './currency-marks.ts'
import { isMonthName, type PrintedDay, readAnyDate } from './dates.ts'
import type { FoldedText } from './fold.ts'
import { isDamagedNumber } from './number-slips.ts'
import { LETTERS, matchAt, SINGLE } from './text-patterns.ts'
import type { Token } from './token.ts'
import { CODES, MARKS } from './words/currencies.ts'

const LINK =
  /(?:https?:\/\/|www\.)\S{1,300}|[a-z0-9-]{2,30}\.(?:com|ly|co|net|org|me|in|io|app|bank|gl|example|page)(?:\.[a-z]{2})?(?:\/\S{0,200})?(?![\p{L}\p{N}])/uy
const HANDLE = /[a-z0-9._-]{2,64}@[a-z0-9.-]{2,64}/y
const DIAL = /\*\d{3}\*[a-z]\*|\*[\d*]{2,20}#?|#\d{2,4}(?:[*#]\d{0,20}){1,6}/y
const MASKED = /[\dx*#•.-]{0,24}(?:[*•#]{1,}|x{2,}|x(?=\d{3,6}(?![\p{L}\p{N}])))[\dx*#•-]{0,24}\d{0,12}/uy
/** `..7788`, `1234...5678`. */
const DOTTED = /(?:\d{2,12})?\.{2,4}\d{3,12}(?![.,]?\d)/y
const DIGITS = /\d(?:[\d.,'٫]*\d)?/y
const SPACED = /\d{1,3}(?: \d{3})+(?:[.,]\d{1,3})?(?![\d.,]?\d)/y
const MIXED = /[\p{L}\p{N}_][\p{L}\p{N}_./-]{0,60}/uy

/** The tokens of a message in one pass; `lower` is its text in lower case, `folded` the same folded. */
export function tokenize(lower: string, folded: FoldedText): Token[] {
  const tokens: Token[] = []
  const { text } = folded
  let at = 0
  while (at < text.length) {
    const token = tokenAt(lower, folded, at, tokens.at(-1))
    if (token !== null) tokens.push(token)
    at = token === null ? at + 1 : Math.max(token.end, at + 1)
  }
  return tokens
}

function tokenAt(lower: string, folded: FoldedText, at: number, previous: Token | undefined): Token | null {
  const { text } = folded
  const character = text[at] ?? ''
  const make = (kind: Token['kind'], length: number, isDamaged = false, day: PrintedDay | null = null): Token => ({
    kind,
    start: at,
    end: at + length,
    text: text.slice(at, at + length),
    day,
    isDamaged,
  })
  if (character === ' ' || character === '\n') return null
  const follows = /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')
  const mark =
    /[\p{L}\p{M}]/u.test(text[at - 1] ?? ' ') && /[\p{L}\p{M}]/u.test(character) && !SINGLE.test(text[at - 1] ?? ' ')
      ? null
      : markAt(lower, text, at, previous)
  if (mark !== null) return make('currency', mark)
  if (/[a-z0-9]/u.test(character) && !follows) {
    const link = matchAt(LINK, text, at) ?? matchAt(HANDLE, text, at)
    if (link !== null && !/^[\d.,]+$/u.test(link)) return make('code', link.length)
  }
  if (/[\dx*#•]/u.test(character) && !(follows && character !== '*' && !text.startsWith('a/c', at - 3))) {
    const dial = matchAt(DIAL, text, at)
    if (dial !== null && /[#\p{L}]\*?$/u.test(dial)) return make('code', dial.length)
    const masked = matchAt(MASKED, text, at)
    if (
      masked !== null &&
      /\d/u.test(masked) &&
      !/^[-.]/u.test(masked) &&
      !/\p{L}/u.test(text[at + masked.length] ?? ' ')
    )
      return make('account', masked.length)
  }
  if (!follows && /[\d.]/u.test(character)) {
    const dotted = matchAt(DOTTED, text, at)
    if (dotted !== null) return make('account', dotted.length)
  }
  if (character >= '0' && character <= '9') return numberAt(folded, at, make, previous)
  if (/[\p{L}\p{M}]/u.test(character)) return wordAt(folded, at, make)
  // Hebrew ties `in` to a number by a hyphen.
  if (character === '+' || (character === '-' && !/[\u05d0-\u05ea]/u.test(text[at - 1] ?? ''))) return make('sign', 1)
  return null
}

type Make = (kind: Token['kind'], length: number, isDamaged?: boolean, day?: PrintedDay | null) => Token

function numberAt(folded: FoldedText, at: number, make: Make, previous: Token | undefined): Token {
  const { text } = folded
  const dated = readAnyDate(text, at)
  if (dated !== null)
    return make(dated.date === null && dated.alternative === null ? 'time' : 'date', dated.end - at, false, dated)
  const spaced = matchAt(SPACED, text, at)
  const digits = spaced ?? matchAt(DIGITS, text, at) ?? ''
  const end = at + digits.length
  if (text[end] === '%' || text.startsWith(' %', end)) return make('code', digits.length)
  const tail = matchAt(LETTERS, text, end)
  if (tail !== null && !isSuffix(tail)) {
    const whole = matchAt(MIXED, text, at) ?? digits
    const isSlip = /^(?:[olisbzбз]|[\p{M}]+)$/u.test(tail)
    const isTornByLetter = isSlip && /^\d*[.,]\d{2}(?!\d)/u.test(text.slice(end + tail.length))
    if (/^\p{M}/u.test(tail) || isTornByLetter || (isSlip && /^[.,]\d/u.test(text.slice(at + whole.length))))
      return make('code', whole.length, true)
    return make(
      'code',
      Math.max(whole.length, digits.length),
      (isSlip && previous?.kind === 'currency') ||
        (isMoneyShaped(digits) && (isSlip || previous?.kind === 'currency' || /[.,]\d\d$/u.test(digits))),
    )
  }
  if (tail !== null && !SINGLE.test(tail[0] ?? '') && /^[_\d]/u.test(text[end + tail.length] ?? ' '))
    return make('code', (matchAt(MIXED, text, at) ?? digits).length, isMoneyShaped(digits))
  return make('number', digits.length, isDamagedNumber(folded, at, end))
}

/** Letters that may touch the end of an amount. */
function isSuffix(letters: string): boolean {
  return (
    CODES.has(letters) ||
    MARKS[letters] !== undefined ||
    /^(?:dr|cr|cr|d|c)$/u.test(letters) ||
    SINGLE.test(letters[0] ?? '')
  )
}

function isMoneyShaped(digits: string): boolean {
  return /[.,]\d/u.test(digits)
}

function wordAt(folded: FoldedText, at: number, make: Make): Token {
  const { text } = folded
  if (SINGLE.test(text[at] ?? '')) return make('word', 1)
  let length = (matchAt(LETTERS, text, at) ?? text[at] ?? '').length
  for (let index = 1; index < length; index++) if (SINGLE.test(text[at + index] ?? '')) length = index
  if (!/[\d_]/u.test(text[at + length] ?? ' ') && !isMonthName(text.slice(at, at + length))) return make('word', length)
  const dated = readAnyDate(text, at)
  if (dated !== null) return make('date', dated.end - at, false, dated)
  if (!/[\d_]/u.test(text[at + length] ?? ' ')) return make('word', length)
  // `a/cx3344`
  if (/a\/$/u.test(text.slice(Math.max(0, at - 2), at)) && /^c[x*]+\d/u.test(text.slice(at, at + 8)))
    return make('word', 1)
  const whole = matchAt(MIXED, text, at) ?? ''
  return make(
    'code',
    Math.max(whole.replace(/[./-]+$/u, '').length, length),
    /[.,]\d\d(?!\d)/u.test(whole) || /^,\d/u.test(text.slice(at + whole.length)),
  )
}

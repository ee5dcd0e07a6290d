import { isMonthName, type PrintedDay, readAnyDate } from './dates.ts'
import type { FoldedText } from './fold.ts'
import { BEHIND, CODES, MARKS, ONLY_BEHIND, TOUCHING } from './words/currencies.ts'

/**
 * A piece of a message. `number` is digits with their marks as printed; `currency` a mark beside one; `code` letters and
 * digits mixed, and everything else that is no amount (links, dial codes, percentages); `account` holds a mask.
 */
export type Token = {
  readonly kind: 'word' | 'number' | 'currency' | 'code' | 'account' | 'date' | 'time' | 'sign'
  readonly start: number
  readonly end: number
  readonly text: string
  readonly day: PrintedDay | null
  /** A number whose digits may not be what the bank printed. */
  readonly isDamaged: boolean
}

const LINK =
  /(?:https?:\/\/|www\.)\S{1,300}|[a-z0-9-]{2,30}\.(?:com|ly|co|net|org|me|in|io|app|bank|gl|example|page)(?:\.[a-z]{2})?(?:\/\S{0,200})?(?![\p{L}\p{N}])/uy
const HANDLE = /[a-z0-9._-]{2,64}@[a-z0-9.-]{2,64}/y
const DIAL = /\*[\d*]{2,20}#?|#\d{2,4}(?:[*#]\d{0,20}){1,6}/y
const MASKED = /[\dx*#•.-]{0,24}(?:[*•#]{1,}|x{2,}|x(?=\d{3,6}(?![\p{L}\p{N}])))[\dx*#•-]{0,24}\d{0,12}/uy
/** `..7788`, `1234...5678`. */
const DOTTED = /(?:\d{2,12})?\.{2,4}\d{3,12}(?![.,]?\d)/y
const MASKED_AHEAD = /^\d*[x*•#]{2,}/u
const DIGITS = /\d(?:[\d.,'٫]*\d)?/y
const SPACED = /\d{1,3}(?: \d{3})+(?:[.,]\d{1,3})?(?![\d.,]?\d)/y
const LETTERS = /[\p{L}\p{M}]{1,40}/uy
const SINGLE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u
const MIXED = /[\p{L}\p{N}_][\p{L}\p{N}_./-]{0,60}/uy

/** Marks of more than letters, longest first, looked up where a symbol or their first letter stands. */
const ODD_MARKS = Object.keys(MARKS)
  .filter((mark) => !/^[\p{L}\p{M}]+$/u.test(mark) || (mark.length > 1 && /[\u3040-\u9fff\uac00-\ud7af]/u.test(mark)))
  .sort((left, right) => right.length - left.length)
const ODD_BY_FIRST = Map.groupBy(ODD_MARKS, (mark) => mark[0] ?? '')

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

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
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
    const link = match(LINK, text, at) ?? match(HANDLE, text, at)
    if (link !== null && !/^[\d.,]+$/u.test(link)) return make('code', link.length)
  }
  if (/[\dx*#•]/u.test(character) && !(follows && character !== '*' && !text.startsWith('a/c', at - 3))) {
    const dial = match(DIAL, text, at)
    if (dial?.endsWith('#')) return make('code', dial.length)
    const masked = match(MASKED, text, at)
    if (
      masked !== null &&
      /\d/u.test(masked) &&
      !/^[-.]/u.test(masked) &&
      !/\p{L}/u.test(text[at + masked.length] ?? ' ')
    )
      return make('account', masked.length)
  }
  if (!follows && /[\d.]/u.test(character)) {
    const dotted = match(DOTTED, text, at)
    if (dotted !== null) return make('account', dotted.length)
  }
  if (character >= '0' && character <= '9') return numberAt(folded, at, make, previous)
  if (/[\p{L}\p{M}]/u.test(character)) return wordAt(folded, at, make)
  // Hebrew ties `in` to a number by a hyphen.
  if (character === '+' || (character === '-' && !/[\u05d0-\u05ea]/u.test(text[at - 1] ?? ''))) return make('sign', 1)
  return null
}

type Make = (kind: Token['kind'], length: number, isDamaged?: boolean, day?: PrintedDay | null) => Token

/** The length of the currency mark at `at`, when a number stands beside it. */
function markAt(lower: string, text: string, at: number, previous: Token | undefined): number | null {
  const letters = /\p{L}/u.test(text[at] ?? '') ? (match(LETTERS, lower, at) ?? '') : ''
  const odd = (ODD_BY_FIRST.get(lower[at] ?? '') ?? []).find((candidate) => lower.startsWith(candidate, at))
  if (odd !== undefined && odd.length > letters.length && hasNumberBeside(text, at, at + odd.length, odd, previous)) {
    const dot = odd === 'rs.' || !/[\p{L}]$/u.test(odd) || !/\p{L}/u.test(text[at + odd.length] ?? ' ')
    if (dot) return odd.length
  }
  if (letters === '' || !(CODES.has(letters) || MARKS[letters] !== undefined)) {
    const first = lower[at] ?? ''
    return MARKS[first] !== undefined &&
      /[\u3040-\u9fff\uac00-\ud7af]/u.test(first) &&
      hasNumberBeside(text, at, at + 1, first, previous)
      ? 1
      : null
  }
  if (/[\u0e00-\u0e7f]/u.test(letters) && letters.length === 1 && /[\p{L}\p{M}]/u.test(text[at + 1] ?? ' ')) return null
  if (letters.length < 3 && completesCode(text, at, letters)) return null
  return hasNumberBeside(text, at, at + letters.length, letters, previous) ? letters.length : null
}

/** Words that stand in front of an amount: `balance is K800` is no króna. */
const SMALL_WORDS: ReadonlySet<string> = new Set(['is', 'of', 'to', 'de', 'by', 'at', 'in', 'ni', 'e', 'a'])

/** Whether the letters in front, a slip away, and this mark are one ISO code: `OM R360` is no rand. */
function completesCode(text: string, at: number, mark: string): boolean {
  const front = /(?:^|[^\p{L}])(\p{L}{1,2})[^\p{L}\d]{1,3}$/u.exec(text.slice(Math.max(0, at - 6), at))?.[1]
  return front !== undefined && !SMALL_WORDS.has(front) && CODES.has(front + mark)
}

function hasNumberBeside(text: string, start: number, end: number, mark: string, previous: Token | undefined): boolean {
  const touching = TOUCHING.has(mark)
  const isSigned =
    /[-+]/u.test(text[end] ?? '') ||
    (/[*:.]/u.test(text[end] ?? '') && (CODES.has(mark) || /^(?:rs|tk|ksh|ugx|sr|rp|rm)$/u.test(mark)))
      ? 1
      : 0
  const next = text[end + isSigned] === ' ' && !touching ? end + isSigned + 1 : end + isSigned
  const afterSign = text[next] === '-' ? next + 1 : next
  const isGlued = /\d/u.test(text[start - 1] ?? '') && /^\p{L}/u.test(mark)
  if (MASKED_AHEAD.test(text.slice(afterSign, afterSign + 24))) return false
  if (
    !isGlued &&
    !ONLY_BEHIND.has(mark) &&
    /\d/u.test(text[afterSign] ?? '') &&
    !(isSigned === 1 && readAnyDate(text, afterSign)?.date != null)
  )
    return mark !== '#' || /^\d[\d,]*[.,]\d\d(?!\d)/u.test(text.slice(afterSign, afterSign + 20))
  if (previous?.kind !== 'number' || mark === '#' || mark === 'r') return false
  const gap = text.slice(previous.end, start)
  return (
    (/^(?:[.,]-)? ?$/u.test(gap) && gap !== ' ') ||
    (gap === ' ' && (!touching || BEHIND.has(mark))) ||
    gap === '-' ||
    gap === ' -' ||
    gap === '+'
  )
}

function numberAt(folded: FoldedText, at: number, make: Make, previous: Token | undefined): Token {
  const { text } = folded
  const dated = readAnyDate(text, at)
  if (dated !== null)
    return make(dated.date === null && dated.alternative === null ? 'time' : 'date', dated.end - at, false, dated)
  const spaced = match(SPACED, text, at)
  const digits = spaced ?? match(DIGITS, text, at) ?? ''
  const end = at + digits.length
  if (text[end] === '%' || text.startsWith(' %', end)) return make('code', digits.length)
  const tail = match(LETTERS, text, end)
  if (tail !== null && !isSuffix(tail)) {
    const whole = match(MIXED, text, at) ?? digits
    const isSlip = /^(?:[olisbzбз]|[\p{M}]+)$/u.test(tail)
    if (/^\p{M}/u.test(tail) || (isSlip && /^[.,]\d/u.test(text.slice(at + whole.length))))
      return make('code', whole.length, true)
    return make(
      'code',
      Math.max(whole.length, digits.length),
      (isSlip && previous?.kind === 'currency') ||
        (isMoneyShaped(digits) && (isSlip || previous?.kind === 'currency' || /[.,]\d\d$/u.test(digits))),
    )
  }
  if (tail !== null && !SINGLE.test(tail[0] ?? '') && /^[_\d]/u.test(text[end + tail.length] ?? ' '))
    return make('code', (match(MIXED, text, at) ?? digits).length, isMoneyShaped(digits))
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

/** Digits of two scripts, a mark or space with more digits around, or a letter that took a digit's place. */
function isDamagedNumber({ text, foreignDigits }: FoldedText, start: number, end: number): boolean {
  let foreign = 0
  let own = 0
  for (let at = start; at < end; at++) {
    if (foreignDigits.has(at)) foreign++
    else if (/\d/u.test(text[at] ?? '')) own++
  }
  if (foreign > 0 && own > 0) return true
  const before = text.slice(Math.max(0, start - 3), start)
  if (
    /[\p{L}\d][,]$/u.test(before) &&
    !/,\S*\.\d/u.test(text.slice(end, end + 1)) &&
    /(?:^|[^\p{L}])[\p{L}]?[olisbzбз\d]?,$/u.test(before)
  )
    return true
  if (isBehindSlip(text, start, end)) return true
  const behind = text.slice(end, end + 5)
  if (/^[.,'][olisbz\d]{1,2}(?![\p{L}])/u.test(behind) && !/^[.,]\d/u.test(behind)) return true
  if (/^(?:[\p{M}\p{So}]|[.,][^\s\p{L}\p{N}\p{P}\p{Sc}]|[.,]\p{L}{1,2}\d|,\n)/u.test(behind)) return true
  const next = /^[\s]?[.,'][\s]?(?=\d)/u.exec(behind)
  if (next === null) return false
  return (
    next[0].startsWith('\n') ||
    next[0].startsWith(' ') ||
    (readAnyDate(text, end + next[0].length) === null && !/^[.,] \d{5}/u.test(text.slice(end, end + 7)))
  )
}

/** Whether a letter or picture took the place of the digits in front: `NGNO.91`, `l2 500`. */
function isBehindSlip(text: string, start: number, end: number): boolean {
  const front = text.slice(Math.max(0, start - 12), start)
  if (/\p{So}[.,]$/u.test(front)) return true
  if (/(?:^|[^\p{L}\d])(?=\d*[olisbzбзg])(?=\p{L}*\d)[\dolisbzбзg]{1,3} $/u.test(front))
    return /^\d{3}(?!\d)/u.test(text.slice(start, end + 1))
  const [, letters = '', slip] = /(\p{L}*)([olisbzбзg])[.,]$/u.exec(front) ?? []
  if (slip === undefined || !/^\d\d$|^\d{3}[.,]/u.test(text.slice(start, end))) return false
  // `Rs.500` is a mark of its own.
  if (MARKS[letters + slip] !== undefined || MARKS[`${letters}${slip}.`] !== undefined) return false
  const symbol = front.at(-3) ?? ''
  return letters === '' ? MARKS[symbol] !== undefined : CODES.has(letters) || MARKS[letters] !== undefined
}

function wordAt(folded: FoldedText, at: number, make: Make): Token {
  const { text } = folded
  if (SINGLE.test(text[at] ?? '')) return make('word', 1)
  let length = (match(LETTERS, text, at) ?? text[at] ?? '').length
  for (let index = 1; index < length; index++) if (SINGLE.test(text[at + index] ?? '')) length = index
  if (!/[\d_]/u.test(text[at + length] ?? ' ') && !isMonthName(text.slice(at, at + length))) return make('word', length)
  const dated = readAnyDate(text, at)
  if (dated !== null) return make('date', dated.end - at, false, dated)
  if (!/[\d_]/u.test(text[at + length] ?? ' ')) return make('word', length)
  // `a/cx3344`
  if (/a\/$/u.test(text.slice(Math.max(0, at - 2), at)) && /^c[x*]+\d/u.test(text.slice(at, at + 8)))
    return make('word', 1)
  const whole = match(MIXED, text, at) ?? ''
  return make(
    'code',
    Math.max(whole.replace(/[./-]+$/u, '').length, length),
    /[.,]\d\d(?!\d)/u.test(whole) || /^,\d/u.test(text.slice(at + whole.length)),
  )
}

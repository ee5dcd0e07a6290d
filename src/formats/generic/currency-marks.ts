import { readAnyDate } from './dates.ts'
import { LETTERS, matchAt } from './text-patterns.ts'
import type { Token } from './token.ts'
import { BEHIND, CODES, MARKS, ONLY_BEHIND, TOUCHING } from './words/currencies.ts'

const MASKED_AHEAD = /^\d*[x*•#]{2,}/u
/** Marks of more than letters, longest first, looked up where a symbol or their first letter stands. */
const ODD_MARKS = Object.keys(MARKS)
  .filter((mark) => !/^[\p{L}\p{M}]+$/u.test(mark) || (mark.length > 1 && /[\u3040-\u9fff\uac00-\ud7af]/u.test(mark)))
  .sort((left, right) => right.length - left.length)
const ODD_BY_FIRST = Map.groupBy(ODD_MARKS, (mark) => mark[0] ?? '')

/** The length of the currency mark at `at`, when a number stands beside it. */
export function markAt(lower: string, text: string, at: number, previous: Token | undefined): number | null {
  const letters = /\p{L}/u.test(text[at] ?? '') ? (matchAt(LETTERS, lower, at) ?? '') : ''
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
const SMALL_WORDS: ReadonlySet<string> = new Set(['is', 'of', 'to', 'de', 'by', 'at', 'ni', 'e', 'a'])

/** Whether the letters in front, a slip away, and this mark are one ISO code: `OM R360` is no rand. */
function completesCode(text: string, at: number, mark: string): boolean {
  const front = /(?:^|[^\p{L}])(\p{L}{1,2})[^\p{L}\d]{1,3}$/u.exec(text.slice(Math.max(0, at - 6), at))?.[1]
  return front !== undefined && !SMALL_WORDS.has(front) && CODES.has(front + mark)
}

/**
 * An `n` in front of a short whole number may be what a slip left of another word (`22Ju n26`); where more of a figure follows,
 * it is a figure that was torn (`N3 19,763.08`).
 */
function isNairaFigure(text: string): boolean {
  return /^(?:\d{3}|\d{1,2}(?:,\d{3}|\.\d\d|[ ,]{0,2}[\d,]*[,.]\d\d))/u.test(text)
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
  if (mark === 'n' && !isNairaFigure(text.slice(afterSign, afterSign + 24))) return false
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

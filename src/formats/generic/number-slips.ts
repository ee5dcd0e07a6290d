import { readAnyDate } from './dates.ts'
import type { FoldedText } from './fold.ts'
import { CODES, MARKS } from './words/currencies.ts'

/** Digits of two scripts, a mark or space with more digits around, or a letter that took a digit's place. */
export function isDamagedNumber({ text, foreignDigits }: FoldedText, start: number, end: number): boolean {
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

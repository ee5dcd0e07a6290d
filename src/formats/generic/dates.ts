import { readDate, readTime } from '../read-date.ts'
import { foldPhrase } from './fold.ts'
import { ALL_WORDS } from './words/all-words.ts'

/**
 * A day or time of day as printed. `date` is null for a time alone; `alternative` is the other reading of `03/04/2026`
 * (month first), null when there is only one.
 */
export type PrintedDay = {
  readonly end: number
  readonly date: Temporal.PlainDate | null
  readonly alternative: Temporal.PlainDate | null
  readonly time: Temporal.PlainTime | null
  /** The year has two digits that may be the first two of four. */
  readonly mayBeCut: boolean
}

const WINDOW = 44
const SHORT = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const MONTH_OF = new Map<string, string>(
  ALL_WORDS.flatMap((list) =>
    (list.months ?? []).flatMap((names, index) =>
      foldPhrase(names)
        .split(' ')
        .map((name) => [name, SHORT[index] ?? ''] as const),
    ),
  ).reverse(),
)

/** Whether a folded word names a month in any of the languages. */
export function isMonthName(word: string): boolean {
  return MONTH_OF.has(word)
}

/** The date, with a time if one stands behind it, or the time of day that starts at `at`; null when there is none. */
export function readAnyDate(text: string, at: number): PrintedDay | null {
  // M-PESA runs the next word into the time: `10:00 AMWithdraw`.
  const window = text.slice(at, at + WINDOW).replace(/(:\d\d ?[ap]m)(?!ount)\p{L}[\s\S]*$/u, '$1')
  if (
    !/^(?:\d{1,4}(?:[-/.:h]|\s?(?:st|nd|rd|th)?[ ,-]{0,2}(?:de |of )?[\p{L}\p{M}]{3})|[\p{L}]{3,9}[ .-]{1,2}\d|\d{8}[ t]|\d{1,4}[年月])/u.test(
      window,
    )
  )
    return null
  const clock = readTime(window, 0)
  if (clock !== null) return { end: at + clock.end, date: null, alternative: null, time: clock.time, mayBeCut: false }
  const rewritten = rewrite(window)
  const first = readDate(rewritten.text, 0, 'day-first') ?? readDate(beforeTime(rewritten.text), 0, 'day-first')
  const second = readDate(rewritten.text, 0, 'month-first') ?? readDate(beforeTime(rewritten.text), 0, 'month-first')
  const read = first ?? second
  if (read === null) return readYearFirstShort(window, at)
  const other = first !== null && second !== null && !first.date.equals(second.date) ? second.date : null
  const isThai = read.date.year > 2500
  if (isThai) return null
  return {
    end: at + rewritten.length(read.end),
    date: read.date,
    alternative: other,
    time: read.time,
    mayBeCut: read.yearDigits === 2 && read.date.year % 100 === 20,
  }
}

/** `26/5/12` and `0512-10:20` are dates whose order is not known: their place is taken, no day is read. */
function readYearFirstShort(window: string, at: number): PrintedDay | null {
  const odd =
    /^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/]\d{1,2})(?:[ t,-]{1,2}\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?(?![\d,]|[.:]\d)/u.exec(
      window,
    )
  const bare = odd ?? /^(?:\d{4}年)?\d{1,2}月\d{1,2}日/u.exec(window) ?? dayAndMonth(window)
  if (bare === null) return null
  return { end: at + bare[0].length, date: null, alternative: null, time: null, mayBeCut: false }
}

/** A day without a year: `09Jun 17:30`. */
function dayAndMonth(window: string): RegExpExecArray | null {
  const found = /^\d{1,2}[ -]?([\p{L}\p{M}]{3,9})(?![\p{L}\d])(?: \d{1,2}:\d\d(?::\d\d)?)?/u.exec(window)
  return found !== null && isMonthName(found[1] ?? '') ? found : null
}

/** The text up to what only looks like a time. */
function beforeTime(text: string): string {
  return text.slice(0, /[ ,t]\s?\d{1,2}[:.]\d/u.exec(text)?.index ?? text.length)
}

type Rewritten = { readonly text: string; readonly length: (end: number) => number }

/** Months of other languages as English ones and words between day and time taken out; `length` maps an end back. */
function rewrite(window: string): Rewritten {
  let text = ''
  const origins: number[] = []
  const pattern = /[\p{L}\p{M}]+\.?(?:[\p{L}]\.)?|\d+|[^\p{L}\p{M}\d]/gu
  for (const match of window.matchAll(pattern)) {
    const piece = rewritePiece(match[0], text, window.slice(match.index + match[0].length))
    for (let index = 0; index < piece.length; index++)
      origins.push(match.index + match[0].length - (index === piece.length - 1 ? 0 : 1))
    text += piece
  }
  return { text, length: (end) => (end === 0 ? 0 : (origins[end - 1] ?? window.length)) }
}

function rewritePiece(piece: string, before: string, after: string): string {
  if (!/\p{L}/u.test(piece)) return piece
  const month = MONTH_OF.get(piece.replace(/\.$/u, '')) ?? MONTH_OF.get(piece)
  if (month !== undefined && /\d[^\d\p{L}]{0,3}$|^$/u.test(before)) return month
  if (/^(?:de|of|del)$/u.test(piece) && /\d $/u.test(before)) return ''
  if (
    /^(?:at|a|as|las|um|kl|ora|ore|o|pukul|saat|om|godz|luc|v|в|о|saa|alle|time|hora|hrs|heure)$/u.test(piece) &&
    /\d,? $/u.test(before) &&
    /^\.?:? (?:las |as |ore )?\d/u.test(after)
  )
    return ''
  if (piece === 'h' && /\d$/u.test(before) && /^\d\d/u.test(after)) return ':'
  if (/^(?:a|p)\.$/u.test(piece) && /^m/u.test(after)) return piece.slice(0, 1)
  return piece
}

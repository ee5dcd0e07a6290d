import type { DateOrder } from './bank-format.ts'
import { endOfDigits, isDigit, isLetter, isSpace, isWordCharacter } from './characters.ts'

/** A day and perhaps a time of day as printed, and where they end. */
export type PrintedDate = {
  readonly end: number
  readonly date: Temporal.PlainDate
  readonly time: Temporal.PlainTime | null
  /** How much of it was printed; a sample asks for at least what it shows. */
  readonly yearDigits: number
  readonly hasMeridiem: boolean
  /** `iso` (year first), `named` (a month's name), or the mark between the numbers. */
  readonly form: string
  /** `UTC` or `GMT` stands behind the time; other zones are not looked for. */
  readonly isUtc: boolean
}

type Day = Pick<PrintedDate, 'end' | 'date' | 'yearDigits' | 'form'>
type TimeOfDay = { readonly end: number; readonly time: Temporal.PlainTime; readonly hasMeridiem: boolean }

/** English names of months, small, in order. */
export const MONTHS: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const UNTIMED = { time: null, hasMeridiem: false, isUtc: false } as const

/** The date, with its time if one follows, that starts at `at`; null when there is none or part of it cannot be right. */
export function readDate(lower: string, at: number, order: DateOrder): PrintedDate | null {
  const day = readIsoDay(lower, at) ?? readNamedMonthFirst(lower, at) ?? readDay(lower, at, order)
  if (day === null) return null
  const timeAt = startOfTime(lower, day.end)
  if (timeAt === null) {
    return isWordCharacter(lower[day.end]) ? null : { ...day, ...UNTIMED }
  }
  const time = readTime(lower, timeAt)
  if (time === null) {
    // Keystone prints `0:0` where it has no time.
    const isPlaceholder =
      lower.startsWith('0:0', timeAt) && !isWordCharacter(lower[timeAt + 3]) && lower[timeAt + 3] !== ':'
    return isPlaceholder ? { ...day, end: timeAt + 3, ...UNTIMED } : null
  }
  const zone = /^ (?:utc|gmt)(?![\p{L}\p{N}+-])/u.exec(lower.slice(time.end, time.end + 6))?.[0] ?? ''
  return { ...day, ...time, end: time.end + zone.length, isUtc: zone !== '' }
}

/** The time of day that starts at `at`: `14:49`, `14:11:26`, `9:36AM`, `03:09 PM`; null when it is none or incomplete. */
export function readTime(lower: string, at: number): TimeOfDay | null {
  const hourEnd = endOfDigits(lower, at)
  const minuteEnd = endOfDigits(lower, hourEnd + 1)
  if (hourEnd === at || hourEnd - at > 2 || lower[hourEnd] !== ':' || minuteEnd - hourEnd !== 3) return null
  let end = minuteEnd
  let second = 0
  if (lower[end] === ':') {
    const secondEnd = endOfDigits(lower, end + 1)
    if (secondEnd - end !== 3) return null
    second = Number(lower.slice(end + 1, secondEnd))
    end = secondEnd
  }
  const meridiemAt = isSpace(lower[end]) ? end + 1 : end
  const meridiem = lower.slice(meridiemAt, meridiemAt + 2)
  const hasMeridiem = (meridiem === 'am' || meridiem === 'pm') && !isWordCharacter(lower[meridiemAt + 2])
  if (hasMeridiem) end = meridiemAt + 2
  if (isWordCharacter(lower[end])) return null
  const hour = hourOfDay(Number(lower.slice(at, hourEnd)), hasMeridiem ? meridiem : '')
  const minute = Number(lower.slice(hourEnd + 1, minuteEnd))
  if (hour === null || minute > 59 || second > 59) return null
  return { end, time: Temporal.PlainTime.from({ hour, minute, second }), hasMeridiem }
}

function hourOfDay(hour: number, meridiem: string): number | null {
  if (meridiem === '') return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (meridiem === 'pm' ? 12 : 0)
}

/** Where the time behind a day starts: after `T`, spaces, a comma, a bar or a lone dash, when digits and a colon come next. */
function startOfTime(lower: string, dayEnd: number): number | null {
  let at = dayEnd
  while (at - dayEnd < 3 && (isSpace(lower[at]) || lower[at] === ',' || lower[at] === '|')) at++
  if (at === dayEnd + 1 && lower.startsWith('- ', at)) at += 2
  if (at === dayEnd && lower[at] === 't') at++
  if (at === dayEnd) return null
  const hourEnd = endOfDigits(lower, at)
  return hourEnd > at && hourEnd - at <= 2 && lower[hourEnd] === ':' ? at : null
}

function readIsoDay(lower: string, at: number): Day | null {
  const yearEnd = endOfDigits(lower, at)
  const mark = lower[yearEnd] ?? ''
  if (yearEnd - at !== 4 || !'-/.'.includes(mark)) return null
  const monthEnd = endOfDigits(lower, yearEnd + 1)
  const end = endOfDigits(lower, monthEnd + 1)
  if (monthEnd - yearEnd !== 3 || lower[monthEnd] !== mark || end - monthEnd !== 3) return null
  const date = calendarDay(lower.slice(at, yearEnd), lower.slice(yearEnd + 1, monthEnd), lower.slice(monthEnd + 1, end))
  return date === null ? null : { end, date, yearDigits: 4, form: 'iso' }
}

function readDay(lower: string, at: number, order: DateOrder): Day | null {
  const firstEnd = endOfDigits(lower, at)
  if (firstEnd === at || firstEnd - at > 2) return null
  const first = lower.slice(at, firstEnd)
  const secondAt = skipMark(lower, skipOrdinal(lower, firstEnd))
  const named = readMonthName(lower, secondAt)
  if (named !== null) return readYear(lower, skipMark(lower, named.end), first, String(named.month), 'named')
  const mark = lower[firstEnd] ?? ''
  const secondEnd = endOfDigits(lower, firstEnd + 1)
  if (!'/-.'.includes(mark) || secondEnd === firstEnd + 1 || secondEnd - firstEnd > 3) return null
  if (lower[secondEnd] !== mark) return null
  const second = lower.slice(firstEnd + 1, secondEnd)
  const [day, month] = order === 'day-first' ? [first, second] : [second, first]
  return readYear(lower, secondEnd + 1, day, month, mark)
}

function readNamedMonthFirst(lower: string, at: number): Day | null {
  const named = readMonthName(lower, at)
  if (named === null) return null
  const dayAt = skipMark(lower, named.end)
  const dayEnd = endOfDigits(lower, dayAt)
  if (dayEnd === dayAt || dayEnd - dayAt > 2) return null
  const day = lower.slice(dayAt, dayEnd)
  return readYear(lower, skipMark(lower, skipOrdinal(lower, dayEnd)), day, String(named.month), 'named')
}

function readYear(lower: string, at: number, day: string, month: string, form: string): Day | null {
  const end = endOfDigits(lower, at)
  const yearDigits = end - at
  if (yearDigits !== 2 && yearDigits !== 4) return null
  const year = yearDigits === 2 ? `20${lower.slice(at, end)}` : lower.slice(at, end)
  const date = calendarDay(year, month, day)
  return date === null ? null : { end, date, yearDigits, form }
}

/** A month's name or its first three letters (also `sept`). */
function readMonthName(lower: string, at: number): { end: number; month: number } | null {
  let end = at
  while (isLetter(lower[end]) && end - at <= 9) end++
  if (end - at < 3) return null
  const word = lower.slice(at, end)
  const index = MONTHS.findIndex(
    (month) => month === word || (month.startsWith(word) && (word.length === 3 || word === 'sept')),
  )
  return index < 0 ? null : { end, month: index + 1 }
}

function skipOrdinal(lower: string, at: number): number {
  return /^(?:st|nd|rd|th)$/u.test(lower.slice(at, at + 2)) && !isLetter(lower[at + 2]) ? at + 2 : at
}

/** Past one of the marks between day, month and year, and one space. */
function skipMark(lower: string, at: number): number {
  const marked = '/-.,'.includes(lower[at] ?? ' ') ? at + 1 : at
  return isSpace(lower[marked]) && (isDigit(lower[marked + 1]) || isLetter(lower[marked + 1])) ? marked + 1 : marked
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function calendarDay(year: string, month: string, day: string): Temporal.PlainDate | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < 1990 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31) return null
  const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const longest = m === 2 && isLeap ? 29 : (DAYS[m - 1] ?? 0)
  return d > longest ? null : Temporal.PlainDate.from({ year: y, month: m, day: d })
}

import type { DateOrder } from '../bank-format.ts'
import { plainText } from './plain-text.ts'
import { type Cell, cellText } from './table.ts'

/** A day as printed. `year` is null where the cell leaves it out (`14 Mar`); `offset` such as `+01:00` or `Z` behind a time. */
export type DayCell = {
  readonly year: number | null
  readonly month: number
  readonly day: number
  readonly time: Temporal.PlainTime | null
  readonly offset: string | null
  /** Both numbers could be the month: the order decides. */
  readonly isAmbiguous: boolean
}

/** First letters of months in the languages statements come in, without accents; longer ones first where one begins another. */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:jan|ene|gen|sty)/u, 1],
  [/^(?:feb|fev|lut)/u, 2],
  [/^(?:mar|mrz|maerz|mrt|maa)/u, 3],
  [/^(?:apr|abr|avr|kwi)/u, 4],
  [/^(?:may|mai|mag|mei|maj)/u, 5],
  [/^(?:jun|juin|giu|cze)/u, 6],
  [/^(?:jul|juil|lug|lip)/u, 7],
  [/^(?:aug|ago|aou|sie)/u, 8],
  [/^(?:sep|set|wrz)/u, 9],
  [/^(?:oct|okt|out|ott|paz)/u, 10],
  [/^(?:nov|lis)/u, 11],
  [/^(?:dec|dez|dic|des|gru)/u, 12],
]

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+/u
const TIME =
  /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([ap])?\.?(?:m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/u

/** The day in a cell, which holds nothing else; null otherwise. */
export function readDayCell(cell: Cell | undefined, order: DateOrder): DayCell | null {
  if (cell !== undefined && typeof cell !== 'string' && 'number' in cell) return readCompact(cell.number)
  const text = plainText(cellText(cell))
    .toLowerCase()
    .replace(/^['"]/u, '')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(WEEKDAY, '')
  if (text.length < 4 || text.length > 48 || !/^[a-z\d]/u.test(text)) return null
  const compact = readCompact(text)
  if (compact !== null) return compact
  const split = /^(.*?)(?:\s*[,|]\s*|\s+-\s+|\s+at\s+|\s+|(?<=\d)t)(\d{1,2}[:.h]\d{2}.*)$/u.exec(text)
  const timed = split === null ? null : readTimed(split[1] ?? '', split[2] ?? '', order)
  return timed ?? readBareDay(text, order)
}

function readTimed(day: string, timeText: string, order: DateOrder): DayCell | null {
  const bare = readBareDay(day.replace(/,$/u, ''), order)
  const time = readTimeCell(timeText)
  return bare === null || time === null ? null : { ...bare, time: time.time, offset: time.offset }
}

/** A time of day, in 24 hours or with AM and PM, and the offset behind it. */
export function readTimeCell(
  text: string,
): { readonly time: Temporal.PlainTime; readonly offset: string | null } | null {
  const match = TIME.exec(plainText(text).toLowerCase())
  if (match === null) return null
  const [, hourText, minute, second = '0', half, zone] = match
  let hour = Number(hourText)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const time = Temporal.PlainTime.from({ hour, minute: Number(minute), second: Number(second) })
  const offset = zone === undefined ? null : /^\p{L}/u.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  return { time, offset }
}

/** `20260331`, with `143510` behind it in some exports. */
function readCompact(text: string): DayCell | null {
  const match = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2}))?$/u.exec(text)
  if (match === null) return null
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  if (day === null || match[4] === undefined) return day
  const time = readTimeCell(`${match[4]}:${match[5]}:${match[6]}`)
  return time === null ? null : { ...day, time: time.time }
}

function readBareDay(text: string, order: DateOrder): DayCell | null {
  const parts = text.split(/[\s/.,_-]+/u).filter((part) => part !== '' && part !== 'de' && part !== 'of')
  const glued = parts.length === 1 ? /^(\d{1,2})([a-z]{3})[a-z]*(\d{2}|\d{4})$/u.exec(text) : null
  const [first, second, third] = glued === null ? parts : glued.slice(1)
  if (first === undefined || second === undefined || parts.length > 3) return null
  const numbers = [first, second, third].map((part) => (part === undefined ? null : readPart(part)))
  if (numbers.some((part, index) => part === null && [first, second, third][index] !== undefined)) return null
  const [a, b, c] = numbers
  if (a?.month !== undefined) return withYear(c, a.month, b)
  if (b?.month !== undefined)
    return isYear(a) ? dayOf(Number(a?.number), b.month, c?.number ?? 0) : withYear(c, b.month, a)
  if (isYear(a)) return c === null || c === undefined ? null : dayOf(a?.number ?? 0, b?.number ?? 0, c.number ?? 0)
  // Two numbers alone are a day only with a mark that no amount has between them.
  if (c === null || c === undefined)
    return /^\d{1,2}[/-]\d{1,2}$/u.test(text) ? numeric(null, a?.number, b?.number, order) : null
  return numeric(fullYear(c), a?.number, b?.number, order)
}

type Part = { readonly number?: number; readonly digits?: number; readonly month?: number }

function readPart(part: string): Part | null {
  const number = /^(\d{1,4})(?:st|nd|rd|th|o|er)?$/u.exec(part)
  if (number !== null) return { number: Number(number[1]), digits: number[1]?.length ?? 0 }
  if (!/^[a-z]{3,10}$/u.test(part)) return null
  const month = MONTHS.find(([pattern]) => pattern.test(part))?.[1]
  return month === undefined ? null : { month }
}

function isYear(part: Part | null | undefined): boolean {
  return part?.digits === 4
}

function fullYear(part: Part): number | null {
  if (part.digits === 4) return part.number ?? null
  return part.digits === 2 ? 2000 + (part.number ?? 0) : null
}

function withYear(yearPart: Part | null | undefined, month: number, day: Part | null | undefined): DayCell | null {
  if (day?.number === undefined) return null
  if (yearPart === null || yearPart === undefined) return dayOf(null, month, day.number)
  const year = fullYear(yearPart)
  return year === null ? null : dayOf(year, month, day.number)
}

function numeric(year: number | null, first = 0, second = 0, order: DateOrder): DayCell | null {
  const inOrder = order === 'day-first' ? dayOf(year, second, first) : dayOf(year, first, second)
  const isAmbiguous = first <= 12 && second <= 12 && first !== second
  return inOrder === null ? null : { ...inOrder, isAmbiguous }
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** How many days a month has; none for a number that is no month. Without a year, February may have 29. */
function daysIn(month: number, year: number | null): number {
  const isLeap = year === null || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

function dayOf(year: number | null, month: number, day: number): DayCell | null {
  if (year !== null && (year < 1990 || year > 2100)) return null
  if (day < 1 || day > daysIn(month, year)) return null
  return { year, month, day, time: null, offset: null, isAmbiguous: false }
}

/** The days named in a text, such as `Period: 01/06/2026 to 30/06/2026`, in its order. */
export function daysInText(text: string, order: DateOrder): Temporal.PlainDate[] {
  const candidates = plainText(text).matchAll(
    /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[-/.\s]+\p{L}{3,10}\.?[-/.,\s]+\d{2,4}|\p{L}{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}/gu,
  )
  return [...candidates].flatMap(([candidate]) => {
    const day = readDayCell(candidate, order)
    return day === null || day.year === null
      ? []
      : [Temporal.PlainDate.from({ year: day.year, month: day.month, day: day.day })]
  })
}

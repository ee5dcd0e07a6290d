export type PeriodKind = 'day' | 'week' | 'month' | 'year' | 'range'

/** Calendar days from `from` to `to`, both included, and what a person calls them in English. */
export type Period = {
  readonly kind: PeriodKind
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly label: string
}

export type PeriodReading =
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'unknown-period'; readonly text: string }

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/**
 * The period that `text` names: `today`, `yesterday`, `week`, `month`, `year` (the ones that hold `today`), the same with
 * `last`, a day `2026-10-05`, an ISO week `2026-W43` (Monday first), a month `2026-10`, a year `2026`, or two of these
 * joined by `..`. Letter case and spaces around do not matter. `unknown-period` when it is none of these, when the day,
 * week or month does not exist, or when the end is before the beginning.
 */
export function parsePeriod(text: string, today: Temporal.PlainDate): PeriodReading {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const [left, right, ...rest] = words.split('..')
  const unknown = { kind: 'unknown-period', text } as const
  const first = readSingle((left ?? '').trim(), today)
  if (first === null || rest.length > 0) return unknown
  if (right === undefined) return { kind: 'period', period: first }
  const last = readSingle(right.trim(), today)
  if (last === null || Temporal.PlainDate.compare(first.from, last.to) > 0) return unknown
  return { kind: 'period', period: rangePeriod(first.from, last.to) }
}

/** The period of the same kind just before; for a range, as many days just before it. */
export function previousPeriod(period: Period): Period {
  return shiftPeriod(period, -1)
}

/** The period of the same kind just after; for a range, as many days just after it. */
export function nextPeriod(period: Period): Period {
  return shiftPeriod(period, 1)
}

/** The one day. */
export function dayPeriod(date: Temporal.PlainDate): Period {
  return { kind: 'day', from: date, to: date, label: fullDate(date) }
}

/** The ISO week (Monday to Sunday) that holds `date`. */
export function weekPeriod(date: Temporal.PlainDate): Period {
  const from = date.subtract({ days: date.dayOfWeek - 1 })
  const to = from.add({ days: 6 })
  return { kind: 'week', from, to, label: `Week ${from.weekOfYear}, ${from.yearOfWeek} (${shortSpan(from, to)})` }
}

/** The calendar month that holds `date`. */
export function monthPeriod(date: Temporal.PlainDate): Period {
  const from = date.with({ day: 1 })
  return {
    kind: 'month',
    from,
    to: date.with({ day: date.daysInMonth }),
    label: `${MONTHS[date.month - 1]} ${date.year}`,
  }
}

/** The calendar year that holds `date`. */
export function yearPeriod(date: Temporal.PlainDate): Period {
  return {
    kind: 'year',
    from: date.with({ month: 1, day: 1 }),
    to: date.with({ month: 12, day: 31 }),
    label: String(date.year),
  }
}

/** The days from `from` to `to`, both included. The caller has seen to it that `to` is not before `from`. */
export function rangePeriod(from: Temporal.PlainDate, to: Temporal.PlainDate): Period {
  const label =
    from.year === to.year ? `${shortSpan(from, to)} ${to.year}` : `${shortDate(from)} ${from.year} – ${fullShort(to)}`
  return { kind: 'range', from, to, label: from.equals(to) ? fullDate(from) : label }
}

/** Days as people write them, as short as is clear: `19–25 Oct`, `28 Sep – 4 Oct`, `5 Oct`. The year is left to the reader. */
export function shortSpan(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  if (from.equals(to)) return shortDate(from)
  if (from.month === to.month && from.year === to.year) return `${from.day}–${shortDate(to)}`
  return `${shortDate(from)} – ${shortDate(to)}`
}

/** A month's name cut to three letters: `Oct`. */
export function shortMonth(date: Temporal.PlainDate): string {
  return (MONTHS[date.month - 1] ?? '').slice(0, 3)
}

function readSingle(words: string, today: Temporal.PlainDate): Period | null {
  switch (words) {
    case 'today':
      return dayPeriod(today)
    case 'yesterday':
      return dayPeriod(today.subtract({ days: 1 }))
    case 'week':
    case 'this week':
      return weekPeriod(today)
    case 'month':
    case 'this month':
      return monthPeriod(today)
    case 'year':
    case 'this year':
      return yearPeriod(today)
    case 'last week':
      return previousPeriod(weekPeriod(today))
    case 'last month':
      return previousPeriod(monthPeriod(today))
    case 'last year':
      return previousPeriod(yearPeriod(today))
    default:
      return readNumbered(words)
  }
}

function readNumbered(words: string): Period | null {
  const groups = /^(?<year>\d{4})(?:-w(?<week>\d{1,2})|-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/.exec(words)?.groups
  if (groups === undefined) return null
  const year = Number(groups.year)
  if (groups.week !== undefined) return isoWeek(year, Number(groups.week))
  if (groups.month === undefined) return yearPeriod(Temporal.PlainDate.from({ year, month: 1, day: 1 }))
  const month = Number(groups.month)
  if (month < 1 || month > 12) return null
  const firstDay = Temporal.PlainDate.from({ year, month, day: 1 })
  if (groups.day === undefined) return monthPeriod(firstDay)
  const day = Number(groups.day)
  return day < 1 || day > firstDay.daysInMonth ? null : dayPeriod(firstDay.with({ day }))
}

/** ISO 8601: week 1 is the week that holds 4 January; a year has 52 or 53 weeks. */
function isoWeek(year: number, week: number): Period | null {
  const firstWeek = weekPeriod(Temporal.PlainDate.from({ year, month: 1, day: 4 }))
  const period = weekPeriod(firstWeek.from.add({ weeks: week - 1 }))
  return week >= 1 && period.from.yearOfWeek === year ? period : null
}

function shiftPeriod(period: Period, steps: 1 | -1): Period {
  switch (period.kind) {
    case 'day':
      return dayPeriod(period.from.add({ days: steps }))
    case 'week':
      return weekPeriod(period.from.add({ weeks: steps }))
    case 'month':
      return monthPeriod(period.from.add({ months: steps }))
    case 'year':
      return yearPeriod(period.from.add({ years: steps }))
    case 'range': {
      const days = (period.from.until(period.to, { largestUnit: 'day' }).days + 1) * steps
      return rangePeriod(period.from.add({ days }), period.to.add({ days }))
    }
  }
}

function shortDate(date: Temporal.PlainDate): string {
  return `${date.day} ${shortMonth(date)}`
}

function fullShort(date: Temporal.PlainDate): string {
  return `${shortDate(date)} ${date.year}`
}

function fullDate(date: Temporal.PlainDate): string {
  return `${date.day} ${MONTHS[date.month - 1]} ${date.year}`
}

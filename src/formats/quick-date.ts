/** A date phrase in a quick entry and where it stands. */
export type TypedDate = { readonly start: number; readonly end: number; readonly date: Temporal.PlainDate }

const WEEKDAYS = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thur?s?|fri|sat|sun'
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const MONTH_STARTS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAY_STARTS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

type Reader = {
  readonly pattern: RegExp
  readonly read: (parts: readonly string[], today: Temporal.PlainDate) => Temporal.PlainDate | null
}

/** A phrase stands between spaces or at an end of the line. */
const phrase = (source: string): RegExp => new RegExp(`(?<![^\\s,(])(?:${source})(?![^\\s,.)])`, 'iu')

const READERS: readonly Reader[] = [
  { pattern: phrase('(?:on )?(\\d{4})-(\\d{2})-(\\d{2})'), read: ([y, m, d]) => day(y, m, d) },
  { pattern: phrase('(?:on )?(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})'), read: ([d, m, y]) => day(y, m, d) },
  { pattern: phrase('(?:the )?day before yesterday'), read: (_, today) => today.subtract({ days: 2 }) },
  { pattern: phrase('yesterday'), read: (_, today) => today.subtract({ days: 1 }) },
  { pattern: phrase('today|this morning|this afternoon|tonight|this evening'), read: (_, today) => today },
  { pattern: phrase('last night'), read: (_, today) => today.subtract({ days: 1 }) },
  { pattern: phrase('(\\d{1,3}) days? ago'), read: ([count], today) => today.subtract({ days: Number(count) }) },
  { pattern: phrase('(?:a|one) day ago'), read: (_, today) => today.subtract({ days: 1 }) },
  { pattern: phrase('(\\d{1,2}) weeks? ago'), read: ([count], today) => today.subtract({ weeks: Number(count) }) },
  { pattern: phrase('(?:a|one) week ago'), read: (_, today) => today.subtract({ weeks: 1 }) },
  { pattern: phrase(`last (${WEEKDAYS})`), read: ([name], today) => weekday(name, today.subtract({ days: 1 })) },
  { pattern: phrase(`(?:on|this) (${WEEKDAYS})`), read: ([name], today) => weekday(name, today) },
  {
    pattern: phrase(`(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](${MONTHS})(?:,?[ -](20\\d{2}))?`),
    read: ([d, name, y], today) => namedDay(d, name, y, today),
  },
  {
    pattern: phrase(`(?:on )?(${MONTHS}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d{2}))?`),
    read: ([name, d, y], today) => namedDay(d, name, y, today),
  },
  { pattern: new RegExp(`(?<=\\s)(${WEEKDAYS})$`, 'iu'), read: ([name], today) => weekday(name, today) },
]

/** The first date phrase of a line (`yesterday`, `on friday`, `12 oct`, `2026-10-12`, `3 days ago`), or null. Day before month. */
export function findTypedDate(line: string, today: Temporal.PlainDate): TypedDate | null {
  for (const { pattern, read } of READERS) {
    const match = pattern.exec(line)
    if (match === null) continue
    const date = read(match.slice(1), today)
    if (date !== null) return { start: match.index, end: match.index + match[0].length, date }
  }
  return null
}

/** Every `12/10` of a line that can be a day and a month; the year is the last in which that day has been. */
export function findShortDates(line: string, today: Temporal.PlainDate): TypedDate[] {
  return [...line.matchAll(/(?<![^\s,(])(?:on )?(\d{1,2})[/](\d{1,2})(?![^\s,.)])/giu)].flatMap((match) => {
    const date = latest(match[2], match[1], today)
    return date === null ? [] : [{ start: match.index, end: match.index + match[0].length, date }]
  })
}

function day(year: string | undefined, month: string | undefined, date: string | undefined): Temporal.PlainDate | null {
  const [y, m, d] = [Number(year), Number(month), Number(date)]
  if (y < 1990 || y > 2100 || m < 1 || m > 12 || d < 1) return null
  return d > Temporal.PlainYearMonth.from({ year: y, month: m }).daysInMonth
    ? null
    : Temporal.PlainDate.from({ year: y, month: m, day: d })
}

function latest(
  month: string | undefined,
  date: string | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const thisYear = day(String(today.year), month, date)
  if (thisYear !== null && Temporal.PlainDate.compare(thisYear, today) <= 0) return thisYear
  return day(String(today.year - 1), month, date)
}

function namedDay(
  date: string | undefined,
  name: string | undefined,
  year: string | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const month = String(MONTH_STARTS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1)
  return year === undefined ? latest(month, date, today) : day(year, month, date)
}

/** The latest such weekday up to and including `until`. */
function weekday(name: string | undefined, until: Temporal.PlainDate): Temporal.PlainDate {
  const wanted = WEEKDAY_STARTS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
  return until.subtract({ days: (until.dayOfWeek - wanted + 7) % 7 })
}

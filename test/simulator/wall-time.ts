/** Seconds of local wall time since 1970; Lagos has one offset all year, so a day always has 86,400 of them. */
export type WallSeconds = number

export const DAY = 86_400

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Local midnight of a day. `month` counts from 1. */
export function wallSeconds(year: number, month: number, day: number): WallSeconds {
  return Date.UTC(year, month - 1, day) / 1000
}

/** 0 is Sunday. */
export function weekday(at: WallSeconds): number {
  return new Date(at * 1000).getUTCDay()
}

/** Midnight of the day. */
export function startOfDay(at: WallSeconds): WallSeconds {
  return Math.floor(at / DAY) * DAY
}

/**
 * Writes a time in a pattern: yyyy yy MMMM (JAN) MMM (Jan) MM dd d HH hh h mm ss a (AM); E weekday; text in quotes stays.
 */
export function writeTime(at: WallSeconds, pattern: string): string {
  const date = new Date(at * 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const month = MONTHS[date.getUTCMonth()] ?? ''
  const hour = date.getUTCHours()
  const parts: Record<string, string> = {
    yyyy: String(date.getUTCFullYear()),
    yy: two(date.getUTCFullYear() % 100),
    MMMM: month.toUpperCase(),
    MMM: month,
    MM: two(date.getUTCMonth() + 1),
    dd: two(date.getUTCDate()),
    d: String(date.getUTCDate()),
    HH: two(hour),
    hh: two(hour % 12 === 0 ? 12 : hour % 12),
    h: String(hour % 12 === 0 ? 12 : hour % 12),
    mm: two(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    a: hour < 12 ? 'AM' : 'PM',
    E: WEEKDAYS[date.getUTCDay()] ?? '',
  }
  return pattern.replaceAll(
    /'([^']*)'|yyyy|yy|MMMM|MMM|MM|dd|d|HH|hh|h|mm|ss|a|E/g,
    (token, quoted) => quoted ?? parts[token] ?? '',
  )
}

/** RFC 3339 with the offset of Lagos. */
export function rfc3339(at: WallSeconds): string {
  return `${writeTime(at, 'yyyy-MM-dd')}T${writeTime(at, 'HH:mm:ss')}+01:00`
}

/** Date header of a mail. */
export function mailDate(at: WallSeconds): string {
  return writeTime(at, "E, dd MMM yyyy HH:mm:ss '+0100'")
}

/** `17th`, as OPay writes days. */
export function ordinalDay(at: WallSeconds): string {
  const day = new Date(at * 1000).getUTCDate()
  const isTeen = day >= 11 && day <= 13
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}

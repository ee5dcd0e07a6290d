/** Days are ISO texts, `2026-11-23`, and months `2026-11`: the ledger says them in its own zone, and nothing here moves them. */

const DAY_MS = 24 * 60 * 60 * 1000

/** The day that it is now in a zone. */
export function todayIn(zone: string, now = new Date()): string {
  // The Swedish way to write a day is ISO 8601's.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)
}

/** The day of an ISO day or instant. */
export function dayOf(occurredAt: string): string {
  return occurredAt.slice(0, 10)
}

/** The time of day of an instant, `14:05`; null for a day. */
export function timeOf(occurredAt: string): string | null {
  return occurredAt.length > 10 ? occurredAt.slice(11, 16) : null
}

/** A day as a heading: `Today`, `Yesterday`, `Friday, 20 November`, with the year when it is another. */
export function dayTitle(day: string, today: string): string {
  if (day === today) return 'Today'
  if (day === addDays(today, -1)) return 'Yesterday'
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return format(day, { weekday: 'long', day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) })
}

/** A day in a line of text: `20 Nov 2026`. */
export function shortDay(occurredAt: string): string {
  return format(dayOf(occurredAt), { day: 'numeric', month: 'short', year: 'numeric' })
}

/** A day and, where it is known, its time: `20 Nov 2026, 14:05`. */
export function whenText(occurredAt: string): string {
  const time = timeOf(occurredAt)
  return time === null ? shortDay(occurredAt) : `${shortDay(occurredAt)}, ${time}`
}

/** A month's name: `November 2026`; `short`: `Nov`. */
export function monthTitle(month: string, { short = false } = {}): string {
  return format(`${month}-01`, short ? { month: 'short' } : { month: 'long', year: 'numeric' })
}

/** The month `by` months later, or earlier. */
export function addMonths(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const count = year * 12 + (number - 1) + by
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** The day `by` days later, or earlier. */
export function addDays(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10)
}

/** The last day of a month. */
export function lastDay(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1)
}

function format(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

import type { Occurred } from '../../domain/calendar.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `12 Aug 2026`. */
function dateText(date: Temporal.PlainDate): string {
  return `${dayMonthText(date)} ${date.year}`
}

/** `12 Aug`. */
export function dayMonthText(date: Temporal.PlainDate): string {
  return `${date.day} ${MONTHS[date.month - 1]}`
}

/** `12 Aug 2026, 09:36` in the zone, or the day alone when the message states no time. */
export function occurredText({ date, at, from }: Occurred, timeZone: string): string {
  // An instant of receipt is not when it happened, so only its day is shown.
  if (at === null || from === 'receipt') return dateText(date)
  const wall = at.toZonedDateTimeISO(timeZone)
  const minutes = `${String(wall.hour).padStart(2, '0')}:${String(wall.minute).padStart(2, '0')}`
  return `${dateText(wall.toPlainDate())}, ${minutes}`
}

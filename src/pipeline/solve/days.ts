import type { Alert } from '../../domain/alert.ts'
import { daysBetween } from '../../domain/calendar.ts'

const EPOCH = Temporal.PlainDate.from('1970-01-01')
const DAYS = new WeakMap<Temporal.PlainDate, number>()

/** Days since 1970; kept per date, since every alert is compared with many. */
export function dayNumber(date: Temporal.PlainDate): number {
  const known = DAYS.get(date)
  if (known !== undefined) return known
  const number = daysBetween(EPOCH, date)
  DAYS.set(date, number)
  return number
}

/** Whole days from the day of one alert to that of the other: positive when the other is later. */
export function daysFrom(one: Alert, other: Alert): number {
  return dayNumber(other.occurred.date) - dayNumber(one.occurred.date)
}

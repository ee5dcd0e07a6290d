import type { DayCell } from './day-cell.ts'
import type { Entry } from './entries.ts'

/**
 * The entry with the year its day leaves out (`14 Mar`): the one that puts it into the days the header block names, or else
 * the last one before the latest of them. Without such days it stays open.
 */
export function withYear(entry: Entry, days: readonly Temporal.PlainDate[]): Entry {
  const isWhole = (day: DayCell | null): boolean => day === null || day.year !== null
  if (isWhole(entry.day) && isWhole(entry.otherDay)) return entry
  return { ...entry, day: completed(entry.day, days), otherDay: completed(entry.otherDay, days) }
}

function completed(day: DayCell | null, days: readonly Temporal.PlainDate[]): DayCell | null {
  const latest = [...days].sort(Temporal.PlainDate.compare).at(-1)
  if (day === null || day.year !== null || latest === undefined) return day
  const isAfter = day.month > latest.month || (day.month === latest.month && day.day > latest.day)
  return { ...day, year: isAfter ? latest.year - 1 : latest.year }
}

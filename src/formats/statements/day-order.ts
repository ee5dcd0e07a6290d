import type { DateOrder } from '../bank-format.ts'
import { readDayCell } from './day-cell.ts'
import type { Cell } from './table.ts'

type Hints = {
  /** The bank's way, or null. */
  readonly known: DateOrder | null
  /** Days of the header block read in this order. */
  readonly periodIn: (order: DateOrder) => readonly Temporal.PlainDate[]
  /** What a file in this currency most likely uses. */
  readonly currency: string | null
}

/**
 * Whether `03/04` is 3 April or March 4th in these cells: a number over 12 tells; then how steadily the days run, whether
 * they lie in the stated period, the bank's way, and last the currency's country.
 */
export function dayOrderOf(cells: readonly (Cell | undefined)[], hints: Hints): DateOrder {
  const dayFirst = cells.map((cell) => readDayCell(cell, 'day-first'))
  const monthFirst = cells.map((cell) => readDayCell(cell, 'month-first'))
  const unreadable = (days: typeof dayFirst): number => days.filter((day) => day === null).length
  if (unreadable(dayFirst) !== unreadable(monthFirst))
    return unreadable(dayFirst) < unreadable(monthFirst) ? 'day-first' : 'month-first'
  if (!dayFirst.some((day) => day?.isAmbiguous)) return hints.known ?? 'day-first'
  const turns = turnsOf(dayFirst) - turnsOf(monthFirst)
  if (turns !== 0) return turns < 0 ? 'day-first' : 'month-first'
  const outside =
    daysOutside(dayFirst, hints.periodIn('day-first')) - daysOutside(monthFirst, hints.periodIn('month-first'))
  if (outside !== 0) return outside < 0 ? 'day-first' : 'month-first'
  return hints.known ?? (hints.currency === 'USD' ? 'month-first' : 'day-first')
}

type Days = readonly ReturnType<typeof readDayCell>[]

/** How often the days go against the way they mostly run. */
function turnsOf(days: Days): number {
  const values = days.flatMap((day) => (day === null ? [] : [(day.year ?? 0) * 10_000 + day.month * 100 + day.day]))
  let rises = 0
  let falls = 0
  values.forEach((value, index) => {
    const before = values[index - 1]
    if (before === undefined) return
    if (value > before) rises++
    if (value < before) falls++
  })
  return Math.min(rises, falls)
}

function daysOutside(days: Days, period: readonly Temporal.PlainDate[]): number {
  const sorted = [...period].sort(Temporal.PlainDate.compare)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined || sorted.length < 2) return 0
  return days.filter((day) => {
    if (day === null || day.year === null) return false
    const date = Temporal.PlainDate.from({ year: day.year, month: day.month, day: day.day })
    return Temporal.PlainDate.compare(date, first) < 0 || Temporal.PlainDate.compare(date, last) > 0
  }).length
}

import { monthPeriod, type Period, shortMonth, shortSpan, weekPeriod, yearPeriod } from './period.ts'
import type { DayFigures } from './report.ts'

export type SeriesStep = 'day' | 'week' | 'month' | 'year'

/** The flows of one step, cut at the edges of the period; spending and income positive. */
export type SeriesPoint = {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly label: string
  readonly inflowMinor: bigint
  readonly outflowMinor: bigint
}

/** The finest step that cuts `period` into at most `pointsMax` points; years when nothing is coarse enough. */
export function fittingStep({ from, to }: Period, pointsMax: number): SeriesStep {
  const daysUntil = (end: Temporal.PlainDate, start: Temporal.PlainDate) =>
    start.until(end, { largestUnit: 'day' }).days
  if (daysUntil(to, from) + 1 <= pointsMax) return 'day'
  if ((daysUntil(weekPeriod(to).to, weekPeriod(from).from) + 1) / 7 <= pointsMax) return 'week'
  return (to.year - from.year) * 12 + to.month - from.month + 1 <= pointsMax ? 'month' : 'year'
}

/**
 * The days gathered into steps from the beginning of `period` to its end, also where nothing happened. The steps of a range begin at
 * its first and end at its last day with a transaction, since a range may be open-ended.
 */
export function buildSeries(days: readonly DayFigures[], period: Period, step: SeriesStep): SeriesPoint[] {
  const isCut = period.kind === 'range' && step !== 'day'
  const first = (isCut && days[0]?.date) || period.from
  const last = (isCut && days.at(-1)?.date) || period.to
  const points: SeriesPoint[] = []
  let at = 0
  for (let from = first; Temporal.PlainDate.compare(from, last) <= 0; ) {
    const end = stepEnd(from, step)
    const to = Temporal.PlainDate.compare(end, last) < 0 ? end : last
    let inflowMinor = 0n
    let outflowMinor = 0n
    for (let day = days[at]; day !== undefined && Temporal.PlainDate.compare(day.date, to) <= 0; day = days[++at]) {
      inflowMinor += day.inflowMinor
      outflowMinor += day.outflowMinor
    }
    points.push({ from, to, label: stepLabel(from, to, step, period), inflowMinor, outflowMinor })
    from = to.add({ days: 1 })
  }
  return points
}

function stepEnd(from: Temporal.PlainDate, step: SeriesStep): Temporal.PlainDate {
  switch (step) {
    case 'day':
      return from
    case 'week':
      return weekPeriod(from).to
    case 'month':
      return monthPeriod(from).to
    case 'year':
      return yearPeriod(from).to
  }
}

/** Short enough to stand under a column: the period's own title already says month or year. */
function stepLabel(from: Temporal.PlainDate, to: Temporal.PlainDate, step: SeriesStep, period: Period): string {
  switch (step) {
    case 'day':
      if (period.kind === 'week') return `${WEEKDAYS[from.dayOfWeek - 1]} ${from.day}`
      return period.kind === 'month' ? String(from.day) : shortSpan(from, from)
    case 'week':
      if (period.kind !== 'month') return shortSpan(from, from)
      return from.equals(to) ? String(from.day) : `${from.day}–${to.day}`
    case 'month':
      return period.from.year === period.to.year
        ? shortMonth(from)
        : `${shortMonth(from)} ’${String(from.year).slice(-2)}`
    case 'year':
      return String(from.year)
  }
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

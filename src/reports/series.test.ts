import { describe, expect, it } from 'vitest'
import { type Period, parsePeriod } from './period.ts'
import type { DayFigures } from './report.ts'
import { buildSeries, fittingStep } from './series.ts'

const TODAY = Temporal.PlainDate.from('2026-10-23')

function period(text: string): Period {
  const reading = parsePeriod(text, TODAY)
  if (reading.kind !== 'period') throw new Error(`${text} is not a period`)
  return reading.period
}

function day(date: string, outflowMinor: bigint, inflowMinor = 0n): DayFigures {
  return { date: Temporal.PlainDate.from(date), outflowMinor, inflowMinor }
}

describe('buildSeries', () => {
  it('has a point for every day, also where nothing happened', () => {
    const points = buildSeries([day('2026-10-20', 5n), day('2026-10-25', 2n, 9n)], period('2026-W43'), 'day')
    expect(points.map(({ label, outflowMinor, inflowMinor }) => [label, outflowMinor, inflowMinor])).toEqual([
      ['Mon 19', 0n, 0n],
      ['Tue 20', 5n, 0n],
      ['Wed 21', 0n, 0n],
      ['Thu 22', 0n, 0n],
      ['Fri 23', 0n, 0n],
      ['Sat 24', 0n, 0n],
      ['Sun 25', 2n, 9n],
    ])
  })

  it('cuts the weeks of a month at its edges', () => {
    const points = buildSeries([day('2026-10-04', 1n), day('2026-10-05', 2n)], period('2026-10'), 'week')
    expect(points.map(({ label, outflowMinor }) => [label, outflowMinor])).toEqual([
      ['1–4', 1n],
      ['5–11', 2n],
      ['12–18', 0n],
      ['19–25', 0n],
      ['26–31', 0n],
    ])
  })

  it('names the months of a year, and adds the year where there are several', () => {
    expect(buildSeries([], period('2026'), 'month').map(({ label }) => label)).toHaveLength(12)
    const days = [day('2025-12-31', 1n), day('2026-01-01', 2n)]
    expect(buildSeries(days, period('2025-01..2026-12'), 'month').map(({ label }) => label)).toEqual([
      'Dec ’25',
      'Jan ’26',
    ])
  })

  it('does not walk through the empty centuries of an endless range', () => {
    const points = buildSeries([day('2026-10-05', 4n)], period('0001..9999'), 'year')
    expect(points.map(({ label, outflowMinor }) => [label, outflowMinor])).toEqual([['2026', 4n]])
  })

  it.each([
    ['2026-10-05', 12, 'day'],
    ['2026-W43', 12, 'day'],
    ['2026-10', 12, 'week'],
    ['2026', 12, 'month'],
    ['2026-01..2027-01', 12, 'year'],
    ['2026-10', 62, 'day'],
    ['0001..9999', 62, 'year'],
  ])('cuts %s into at most %i steps by %s', (text, pointsMax, step) => {
    expect(fittingStep(period(text), pointsMax)).toBe(step)
  })
})

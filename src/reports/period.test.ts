import { describe, expect, it } from 'vitest'
import { nextPeriod, type Period, parsePeriod, previousPeriod } from './period.ts'

const TODAY = Temporal.PlainDate.from('2026-10-23')

function read(text: string): Period {
  const reading = parsePeriod(text, TODAY)
  if (reading.kind !== 'period') throw new Error(`${text} is not a period`)
  return reading.period
}

describe('parsePeriod', () => {
  it.each([
    ['today', 'day', '2026-10-23', '2026-10-23', '23 October 2026'],
    ['yesterday', 'day', '2026-10-22', '2026-10-22', '22 October 2026'],
    ['week', 'week', '2026-10-19', '2026-10-25', 'Week 43, 2026 (19–25 Oct)'],
    ['last week', 'week', '2026-10-12', '2026-10-18', 'Week 42, 2026 (12–18 Oct)'],
    ['month', 'month', '2026-10-01', '2026-10-31', 'October 2026'],
    ['This  Month', 'month', '2026-10-01', '2026-10-31', 'October 2026'],
    ['last month', 'month', '2026-09-01', '2026-09-30', 'September 2026'],
    ['year', 'year', '2026-01-01', '2026-12-31', '2026'],
    ['last year', 'year', '2025-01-01', '2025-12-31', '2025'],
    [' 2026-10 ', 'month', '2026-10-01', '2026-10-31', 'October 2026'],
    ['2028-02', 'month', '2028-02-01', '2028-02-29', 'February 2028'],
    ['2026', 'year', '2026-01-01', '2026-12-31', '2026'],
    ['2026-10-05', 'day', '2026-10-05', '2026-10-05', '5 October 2026'],
    ['2026-W43', 'week', '2026-10-19', '2026-10-25', 'Week 43, 2026 (19–25 Oct)'],
    ['2026-w40', 'week', '2026-09-28', '2026-10-04', 'Week 40, 2026 (28 Sep – 4 Oct)'],
    ['2026-W01', 'week', '2025-12-29', '2026-01-04', 'Week 1, 2026 (29 Dec – 4 Jan)'],
    ['2026-W53', 'week', '2026-12-28', '2027-01-03', 'Week 53, 2026 (28 Dec – 3 Jan)'],
    ['2026-10-03..2026-11-14', 'range', '2026-10-03', '2026-11-14', '3 Oct – 14 Nov 2026'],
    ['2026-10-03 .. 2026-10-14', 'range', '2026-10-03', '2026-10-14', '3–14 Oct 2026'],
    ['2026-12-28..2027-01-03', 'range', '2026-12-28', '2027-01-03', '28 Dec 2026 – 3 Jan 2027'],
    ['2026-09..2026-10', 'range', '2026-09-01', '2026-10-31', '1 Sep – 31 Oct 2026'],
    ['2026-10-03..today', 'range', '2026-10-03', '2026-10-23', '3–23 Oct 2026'],
    ['today..today', 'range', '2026-10-23', '2026-10-23', '23 October 2026'],
  ])('reads %j as the %s from %s to %s, called %j', (text, kind, from, to, label) => {
    const period = read(text)
    expect([period.kind, period.from.toString(), period.to.toString(), period.label]).toEqual([kind, from, to, label])
  })

  it.each([
    '',
    'soon',
    'last',
    '2026-13',
    '2026-00',
    '2026-02-30',
    '2026-10-00',
    '2026-W54',
    '2025-W53',
    '2026-W0',
    '26-10',
    '2026-10-05T10:00',
    '..',
    '2026-10-05..',
    '..2026-10-05',
    '2026-10-05..2026-10-04',
    '2026-10-01..2026-10-02..2026-10-03',
  ])('says that %j is no period', (text) => {
    expect(parsePeriod(text, TODAY)).toEqual({ kind: 'unknown-period', text })
  })

  it('takes a Sunday for the end of its week and a Monday for the beginning', () => {
    const weekOf = (date: string) => {
      const reading = parsePeriod('week', Temporal.PlainDate.from(date))
      return reading.kind === 'period' && reading.period.from.toString()
    }
    expect([weekOf('2026-10-25'), weekOf('2026-10-26')]).toEqual(['2026-10-19', '2026-10-26'])
  })
})

describe('the period before and after', () => {
  it.each([
    ['2026-03-01', '28 February 2026', '2 March 2026'],
    ['2026-W01', 'Week 52, 2025 (22–28 Dec)', 'Week 2, 2026 (5–11 Jan)'],
    ['2026-03', 'February 2026', 'April 2026'],
    ['2026-01', 'December 2025', 'February 2026'],
    ['2024', '2023', '2025'],
    ['2026-10-11..2026-10-20', '1–10 Oct 2026', '21–30 Oct 2026'],
  ])('of %s is %s and %s', (text, before, after) => {
    const period = read(text)
    expect([previousPeriod(period).label, nextPeriod(period).label]).toEqual([before, after])
  })

  it('lead back to where they began', () => {
    for (const text of ['2026-01-31', '2026-W53', '2026-01', '2024', '2026-10-11..2026-10-20']) {
      const period = read(text)
      expect(previousPeriod(nextPeriod(period))).toEqual(period)
    }
  })
})

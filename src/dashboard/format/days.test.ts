import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dayOf, dayTitle, lastDay, monthTitle, timeOf, todayIn, whenText } from './days.ts'

describe('days', () => {
  it('are the ledger’s, wherever the browser is', () => {
    const late = new Date('2026-11-22T23:30:00Z')
    expect([todayIn('Africa/Lagos', late), todayIn('America/New_York', late)]).toEqual(['2026-11-23', '2026-11-22'])
    const at = '2026-11-23T00:10:00+01:00'
    expect([dayOf(at), timeOf(at), timeOf('2026-11-23')]).toEqual(['2026-11-23', '00:10', null])
    expect([whenText(at), whenText('2026-11-23')]).toEqual(['23 Nov 2026, 00:10', '23 Nov 2026'])
  })

  it.each([
    ['2026-11-23', 'Today'],
    ['2026-11-22', 'Yesterday'],
    ['2026-11-20', 'Friday 20 November'],
    ['2025-11-20', 'Thursday 20 November 2025'],
  ])('%s is titled %s', (day, title) => {
    expect(dayTitle(day, '2026-11-23').replace(',', '')).toBe(title)
  })

  it('are counted over the ends of months and years', () => {
    expect([addDays('2026-01-01', -1), addDays('2028-02-28', 1)]).toEqual(['2025-12-31', '2028-02-29'])
    expect([addMonths('2026-01', -1), addMonths('2026-11', 14)]).toEqual(['2025-12', '2028-01'])
    expect([lastDay('2026-02'), lastDay('2028-02'), lastDay('2026-12')]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ])
    expect([monthTitle('2026-11'), monthTitle('2026-11', { short: true })]).toEqual(['November 2026', 'Nov'])
  })
})

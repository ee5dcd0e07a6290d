import { describe, expect, it } from 'vitest'
import type { SourceArrivals } from '../domain/reconciliation.ts'
import { silentSources } from './reconciliation-silence.ts'

const START = Temporal.Instant.from('2026-09-01T08:00:00Z')
const day = (number: number, hours = 0) => START.add({ hours: 24 * number + hours })

/** Alerts on the days given, two on each. */
function onDays(days: readonly number[]): SourceArrivals[] {
  const receivedAt = days.flatMap((number) => [day(number), day(number, 9)])
  return [{ source: 'sms', institution: 'GTBank', receivedAt }]
}

const daily = Array.from({ length: 40 }, (_, index) => index)
const workdays = daily.filter((number) => number % 7 < 5)

describe('a source is silent', () => {
  it.each([
    ['not after a day', daily, 40, false],
    ['after three days, when it came every day', daily, 43, true],
    ['not over a weekend, when it never comes then', workdays, 41, false],
    ['when it misses a whole week of workdays', workdays, 47, true],
  ])('%s', (_name, days, today, isSilent) => {
    expect(silentSources(onDays(days), day(today)).map(({ institution }) => institution)).toEqual(
      isSilent ? ['GTBank'] : [],
    )
  })

  it.each([
    ['a source seen on a few days only', daily.slice(0, 5)],
    ['a source that brings an alert or two a week', daily.filter((number) => number % 7 === 0)],
    ['a source without alerts', []],
  ])('never: %s', (_name, days) => {
    expect(silentSources(onDays(days), day(300))).toEqual([])
  })

  it('since its last alert and the longest pause it usually makes', () => {
    const [silent] = silentSources(onDays(daily), day(60))
    expect(silent).toMatchObject({ source: 'sms', institution: 'GTBank' })
    expect(silent?.lastAt.toString()).toBe(day(39, 9).toString())
    expect(silent?.unusualSince.toString()).toBe(day(41, 9).toString())
  })

  it('takes messages that a phone sends all at once for one arrival', () => {
    const receivedAt = daily.flatMap((number) =>
      Array.from({ length: 9 }, (_, index) => day(number).add({ minutes: index })),
    )
    expect(silentSources([{ source: 'sms', institution: 'GTBank', receivedAt }], day(41, 1))).toHaveLength(1)
    expect(silentSources([{ source: 'sms', institution: 'GTBank', receivedAt }], day(40, 1))).toEqual([])
  })
})

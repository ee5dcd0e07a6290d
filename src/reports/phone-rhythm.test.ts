import { expect, it } from 'vitest'
import { phoneRhythm } from './phone-rhythm.ts'

const FIRST = Temporal.Instant.from('2026-11-01T07:00:00Z')
const LAGOS = 'Africa/Lagos'

/** Nine alerts a day, every 100 minutes from eight in the morning. */
function ordinaryDays(days: number): Temporal.Instant[] {
  return Array.from({ length: days }, (_, day) =>
    Array.from({ length: 9 }, (__, index) => FIRST.add({ hours: 24 * day, minutes: 100 * index })),
  ).flat()
}

it('says how many come on an ordinary day', () => {
  const now = FIRST.add({ hours: 24 * 14 })
  expect(phoneRhythm(ordinaryDays(14), now, LAGOS).perDay).toBe(9)
  expect(phoneRhythm(ordinaryDays(2), FIRST.add({ hours: 48 }), LAGOS).perDay).toBeNull()
  expect(phoneRhythm([], now, LAGOS)).toEqual({ perDay: null, silentSince: null })
})

it('is not alarmed by nights, and is after three times the usual pause', () => {
  const arrivals = ordinaryDays(14)
  const last = arrivals.at(-1) as Temporal.Instant
  for (const hours of [2, 12, 24, 30]) expect(phoneRhythm(arrivals, last.add({ hours }), LAGOS).silentSince).toBeNull()
  const silent = phoneRhythm(arrivals, last.add({ hours: 40 }), LAGOS).silentSince
  // The usual pause is a night's, from 20:20 to 7:00.
  expect(silent?.toString()).toBe(last.add({ minutes: 3 * (24 * 60 - 800) }).toString())
})

it('has no rhythm before it has had some pauses', () => {
  expect(phoneRhythm(ordinaryDays(1).slice(0, 4), FIRST.add({ hours: 2_000 }), LAGOS).silentSince).toBeNull()
})

import { expect, it } from 'vitest'
import type { PastMovement } from '../domain/reconciliation.ts'
import { likelyCounterparties, movementHistory } from './reconciliation-likely.ts'

const ZONE = 'Africa/Lagos'
const FIRST = Temporal.PlainDate.from('2026-06-01')

function paid(counterparty: string, naira: number, day: number, hour: number): PastMovement {
  const date = FIRST.add({ days: day })
  const at = date.toZonedDateTime({ timeZone: ZONE, plainTime: { hour } }).toInstant()
  return { accountId: 'gtb', counterparty, amountMinor: BigInt(-naira) * 100n, date, at }
}

const HISTORY = movementHistory(
  [
    ...Array.from({ length: 60 }, (_, day) => (day % 7 < 5 && day !== 30 ? [paid('BOLT', 2_000, day, 7)] : [])).flat(),
    ...Array.from({ length: 60 }, (_, day) => (day % 7 < 5 ? [paid('Mama Tee  Kitchen', 2_000, day, 13)] : [])).flat(),
    ...[5, 12, 19, 26, 33, 40].map((day, index) => paid('SHOPRITE', 18_000 + index * 1_350, day, 11)),
    ...[0, 30].map((day) => paid('LANDLORD', 150_000, day, 9)),
    paid('SISTER', 5_000, 20, 16),
    { ...paid('EMPLOYER', 0, 24, 8), amountMinor: 62_000_000n },
  ],
  ZONE,
)

function guess(naira: number, day: number, fromHour: number, toHour: number): string[] {
  const date = FIRST.add({ days: day })
  const at = (hour: number) => date.toZonedDateTime({ timeZone: ZONE, plainTime: { hour } })
  const missing = {
    accountId: 'gtb',
    missingMinor: BigInt(Math.round(-naira * 100)),
    from: at(fromHour),
    to: at(toHour),
  }
  return likelyCounterparties(missing, HISTORY).map(({ counterparty }) => counterparty)
}

it.each([
  ['by the time of day among equal amounts', 2_000, 31, 6, 9, 'BOLT'],
  ['by the time of day among equal amounts, later', 2_000, 31, 12, 15, 'Mama Tee  Kitchen'],
  ['by what is usual where no amount was seen before', 21_350, 47, 9, 14, 'SHOPRITE'],
  ['by what is due each month', 150_000, 60, 8, 12, 'LANDLORD'],
  ['by an amount with a transfer fee on top', 5_026.88, 50, 10, 20, 'SISTER'],
])('guesses %s', (_name, naira, day, fromHour, toHour, expected) => {
  expect(guess(naira, day, fromHour, toHour)[0]).toBe(expected)
})

it('guesses money in from what came in', () => {
  const from = FIRST.add({ days: 54 }).toZonedDateTime(ZONE)
  const missing = { accountId: 'gtb', missingMinor: 62_000_000n, from, to: from.add({ hours: 20 }) }
  expect(likelyCounterparties(missing, HISTORY)).toMatchObject([{ counterparty: 'EMPLOYER' }])
})

it('gives scores that fall and together are at most one, and none where nothing is known', () => {
  const from = FIRST.add({ days: 54 }).toZonedDateTime(ZONE)
  const missing = { accountId: 'gtb', missingMinor: -200_000n, from, to: from.add({ hours: 20 }) }
  const scores = likelyCounterparties(missing, HISTORY).map(({ score }) => score)
  expect(scores).toEqual(scores.toSorted((left, right) => right - left))
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.001)
  expect(likelyCounterparties(missing, movementHistory([], ZONE))).toEqual([])
})

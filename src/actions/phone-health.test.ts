import { expect, it } from 'vitest'
import type { Phone } from '../domain/phone.ts'
import type { LedgerSession } from '../domain/ports.ts'
import { newlySilentPhones, phoneHealth } from './phone-health.ts'

const FIRST = Temporal.Instant.from('2026-11-01T07:00:00Z')
/** Nine alerts a day for ten days; the last one comes at 20:20 of the tenth. */
const ARRIVALS = Array.from({ length: 90 }, (_, number) =>
  FIRST.add({ hours: 24 * Math.floor(number / 9), minutes: 100 * (number % 9) }),
)
const LAST = ARRIVALS.at(-1) as Temporal.Instant

function phone(id: string, revokedAt: Temporal.Instant | null = null): Phone {
  const times = { addedAt: FIRST, connectedAt: FIRST, heardAt: LAST, revokedAt }
  return { id, name: id, kind: 'android', isSigned: false, dropped: 0, ...times }
}

const session = {
  phones: async () => [phone('tecno'), phone('gone', FIRST), phone('new')],
  smsCounts: async () => [{ phoneId: 'tecno', count: 90, lastAt: LAST }],
  smsArrivals: async () => [{ phoneId: 'tecno', deliveredAt: ARRIVALS }],
} as Partial<LedgerSession> as LedgerSession

it('shows phones that may post, each with its last alert, its count and its day', async () => {
  const health = await phoneHealth(session, LAST.add({ hours: 5 }), 'Africa/Lagos')
  expect(health).toMatchObject([
    { phone: { id: 'tecno' }, count: 90, lastAt: LAST, perDay: 9, silentSince: null },
    { phone: { id: 'new' }, count: 0, lastAt: null, perDay: null, silentSince: null },
  ])
})

it('tells of a silence once, on the day it has lasted three times the usual pause', async () => {
  const told: number[] = []
  for (let days = 0; days < 20; days += 1) {
    const silent = await newlySilentPhones(session, LAST.add({ hours: 24 * days + 13 }), 'Africa/Lagos')
    if (silent.length > 0) told.push(days)
  }
  expect(told).toEqual([1])
})

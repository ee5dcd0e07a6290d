import { expect, it } from 'vitest'
import type { EventClaim } from '../../../src/domain/reconciliation.ts'
import { reconcileAccount } from '../../../src/pipeline/reconcile.ts'
import { household, instantOf, oneADay, runsOf, seeded } from './household.ts'

/** Shares of the alerts that state a day and no time of it. */
it.each([0, 0.4, 1])('names every loss of one alert a day when %d of the alerts state no time of day', (share) => {
  for (let seed = 1; seed <= 15; seed += 1) {
    const random = seeded(seed + 500)
    const events = household(seed, 90)
    const dropped = oneADay(events, seed)
    const claims = events
      .filter((event) => !dropped.has(event))
      .map((event): EventClaim => {
        const at = instantOf(event)
        const date = at.toZonedDateTimeISO('Africa/Lagos').toPlainDate()
        return {
          key: { messageId: event.id, position: 0 },
          accountId: 'account',
          balance: { minor: event.balance, currency: 'NGN' },
          beforeMinor: event.balance - event.minor,
          occurred: { date, at: random() < share ? null : at, from: 'message' },
          eventId: event.id,
          eventStatus: 'posted',
          source: 'sms',
          receivedAt: at.add({ minutes: 1 }),
        }
      })
    const mixed = claims
      .map((claim) => ({ claim, place: random() }))
      .sort((left, right) => left.place - right.place)
      .map(({ claim }) => claim)
    const { gaps, disputed } = reconcileAccount(mixed, [])
    const truth = runsOf(events, dropped).map((run) => run.reduce((sum, { minor }) => sum + minor, 0n))
    expect({ seed, gaps: gaps.map((gap) => gap.missingMinor), disputed }).toEqual({ seed, gaps: truth, disputed: [] })
  }
})

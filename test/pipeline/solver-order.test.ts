import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Alert, alertKeyText } from '../../src/domain/alert.ts'
import { resolveOccurred } from '../../src/domain/calendar.ts'
import type { MessageSource } from '../../src/domain/message.ts'
import { type AccountLookup, accountLookup } from '../../src/pipeline/account-of.ts'
import { compareAlerts } from '../../src/pipeline/order.ts'
import { connectedGroups, mayConnect } from '../../src/pipeline/solve/connections.ts'
import { probesFor } from '../../src/pipeline/solve/probes.ts'
import { solve } from '../../src/pipeline/solve/solve.ts'
import { propertyRuns } from '../support/properties.ts'
import { message, type Sent } from './alert-messages.ts'

const ids = { id: (...parts: string[]) => parts.join(':'), fingerprint: (text: string) => text }

/** The alert that a message brings, without a database. */
function alertOf(id: string, sent: Sent): Alert {
  const { source, receivedAt, text, readings } = message(id, sent)
  const reading = readings?.[0]
  if (reading === undefined) throw new Error('a message of a test brings a reading')
  return {
    key: { messageId: id, position: 0 },
    source,
    fingerprint: `${source} ${text}`,
    receivedAt,
    reading,
    occurred: resolveOccurred(reading.statedTime, receivedAt, 'Africa/Lagos'),
    accountId: null,
  }
}

function lookupFor(alerts: readonly Alert[]): AccountLookup {
  const identities = new Map(
    alerts.map(({ reading }) => {
      const identity = {
        institution: reading.institution,
        tail: reading.accountTail,
        currency: reading.amount.currency,
      }
      return [`${identity.institution} ${identity.tail}`, identity] as const
    }),
  )
  const matches = [...identities].map(([accountId, identity]) => ({ identity, accountId, because: 'named' as const }))
  return accountLookup(matches, [], ids)
}

/** Events as sets of witnesses, in an order of their own. */
function solved(alerts: readonly Alert[]): string[] {
  return solve(alerts, [], lookupFor(alerts))
    .events.map(({ kind, witnesses, suspectOf }) =>
      JSON.stringify([
        kind,
        witnesses.map(({ key, role }) => `${alertKeyText(key)} ${role}`).sort(),
        suspectOf === null ? null : alertKeyText(suspectOf),
      ]),
    )
    .sort()
}

const BANKS = ['GTBank', 'Kuda', 'OPay'] as const

/** One event and up to five messages about it: sources, a copy, and the day or the minute they state. */
const event = fc.record({
  bank: fc.constantFrom(...BANKS),
  minor: fc.constantFrom(-50_000, -50_000, -123_450, 50_000, -2_000_000, 2_000_000, -2_002_688, -2_688),
  day: fc.integer({ min: 1, max: 12 }),
  minute: fc.integer({ min: 1, max: 1_400 }),
  balance: fc.option(fc.integer({ min: 1, max: 50 }), { nil: null }),
  who: fc.constantFrom(null, 'ADA OBI', 'MUSA BELLO', 'RVSL ADA OBI'),
  seenBy: fc.subarray<MessageSource | 'copy' | 'export'>(['sms', 'email', 'statement', 'copy', 'export'], {
    minLength: 1,
  }),
})

function witnessesOf(events: readonly (typeof event extends fc.Arbitrary<infer Event> ? Event : never)[]): Alert[] {
  return events.flatMap(({ bank, minor, day, minute, balance, who, seenBy }, index) =>
    seenBy.map((seen) => {
      const isRow = seen === 'statement' || seen === 'export'
      const source: MessageSource = isRow ? 'statement' : seen === 'copy' ? 'sms' : (seen as MessageSource)
      return alertOf(`${index}-${seen}`, {
        bank,
        tail: bank === 'OPay' ? null : '8016',
        minor,
        balance: balance === null ? null : balance * 1_111,
        day,
        minute: isRow ? null : minute,
        counterparty: who,
        source,
      })
    }),
  )
}

describe('solving', () => {
  it('gives the same events for 200 events in any order of their witnesses', () => {
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 200, maxLength: 200 }).chain((events) => {
          const alerts = witnessesOf(events)
          return fc.tuple(
            fc.constant(alerts),
            fc.shuffledSubarray(alerts, { minLength: alerts.length, maxLength: alerts.length }),
          )
        }),
        ([alerts, shuffled]) => {
          expect(solved(shuffled)).toEqual(solved(alerts))
        },
      ),
      { numRuns: propertyRuns(10) },
    )
  }, 60_000)

  it('gives every order of the five witnesses of one event as one event', () => {
    const orders = permutations([0, 1, 2, 3, 4])
    fc.assert(
      fc.property(event, (one) => {
        const alerts = witnessesOf([{ ...one, balance: 7, seenBy: ['sms', 'email', 'statement', 'copy', 'export'] }])
        const expected = solved(alerts)
        expect(expected).toHaveLength(1)
        for (const order of orders) expect(solved(order.map((place) => alerts[place] as Alert))).toEqual(expected)
      }),
      { numRuns: propertyRuns(20) },
    )
  })

  it('solves each group of connected alerts as if nothing else was there', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (events) => {
        const alerts = witnessesOf(events)
        const groups = connectedGroups([...alerts].sort(compareAlerts), [])
        const apart = groups.flatMap((group) => solve(group, [], lookupFor(alerts)).events.length)
        expect(apart.reduce((sum, count) => sum + count, 0)).toBe(solve(alerts, [], lookupFor(alerts)).events.length)
        expect(groups.flat()).toHaveLength(alerts.length)
      }),
      { numRuns: propertyRuns(50) },
    )
  })

  it('never puts messages that state different balances into one event; only the books may, when they are late', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), (events) => {
        const alerts = new Map(witnessesOf(events).map((alert) => [alertKeyText(alert.key), alert]))
        for (const { witnesses } of solve([...alerts.values()], [], lookupFor([...alerts.values()])).events) {
          for (const role of new Set(witnesses.map((witness) => witness.role))) {
            const side = witnesses.filter(
              ({ key, role: own }) => own === role && alerts.get(alertKeyText(key))?.source !== 'statement',
            )
            const balances = side.flatMap(
              ({ key }) => alerts.get(alertKeyText(key))?.reading.runningBalance?.minor ?? [],
            )
            expect(new Set(balances).size).toBeLessThanOrEqual(1)
          }
        }
      }),
      { numRuns: propertyRuns(50) },
    )
  })

  it('asks the store for everything that a decision could join', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 2, maxLength: 12 }), (events) => {
        const alerts = witnessesOf(events)
        for (const one of alerts) {
          for (const other of alerts) {
            if (one === other || !mayConnect(one, other)) continue
            const found = probesFor(one).some(
              (probe) =>
                probe.direction === other.reading.direction &&
                probe.amounts.includes(other.reading.amount.minor) &&
                (probe.institution === null || probe.institution === other.reading.institution) &&
                (probe.fingerprint === null || probe.fingerprint === other.fingerprint) &&
                (probe.from === null || Temporal.PlainDate.compare(other.occurred.date, probe.from) >= 0) &&
                (probe.to === null || Temporal.PlainDate.compare(other.occurred.date, probe.to) <= 0),
            )
            expect(found).toBe(true)
          }
        }
      }),
      { numRuns: propertyRuns(100) },
    )
  })
})

function permutations(places: readonly number[]): number[][] {
  if (places.length <= 1) return [[...places]]
  return places.flatMap((place) =>
    permutations(places.filter((other) => other !== place)).map((rest) => [place, ...rest]),
  )
}

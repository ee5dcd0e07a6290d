import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SmsDelivery } from '../domain/phone.ts'
import { foldDeliveries } from './sms-deliveries.ts'

const START = Temporal.Instant.from('2026-11-23T09:15:00Z')

function delivery(channel: string, seconds: number, extra: Partial<SmsDelivery> = {}): SmsDelivery {
  const at = START.add({ milliseconds: Math.round(seconds * 1_000) })
  const id = `${channel} ${seconds}`
  return {
    ...{ id, phoneId: 'phone', channel, fingerprint: 'text', sentAt: at, isTimed: true, deliveredAt: at },
    messageId: `message ${id}`,
    ...extra,
  }
}

/** How many messages a run of deliveries comes to, one at a time as they arrive. */
function messagesOf(deliveries: readonly SmsDelivery[]): number {
  let known: SmsDelivery[] = []
  let messages = 0
  for (const one of deliveries) {
    const { isNew, kept } = foldDeliveries([one], known)
    known = [...known, ...kept]
    messages += isNew.filter(Boolean).length
  }
  return messages
}

it('takes what one way delivers twice, at two times, for two messages', () => {
  expect(messagesOf([delivery('a', 0), delivery('a', 40)])).toBe(2)
})

it('takes what a second way delivers for the same message', () => {
  expect(messagesOf([delivery('a', 0), delivery('b', 2)])).toBe(1)
  expect(messagesOf([delivery('a', 0), delivery('a/2', 2)])).toBe(1)
  expect(messagesOf([delivery('a', 0), delivery('a', 2, { phoneId: 'other' })])).toBe(1)
})

it('takes what comes again without a time within a quarter of an hour for the same message, and later for another', () => {
  const untimed = (seconds: number) => delivery('a', seconds, { isTimed: false })
  expect(messagesOf([untimed(0), untimed(30), untimed(800)])).toBe(1)
  expect(messagesOf([untimed(0), untimed(2_000)])).toBe(2)
})

it('takes equal texts a day apart for two messages, whichever ways they came', () => {
  expect(messagesOf([delivery('a', 0), delivery('b', 86_400)])).toBe(2)
})

it('counts every message once, however many apps and SIMs deliver them, in any order, some of them late', () => {
  const world = fc.record({
    // Equal texts within the quarter of an hour; the apps stamp them some seconds apart.
    messages: fc.uniqueArray(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 4 }),
    ways: fc.array(fc.record({ skew: fc.nat(5), repeats: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    seed: fc.array(fc.nat(1_000), { minLength: 50, maxLength: 50 }),
  })
  fc.assert(
    fc.property(world, ({ messages, ways, seed }) => {
      const all = ways.flatMap(({ skew, repeats }, way) =>
        messages.flatMap((seconds) =>
          Array.from({ length: repeats }, () => delivery(`way ${way}`, seconds + (skew * (way + 1)) / 100)),
        ),
      )
      const shuffled = all.map((one, index) => ({ one, key: seed[index % 50] ?? 0 })).sort((a, b) => a.key - b.key)
      expect(messagesOf(shuffled.map(({ one }) => one))).toBe(messages.length)
      expect(foldDeliveries(all, []).isNew.filter(Boolean)).toHaveLength(messages.length)
    }),
    { numRuns: 300, seed: 20261123 },
  )
})

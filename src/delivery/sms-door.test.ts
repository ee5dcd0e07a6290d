import { expect, it } from 'vitest'
import type { IncomingUpdate } from '../domain/ports.ts'
import { createSmsDoor, type SmsRequestReading } from './sms-door.ts'

const SECRET = 'S'.repeat(32)
const PLACE = { ledgerId: 'ledger', phoneId: 'phone', chatId: 700n, signingKey: null }
const SMS = { text: 'an alert', sender: 'GTBank', sentAt: '2026-11-23T09:15:00Z', isTimed: true, channel: 'other' }

/** A door on one phone; requests are what they are read as. */
function openDoor(options: { readonly isDown?: boolean } = {}) {
  let now = Temporal.Instant.from('2026-11-23T09:15:00Z')
  const seen = { stored: [] as IncomingUpdate[], dropped: 0, found: 0 }
  const door = createSmsDoor<SmsRequestReading>({
    phones: {
      find: async (secret) => {
        seen.found += 1
        return secret === SECRET ? PLACE : null
      },
      heard: async (_place, _at, dropped) => {
        seen.dropped += dropped
      },
    },
    inbox: {
      add: async (updates) => {
        if (options.isDown) throw new Error('no database')
        seen.stored.push(...updates)
      },
    },
    read: async (reading) => reading,
    judge: ({ text }) => (text.includes('OTP') ? 'one-time-code' : 'keep'),
    ids: { fingerprint: (text) => Buffer.from(text).toString('hex').padStart(32, '0').slice(-32) },
    clock: { now: () => now },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    trace: () => ({ traceParent: null, end() {} }),
  })
  const post = (messages = [SMS], secret = SECRET) => door.receive(secret, { kind: 'messages', messages })
  return {
    seen,
    door,
    post,
    wait: (seconds: number) => {
      now = now.add({ seconds })
    },
  }
}

it('stores what is kept as updates of the owner, and counts what is not', async () => {
  const { seen, post } = openDoor()
  expect(await post([SMS, { ...SMS, text: 'your OTP is 123456' }])).toEqual({ kind: 'taken', kept: 1, dropped: 1 })
  expect(seen).toMatchObject({ dropped: 1, stored: [{ botId: 0n, senderId: 700n }] })
  expect(JSON.stringify(seen.stored.map(({ body }) => body))).not.toContain('123456')
})

it('gives the same delivery the same number, whichever way it came, and another time or text another', async () => {
  const { seen, post } = openDoor()
  await post([
    SMS,
    { ...SMS, channel: 'sms-gate/1' },
    { ...SMS, sentAt: '2026-11-23T09:15:01Z' },
    { ...SMS, text: 'other' },
  ])
  const numbers = seen.stored.map(({ updateId }) => updateId)
  expect(numbers[0]).toBe(numbers[1])
  expect(new Set(numbers).size).toBe(3)
  for (const number of numbers) expect(number >= 0n && number < 2n ** 63n).toBe(true)
})

it('says that nothing is stored when nothing is', async () => {
  const { seen, post } = openDoor({ isDown: true })
  expect(await post()).toEqual({ kind: 'failed' })
  expect(seen.stored).toEqual([])
})

it('knows no phone by another secret, and asks nobody about what cannot be one', async () => {
  const { seen, post } = openDoor()
  expect(await post([SMS], 'T'.repeat(32))).toEqual({ kind: 'unknown' })
  expect(await post([SMS], '../../etc/passwd')).toEqual({ kind: 'unknown' })
  expect(seen.found).toBe(1)
})

it('lets a phone send what it kept for days, then as much as time allows, and tells how long to wait', async () => {
  const { post, wait } = openDoor()
  for (let count = 0; count < 400; count += 1) expect((await post()).kind).toBe('taken')
  expect(await post()).toEqual({ kind: 'busy', retryAfterSeconds: 1 })
  wait(1)
  expect((await post()).kind).toBe('taken')
})

it('is not held up for a known phone by guesses at addresses', async () => {
  const { seen, post } = openDoor()
  await post()
  for (let count = 0; count < 300; count += 1) await post([SMS], `${'T'.repeat(28)}${String(count).padStart(4, '0')}`)
  expect(seen.found).toBeLessThan(150)
  expect((await post()).kind).toBe('taken')
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOutboxStore, enqueueCall } from '../../src/db/delivery/outbox-store.ts'
import type { Sealing } from '../../src/db/delivery/sealing.ts'
import { createDispatcher, type Dispatcher, type DispatcherOptions } from '../../src/delivery/dispatcher.ts'
import { createTelegramCall } from '../../src/delivery/telegram-api.ts'
import type { TelegramCall } from '../../src/delivery/telegram-call.ts'
import type { Clock, OutgoingCall } from '../../src/domain/ports.ts'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createRandom, createTestLogger, createTestTime, createTestVault, newHolder } from './support.ts'

const LEDGER = '00000000-0000-4000-8000-000000000001'
const sealing = createTestVault()

let fresh: FreshDatabase
let telegram: StartedLocalTelegram
let time: ReturnType<typeof createTestTime>
let dispatcher: Dispatcher | null = null

beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.database.inLedger(LEDGER, (transaction) =>
    transaction.query(
      `INSERT INTO ledgers (id, name, time_zone, currency, created_at) VALUES ($1, 'default', 'Africa/Lagos', 'NGN', now())`,
      [LEDGER],
    ),
  )
})
afterAll(() => fresh.close())
beforeEach(async () => {
  // The superuser-free way past row-level security: the owner drops rows of the table it owns.
  await fresh.database.asOwner((transaction) => transaction.query('TRUNCATE outbox RESTART IDENTITY'))
  time = createTestTime()
  const now = () => time.clock.now().epochMilliseconds
  telegram = await startLocalTelegram({ now, timeoutFaultMs: 50 })
})
afterEach(async () => {
  await dispatcher?.stop({ graceMs: 1_000 })
  dispatcher = null
  await telegram.close()
})

const outboxAt = (clock: Clock) => createOutboxStore({ database: fresh.database, sealing, clock })

async function enqueue(chatId: number, call: Partial<OutgoingCall> = {}, sealedBy: Sealing = sealing): Promise<string> {
  const id = newHolder()
  const options = { sealing: sealedBy, ledgerId: LEDGER, id, at: time.clock.now() }
  const whole: OutgoingCall = {
    chatId: BigInt(chatId),
    method: 'sendMessage',
    payload: { text: 'hello' },
    attachment: null,
    subject: null,
    ...call,
  }
  await fresh.database.inLedger(LEDGER, (transaction) => enqueueCall(transaction, options, whole))
  return id
}

function start(options: Partial<DispatcherOptions> = {}) {
  const { logger, lines } = createTestLogger()
  const counts = new Map<string, number>()
  const call = createTelegramCall({ token: telegram.token, apiRoot: telegram.apiRoot })
  dispatcher = createDispatcher({
    outbox: outboxAt(time.clock),
    call,
    clock: time.clock,
    sleep: time.sleep,
    random: createRandom(1),
    logger,
    count: (outcome, calls) => counts.set(outcome, (counts.get(outcome) ?? 0) + calls),
    ...options,
  })
  return { dispatcher, lines, counts }
}

type Row = { id: string; state: string; failure: string | null; sent_message_id: bigint | null; attempts: number }
const rows = () =>
  fresh.database.inSystem((transaction) =>
    transaction.query<Row>('SELECT id, state, failure, sent_message_id, attempts FROM outbox ORDER BY sequence'),
  )

/** Stops the dispatcher once nothing waits. */
async function drain(): Promise<Row[]> {
  while ((await rows()).some((row) => row.state === 'waiting')) await new Promise((resolve) => setImmediate(resolve))
  await dispatcher?.stop({ graceMs: 1_000 })
  return await rows()
}

const textsOf = (chatId: number) =>
  telegram.messages(chatId).flatMap((message) => (message.fromBot ? [message.text ?? ''] : []))

describe('the dispatcher', () => {
  it('loses none of 500 messages while every fifth call fails, and keeps the order of each chat', async () => {
    const chats = Array.from({ length: 10 }, (_, index) => 100 + index)
    for (const chat of chats) telegram.user(chat).sendText('/start')
    const expected = new Map(chats.map((chat) => [chat, [] as string[]]))
    for (let number = 0; number < 500; number += 1) {
      const chat = chats[number % chats.length] ?? 100
      expected.get(chat)?.push(`message ${number}`)
      await enqueue(chat, { payload: { text: `message ${number}` } })
    }
    const kinds = ['429', '500', '502-html', 'timeout', 'reset-before', 'reset-after'] as const
    telegram.setFaultPlan({ seed: 7, rate: 0.2, kinds, retryAfterSeconds: 3 })
    const { counts } = start()
    const settled = await drain()
    expect(new Set(settled.map((row) => row.state))).toEqual(new Set(['sent']))
    expect(settled.every((row) => row.sent_message_id !== null)).toBe(true)
    for (const chat of chats) {
      // A call that was done and whose answer was lost is repeated: at least once, and always before the next message.
      const seen = textsOf(chat).filter((text, index, texts) => text !== texts[index - 1])
      expect(seen).toEqual(expected.get(chat))
    }
    const calls = telegram.calls({ method: 'sendMessage' })
    const lostAnswers = calls.filter((call) => call.fault === 'timeout' || call.fault === 'reset-after').length
    expect(chats.reduce((sum, chat) => sum + textsOf(chat).length, 0)).toBe(500 + lostAnswers)
    expect(counts.get('sent')).toBe(500)
    expect(counts.get('retried')).toBe(calls.filter((call) => call.fault !== null).length)
  })

  it('lets a chat wait for 300 seconds without delaying another, and does not count that as a try', async () => {
    for (const chat of [100, 200]) telegram.user(chat).sendText('/start')
    telegram.limitChat(100, 300)
    for (let number = 0; number < 20; number += 1) {
      await enqueue(100, { payload: { text: `slow ${number}` } })
      await enqueue(200, { payload: { text: `quick ${number}` } })
    }
    const startedAtMs = time.clock.now().epochMilliseconds
    start()
    const settled = await drain()
    const answered = telegram.calls({ method: 'sendMessage', where: (call) => call.fault === null })
    const firstSlow = answered.findIndex((call) => call.payload.chat_id === 100)
    expect(answered.slice(0, firstSlow).filter((call) => call.payload.chat_id === 200)).toHaveLength(20)
    expect((answered[firstSlow]?.atMs ?? 0) - startedAtMs).toBeGreaterThanOrEqual(300_000)
    expect(telegram.calls({ chatId: 100, where: (call) => call.fault !== null })).toHaveLength(1)
    expect(textsOf(100)).toEqual(Array.from({ length: 20 }, (_, number) => `slow ${number}`))
    expect(settled.every((row) => row.attempts === 0)).toBe(true)
  })

  it('has one call per chat and eight chats under way at most', async () => {
    for (let number = 0; number < 60; number += 1) await enqueue(100 + (number % 12))
    const active = new Map<number, number>()
    let activeMax = 0
    let perChatMax = 0
    const call: TelegramCall = async (_method, payload) => {
      const chat = Number(payload.chat_id)
      active.set(chat, (active.get(chat) ?? 0) + 1)
      activeMax = Math.max(
        activeMax,
        [...active.values()].reduce((sum, count) => sum + count, 0),
      )
      perChatMax = Math.max(perChatMax, active.get(chat) ?? 0)
      await new Promise((resolve) => setImmediate(resolve))
      await new Promise((resolve) => setImmediate(resolve))
      active.set(chat, (active.get(chat) ?? 0) - 1)
      return { kind: 'done', result: { message_id: 1 } }
    }
    start({ call })
    await drain()
    expect(perChatMax).toBe(1)
    expect(activeMax).toBeGreaterThan(1)
    expect(activeMax).toBeLessThanOrEqual(8)
  })

  it('and a second one send nothing twice', async () => {
    for (let number = 0; number < 80; number += 1) await enqueue(100 + (number % 4), { payload: { text: `${number}` } })
    const sent: string[] = []
    const call: TelegramCall = async (_method, payload) => {
      sent.push(String(payload.text))
      await new Promise((resolve) => setImmediate(resolve))
      return { kind: 'done', result: { message_id: 1 } }
    }
    const realTime = { clock: { now: () => Temporal.Now.instant() } }
    const first = start({ call, outbox: outboxAt(realTime.clock) }).dispatcher
    start({ call, outbox: outboxAt(realTime.clock) })
    await drain()
    await first.stop({ graceMs: 1_000 })
    expect(new Set(sent).size).toBe(80)
    expect(sent).toHaveLength(80)
  })

  it('takes an edit that changes nothing for sent, and gives an edit of a message that is gone up quietly', async () => {
    const person = telegram.user(100)
    person.sendText('/start')
    await enqueue(100, { payload: { text: 'receipt' } })
    start()
    const [first] = await drain()
    const messageId = Number(first?.sent_message_id)
    await enqueue(100, { method: 'editMessageText', payload: { message_id: messageId, text: 'receipt' } })
    await enqueue(100, { method: 'editMessageText', payload: { message_id: 999_999, text: 'receipt' } })
    await enqueue(100, { payload: { text: 'after' } })
    const { lines } = start()
    const settled = await drain()
    expect(settled.map((row) => [row.state, row.failure, row.sent_message_id !== null])).toEqual([
      ['sent', null, true],
      ['sent', null, true],
      ['failed', 'message-gone', false],
      ['sent', null, true],
    ])
    expect(settled[1]?.sent_message_id).toBe(first?.sent_message_id)
    expect(lines).toEqual([])
  })

  it('fails a message that Telegram finds wrong, without its words in the log, and goes on with the next', async () => {
    telegram.user(100).sendText('/start')
    await enqueue(100, { payload: { text: '<b>CANARY NGN 5,000.00', parse_mode: 'HTML' } })
    await enqueue(100, { payload: { text: 'fine' } })
    const { lines, counts } = start()
    const settled = await drain()
    expect(settled.map((row) => [row.state, row.failure])).toEqual([
      ['failed', 'telegram-400'],
      ['sent', null],
    ])
    expect(lines.join('\n')).toContain('telegram-400')
    expect(lines.join('\n')).not.toMatch(/CANARY|5,000|1000001/)
    expect(Object.fromEntries(counts)).toEqual({ failed: 1, sent: 1 })
  })

  it('gives all waiting messages of a chat up that has blocked the bot, and nobody else’s', async () => {
    const person = telegram.user(100)
    person.sendText('/start')
    telegram.user(200).sendText('/start')
    person.block()
    for (const chat of [100, 100, 100, 200]) await enqueue(chat)
    start()
    const settled = await drain()
    expect(settled.map((row) => [row.state, row.failure])).toEqual([
      ['failed', 'blocked'],
      ['failed', 'blocked'],
      ['failed', 'blocked'],
      ['sent', null],
    ])
    expect(telegram.calls({ method: 'sendMessage', chatId: 100 })).toHaveLength(1)
  })

  it('gives a message up after the most tries, with growing waits of at most a minute', async () => {
    telegram.user(100).sendText('/start')
    telegram.failNext({ kind: '500', times: 12 })
    await enqueue(100, { payload: { text: 'unlucky' } })
    await enqueue(100, { payload: { text: 'lucky' } })
    const outbox = outboxAt(time.clock)
    const waitsMs: number[] = []
    start({
      attemptsMax: 12,
      outbox: {
        ...outbox,
        postpone: async (call, notBefore, failure) => {
          waitsMs.push(time.clock.now().until(notBefore).total('milliseconds'))
          await outbox.postpone(call, notBefore, failure)
        },
      },
    })
    const settled = await drain()
    expect(settled.map((row) => [row.state, row.failure, row.attempts])).toEqual([
      ['failed', 'telegram-500', 12],
      ['sent', null, 0],
    ])
    expect(waitsMs).toHaveLength(11)
    for (const [index, waitMs] of waitsMs.entries()) {
      const fullMs = Math.min(60_000, 1_000 * 2 ** index)
      expect(waitMs).toBeGreaterThanOrEqual(fullMs / 2)
      expect(waitMs).toBeLessThanOrEqual(fullMs)
    }
  })

  it('keeps a message through an outage of a day', async () => {
    telegram.user(100).sendText('/start')
    const endsAt = time.clock.now().add({ hours: 20 })
    const reachable = createTelegramCall({ token: telegram.token, apiRoot: telegram.apiRoot })
    const call: TelegramCall = async (...wanted) =>
      Temporal.Instant.compare(time.clock.now(), endsAt) < 0
        ? { kind: 'unreachable', reason: 'network' }
        : await reachable(...wanted)
    await enqueue(100, { payload: { text: 'patient' } })
    start({ call, lookIntervalMs: 30_000 })
    expect((await drain()).map((row) => row.state)).toEqual(['sent'])
    expect(textsOf(100)).toEqual(['patient'])
  })

  it('fails a message that does not open, and sends what comes after it in its chat and in others', async () => {
    for (const chat of [100, 200]) telegram.user(chat).sendText('/start')
    const otherKey = createTestVault()
    await enqueue(100, { payload: { text: 'sealed elsewhere' } }, otherKey)
    await enqueue(100, { payload: { text: 'readable' } })
    await enqueue(200, { payload: { text: 'other' } })
    const withFile = { method: 'sendPhoto', payload: {}, attachment: { name: 'a.png', bytes: Buffer.of(1) } } as const
    await enqueue(200, withFile, {
      ...sealing,
      seal: (place, plaintext) => (place.column === 'attachment' ? otherKey : sealing).seal(place, plaintext),
    })
    const { logger, lines } = createTestLogger()
    start({ outbox: createOutboxStore({ database: fresh.database, sealing, clock: time.clock, logger }) })
    expect((await drain()).map((row) => [row.state, row.failure])).toEqual([
      ['failed', 'VaultError'],
      ['sent', null],
      ['sent', null],
      ['failed', 'VaultError'],
    ])
    expect([textsOf(100), textsOf(200)]).toEqual([['readable'], ['other']])
    expect(lines.filter((line) => line.includes('does not open'))).toHaveLength(2)
  })

  it('keeps messages while Telegram does not take the token', async () => {
    await enqueue(100)
    let refusals = 0
    const call: TelegramCall = async () => {
      refusals += 1
      if (refusals <= 20) return { kind: 'refused', code: 401, description: 'Unauthorized', retryAfterSeconds: null }
      return { kind: 'done', result: { message_id: 5 } }
    }
    start({ call })
    expect((await drain()).map((row) => [row.state, row.sent_message_id])).toEqual([['sent', 5n]])
  })

  it('gives a message up whose call is a bug of ours, and goes on with the next', async () => {
    await enqueue(100, { payload: { text: 'bug' } })
    await enqueue(100, { payload: { text: 'fine' } })
    const call: TelegramCall = async (_method, payload) => {
      if (payload.text === 'bug') throw new TypeError('CANARY')
      return { kind: 'done', result: { message_id: 5 } }
    }
    const { lines } = start({ call })
    expect((await drain()).map((row) => [row.state, row.failure])).toEqual([
      ['failed', 'TypeError'],
      ['sent', null],
    ])
    expect(lines.join()).not.toContain('CANARY')
  })

  it('sends files and replaces them in place', async () => {
    telegram.user(100).sendText('/start')
    const attachment = { name: 'report.png', bytes: makePng() }
    await enqueue(100, { method: 'sendPhoto', payload: { photo: 'attach://file', caption: 'one' }, attachment })
    start()
    const [photo] = await drain()
    const media = { type: 'photo', media: 'attach://file', caption: 'two' }
    const payload = { message_id: Number(photo?.sent_message_id), media }
    await enqueue(100, { method: 'editMessageMedia', payload, attachment })
    start()
    expect((await drain()).map((row) => row.state)).toEqual(['sent', 'sent'])
    const uploads = telegram.calls({ chatId: 100 }).map((call) => Object.values(call.uploads))
    const file = { fileName: 'report.png', size: attachment.bytes.length }
    expect(uploads).toEqual([[file], [file]])
  })

  it('marks what it has sent even when the database is away for a moment', async () => {
    telegram.user(100).sendText('/start')
    await enqueue(100)
    const outbox = outboxAt(time.clock)
    let failures = 0
    start({
      outbox: {
        ...outbox,
        sent: async (call, messageId) => {
          failures += 1
          if (failures <= 3) throw new Error('connection lost')
          await outbox.sent(call, messageId)
        },
      },
    })
    await drain()
    expect(telegram.calls({ method: 'sendMessage' })).toHaveLength(1)
  })

  it('leaves a call that was under way when its process died for later, and sends it again once', async () => {
    telegram.user(100).sendText('/start')
    await enqueue(100, { payload: { text: 'first' } })
    await enqueue(100, { payload: { text: 'second' } })
    // The process that took the call is gone before it could mark it.
    expect(await outboxAt(time.clock).due(8, [])).toHaveLength(1)
    expect(await outboxAt(time.clock).due(8, [])).toEqual([])
    const diedAtMs = time.clock.now().epochMilliseconds
    start()
    await drain()
    expect(textsOf(100)).toEqual(['first', 'second'])
    const [firstCall] = telegram.calls({ method: 'sendMessage' })
    expect((firstCall?.atMs ?? 0) - diedAtMs).toBeGreaterThan(30_000)
  })

  it('that stops ends a call that takes too long, which goes out again later', async () => {
    await enqueue(100)
    const isBegun = Promise.withResolvers<void>()
    const call: TelegramCall = (_method, _payload, _attachment, signal) => {
      isBegun.resolve()
      return new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ kind: 'aborted' })))
    }
    const { dispatcher: hanging } = start({ call })
    await isBegun.promise
    await hanging.stop({ graceMs: 10 })
    expect((await rows()).map((row) => [row.state, row.attempts])).toEqual([['waiting', 0]])
    expect(await outboxAt(time.clock).due(8, [])).toHaveLength(1)
  })

  it('knows how much waits and since when', async () => {
    await enqueue(100)
    await time.sleep(90_000)
    await enqueue(200)
    expect(await outboxAt(time.clock).depth()).toEqual({ count: 2, oldestAgeSeconds: 90 })
  })
})

/** The smallest picture: one pixel. */
function makePng(): Uint8Array {
  return Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
}

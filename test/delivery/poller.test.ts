import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInboxStore, type PostgresInbox } from '../../src/db/delivery/inbox-store.ts'
import { createLeaseStore } from '../../src/db/delivery/lease-store.ts'
import { createDoor, type Receive } from '../../src/delivery/door.ts'
import { type Poller, type PollerOptions, startPoller } from '../../src/delivery/poller.ts'
import { createTelegramCall } from '../../src/delivery/telegram-api.ts'
import type { CallOutcome, TelegramCall } from '../../src/delivery/telegram-call.ts'
import { sleepOnMachine } from '../../src/delivery/waiting.ts'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import {
  BOT_ID,
  createRandom,
  createTestLogger,
  createTestTime,
  createTestVault,
  messageUpdate,
  newHolder,
  redactNothing,
  systemClock,
} from './support.ts'

let fresh: FreshDatabase
let inbox: PostgresInbox
let telegram: StartedLocalTelegram
let pollers: Poller[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  inbox = createInboxStore({ database: fresh.database, sealing: createTestVault(), clock: systemClock })
})
afterAll(() => fresh.close())
beforeEach(async () => {
  await fresh.database.asOwner((transaction) => transaction.query('TRUNCATE inbox, leases RESTART IDENTITY'))
  telegram = await startLocalTelegram()
})
afterEach(async () => {
  await Promise.all(pollers.map((poller) => poller.stop()))
  pollers = []
  await telegram.close()
})

/** Stores, and tells when the inbox has a number of updates. */
function createCountingDoor(length: number): { receive: Receive; full: Promise<void> } {
  const full = Promise.withResolvers<void>()
  const door = createDoor({ botId: BOT_ID, inbox, redact: redactNothing })
  const receive: Receive = async (updates) => {
    await door.receive(updates)
    if ((await inbox.depth()).count >= length) full.resolve()
  }
  return { receive, full: full.promise }
}

/** Sleeps at most a few milliseconds. */
const sleepBriefly: PollerOptions['sleep'] = (milliseconds, signal) => sleepOnMachine(Math.min(milliseconds, 5), signal)

function start(options: Partial<PollerOptions> & Pick<PollerOptions, 'receive'>) {
  const { logger, lines } = createTestLogger()
  const poller = startPoller({
    call: createTelegramCall({ token: telegram.token, apiRoot: telegram.apiRoot }),
    leases: createLeaseStore(fresh.database),
    holder: newHolder(),
    sleep: sleepOnMachine,
    random: createRandom(1),
    logger,
    pollSeconds: 1,
    ...options,
  })
  pollers.push(poller)
  return { poller, lines }
}

const stored = async () => {
  const claimed = await inbox.claim(newHolder(), 1_000, 30)
  return claimed.map((update) => Number(update.updateId))
}

/** A Telegram that gives these answers to getUpdates, one after another, and then waits to be aborted. */
function scripted(answers: readonly CallOutcome[]) {
  const asked: Readonly<Record<string, unknown>>[] = []
  const isDone = Promise.withResolvers<void>()
  const call: TelegramCall = async (method, payload, _attachment, signal) => {
    if (method !== 'getUpdates') return { kind: 'done', result: true }
    asked.push(payload)
    const answer = answers[asked.length - 1]
    if (answer !== undefined) return answer
    isDone.resolve()
    if (signal?.aborted === false) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return { kind: 'aborted' }
  }
  return { call, asked, done: isDone.promise }
}

const batch = (...ids: number[]): CallOutcome => ({ kind: 'done', result: ids.map((id) => messageUpdate(id, 50, 'x')) })
const refused = (code: number, retryAfterSeconds: number | null = null): CallOutcome => {
  return { kind: 'refused', code, description: 'no', retryAfterSeconds }
}

describe('the poller', () => {
  it('stores every update of a backlog once and confirms them all', async () => {
    const person = telegram.user(50)
    const ids = Array.from({ length: 250 }, (_, index) => index).map((index) => {
      person.sendText(`text ${index}`)
      return telegram.pendingUpdates().at(-1)?.update_id
    })
    const { receive, full } = createCountingDoor(250)
    start({ receive })
    await full
    await telegram.waitForNoPendingUpdates()
    expect(await stored()).toEqual(ids)
  })

  it('gets what comes while it waits, and numbers that jump down', async () => {
    const { receive, full } = createCountingDoor(3)
    start({ receive })
    const person = telegram.user(50)
    telegram.setNextUpdateId(900_000)
    person.sendText('one')
    await telegram.waitForNoPendingUpdates()
    telegram.setNextUpdateId(17)
    person.sendText('two')
    await telegram.waitForNoPendingUpdates()
    telegram.setNextUpdateId(2_000_000)
    person.sendText('three')
    await full
    expect(await stored()).toEqual([900_000, 17, 2_000_000])
  })

  it('removes a webhook without dropping what waits', async () => {
    const call = createTelegramCall({ token: telegram.token, apiRoot: telegram.apiRoot })
    await call('setWebhook', { url: 'http://127.0.0.1:9/nobody' }, null)
    telegram.user(50).sendText('kept')
    const { receive, full } = createCountingDoor(1)
    start({ receive })
    await full
    expect(await stored()).toHaveLength(1)
  })

  it('asks only for the updates the bot understands', async () => {
    const { call, asked, done } = scripted([batch()])
    start({ call, receive: async () => {} })
    await done
    expect(asked[0]?.allowed_updates).toEqual(['message', 'edited_message', 'callback_query', 'my_chat_member'])
  })

  it('acknowledges nothing before it is stored', async () => {
    const { call, asked, done } = scripted([batch(1, 2), batch(1, 2), batch(), batch()])
    let refusals = 0
    const received: number[] = []
    start({
      call,
      sleep: sleepBriefly,
      receive: async (updates) => {
        refusals += 1
        if (refusals === 1) throw new Error('database away')
        received.push(...updates.map((update) => update.update_id))
      },
    })
    await done
    expect(asked.map((payload) => payload.offset)).toEqual([undefined, undefined, 3, undefined, undefined])
    expect(received).toEqual([1, 2])
  })

  it('never waits with an offset, which would acknowledge lower numbers to come', async () => {
    const { call, asked, done } = scripted([batch(900), batch(5, 6), batch(), batch()])
    start({ call, receive: async () => {} })
    await done
    expect(asked.map((payload) => [payload.offset, payload.timeout])).toEqual([
      [undefined, 1],
      [901, 0],
      [7, 0],
      [undefined, 1],
      [undefined, 1],
    ])
  })

  it('keeps to the offset at a server that does not forget what was confirmed', async () => {
    const { call, asked, done } = scripted([batch(1, 2), batch(), batch(1, 2), batch(), batch(3), batch()])
    start({ call, receive: async () => {} })
    await done
    expect(asked.map((payload) => [payload.offset, payload.timeout])).toEqual([
      [undefined, 1],
      [3, 0],
      [undefined, 1],
      [3, 1],
      [3, 1],
      [4, 1],
      [4, 1],
    ])
  })

  it('polls a server that knows no webhooks', async () => {
    const { call, done } = scripted([batch(1)])
    const received: number[] = []
    start({
      call: (method, ...rest) => (method === 'deleteWebhook' ? Promise.resolve(refused(404)) : call(method, ...rest)),
      receive: async (updates) => void received.push(...updates.map((update) => update.update_id)),
    })
    await done
    expect(received).toEqual([1])
  })

  it('waits from one second up to thirty while Telegram fails, and as long as it is told to', async () => {
    const failures = Array.from({ length: 8 }, (): CallOutcome => refused(502))
    const outage: CallOutcome = { kind: 'unreachable', reason: 'network' }
    const { call, done } = scripted([...failures, outage, refused(429, 77), batch(), refused(500)])
    const time = createTestTime()
    const slept: number[] = []
    // The lease's own pauses are ten seconds and are left out.
    const sleep: PollerOptions['sleep'] = async (milliseconds, signal) => {
      if (milliseconds === 10_000) return await sleepOnMachine(milliseconds, signal)
      slept.push(milliseconds)
      await time.sleep(milliseconds, signal)
    }
    const { lines } = start({ call, sleep, receive: async () => {} })
    await done
    expect(slept).toHaveLength(11)
    for (const [index, milliseconds] of slept.slice(0, 9).entries()) {
      const fullMs = Math.min(30_000, 1_000 * 2 ** index)
      expect(milliseconds).toBeGreaterThanOrEqual(fullMs / 2)
      expect(milliseconds).toBeLessThanOrEqual(fullMs)
    }
    expect(slept[9]).toBe(77_000)
    expect(slept[10]).toBeLessThanOrEqual(1_000)
    expect(lines.join()).not.toContain(telegram.token)
  })

  it('waits out another program that polls the bot, saying once what to do', async () => {
    const { call, done } = scripted([refused(409), refused(409), refused(409), batch(1)])
    const received: number[] = []
    const { lines } = start({
      call,
      sleep: sleepBriefly,
      receive: async (updates) => void received.push(...updates.map((update) => update.update_id)),
    })
    await done
    expect(lines.filter((line) => line.includes('another program polls this bot'))).toHaveLength(1)
    expect(received).toEqual([1])
  })

  it.each([401, 404])('ends when Telegram answers %i: the token is wrong', async (code) => {
    const { call } = scripted([refused(code)])
    const { poller, lines } = start({ call, receive: async () => {} })
    expect(await poller.ended).toEqual({ kind: 'token-refused', code })
    expect(lines.join()).toContain('BOT_TOKEN')
  })

  it('stops while it waits, and stores the batch in hand first', async () => {
    const { call } = scripted([batch(1)])
    const isStoring = Promise.withResolvers<void>()
    const mayStore = Promise.withResolvers<void>()
    let isStored = false
    const { poller } = start({
      call,
      receive: async () => {
        isStoring.resolve()
        await mayStore.promise
        isStored = true
      },
    })
    await isStoring.promise
    const stopped = poller.stop()
    mayStore.resolve()
    await stopped
    expect(isStored).toBe(true)
    expect(await poller.ended).toEqual({ kind: 'stopped' })
    const idle = start({ receive: async () => {} }).poller
    await telegram.waitForCall((made) => made.method === 'deleteWebhook')
    await idle.stop()
  })

  it('lets one process poll at a time; the other takes over when the first stops', async () => {
    const first = createCountingDoor(1)
    const second = createCountingDoor(2)
    const { poller } = start({ receive: first.receive, sleep: sleepBriefly })
    telegram.user(50).sendText('one')
    await first.full
    const other = start({ receive: second.receive, sleep: sleepBriefly })
    while (!other.lines.some((line) => line.includes('waiting to take over'))) await sleepOnMachine(1)
    expect(telegram.calls({ where: (call) => call.fault === '409' })).toEqual([])
    await poller.stop()
    telegram.user(50).sendText('two')
    await second.full
    expect(await stored()).toHaveLength(2)
    expect(telegram.calls({ method: 'getUpdates', where: (call) => call.answer?.ok === false })).toEqual([])
  })

  it('stops polling as soon as another process has its lease', async () => {
    const { receive } = createCountingDoor(1)
    // Only the beat between renewals is made short: the lease itself is as long as ever.
    const { lines } = start({ receive, sleep: sleepBriefly })
    await telegram.waitForCall((made) => made.method === 'deleteWebhook')
    await fresh.database.asOwner((transaction) =>
      transaction.query(`UPDATE leases SET holder = gen_random_uuid(), fence = fence + 1`),
    )
    while (!lines.some((line) => line.includes('lost the lease'))) await sleepOnMachine(1)
    expect(lines.join('\n')).toContain('lost the lease on polling')
  })
})

describe('leases', () => {
  it('are held by one at a time, with a fence that only rises, and end by themselves', async () => {
    const leases = createLeaseStore(fresh.database)
    const [one, two] = [newHolder(), newHolder()]
    expect(await leases.acquire('thing', one, 30)).toBe(1n)
    expect(await leases.acquire('thing', two, 30)).toBeNull()
    expect(await leases.acquire('other thing', two, 30)).toBe(1n)
    await fresh.database.asOwner((transaction) =>
      transaction.query(`UPDATE leases SET expires_at = now() - interval '1 second'`),
    )
    expect(await leases.acquire('thing', two, 30)).toBe(2n)
    expect(await leases.renew('thing', one, 1n, 30)).toBe(false)
    expect(await leases.renew('thing', two, 2n, 30)).toBe(true)
    await leases.release('thing', one, 1n)
    expect(await leases.acquire('thing', one, 30)).toBeNull()
    await leases.release('thing', two, 2n)
    expect(await leases.acquire('thing', one, 30)).toBe(3n)
  })

  it('asked for by many at once go to one', async () => {
    const leases = createLeaseStore(fresh.database)
    const fences = await Promise.all(Array.from({ length: 10 }, () => leases.acquire('thing', newHolder(), 30)))
    expect(fences.filter((fence) => fence !== null)).toEqual([1n])
  })
})

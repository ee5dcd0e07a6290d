import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finishUpdates } from '../../src/db/delivery/finish-updates.ts'
import { createInboxStore, type PostgresInbox } from '../../src/db/delivery/inbox-store.ts'
import { createDoor, type Receive } from '../../src/delivery/door.ts'
import { sleepOnMachine } from '../../src/delivery/waiting.ts'
import { createWorker, type Worker, type WorkerOptions } from '../../src/delivery/worker.ts'
import type { ClaimedUpdate } from '../../src/domain/ports.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import {
  BOT_ID,
  createRandom,
  createTestLogger,
  createTestVault,
  messageUpdate,
  newHolder,
  redactNothing,
  systemClock,
} from './support.ts'

let fresh: FreshDatabase
let inbox: PostgresInbox
let receive: Receive
let workers: Worker[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  inbox = createInboxStore({ database: fresh.database, sealing: createTestVault(), clock: systemClock })
  receive = createDoor({ botId: BOT_ID, inbox, redact: redactNothing }).receive
})
afterAll(() => fresh.close())
beforeEach(() => fresh.database.asOwner((transaction) => transaction.query('TRUNCATE inbox RESTART IDENTITY')))
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop({ graceMs: 1_000 })))
  workers = []
})

/** What handlers committed, in order; resolves `all` when it is as long as was asked for. */
function createJournal(length: number) {
  const entries: { sender: bigint | null; updateId: bigint }[] = []
  const batchSizes: number[] = []
  const all = Promise.withResolvers<void>()
  return {
    entries,
    batchSizes,
    all: all.promise,
    commit: async (batch: readonly ClaimedUpdate[], holder: string) => {
      const ids = batch.map((update) => update.inboxId)
      await fresh.database.inSystem((transaction) => finishUpdates(transaction, holder, ids))
      batchSizes.push(batch.length)
      entries.push(...batch.map((update) => ({ sender: update.senderId, updateId: update.updateId })))
      if (entries.length >= length) all.resolve()
    },
  }
}

function startWorker(options: Partial<WorkerOptions> & Pick<WorkerOptions, 'handle'>) {
  const { logger, lines } = createTestLogger()
  const worker = createWorker({
    inbox,
    onGivenUp: async () => {},
    holder: newHolder(),
    sleep: sleepOnMachine,
    random: createRandom(1),
    logger,
    clock: systemClock,
    lookIntervalMs: 20,
    ...options,
  })
  workers.push(worker)
  return { worker, lines }
}

/** Retries without the wait between them. */
const impatientInbox = (): PostgresInbox => ({
  ...inbox,
  release: async (...failed) => {
    await inbox.release(...failed)
    await fresh.database.asOwner((transaction) =>
      transaction.query('UPDATE inbox SET claimed_until = NULL WHERE handled_at IS NULL AND claimed_by IS NULL'),
    )
  },
})

const sql = (text: string) => fresh.database.asOwner((transaction) => transaction.query(text))

describe('a worker', () => {
  it('and a second one on the same database keep the order of each sender and handle each update once', async () => {
    const sendersCount = 6
    const updatesCount = 240
    const journal = createJournal(updatesCount)
    const inHand = new Set<bigint | null>()
    const overlaps: (bigint | null)[] = []
    const handle = async (batch: readonly ClaimedUpdate[], holder: string) => {
      const sender = batch[0]?.senderId ?? null
      if (inHand.has(sender)) overlaps.push(sender)
      inHand.add(sender)
      await nextTurn()
      await journal.commit(batch, holder)
      inHand.delete(sender)
    }
    startWorker({ handle, batchMax: 7 })
    startWorker({ handle, batchMax: 5 })
    for (let id = 0; id < updatesCount; id += 40) {
      await receive(
        Array.from({ length: 40 }, (_, index) => messageUpdate(id + index, (id + index) % sendersCount, 'x')),
      )
      for (const worker of workers) worker.nudge()
    }
    await journal.all
    expect(overlaps).toEqual([])
    expect(journal.entries).toHaveLength(updatesCount)
    for (const entries of Map.groupBy(journal.entries, (entry) => entry.sender).values()) {
      const ids = entries.map((entry) => Number(entry.updateId))
      expect(ids).toEqual([...ids].sort((first, second) => first - second))
    }
  })

  it('handles a backlog of one sender in batches of up to 200', async () => {
    await receive(Array.from({ length: 450 }, (_, index) => messageUpdate(index, 50, 'x')))
    const journal = createJournal(450)
    startWorker({ handle: journal.commit })
    await journal.all
    expect(journal.batchSizes).toEqual([200, 200, 50])
  })

  it('works on several senders at once, but on no more than it may', async () => {
    await receive(Array.from({ length: 6 }, (_, index) => messageUpdate(index, index, 'x')))
    const journal = createJournal(6)
    let active = 0
    let activeMax = 0
    const four = Promise.withResolvers<void>()
    const handle = async (batch: readonly ClaimedUpdate[], holder: string) => {
      active += 1
      activeMax = Math.max(activeMax, active)
      if (active === 4) four.resolve()
      await four.promise
      await journal.commit(batch, holder)
      active -= 1
    }
    startWorker({ handle })
    await journal.all
    expect(activeMax).toBe(4)
  })

  it('handles the good updates of a batch in which one is bad, in order, and gives the bad one up after 8 tries', async () => {
    await receive(Array.from({ length: 20 }, (_, index) => messageUpdate(index, 50, index === 7 ? 'poison' : 'x')))
    const journal = createJournal(19)
    const givenUp: bigint[] = []
    const counts = new Map<string, number>()
    let poisonedAlone = 0
    const { worker, lines } = startWorker({
      inbox: impatientInbox(),
      handle: async (batch, holder) => {
        if (batch.some((update) => update.body.includes('poison'))) {
          if (batch.length === 1) poisonedAlone += 1
          throw new TypeError('poison NGN 5,000.00')
        }
        await journal.commit(batch, holder)
      },
      onGivenUp: async (update) => {
        givenUp.push(update.updateId)
      },
      count: (outcome, updates) => counts.set(outcome, (counts.get(outcome) ?? 0) + updates),
    })
    await journal.all
    await worker.stop({ graceMs: 10_000 })
    expect(journal.entries.map((entry) => Number(entry.updateId))).toEqual([0, 1, 2, 3, 4, 5, 6, ...range(8, 20)])
    expect(givenUp).toEqual([7n])
    expect(poisonedAlone).toBe(8)
    expect(Object.fromEntries(counts)).toEqual({ handled: 19, failed: 7, 'given-up': 1 })
    expect(await sql('SELECT update_id, failure, attempts FROM inbox WHERE failure IS NOT NULL')).toEqual([
      { update_id: 7n, failure: 'TypeError', attempts: 8 },
    ])
    expect(lines.join('\n')).not.toMatch(/poison|5,000/)
  })

  it('lets other senders pass while a failed update waits for its next try', async () => {
    await receive([messageUpdate(1, 50, 'bad'), messageUpdate(2, 50, 'later'), messageUpdate(3, 60, 'other')])
    const journal = createJournal(1)
    startWorker({
      handle: async (batch, holder) => {
        if (batch[0]?.body.includes('bad')) throw new Error('bad')
        await journal.commit(batch, holder)
      },
    })
    await journal.all
    expect(journal.entries).toEqual([{ sender: 60n, updateId: 3n }])
  })

  it('gives an update up even when the person cannot be told', async () => {
    await receive([messageUpdate(1, 50, 'bad'), messageUpdate(2, 50, 'good')])
    const journal = createJournal(1)
    startWorker({
      attemptsMax: 1,
      handle: async (batch, holder) => {
        if (batch.some((update) => update.body.includes('bad'))) throw new Error('bad')
        await journal.commit(batch, holder)
      },
      onGivenUp: async () => {
        throw new Error('no way to tell')
      },
    })
    await journal.all
    expect((await inbox.depth()).count).toBe(0)
  })

  it('gives up an update that ended the process time and again, and handles those behind it', async () => {
    await receive([1, 2, 3].map((id) => messageUpdate(id, 50, 'x')))
    const dieHoldingEverything = async () => {
      await inbox.claim(newHolder(), 10, 30)
      await sql(`UPDATE inbox SET claimed_until = NULL, received_at = received_at - interval '2 minutes'`)
    }
    for (let crash = 0; crash < 8; crash += 1) await dieHoldingEverything()
    const journal = createJournal(2)
    const givenUp: bigint[] = []
    startWorker({
      handle: journal.commit,
      onGivenUp: async (update) => {
        givenUp.push(update.updateId)
      },
    })
    await journal.all
    expect(givenUp).toEqual([1n])
    expect(journal.entries.map((entry) => entry.updateId)).toEqual([2n, 3n])
    expect(await sql('SELECT update_id, failure FROM inbox WHERE failure IS NOT NULL')).toEqual([
      { update_id: 1n, failure: 'ProcessEnded' },
    ])
  })

  it('still handles an update whose process was killed more often than that within a few minutes', async () => {
    await receive([messageUpdate(1, 50, 'x')])
    for (let crash = 0; crash < 20; crash += 1) {
      await inbox.claim(newHolder(), 10, 30)
      await sql('UPDATE inbox SET claimed_until = NULL')
    }
    const journal = createJournal(1)
    startWorker({ handle: journal.commit })
    await journal.all
    expect(journal.entries).toEqual([{ sender: 50n, updateId: 1n }])
  })

  it('that lost its claim to another cannot commit', async () => {
    await receive([messageUpdate(1, 50, 'x')])
    const journal = createJournal(1)
    const isBegun = Promise.withResolvers<void>()
    const mayGoOn = Promise.withResolvers<void>()
    const staleTried = Promise.withResolvers<unknown>()
    startWorker({
      handle: async (batch, holder) => {
        isBegun.resolve()
        await mayGoOn.promise
        await journal.commit(batch, holder).then(() => staleTried.resolve('committed'), staleTried.resolve)
      },
    })
    await isBegun.promise
    await sql(`UPDATE inbox SET claimed_until = now() - interval '1 second'`)
    startWorker({ handle: journal.commit })
    await journal.all
    mayGoOn.resolve()
    expect(await staleTried.promise).toMatchObject({ name: 'UpdatesLostError' })
    expect(journal.entries).toHaveLength(1)
  })

  it('goes on when the inbox could not be reached for a while', async () => {
    await receive([messageUpdate(1, 50, 'x')])
    const journal = createJournal(1)
    let refusals = 0
    startWorker({
      inbox: {
        ...inbox,
        claim: async (...wanted) => {
          refusals += 1
          if (refusals <= 2) throw new Error('connection lost')
          return await inbox.claim(...wanted)
        },
      },
      handle: journal.commit,
      sleep: (milliseconds, signal) => sleepOnMachine(Math.min(milliseconds, 20), signal),
    })
    await journal.all
    expect(refusals).toBeGreaterThan(2)
  })

  it('that stops finishes what is being handled and gives the rest back for the next one', async () => {
    await receive(Array.from({ length: 8 }, (_, index) => messageUpdate(index, index, 'x')))
    const journal = createJournal(4)
    const fourBegun = Promise.withResolvers<void>()
    const mayGoOn = Promise.withResolvers<void>()
    let begun = 0
    const { worker } = startWorker({
      handle: async (batch, holder) => {
        begun += 1
        if (begun === 4) fourBegun.resolve()
        await mayGoOn.promise
        await journal.commit(batch, holder)
      },
    })
    await fourBegun.promise
    const stopped = worker.stop({ graceMs: 10_000 })
    mayGoOn.resolve()
    await stopped
    expect(journal.entries).toHaveLength(4)
    expect(await inbox.claim(newHolder(), 100, 30)).toHaveLength(4)
  })

  it('that stops and runs out of grace gives back what it was handling, and cannot commit it any more', async () => {
    await receive([messageUpdate(1, 50, 'x')])
    const journal = createJournal(1)
    const isBegun = Promise.withResolvers<void>()
    const mayGoOn = Promise.withResolvers<void>()
    const { worker } = startWorker({
      handle: async (batch, holder) => {
        isBegun.resolve()
        await mayGoOn.promise
        await journal.commit(batch, holder)
      },
    })
    await isBegun.promise
    await worker.stop({ graceMs: 1 })
    const next = newHolder()
    expect(await inbox.claim(next, 100, 30)).toHaveLength(1)
    mayGoOn.resolve()
    await inbox.finish(next, [1n])
    expect(journal.entries).toEqual([])
  })
})

function range(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, index) => from + index)
}

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInboxStore, type PostgresInbox } from '../../src/db/delivery/inbox-store.ts'
import { createLeaseStore } from '../../src/db/delivery/lease-store.ts'
import { createOutboxStore, enqueueCall } from '../../src/db/delivery/outbox-store.ts'
import { startPresence } from '../../src/db/delivery/presence.ts'
import { createDoor } from '../../src/delivery/door.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import {
  BOT_ID,
  createTestLogger,
  createTestVault,
  messageUpdate,
  newHolder,
  redactNothing,
  systemClock,
} from './support.ts'

let fresh: FreshDatabase
let inbox: PostgresInbox

beforeAll(async () => {
  fresh = await freshDatabase()
  inbox = createInboxStore({ database: fresh.database, sealing: createTestVault(), clock: systemClock })
})
afterAll(() => fresh.close())
beforeEach(async () => {
  await fresh.database.asOwner((transaction) => transaction.query('TRUNCATE inbox, leases RESTART IDENTITY'))
  const door = createDoor({ botId: BOT_ID, inbox, redact: redactNothing })
  await door.receive([messageUpdate(1, 50, 'x'), messageUpdate(2, 60, 'x')])
})

const appear = async (holder: string, isSending = true) => {
  const { logger } = createTestLogger()
  const { connectionString, database } = fresh
  const presence = startPresence({ connectionString, database, holder, isSending, logger })
  await presence.ready
  return presence
}

const cutConnections = () =>
  fresh.database.asOwner((transaction) =>
    transaction.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'expense-tracker presence'`,
    ),
  )

describe('presence', () => {
  it('frees the claims and leases of a process that died, for the next one that appears', async () => {
    const leases = createLeaseStore(fresh.database)
    const [dead, next] = [newHolder(), newHolder()]
    const died = await appear(dead)
    await inbox.claim(dead, 10, 30)
    expect(await leases.acquire('thing', dead, 30)).toBe(1n)
    await died.close()
    expect(await inbox.claim(next, 10, 30)).toEqual([])
    const presence = await appear(next)
    expect(await inbox.claim(next, 10, 30)).toHaveLength(2)
    expect(await leases.acquire('thing', next, 30)).toBe(2n)
    await presence.close()
  })

  it('leaves what a living process holds alone, and what waits for its next try', async () => {
    const leases = createLeaseStore(fresh.database)
    const [living, next] = [newHolder(), newHolder()]
    const lives = await appear(living)
    await inbox.claim(living, 10, 30)
    await inbox.release(living, 2n, 'TypeError', false)
    await leases.acquire('thing', living, 30)
    const presence = await appear(next)
    expect(await inbox.claim(next, 10, 30)).toEqual([])
    expect(await leases.acquire('thing', next, 30)).toBeNull()
    await Promise.all([presence.close(), lives.close()])
  })

  it('frees the calls that a dead process was sending, but not while another sends, and none that waits for its try', async () => {
    const ledgerId = '00000000-0000-4000-8000-000000000001'
    const sealing = createTestVault()
    const outbox = createOutboxStore({ database: fresh.database, sealing, clock: systemClock })
    await fresh.database.inLedger(ledgerId, async (transaction) => {
      const text = `INSERT INTO ledgers (id, name, time_zone, currency, created_at) VALUES ($1, 'd', 'UTC', 'NGN', now())`
      await transaction.query(text, [ledgerId])
      for (const chatId of [1n, 2n]) {
        const call = { chatId, method: 'sendMessage', payload: {}, attachment: null, subject: null } as const
        await enqueueCall(transaction, { sealing, ledgerId, id: newHolder(), at: systemClock.now() }, call)
      }
    })
    const other = await appear(newHolder())
    const taken = await outbox.due(8, [])
    const [, postponed] = taken
    if (postponed === undefined) throw new Error('two calls were due')
    await outbox.postpone(postponed, systemClock.now().add({ minutes: 5 }), 'network')
    const second = await appear(newHolder())
    expect(await outbox.due(8, [])).toEqual([])
    const handlesOnly = await appear(newHolder(), false)
    await Promise.all([other.close(), second.close()])
    const reads = await appear(newHolder(), false)
    expect(await outbox.due(8, [])).toEqual([])
    const alone = await appear(newHolder())
    expect((await outbox.due(8, [])).map((call) => call.id)).toEqual([taken[0]?.id])
    await Promise.all([alone.close(), reads.close(), handlesOnly.close()])
  })

  it('is shown again when its connection is cut', async () => {
    const holder = newHolder()
    const lives = await appear(holder)
    await inbox.claim(holder, 10, 30)
    await cutConnections()
    const isShown = async () => {
      const locks = await fresh.database.asOwner((transaction) =>
        transaction.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2`),
      )
      return locks.length > 0
    }
    while (!(await isShown())) await new Promise((resolve) => setImmediate(resolve))
    const presence = await appear(newHolder())
    expect(await inbox.claim(newHolder(), 10, 30)).toEqual([])
    await Promise.all([presence.close(), lives.close()])
  })

  it('tells when the database is not there', async () => {
    const { logger } = createTestLogger()
    const connectionString = 'postgres://nobody@127.0.0.1:9/nowhere'
    const presence = startPresence({
      connectionString,
      database: fresh.database,
      holder: newHolder(),
      isSending: true,
      logger,
    })
    await expect(presence.ready).rejects.toThrow()
    await presence.close()
  })
})

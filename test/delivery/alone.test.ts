import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createLeaseStore } from '../../src/db/delivery/lease-store.ts'
import { keepAlone } from '../../src/delivery/lease.ts'
import { sleepOnMachine } from '../../src/delivery/waiting.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createTestLogger, newHolder } from './support.ts'

let fresh: FreshDatabase

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.close())

/** Work that goes on until it is told to end, in a process of its own; what happened goes into `events`. */
function start(name: string, who: string, events: string[]) {
  const options = {
    name,
    holder: newHolder(),
    store: createLeaseStore(fresh.database),
    sleep: sleepOnMachine,
    logger: createTestLogger().logger,
    leaseSeconds: 4,
  }
  const kept = keepAlone(options, async (signal) => {
    events.push(`${who} begins`)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    events.push(`${who} ends`)
  })
  return { ...kept, holder: options.holder }
}

it('is done by one process at a time, and by another when that one ends', async () => {
  const events: string[] = []
  const first = start('schedule', 'first', events)
  await vi.waitFor(() => expect(events).toEqual(['first begins']))
  const second = start('schedule', 'second', events)
  const third = start('another thing', 'third', events)
  await vi.waitFor(() => expect(events).toEqual(['first begins', 'third begins']))
  await first.stop()
  await vi.waitFor(() => expect(events.slice(2)).toEqual(['first ends', 'second begins']), { timeout: 10_000 })
  await Promise.all([second.stop(), third.stop()])
  expect(events.filter((event) => event.startsWith('second'))).toEqual(['second begins', 'second ends'])
})

it('begins anew when the lease was lost and is had again', async () => {
  const events: string[] = []
  const only = start('lost', 'only', events)
  await vi.waitFor(() => expect(events).toEqual(['only begins']))
  await fresh.database.inSystem((transaction) =>
    transaction.query(`UPDATE leases SET holder = $1, expires_at = clock_timestamp() WHERE name = 'lost'`, [
      newHolder(),
    ]),
  )
  await vi.waitFor(() => expect(events).toEqual(['only begins', 'only ends', 'only begins']), { timeout: 10_000 })
  await only.stop()
})

it('is over when the work ends by itself', async () => {
  let runs = 0
  const store = createLeaseStore(fresh.database)
  const options = {
    name: 'short',
    holder: newHolder(),
    store,
    sleep: sleepOnMachine,
    logger: createTestLogger().logger,
  }
  const kept = keepAlone(options, async () => {
    runs += 1
  })
  await vi.waitFor(() => expect(runs).toBe(1))
  await vi.waitFor(async () => expect(await store.acquire('short', newHolder(), 30)).toBe(2n))
  await kept.stop()
  expect(runs).toBe(1)
})

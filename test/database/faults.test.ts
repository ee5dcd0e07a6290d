import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDatabase, type Database, type TransactionOutcome } from '../../src/db/client.ts'
import { CommitUnknownError, ConnectionLostError, DatabaseError } from '../../src/db/errors.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

const LEDGER = '0193b1a0-0000-4000-8000-000000000001'
let fresh: FreshDatabase
let proxy: TcpProxy
let database: Database
const outcomes: TransactionOutcome['kind'][] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.database.asOwner(async (tx) => {
    await tx.query('CREATE TABLE probe (id int PRIMARY KEY)')
    await tx.query('GRANT SELECT, INSERT ON probe TO expense_tracker_app')
  })
  proxy = await startTcpProxy(fresh.connectionString)
})
beforeEach(async () => {
  await database?.end()
  outcomes.length = 0
  database = createDatabase({
    connectionString: proxy.through(fresh.connectionString),
    poolSize: 2,
    statementTimeoutMs: 1_000,
    onTransaction: ({ kind }) => outcomes.push(kind),
  })
})
afterAll(async () => {
  await database.end()
  await proxy.close()
  await fresh.close()
})

const insert = (id: number) =>
  database.inLedger(LEDGER, async (tx) => {
    await tx.query('INSERT INTO probe VALUES ($1)', [id])
    return 'saved'
  })

const isStored = async (id: number) => {
  const rows = await fresh.database.asOwner((tx) => tx.query('SELECT FROM probe WHERE id = $1', [id]))
  return rows.length === 1
}

test('a backend that ends while its connection is in use costs that work only, not the process', async () => {
  const work = database.inLedger(LEDGER, async (tx) => {
    const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await fresh.database.asOwner((other) => other.query('SELECT pg_terminate_backend($1)', [row?.pid]))
    await tx.query('INSERT INTO probe VALUES (100)')
    return 'saved'
  })
  await expect(work).rejects.toThrow(ConnectionLostError)
  expect(outcomes).toEqual(['lost'])
  expect(await insert(101)).toBe('saved')
})

test('connections that break while idle are replaced unnoticed', async () => {
  await Promise.all([insert(110), insert(111)])
  proxy.cutAll()
  await expect.poll(() => database.poolCounts().total).toBe(0)
  expect(await insert(112)).toBe('saved')
})

test('a COMMIT that never reached the server is an unknown outcome, and nothing is stored', async () => {
  await insert(120)
  proxy.cutAtText('COMMIT', 'before')
  await expect(insert(121)).rejects.toThrow(CommitUnknownError)
  expect(outcomes).toEqual(['committed', 'unknown'])
  expect(await isStored(121)).toBe(false)
})

test('a COMMIT whose answer is lost is an unknown outcome too, and the row is stored', async () => {
  await insert(130)
  proxy.cutAtText('COMMIT', 'after')
  await expect(insert(131)).rejects.toThrow(CommitUnknownError)
  await expect.poll(() => isStored(131)).toBe(true)
})

test('wherever the answers are cut, "saved" means stored and "not sent" means not stored', async () => {
  const wrong: unknown[] = []
  const kinds = new Set<string>()
  for (let bytes = 0; bytes <= 420; bytes += 7) {
    const id = 1000 + bytes
    await insert(5000 + bytes)
    proxy.cutAfterBytes('down', bytes)
    const outcome = await insert(id).catch((error: Error) => error.name)
    proxy.cutAfterBytes('down', Number.POSITIVE_INFINITY)
    kinds.add(outcome)
    const stored = await isStored(id)
    if (outcome === 'saved' && !stored) wrong.push({ bytes, outcome, stored })
    if (outcome === 'ConnectionLostError' && stored) wrong.push({ bytes, outcome, stored })
  }
  expect(wrong).toEqual([])
  expect([...kinds].sort()).toEqual(['CommitUnknownError', 'ConnectionLostError', 'saved'])
})

test('a connection that is open but silent is given up, and the next work gets another', async () => {
  await insert(140)
  proxy.setMode('silent')
  const work = insert(141)
  await expect(work).rejects.toThrow(ConnectionLostError)
  proxy.setMode('pass')
  proxy.cutAll()
  expect(await insert(142)).toBe('saved')
})

test('a slow connection is only slow', async () => {
  proxy.setDelayMs(20)
  expect(await insert(150)).toBe('saved')
  proxy.setDelayMs(0)
})

test('two hundred transactions that cannot begin leave no connection behind', async () => {
  await fresh.database.asOwner((tx) => tx.query(`CREATE ROLE stranger_${process.pid} LOGIN PASSWORD 'stranger'`))
  const address = new URL(fresh.connectionString)
  address.username = `stranger_${process.pid}`
  address.password = 'stranger'
  const stranger = createDatabase({ connectionString: address.href, poolSize: 2 })
  const tries = Array.from({ length: 200 }, () =>
    stranger.inLedger(LEDGER, (tx) => tx.query('SELECT 1')).catch((error: unknown) => error),
  )
  const results = await Promise.all(tries)
  expect(results.every((result) => result instanceof DatabaseError && result.code === '42501')).toBe(true)
  const { total, idle, waiting } = stranger.poolCounts()
  expect([total - idle, waiting]).toEqual([0, 0])
  expect(total).toBeLessThanOrEqual(2)
  await stranger.end()
  await fresh.database.asOwner((tx) => tx.query(`DROP ROLE stranger_${process.pid}`))
})

test('two hundred connections cut at BEGIN leave no connection behind', async () => {
  for (let index = 0; index < 200; index += 1) {
    proxy.cutAtText('BEGIN', 'before')
    await expect(insert(9000 + index)).rejects.toThrow(ConnectionLostError)
  }
  const { total, idle, waiting } = database.poolCounts()
  expect([total - idle, waiting]).toEqual([0, 0])
  expect(await insert(160)).toBe('saved')
})

test('a server that refuses connections is an error that says so', async () => {
  const closed = await startTcpProxy(fresh.connectionString)
  const address = closed.through(fresh.connectionString)
  await closed.close()
  const nowhere = createDatabase({ connectionString: address })
  await expect(nowhere.inSystem((tx) => tx.query('SELECT 1'))).rejects.toMatchObject({
    name: 'ConnectionLostError',
    code: 'ECONNREFUSED',
  })
  await nowhere.end()
})

test('listening begins again after the connection broke, and says that something may have been missed', async () => {
  const heard: (string | null)[] = []
  const subscription = database.listen('probe_changed', (payload) => heard.push(payload))
  await subscription.ready
  proxy.cutAll()
  await expect.poll(() => heard).toEqual([null, null])
  await fresh.database.inSystem((tx) => tx.query(`SELECT pg_notify('probe_changed', 'again')`))
  await expect.poll(() => heard).toEqual([null, null, 'again'])
  await subscription.close()
})

test('listening ends at once while it still connects', async () => {
  const heard: (string | null)[] = []
  const subscription = database.listen('probe_changed', (payload) => heard.push(payload))
  // Some turns of the event loop: the connection is made, and the server has not yet let us in.
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  await subscription.close()
  expect(heard).toEqual([])
})

test('listening ends at once while the server is away', async () => {
  const closed = await startTcpProxy(fresh.connectionString)
  const nowhere = createDatabase({
    connectionString: closed.through(fresh.connectionString),
    sleep: () => new Promise(() => {}),
  })
  await closed.close()
  const subscription = nowhere.listen('probe_changed', () => {})
  await subscription.close()
  await subscription.ready
  await nowhere.end()
})

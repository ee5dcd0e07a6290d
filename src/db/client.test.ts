import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/database.ts'
import type { Transaction, TransactionOutcome } from './client.ts'
import { DatabaseError, databaseErrorIn, TransactionLostError, TransactionMisuseError } from './errors.ts'

const LEDGER = '0193b1a0-0000-4000-8000-000000000001'
let fresh: FreshDatabase
const outcomes: TransactionOutcome['kind'][] = []
const sleeps: number[] = []

beforeAll(async () => {
  fresh = await freshDatabase({
    poolSize: 2,
    onTransaction: ({ kind }) => outcomes.push(kind),
    sleep: async (milliseconds) => void sleeps.push(milliseconds),
    random: () => 0.5,
  })
  await fresh.database.asOwner(async (tx) => {
    await tx.query('CREATE TABLE probe (id int PRIMARY KEY, word text CONSTRAINT probe_word CHECK (word <> $$bad$$))')
    await tx.query('GRANT SELECT, INSERT, UPDATE, DELETE ON probe TO expense_tracker_app')
  })
})
beforeEach(async () => {
  await fresh.database.asOwner((tx) => tx.query('TRUNCATE probe'))
  outcomes.length = 0
  sleeps.length = 0
})
afterAll(() => fresh.close())

const countRows = async () => {
  const rows = await fresh.database.asOwner((tx) => tx.query<{ count: bigint }>('SELECT count(*) FROM probe'))
  return rows[0]?.count
}

test('work in a ledger acts as the app role on that ledger, and the next work on the connection does not', async () => {
  const who = (tx: Transaction) =>
    tx.query(`SELECT current_user::text AS role, current_setting('app.ledger_id', true) AS ledger`)
  expect(await fresh.database.inLedger(LEDGER, who)).toEqual([{ role: 'expense_tracker_app', ledger: LEDGER }])
  expect(await fresh.database.inSystem(who)).toEqual([{ role: 'expense_tracker_system', ledger: '' }])
  const [owner] = await fresh.database.asOwner(who)
  expect(owner?.role).not.toMatch(/_app|_system/)
})

test('a ledger id that is not a UUID never reaches the server', async () => {
  const injection = `${LEDGER}', true); DROP TABLE probe; --`
  await expect(fresh.database.inLedger(injection, async () => 1)).rejects.toThrow(TransactionMisuseError)
  expect(await countRows()).toBe(0n)
})

test('raw values keep their precision: int8 is a bigint, dates and times are text that Temporal reads', async () => {
  const [row] = await fresh.database.inSystem((tx) =>
    tx.query<Record<string, string>>(
      `SELECT 9007199254740993::int8 AS big, ARRAY[1, NULL, 9007199254740993]::int8[] AS bigs, DATE '2026-10-25' AS day,
              TIMESTAMPTZ '2026-10-25 12:00:00.123456+01' AS at, ARRAY[DATE '2026-10-25'] AS days, 1.10::numeric AS exact`,
    ),
  )
  expect(row).toEqual({
    big: 9007199254740993n,
    bigs: [1n, null, 9007199254740993n],
    day: '2026-10-25',
    at: '2026-10-25 11:00:00.123456+00',
    days: ['2026-10-25'],
    exact: '1.10',
  })
  expect(Temporal.Instant.from(row?.at ?? '').toString()).toBe('2026-10-25T11:00:00.123456Z')
})

test('the query builder works on the same transaction as raw statements', async () => {
  await fresh.database.inLedger(LEDGER, async (tx) => {
    await tx.db.execute(sql`INSERT INTO probe VALUES (1, ${'one'})`)
    expect(await tx.query('SELECT word FROM probe', [], { name: 'probe-words' })).toEqual([{ word: 'one' }])
  })
  expect(await countRows()).toBe(1n)
})

test('statements sent at once keep their order', async () => {
  const seen = await fresh.database.inLedger(LEDGER, async (tx) => {
    const [, count, , total] = await Promise.all([
      tx.query('INSERT INTO probe VALUES (1)'),
      tx.query('SELECT count(*)::int AS n FROM probe'),
      tx.query('INSERT INTO probe VALUES (2)'),
      tx.query('SELECT count(*)::int AS n FROM probe'),
    ])
    return [count, total]
  })
  expect(seen).toEqual([[{ n: 1 }], [{ n: 2 }]])
})

test('what the work throws rolls back and reaches the caller as it is', async () => {
  const reason = new Error('changed my mind')
  const work = fresh.database.inLedger(LEDGER, async (tx) => {
    await tx.query('INSERT INTO probe VALUES (1)')
    throw reason
  })
  await expect(work).rejects.toBe(reason)
  expect(outcomes).toEqual(['rolled-back'])
  expect(await countRows()).toBe(0n)
})

test('a failed statement that the work swallows is an error, never a false success', async () => {
  const work = fresh.database.inLedger(LEDGER, async (tx) => {
    await tx.query('INSERT INTO probe VALUES (1)')
    await tx.query('INSERT INTO probe VALUES (1)').catch(() => {})
    return 'saved'
  })
  await expect(work).rejects.toThrow(TransactionLostError)
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(outcomes).toEqual(['lost'])
  expect(await countRows()).toBe(0n)
})

test.each(['query', 'db'] as const)(
  'an error of %s names the constraint and holds nothing a person wrote',
  async (way) => {
    const refused: unknown = await fresh.database
      .inLedger(LEDGER, async (tx) => {
        await tx.query('INSERT INTO probe VALUES (7, $1)', ['CANARY-8137'])
        const statement = sql`INSERT INTO probe VALUES (7, ${'CANARY-8137'})`
        if (way === 'db') await tx.db.execute(statement)
        else await tx.query('INSERT INTO probe VALUES (7, $1)', ['CANARY-8137'])
      })
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(DatabaseError)
    expect(refused).toMatchObject({ code: '23505', constraint: 'probe_pkey', table: 'probe' })
    expect(everythingIn(refused)).not.toContain('CANARY')
  },
)

test("a caller's own error keeps its identity and loses the parameters in its causes", async () => {
  const outer = await fresh.database
    .inLedger(LEDGER, async (tx) => {
      try {
        await tx.db.execute(sql`INSERT INTO probe VALUES (1, ${'bad'}), (2, ${'CANARY-8137'})`)
      } catch (cause) {
        throw new RangeError('could not remember the word', { cause })
      }
    })
    .catch((error: unknown) => error)
  expect(outer).toBeInstanceOf(RangeError)
  expect(databaseErrorIn(outer)).toMatchObject({ code: '23514', constraint: 'probe_word' })
  expect(everythingIn(outer)).not.toContain('CANARY')
})

test('a deadlock or serialization failure runs the whole work again, five times at most', async () => {
  let tries = 0
  const fail = (tx: Transaction, code: string) =>
    tx.query(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${code}'; END $$`)
  const result = await fresh.database.inLedger(LEDGER, async (tx) => {
    tries += 1
    await tx.query('INSERT INTO probe VALUES (1)')
    if (tries === 1) await fail(tx, '40001')
    if (tries === 2) await fail(tx, '40P01')
    return 'done'
  })
  expect([result, tries, await countRows()]).toEqual(['done', 3, 1n])
  expect(outcomes.slice(0, 3)).toEqual(['retried', 'retried', 'committed'])
  expect(sleeps).toEqual([10, 20])

  tries = 0
  const hopeless = fresh.database.inLedger(LEDGER, async (tx) => {
    tries += 1
    await fail(tx, '40001')
  })
  await expect(hopeless).rejects.toMatchObject({ code: '40001' })
  expect(tries).toBe(5)
})

test('one statement name for two texts is a mistake that names the name', async () => {
  const work = fresh.database.inLedger(LEDGER, async (tx) => {
    await tx.query('SELECT 1', [], { name: 'twice' })
    await tx.query('SELECT 2', [], { name: 'twice' })
  })
  await expect(work).rejects.toThrow(/twice/)
})

test('other failures are not tried again', async () => {
  let tries = 0
  const work = fresh.database.inLedger(LEDGER, async (tx) => {
    tries += 1
    await tx.query('SELECT 1 / 0')
  })
  await expect(work).rejects.toMatchObject({ code: '22012' })
  expect(tries).toBe(1)
})

test('a transaction cannot be used after its end, by either way', async () => {
  const kept = await fresh.database.inLedger(LEDGER, async (tx) => tx)
  await expect(kept.query('SELECT 1')).rejects.toThrow(TransactionMisuseError)
  await expect(kept.db.execute(sql`SELECT 1`)).rejects.toMatchObject({ cause: expect.any(TransactionMisuseError) })
})

test.each([
  'COMMIT',
  'rollback',
  ' end;',
  'BEGIN',
  '/* quietly */ COMMIT',
  '-- quietly\nabort',
  'RESET ROLE',
  'SET ROLE postgres',
  'set local role expense_tracker_system',
  "SET app.ledger_id = 'x'",
])('work cannot send %j', async (text) => {
  const work = fresh.database.inLedger(LEDGER, (tx) => tx.query(text))
  await expect(work).rejects.toThrow(TransactionMisuseError)
  expect(fresh.database.poolCounts().waiting).toBe(0)
})

test('a deferred constraint that fails at COMMIT is a refusal', async () => {
  await fresh.database.asOwner(async (tx) => {
    await tx.query('CREATE TABLE twin (id int, CONSTRAINT twin_once UNIQUE (id) DEFERRABLE INITIALLY DEFERRED)')
  })
  const work = fresh.database.asOwner(async (tx) => {
    await tx.query('INSERT INTO twin VALUES (1), (1)')
    return 'saved'
  })
  await expect(work).rejects.toMatchObject({ name: 'DatabaseError', code: '23505', constraint: 'twin_once' })
})

test('a thousand interleaved works on two connections each see their own ledger only', async () => {
  const ledgers = Array.from({ length: 1000 }, () => crypto.randomUUID())
  const seen = await Promise.all(
    ledgers.map((ledger) =>
      fresh.database.inLedger(ledger, async (tx) => {
        const read = () => tx.query<{ id: string }>(`SELECT current_setting('app.ledger_id') AS id`)
        const [first] = await read()
        await Promise.resolve()
        const [second] = await read()
        return [first?.id, second?.id]
      }),
    ),
  )
  expect(seen).toEqual(ledgers.map((ledger) => [ledger, ledger]))
  expect(fresh.database.poolCounts().total).toBeLessThanOrEqual(2)
})

test('notifications arrive, after a null that says listening began', async () => {
  const heard: (string | null)[] = []
  const arrived = Promise.withResolvers<void>()
  const subscription = fresh.database.listen('probe_changed', (payload) => {
    heard.push(payload)
    if (payload !== null) arrived.resolve()
  })
  await subscription.ready
  await fresh.database.inSystem((tx) => tx.query(`SELECT pg_notify('probe_changed', '42')`))
  await arrived.promise
  await subscription.close()
  expect(heard).toEqual([null, '42'])
})

/** All text reachable from an error: messages, stacks, own properties and causes. */
function everythingIn(error: unknown): string {
  const parts: string[] = []
  for (let current = error; current instanceof Error; current = current.cause) {
    parts.push(current.message, current.stack ?? '', JSON.stringify(Object.entries(current)))
  }
  return parts.join('\n')
}

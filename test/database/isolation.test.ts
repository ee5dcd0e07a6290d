import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertRolesCannotBypass } from '../../src/db/isolation.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let fresh: FreshDatabase
let owner: pg.Client

beforeAll(async () => {
  fresh = await freshDatabase()
  owner = new pg.Client({ connectionString: fresh.connectionString })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await fresh.close()
})

test('the schema as migrated has no problem', async () => {
  expect(await assertRolesCannotBypass(owner)).toEqual([])
})

const POLICY = `CREATE POLICY probe ON probe TO expense_tracker_app`
const OF_LEDGER = `ledger_id = nullif(current_setting('app.ledger_id', true), '')::uuid`
const GUARDED = `CREATE TABLE probe (ledger_id uuid); ALTER TABLE probe ENABLE ROW LEVEL SECURITY;
  ALTER TABLE probe FORCE ROW LEVEL SECURITY;`

test.each([
  ['a guarded table', `${GUARDED} ${POLICY} USING (${OF_LEDGER}) WITH CHECK (${OF_LEDGER})`, []],
  [
    'a table without row-level security',
    'CREATE TABLE probe (ledger_id uuid)',
    [
      'a table of ledgers has no policy for the app role with USING and WITH CHECK: probe',
      'a table of ledgers lacks ENABLE or FORCE ROW LEVEL SECURITY: probe',
    ],
  ],
  [
    'a table whose owner is exempt',
    `CREATE TABLE probe (ledger_id uuid); ALTER TABLE probe ENABLE ROW LEVEL SECURITY;
     ${POLICY} USING (${OF_LEDGER}) WITH CHECK (${OF_LEDGER})`,
    ['a table of ledgers lacks ENABLE or FORCE ROW LEVEL SECURITY: probe'],
  ],
  [
    'a policy that checks no writes',
    `${GUARDED} ${POLICY} USING (${OF_LEDGER})`,
    ['a table of ledgers has no policy for the app role with USING and WITH CHECK: probe'],
  ],
  [
    'a policy that lets everything through',
    `${GUARDED} ${POLICY} USING (true) WITH CHECK (${OF_LEDGER})`,
    ['a policy for the app role does not compare with app.ledger_id: probe.probe'],
  ],
  [
    'a second policy for everybody',
    `${GUARDED} ${POLICY} USING (${OF_LEDGER}) WITH CHECK (${OF_LEDGER}); CREATE POLICY open ON probe USING (true)`,
    ['a policy for the app role does not compare with app.ledger_id: probe.open'],
  ],
  [
    'a view with the rights of its owner',
    'CREATE VIEW probe AS SELECT * FROM postings',
    ['a view runs with the rights of its owner (security_invoker is not set): probe'],
  ],
  [
    'a view with the rights of its reader',
    'CREATE VIEW probe WITH (security_invoker = true) AS SELECT * FROM postings',
    [],
  ],
  [
    'a function with the rights of its owner and the search path of its caller',
    `CREATE FUNCTION probe() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
    ['a SECURITY DEFINER function has no search_path of its own: probe'],
  ],
])('%s', async (_, change, problems) => {
  await owner.query('BEGIN')
  try {
    await owner.query(change)
    expect((await assertRolesCannotBypass(owner)).sort()).toEqual(problems)
  } finally {
    await owner.query('ROLLBACK')
  }
})

test('every table of a ledger loses its clean bill when a policy of the app role is dropped', async () => {
  const { rows } = await owner.query<{ table: string; policy: string }>(
    `SELECT tablename AS table, policyname AS policy FROM pg_policies WHERE 'expense_tracker_app' = ANY (roles)`,
  )
  expect(rows.length).toBeGreaterThan(10)
  for (const { table, policy } of rows) {
    await owner.query('BEGIN')
    await owner.query(`DROP POLICY ${policy} ON ${table}`)
    expect(await assertRolesCannotBypass(owner), `${policy} on ${table}`).not.toEqual([])
    await owner.query('ROLLBACK')
  }
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded/start.ts'
import { assertRolesCannotBypass } from '../../src/db/isolation.ts'
import { ensureRoles, RolesMissingError } from '../../src/db/roles.ts'

// Roles belong to a whole cluster, so this file has one of its own.
let dataDir: string
let server: EmbeddedPostgres
let superuser: pg.Client
const clients: pg.Client[] = []

const connect = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  clients.push(client)
  return client
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'expense-tracker-roles-'))
  server = await startEmbeddedPostgres({ dataDir })
  superuser = new pg.Client({ connectionString: server.superuserConnectionString })
  await superuser.connect()
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()))
  for (const role of ['expense_tracker_app', 'expense_tracker_system', 'limited']) {
    await superuser.query(`DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}')
      THEN EXECUTE 'DROP OWNED BY ${role}'; EXECUTE 'DROP ROLE ${role}'; END IF; END $$`)
  }
})
afterAll(async () => {
  await superuser.end()
  await server.release()
  await rm(dataDir, { recursive: true, force: true })
})

const limitedLogin = async (): Promise<pg.Client> => {
  await superuser.query(`CREATE ROLE limited LOGIN PASSWORD 'limited'`)
  const address = new URL(server.connectionString)
  address.username = 'limited'
  address.password = 'limited'
  return connect(address.href)
}

test('roles are made once; the login may act as them but does not have their rights by itself', async () => {
  const owner = await connect(server.connectionString)
  await ensureRoles(owner)
  await ensureRoles(owner)
  const { rows } = await owner.query(`
    SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, pg_has_role(current_user, oid, 'SET') AS settable,
           pg_has_role(current_user, oid, 'USAGE') AS inherited
    FROM pg_roles WHERE rolname LIKE 'expense\\_tracker\\_%' ORDER BY rolname`)
  const role = { rolcanlogin: false, rolsuper: false, rolbypassrls: false, settable: true, inherited: false }
  expect(rows).toEqual([
    { rolname: 'expense_tracker_app', ...role },
    { rolname: 'expense_tracker_system', ...role },
  ])
  await owner.query('SET ROLE expense_tracker_app')
  expect(await assertRolesCannotBypass(superuser)).toEqual([])
})

test('any number of processes may make the roles at once', async () => {
  const owners = await Promise.all(Array.from({ length: 8 }, () => connect(server.connectionString)))
  await Promise.all(owners.map((owner) => ensureRoles(owner)))
  for (const owner of owners) await owner.query('SET ROLE expense_tracker_system')
})

test('a login that may not make roles gets the exact SQL, and it works', async () => {
  const limited = await limitedLogin()
  const refusal = await ensureRoles(limited).catch((error: unknown) => error)
  if (!(refusal instanceof RolesMissingError)) throw refusal
  expect(refusal.statements).toEqual([
    'CREATE ROLE expense_tracker_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;',
    'CREATE ROLE expense_tracker_system NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;',
    'GRANT expense_tracker_app TO limited WITH INHERIT FALSE, SET TRUE;',
    'GRANT expense_tracker_system TO limited WITH INHERIT FALSE, SET TRUE;',
  ])
  expect(refusal.message).toContain(refusal.statements.join('\n'))
  for (const statement of refusal.statements) await superuser.query(statement)
  await ensureRoles(limited)
  await limited.query('SET ROLE expense_tracker_app')
})

test('where only the grant is missing, only the grant is asked for', async () => {
  await ensureRoles(await connect(server.connectionString))
  const limited = await limitedLogin()
  await expect(ensureRoles(limited)).rejects.toMatchObject({
    statements: [
      'GRANT expense_tracker_app TO limited WITH INHERIT FALSE, SET TRUE;',
      'GRANT expense_tracker_system TO limited WITH INHERIT FALSE, SET TRUE;',
    ],
  })
})

test.each([
  [
    'may bypass row-level security',
    'ALTER ROLE expense_tracker_app BYPASSRLS',
    /exempt.*expense_tracker_app as expense_tracker_app/,
  ],
  ['is a superuser', 'ALTER ROLE expense_tracker_system SUPERUSER', /exempt.*expense_tracker_system as/],
  ['may become a superuser', 'GRANT postgres TO expense_tracker_app', /exempt.*expense_tracker_app as postgres/],
  [
    'owns a table',
    'CREATE TABLE mine (); ALTER TABLE mine OWNER TO expense_tracker_app',
    /owns a table.*expense_tracker_app owns mine/,
  ],
  [
    'is missing',
    'DROP OWNED BY expense_tracker_system; DROP ROLE expense_tracker_system',
    /does not exist: expense_tracker_system/,
  ],
])('the start-up check notices a role that %s', async (_, change, problem) => {
  await ensureRoles(await connect(server.connectionString))
  await superuser.query(change)
  expect((await assertRolesCannotBypass(superuser)).join('\n')).toMatch(problem)
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import type { Logger } from '../domain/ports.ts'
import { ConnectionLostError, toDatabaseError } from './errors.ts'
import { ensureRoles } from './roles.ts'
import { APP_ROLE, JOBS_SCHEMA, SYSTEM_ROLE } from './transaction.ts'

/** The database holds migrations that this version of the program does not know: a newer one made them. */
export class DatabaseNewerError extends Error {
  override readonly name = 'DatabaseNewerError'

  constructor() {
    super(
      'The database was made by a newer version of this program. Start that version, or restore a backup from before it.',
    )
  }
}

/** Another process held the migration lock all the time. */
class MigrationBusyError extends Error {
  override readonly name = 'MigrationBusyError'
}

const MIGRATION_LOCK = 7_243_190_551_620_117n
const LOCK_TIMEOUT = '60s'

/**
 * Brings the schema up to the migrations in `migrationsFolder`, the roles first. Safe to start again after any interruption
 * (all pending migrations are one transaction) and from any number of processes at once (a session lock lets one work).
 * Needs a direct connection, not a transaction pooler. Throws DatabaseNewerError, RolesMissingError, MigrationBusyError,
 * DatabaseError for a failed migration, ConnectionLostError.
 */
export async function migrateDatabase(options: {
  connectionString: string
  migrationsFolder: string
  logger?: Logger
}): Promise<void> {
  const client = new pg.Client({ connectionString: options.connectionString, connectionTimeoutMillis: 10_000 })
  // A connection that breaks fails the statement in hand.
  client.on('error', () => {})
  try {
    await client.connect()
    await takeLock(client)
    await refuseNewer(client, options.migrationsFolder)
    await ensureRoles(client)
    await migrate(drizzle({ client }), { migrationsFolder: options.migrationsFolder })
    // Of the queue library, which makes and migrates its tables there itself; nothing of a ledger lies in it.
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${JOBS_SCHEMA} AUTHORIZATION ${SYSTEM_ROLE}`)
    await client.query(`GRANT USAGE ON SCHEMA public TO ${APP_ROLE}, ${SYSTEM_ROLE}`)
    options.logger?.info({}, 'database schema is up to date')
  } catch (error) {
    throw cleaned(error)
  } finally {
    // Ending the session gives the lock back.
    await client.end().catch(() => {})
  }
}

async function takeLock(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK.toString()])
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') throw error
    throw new MigrationBusyError(`Another process has been migrating the database for ${LOCK_TIMEOUT}.`)
  }
}

async function refuseNewer(client: pg.Client, migrationsFolder: string): Promise<void> {
  const { rows: tables } = await client.query(
    `SELECT FROM pg_tables WHERE schemaname = 'drizzle' AND tablename = '__drizzle_migrations'`,
  )
  if (tables.length === 0) return
  const journal = JSON.parse(await readFile(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  const known = journal.entries.map((entry) => String(entry.when))
  const { rows } = await client.query(
    'SELECT FROM drizzle.__drizzle_migrations WHERE created_at <> ALL ($1::bigint[])',
    [known],
  )
  if (rows.length > 0) throw new DatabaseNewerError()
}

/** The query builder's error around the driver's, and the driver's texts, may hold values: names and codes are kept. */
function cleaned(error: unknown): unknown {
  const inner = error instanceof Error && error.constructor.name === 'DrizzleQueryError' ? error.cause : error
  const isOfDriver =
    inner instanceof pg.DatabaseError || (inner instanceof Error && 'code' in inner && 'syscall' in inner)
  if (isOfDriver) return toDatabaseError(inner)
  return inner === error ? error : new ConnectionLostError('lost')
}

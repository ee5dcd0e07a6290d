import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createDatabase, type Database, type DatabaseOptions } from '../../src/db/client.ts'
import { administrate, onDatabase } from './global-setup.ts'

/** A migrated, empty database of a test's own. */
export type FreshDatabase = {
  readonly connectionString: string
  /** The same database for a superuser; null on a server given by TEST_DATABASE_URL. */
  readonly superuserConnectionString: string | null
  readonly database: Database
  /** Closes `database` and drops it, other connections or not. */
  close(): Promise<void>
}

/** Clones the run's template; `options` go to createDatabase. Call `close` in afterAll or afterEach. */
export async function freshDatabase(options: Omit<DatabaseOptions, 'connectionString'> = {}): Promise<FreshDatabase> {
  const server = inject('testServer')
  const name = `test_${randomBytes(8).toString('hex')}`
  await administrate(server.connectionString, `CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY file_copy`)
  const connectionString = onDatabase(server.connectionString, name)
  const database = createDatabase({ ...options, connectionString })
  return {
    connectionString,
    superuserConnectionString:
      server.superuserConnectionString === null ? null : onDatabase(server.superuserConnectionString, name),
    database,
    close: async () => {
      await database.end()
      // FORCE ends what is still connected; an autovacuum worker may be, and only a superuser may end that.
      const administrator = server.superuserConnectionString ?? server.connectionString
      await administrate(administrator, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

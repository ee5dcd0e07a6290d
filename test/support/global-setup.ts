import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/db/embedded/start.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'

const TEMPLATE = 'expense_tracker_test_template'

/** How tests reach the run's server. */
export type TestServer = {
  /** The login, which may make databases and roles, connected to a database of no interest. */
  readonly connectionString: string
  /** A superuser, where there is one. */
  readonly superuserConnectionString: string | null
  /** An empty, migrated database to clone. */
  readonly template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

let stop: () => Promise<void> = async () => {}

/** Starts one server for the run (or takes TEST_DATABASE_URL) and migrates a template database on it. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env.TEST_DATABASE_URL
  const { connectionString, superuserConnectionString } =
    given === undefined ? await startOwnServer() : { connectionString: given, superuserConnectionString: null }
  const template = given === undefined ? TEMPLATE : `${TEMPLATE}_${process.pid}`
  await administrate(connectionString, `CREATE DATABASE ${template}`)
  await migrateDatabase({
    connectionString: onDatabase(connectionString, template),
    migrationsFolder: fileURLToPath(new URL('../../drizzle', import.meta.url)),
  })
  if (given !== undefined) stop = () => administrate(given, `DROP DATABASE ${template}`)
  project.provide('testServer', { connectionString, superuserConnectionString, template })
}

export async function teardown(): Promise<void> {
  await stop()
}

async function startOwnServer(): Promise<{ connectionString: string; superuserConnectionString: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'expense-tracker-test-'))
  const server = await startEmbeddedPostgres({ dataDir })
  stop = async () => {
    await server.release()
    await rm(dataDir, { recursive: true, force: true })
  }
  return server
}

/** Runs one statement on its own connection, outside any transaction. */
export async function administrate(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The same server and login on another database. */
export function onDatabase(connectionString: string, database: string): string {
  const address = new URL(connectionString)
  address.pathname = `/${database}`
  return address.href
}

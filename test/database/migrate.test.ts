import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { DatabaseNewerError, migrateDatabase } from '../../src/db/migrate.ts'
import { administrate, onDatabase } from '../support/global-setup.ts'

const { connectionString: server } = inject('testServer')
let name: string
let connectionString: string
let migrationsFolder: string

beforeEach(async () => {
  name = `migrate_${randomBytes(8).toString('hex')}`
  await administrate(server, `CREATE DATABASE ${name}`)
  connectionString = onDatabase(server, name)
  migrationsFolder = await mkdtemp(join(tmpdir(), 'expense-tracker-migrations-'))
  await mkdir(join(migrationsFolder, 'meta'))
})
afterEach(async () => {
  await administrate(server, `DROP DATABASE ${name} WITH (FORCE)`)
  await rm(migrationsFolder, { recursive: true })
})

const writeMigrations = async (...migrations: string[]) => {
  const entries = migrations.map((_, idx) => ({
    idx,
    version: '7',
    when: 1000 + idx,
    tag: `000${idx}`,
    breakpoints: true,
  }))
  await writeFile(
    join(migrationsFolder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  )
  await Promise.all(migrations.map((text, index) => writeFile(join(migrationsFolder, `000${index}.sql`), text)))
}

const tables = async (): Promise<string[]> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`)
  await client.end()
  return rows.map((row) => row.tablename)
}

const migrateTest = () => migrateDatabase({ connectionString, migrationsFolder })

test('the migrations of this program run from empty, and again without effect', async () => {
  const real = fileURLToPath(new URL('../../drizzle', import.meta.url))
  await migrateDatabase({ connectionString, migrationsFolder: real })
  const made = await tables()
  expect(made).toContain('postings')
  await migrateDatabase({ connectionString, migrationsFolder: real })
  expect(await tables()).toEqual(made)
})

test('new migrations are added to what is there', async () => {
  await writeMigrations('CREATE TABLE one ();--> statement-breakpoint\nCREATE TABLE two ();')
  await migrateTest()
  await writeMigrations('CREATE TABLE one ();--> statement-breakpoint\nCREATE TABLE two ();', 'CREATE TABLE three ();')
  await migrateTest()
  expect(await tables()).toEqual(['one', 'three', 'two'])
})

test('processes that migrate at once do it once', async () => {
  await writeMigrations('CREATE TABLE one ();--> statement-breakpoint\nSELECT pg_sleep(0.2);')
  await Promise.all([migrateTest(), migrateTest(), migrateTest(), migrateTest()])
  expect(await tables()).toEqual(['one'])
})

test('a migration that fails leaves nothing behind, says what and not whose, and may be tried again', async () => {
  await writeMigrations(
    'CREATE TABLE one ();',
    `CREATE TABLE two ();--> statement-breakpoint\nSELECT 'CANARY-8137'::int;`,
  )
  const failure = await migrateTest().catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'DatabaseError', code: '22P02' })
  expect(String((failure as Error).stack)).not.toContain('CANARY')
  expect(await tables()).toEqual([])
  await writeMigrations('CREATE TABLE one ();', 'CREATE TABLE two ();')
  await migrateTest()
  expect(await tables()).toEqual(['one', 'two'])
})

test('a database of a newer version is refused and left alone', async () => {
  await writeMigrations('CREATE TABLE one ();', 'CREATE TABLE two ();')
  await migrateTest()
  await writeMigrations('CREATE TABLE one ();')
  await expect(migrateTest()).rejects.toThrow(DatabaseNewerError)
  expect(await tables()).toEqual(['one', 'two'])
})

test('a server that is not there is an error of the connection', async () => {
  await writeMigrations('CREATE TABLE one ();')
  const nowhere = migrateDatabase({ connectionString: 'postgres://u:p@127.0.0.1:1/x', migrationsFolder })
  await expect(nowhere).rejects.toMatchObject({ name: 'ConnectionLostError', code: 'ECONNREFUSED' })
})

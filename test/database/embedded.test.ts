import { spawn, spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkServer } from '../../src/db/check-server.ts'
import { linkLibraries } from '../../src/db/embedded/binaries.ts'
import { tryFolderLock } from '../../src/db/embedded/folder-lock.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded/start.ts'
import { startEmbeddedProcess } from '../support/embedded-process.ts'

let dataDir: string
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'expense-tracker-embedded-'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.release()))
  await rm(dataDir, { recursive: true, force: true })
})

const start = async () => {
  const server = await startEmbeddedPostgres({ dataDir })
  started.push(server)
  return server
}

const ask = async (connectionString: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const postmasterId = async () =>
  Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
const isRunning = () =>
  readFile(join(dataDir, 'postgres/postmaster.pid')).then(
    () => true,
    () => false,
  )

test('the first start makes a durable, private server, and what it stored is there at the next', async () => {
  const server = await start()
  expect(server.isOwner).toBe(true)
  const names = [
    'data_checksums',
    'fsync',
    'full_page_writes',
    'listen_addresses',
    'TimeZone',
    'unix_socket_directories',
  ]
  const settings = await ask(
    server.superuserConnectionString,
    `SELECT setting FROM pg_settings WHERE name IN (${names.map((name) => `'${name}'`).join(', ')}) ORDER BY lower(name)`,
  )
  expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', 'on', '127.0.0.1', 'UTC', ''])
  expect(
    await ask(server.connectionString, 'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user'),
  ).toEqual([{ rolsuper: false, rolbypassrls: false }])
  expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700)
  await ask(server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await server.release()
  expect(await isRunning()).toBe(false)
  const again = await start()
  expect(await ask(again.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('a connection without the password is refused', async () => {
  const server = await start()
  const address = new URL(server.connectionString)
  address.password = 'guess'
  await expect(ask(address.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
})

test('the server passes our own check, and one that could lose data does not', async () => {
  const server = await start()
  const client = new pg.Client({ connectionString: server.superuserConnectionString })
  await client.connect()
  expect(await checkServer(client)).toEqual({ kind: 'ok' })
  await client.query('ALTER SYSTEM SET full_page_writes = off')
  await client.query('SELECT pg_reload_conf()')
  await expect.poll(async () => (await checkServer(client)).kind).toBe('refused')
  await client.end()
})

test('a second process shares the server, and the last to leave stops it', async () => {
  const first = await startEmbeddedProcess(dataDir)
  const second = await startEmbeddedProcess(dataDir)
  expect([first.isOwner, second.isOwner]).toEqual([true, false])
  expect(second.connectionString).toBe(first.connectionString)
  await first.leave()
  expect(await ask(second.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await second.leave()
  expect(await isRunning()).toBe(false)
})

test('a server whose process was killed is used again, and the killed one counts no more', async () => {
  const killed = await startEmbeddedProcess(dataDir)
  const processId = await postmasterId()
  await killed.kill()
  const next = await start()
  expect([next.isOwner, await postmasterId()]).toEqual([false, processId])
  await next.release()
  expect(await isRunning()).toBe(false)
})

test('processes that start at the same moment get one server', async () => {
  const processes = await Promise.all([1, 2, 3, 4].map(() => startEmbeddedProcess(dataDir)))
  expect(processes.filter(({ isOwner }) => isOwner)).toHaveLength(1)
  expect(new Set(processes.map(({ connectionString }) => connectionString)).size).toBe(1)
  await Promise.all(processes.map((process) => process.leave()))
  expect(await isRunning()).toBe(false)
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toMatch(
    /^(?:(?!starting PostgreSQL)[\s\S])*starting PostgreSQL(?:(?!starting PostgreSQL)[\s\S])*$/,
  )
})

test('one process may use the server twice', async () => {
  const first = await start()
  const second = await start()
  await first.release()
  await first.release()
  expect(await ask(second.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a postmaster.pid whose process id now belongs to another program is no obstacle', async () => {
  await (await start()).release()
  // Not our own process: PostgreSQL itself knows its ancestors to be no servers.
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  try {
    const stale = [other.pid, join(dataDir, 'postgres'), 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n')
    await writeFile(join(dataDir, 'postgres/postmaster.pid'), stale)
    expect((await start()).isOwner).toBe(true)
  } finally {
    other.kill()
  }
})

test('a server that dies is started again where its users know it', async () => {
  const server = await start()
  const processId = await postmasterId()
  process.kill(processId, 'SIGKILL')
  const answer = () => ask(server.connectionString, 'SELECT 1 AS one').catch(() => null)
  await expect.poll(postmasterId, { timeout: 20_000 }).not.toBe(processId)
  await expect.poll(answer, { timeout: 20_000 }).toEqual([{ one: 1 }])
})

test('a data folder of another major version is refused by name', async () => {
  await (await start()).release()
  await writeFile(join(dataDir, 'postgres/PG_VERSION'), '17\n')
  await expect(start()).rejects.toThrow(/made by PostgreSQL 17, and the bundled one is 18/)
})

test('a folder that is not a database is left alone', async () => {
  await mkdir(join(dataDir, 'postgres'))
  await writeFile(join(dataDir, 'postgres/photo.jpg'), 'x')
  await expect(start()).rejects.toThrow(/exists and is not a database/)
  expect(await readdir(join(dataDir, 'postgres'))).toEqual(['photo.jpg'])
})

test('a first start that was interrupted is begun again', async () => {
  await mkdir(join(dataDir, 'postgres.new/base'), { recursive: true })
  await writeFile(join(dataDir, 'postgres-password'), 'of the interrupted start\n')
  expect((await start()).isOwner).toBe(true)
})

test('a DATA_DIR that cannot be used is named', async () => {
  const file = join(dataDir, 'file')
  await writeFile(file, '')
  await expect(startEmbeddedPostgres({ dataDir: join(file, 'below') })).rejects.toThrow(
    /DATA_DIR \(.*below\) cannot be used/,
  )
})

test('when the server does not start, the error ends with its own last words', async () => {
  await (await start()).release()
  await writeFile(join(dataDir, 'postgres/global/pg_control'), 'damaged')
  await expect(start()).rejects.toThrow(/could not be started[\s\S]*PANIC/)
})

test('a missing password is named, not replaced', async () => {
  await (await start()).release()
  await rm(join(dataDir, 'postgres-password'))
  await expect(start()).rejects.toThrow(/postgres-password is missing/)
})

test('a folder in use from another container is refused', async () => {
  await (await start()).release()
  await writeFile(join(dataDir, 'postgres-host'), 'elsewhere')
  const user = tryFolderLock(join(dataDir, 'postgres-users.lock'), 'shared')
  await expect(start()).rejects.toThrow(/used from another machine or container/)
  user?.close()
  expect((await start()).isOwner).toBe(true)
})

test('nothing that statements carry gets into the server log', async () => {
  const server = await start()
  const client = new pg.Client({ connectionString: server.connectionString })
  client.on('error', () => {})
  await client.connect()
  await client.query('CREATE TABLE probe (word text UNIQUE CHECK (length(word) < 20))')
  for (const word of ['CANARY-8137', 'CANARY-8137', 'CANARY-8137-CANARY-8137']) {
    await client.query('INSERT INTO probe VALUES ($1)', [word]).catch(() => {})
    await client.query(`SELECT '${word}'::int`).catch(() => {})
  }
  await client.query(`SELECT pg_terminate_backend(pg_backend_pid()), 'CANARY-8137'`).catch(() => {})
  await server.release()
  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8')
  expect(log).toContain('database system is ready')
  expect(log).not.toContain('CANARY')
})

test('missing library links are made, by any number of processes at once', async () => {
  await mkdir(join(dataDir, 'native/lib'), { recursive: true })
  await writeFile(join(dataDir, 'native/lib/libx.so.1.2'), 'library')
  const links = ['libx.so', 'libx.so.1'].map((name) => ({
    source: 'native/lib/libx.so.1.2',
    target: `native/lib/${name}`,
  }))
  await writeFile(join(dataDir, 'native/pg-symlinks.json'), JSON.stringify(links))
  await Promise.all([1, 2, 3].map(() => linkLibraries(dataDir)))
  expect(await readlink(join(dataDir, 'native/lib/libx.so.1'))).toBe('libx.so.1.2')
  expect(await readFile(join(dataDir, 'native/lib/libx.so'), 'utf8')).toBe('library')
})

const isRoot = process.getuid?.() === 0

test.runIf(isRoot)('root, whom PostgreSQL refuses, is served, also below a folder closed to others', async () => {
  await chmod(dataDir, 0o700)
  const server = await start()
  expect(await ask(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect((await stat(join(dataDir, 'postgres'))).uid).toBe(0)
})

const NOBODY = 65534
const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--inh-caps=-all', '--']
// Only root can become another user, who must then be able to read this checkout.
const canBeNobody =
  isRoot && spawnSync('setpriv', [...asNobody.slice(1), 'test', '-r', fileURLToPath(import.meta.url)]).status === 0

test.runIf(canBeNobody)('an ordinary user needs nothing special', async () => {
  await chown(dataDir, NOBODY, NOBODY)
  const server = await startEmbeddedProcess(dataDir, { prefix: asNobody })
  expect(await ask(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect((await stat(join(dataDir, 'postgres'))).uid).toBe(NOBODY)
  await server.leave()
  expect(await isRunning()).toBe(false)
  await expect(start()).rejects.toThrow(/belongs to user 65534, and this runs as user 0/)
})

test.runIf(isRoot)('root without user namespaces is told what to do', async () => {
  const programs = join(dataDir, 'bin')
  await mkdir(programs)
  await writeFile(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  const path = `${programs}:${process.env.PATH}`
  await expect(startEmbeddedProcess(join(dataDir, 'data'), { path })).rejects.toThrow(
    /refuses user namespaces. Run this as an ordinary user, or set DATABASE_URL/,
  )
})

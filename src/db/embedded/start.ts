import { readFile, readlink, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../../domain/ports.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureCluster, makeDataDir, type Places, placesIn } from './cluster.ts'
import { EmbeddedPostgresError, programFailed } from './error.ts'
import { type FolderLock, tryFolderLock, waitForFolderLock } from './folder-lock.ts'
import { findPostmaster, freePort, waitUntilReady } from './postmaster.ts'
import { programRunner, type RunProgram } from './run-program.ts'
import { DATABASE, LOGIN, SUPERUSER, writeSettings } from './settings.ts'

const START_LOCK_TIMEOUT_MS = 90_000
const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_SECONDS = 15
const LOG_SIZE_MAX_BYTES = 5_000_000

export type EmbeddedPostgres = {
  /** For the login that owns the database and is no superuser; holds its password. */
  readonly connectionString: string
  /** For the superuser, who is exempt from row-level security: for repairs and for tests of isolation only. */
  readonly superuserConnectionString: string
  /** Whether this call started the server, rather than found it running. */
  readonly isOwner: boolean
  /** Leaves the server; the last to leave, in any process, stops it. May be called twice. Never throws, takes ≤ 30 s. */
  release(): Promise<void>
}

type Tools = { readonly binaries: Binaries; readonly run: RunProgram; readonly logger: Logger | null }

/**
 * The bundled PostgreSQL on `<dataDir>/postgres`: made if new, started if stopped, shared if another process runs it (or
 * ran it and was killed). One server per folder at any time. Throws EmbeddedPostgresError with what a person can do.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; logger?: Logger }): Promise<EmbeddedPostgres> {
  await makeDataDir(options.dataDir)
  const places = placesIn(await realpath(resolve(options.dataDir)))
  const tools: Tools = {
    binaries: await findBinaries(),
    run: await programRunner(),
    logger: options.logger ?? null,
  }
  const startLock = await waitForFolderLock(places.startLock, 'exclusive', START_LOCK_TIMEOUT_MS)
  if (startLock === null) {
    throw new EmbeddedPostgresError(`Another process has been starting or stopping the database in ${places.folder}.`)
  }
  try {
    const password = await ensureCluster(places, tools.binaries, tools.run)
    const { port, isOwner } = await ensureRunning(places, tools)
    const address = (user: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${DATABASE}`
    await checkLogin(address(LOGIN), places)
    const usersLock = await waitForFolderLock(places.usersLock, 'shared', READY_TIMEOUT_MS)
    if (usersLock === null) throw new EmbeddedPostgresError(`${places.usersLock} is locked by another program.`)
    tools.logger?.info({ port, isOwner }, 'embedded database is ready')
    let released: Promise<void> | null = null
    const release = () => {
      released ??= leave(places, tools, usersLock)
      return released
    }
    return {
      connectionString: address(LOGIN),
      superuserConnectionString: address(SUPERUSER),
      isOwner,
      release,
    }
  } finally {
    startLock.close()
  }
}

async function ensureRunning(places: Places, tools: Tools): Promise<{ port: number; isOwner: boolean }> {
  await checkHost(places)
  const running = await waitUntilReady(places.folder, READY_TIMEOUT_MS)
  if (running !== null) return { port: running.port, isOwner: false }
  if ((await findPostmaster(places.folder)) !== null) {
    throw programFailed(`The database in ${places.folder} does not get ready.`, await readLog(places))
  }
  const port = await startServer(places, tools)
  await writeFile(places.hostFile, await thisHost())
  return { port, isOwner: true }
}

/**
 * Refuses a folder whose users live where we cannot see their server: in another container over the same volume, its
 * process ids mean nothing here, and a living server would look like one left behind.
 */
async function checkHost(places: Places): Promise<void> {
  const host = await readFile(places.hostFile, 'utf8').catch(() => null)
  if (host === null || host === (await thisHost())) return
  const alone = tryFolderLock(places.usersLock, 'exclusive')
  if (alone === null) {
    throw new EmbeddedPostgresError(
      `The database in ${places.folder} is used from another machine or container. ` +
        'Stop that first, or give both the same DATABASE_URL.',
    )
  }
  alone.close()
}

/** Names the space in which process ids mean the same as here, for as long as the machine runs. */
async function thisHost(): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '')
  return [hostname(), boot.trim(), namespace].join(' ')
}

async function startServer(places: Places, tools: Tools): Promise<number> {
  await turnLogOver(places.logFile)
  const attempts = 4
  for (let attempt = 1; ; attempt += 1) {
    const logStart = await sizeOf(places.logFile)
    const port = await freePort(attempt === 1 ? await lastPort(places.folder) : null)
    await writeSettings(places.folder, port)
    const args = ['start', '-D', places.folder, '-l', places.logFile, '-w', '-t', String(READY_TIMEOUT_MS / 1000), '-s']
    const started = await tools.run(tools.binaries.pgCtl, args)
    if (started.exitCode === 0) return port
    const output = `${started.output}\n${await readLog(places, logStart)}`
    // Two refusals pass by themselves: a port taken meanwhile, and the last processes of a killed server.
    const isPassing = /could not bind|address already in use|pre-existing shared memory block/i.test(output)
    if (!isPassing || attempt === attempts) throw programFailed('The database could not be started.', output)
    await sleep(500)
  }
}

async function leave(places: Places, tools: Tools, usersLock: FolderLock): Promise<void> {
  const startLock = await waitForFolderLock(places.startLock, 'exclusive', STOP_TIMEOUT_SECONDS * 1000).catch(
    () => null,
  )
  usersLock.close()
  // Whoever holds the start lock is about to use the server, so it stays.
  if (startLock === null) return
  try {
    const alone = tryFolderLock(places.usersLock, 'exclusive')
    if (alone === null) return
    alone.close()
    await stopServer(places, tools)
  } catch (error) {
    tools.logger?.error({ reason: (error as Error).name }, 'embedded database could not be stopped')
  } finally {
    startLock.close()
  }
}

async function stopServer(places: Places, tools: Tools): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if ((await findPostmaster(places.folder)) === null) return
    const args = ['stop', '-D', places.folder, '-m', mode, '-w', '-t', String(STOP_TIMEOUT_SECONDS), '-s']
    const stopped = await tools.run(tools.binaries.pgCtl, args)
    if (stopped.exitCode === 0) return
    tools.logger?.warn({ mode }, 'embedded database did not stop in time')
  }
}

async function checkLogin(connectionString: string, places: Places): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  // A connection that dies is reported by the call that waits for it.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw programFailed(
      `The database in ${places.folder} refuses us: ${(error as Error).message}`,
      await readLog(places),
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function lastPort(folder: string): Promise<number | null> {
  const settings = await readFile(join(folder, 'postgresql.conf'), 'utf8').catch(() => '')
  const port = Number(/^port = '(\d+)'$/m.exec(settings)?.[1])
  return port > 0 ? port : null
}

async function readLog(places: Places, fromByte = 0): Promise<string> {
  const bytes = await readFile(places.logFile).catch(() => Buffer.alloc(0))
  return bytes.subarray(fromByte).toString('utf8')
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

async function turnLogOver(file: string): Promise<void> {
  if ((await sizeOf(file)) > LOG_SIZE_MAX_BYTES) await rename(file, `${file}.old`)
}

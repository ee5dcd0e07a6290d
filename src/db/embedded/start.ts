import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import pg from 'pg'
import type { Logger } from '../../domain/ports.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, makeDataDir, type Places, placesIn } from './cluster.ts'
import { EmbeddedPostgresError, programFailed } from './error.ts'
import { type FolderLock, tryFolderLock, waitForFolderLock } from './folder-lock.ts'
import { isServerGone } from './postmaster.ts'
import { programRunner } from './run-program.ts'
import { ensureRunning, readServerLog, stopServer, type Tools } from './server.ts'
import { DATABASE, LOGIN, SUPERUSER } from './settings.ts'

const START_LOCK_TIMEOUT_MS = 90_000
const LEAVE_LOCK_TIMEOUT_MS = 10_000
const WATCH_INTERVAL_MS = 1_000

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

/**
 * The bundled PostgreSQL on `<dataDir>/postgres`: made if new, started if stopped, shared if another process runs it (or
 * ran it and was killed), started again if it dies. One server per folder at any time. Throws EmbeddedPostgresError with
 * what a person can do.
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
    const { port, isStarted } = await ensureRunning(places, tools)
    const address = (user: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${DATABASE}`
    await checkLogin(address(LOGIN), places)
    const usersLock = tryFolderLock(places.usersLock, 'shared')
    if (usersLock === null) throw new EmbeddedPostgresError(`${places.usersLock} is locked by another program.`)
    const watch = watchServer(places, tools, port)
    tools.logger?.info({ port, isStarted }, 'embedded database is ready')
    let released: Promise<void> | null = null
    const release = (): Promise<void> => {
      clearInterval(watch)
      released ??= leave(places, tools, usersLock)
      return released
    }
    return {
      connectionString: address(LOGIN),
      superuserConnectionString: address(SUPERUSER),
      isOwner: isStarted,
      release,
    }
  } finally {
    startLock.close()
  }
}

/** Starts the server again when it has died, on the port that its users know. Does not keep the process alive. */
function watchServer(places: Places, tools: Tools, port: number): NodeJS.Timeout {
  let isReviving = false
  const revive = async (): Promise<void> => {
    if (isReviving || !(await isServerGone(places.folder))) return
    isReviving = true
    // Another process that holds the lock is at it already, or is stopping the server on purpose.
    const startLock = tryFolderLock(places.startLock, 'exclusive')
    try {
      if (startLock === null) return
      const revived = await ensureRunning(places, tools)
      tools.logger?.warn({ isSamePort: revived.port === port }, 'embedded database had died and was started again')
    } finally {
      startLock?.close()
      isReviving = false
    }
  }
  const watch = setInterval(() => {
    revive().catch((error: unknown) => {
      const reason = error instanceof EmbeddedPostgresError ? error.message : (error as Error).name
      tools.logger?.error({ reason }, 'embedded database has died and could not be started again')
    })
  }, WATCH_INTERVAL_MS)
  return watch.unref()
}

async function leave(places: Places, tools: Tools, usersLock: FolderLock): Promise<void> {
  const startLock = await waitForFolderLock(places.startLock, 'exclusive', LEAVE_LOCK_TIMEOUT_MS).catch(() => null)
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

async function checkLogin(connectionString: string, places: Places): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  // A connection that dies is reported by the call that waits for it.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const log = await readServerLog(places)
    throw programFailed(`The database in ${places.folder} refuses us: ${(error as Error).message}`, log)
  } finally {
    await client.end().catch(() => {})
  }
}

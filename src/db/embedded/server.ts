import { readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../domain/ports.ts'
import type { Binaries } from './binaries.ts'
import type { Places } from './cluster.ts'
import { programFailed } from './error.ts'
import { checkHost, rememberHost } from './host.ts'
import { findPostmaster, freePort, waitUntilReady } from './postmaster.ts'
import type { RunProgram } from './run-program.ts'
import { writeSettings } from './settings.ts'

/** What starting and stopping needs: the programs and a way to run them. */
export type Tools = { readonly binaries: Binaries; readonly run: RunProgram; readonly logger: Logger | null }

const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_SECONDS = 10
const START_ATTEMPTS = 4
const LOG_SIZE_MAX_BYTES = 5_000_000

/** The port of the server on the folder, started if none runs. Call under the start lock. Throws EmbeddedPostgresError. */
export async function ensureRunning(places: Places, tools: Tools): Promise<{ port: number; isStarted: boolean }> {
  await checkHost(places)
  const running = await waitUntilReady(places.folder, READY_TIMEOUT_MS)
  if (running !== null) return { port: running.port, isStarted: false }
  if ((await findPostmaster(places.folder)) !== null) {
    throw programFailed(`The database in ${places.folder} does not get ready.`, await readServerLog(places))
  }
  const port = await startServer(places, tools)
  await rememberHost(places)
  return { port, isStarted: true }
}

async function startServer(places: Places, tools: Tools): Promise<number> {
  await turnLogOver(places.logFile)
  for (let attempt = 1; ; attempt += 1) {
    const logStart = await sizeOf(places.logFile)
    const port = await freePort(attempt === 1 ? await lastPort(places.folder) : null)
    await writeSettings(places.folder, port)
    const args = ['start', '-D', places.folder, '-l', places.logFile, '-w', '-t', String(READY_TIMEOUT_MS / 1000), '-s']
    const started = await tools.run(tools.binaries.pgCtl, args)
    if (started.exitCode === 0) return port
    const output = `${started.output}\n${await readServerLog(places, logStart)}`
    // Two refusals pass by themselves: a port taken meanwhile, and the last processes of a killed server.
    const isPassing = /could not bind|address already in use|pre-existing shared memory block/i.test(output)
    if (!isPassing || attempt === START_ATTEMPTS) throw programFailed('The database could not be started.', output)
    await sleep(500)
  }
}

/** Stops the server: transactions under way are rolled back; one that does not end in time is killed, which is safe too. */
export async function stopServer(places: Places, tools: Tools): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if ((await findPostmaster(places.folder)) === null) return
    const args = ['stop', '-D', places.folder, '-m', mode, '-w', '-t', String(STOP_TIMEOUT_SECONDS), '-s']
    const stopped = await tools.run(tools.binaries.pgCtl, args)
    if (stopped.exitCode === 0) return
    tools.logger?.warn({ mode }, 'embedded database did not stop in time')
  }
}

/** The server's log from a byte on; it holds no statements and no values, see settings.ts. */
export async function readServerLog(places: Places, fromByte = 0): Promise<string> {
  const bytes = await readFile(places.logFile).catch(() => Buffer.alloc(0))
  return bytes.subarray(fromByte).toString('utf8')
}

async function lastPort(folder: string): Promise<number | null> {
  const settings = await readFile(join(folder, 'postgresql.conf'), 'utf8').catch(() => '')
  const port = Number(/^port = '(\d+)'$/m.exec(settings)?.[1])
  return port > 0 ? port : null
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

async function turnLogOver(file: string): Promise<void> {
  if ((await sizeOf(file)) > LOG_SIZE_MAX_BYTES) await rename(file, `${file}.old`)
}

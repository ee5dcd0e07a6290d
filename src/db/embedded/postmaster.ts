import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** The server process that a data folder names in its postmaster.pid. */
export type Postmaster = { readonly processId: number; readonly port: number; readonly isReady: boolean }

/**
 * The server that runs on `folder`, or null. A postmaster.pid left behind by a crash is removed, also when its process id
 * has meanwhile gone to another program: PostgreSQL itself would refuse to start beside it. Call under the start lock.
 */
export async function findPostmaster(folder: string): Promise<Postmaster | null> {
  const file = join(folder, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const [processId = '', , , port = '', , , , status = ''] = text.split('\n')
  if (await isServerOf(Number(processId), folder)) {
    return { processId: Number(processId), port: Number(port), isReady: status.trim() === 'ready' }
  }
  await rm(file, { force: true })
  return null
}

/** Whether no server runs on `folder`, as far as a look without the start lock can tell. */
export async function isServerGone(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null)
  return text === null || !isAlive(Number.parseInt(text, 10))
}

/** The running server once it accepts connections; null when it ended meanwhile, or is not ready after `timeoutMs`. */
export async function waitUntilReady(folder: string, timeoutMs: number): Promise<Postmaster | null> {
  const pauseMs = 50
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const postmaster = await findPostmaster(folder)
    if (postmaster === null || postmaster.isReady) return postmaster
    if (waitedMs >= timeoutMs) return null
    await sleep(pauseMs)
  }
}

/** Whether this process is a database server on this folder: servers stand in their folder and name it when started. */
async function isServerOf(processId: number, folder: string): Promise<boolean> {
  if (!Number.isInteger(processId) || processId <= 0 || !isAlive(processId)) return false
  const words = await commandLine(processId)
  // Where processes cannot be looked at, one that lives is taken for the server: never two on one folder.
  if (words === null) return true
  if (!/postgres|postmaster/i.test(words)) return false
  const standsIn = await readlink(`/proc/${processId}/cwd`).catch(() => null)
  return standsIn === null ? words.includes(folder) : standsIn === (await realpath(folder))
}

async function commandLine(processId: number): Promise<string | null> {
  if (process.platform === 'win32') return null
  try {
    if (process.platform === 'linux') return await readFile(`/proc/${processId}/cmdline`, 'utf8')
    return (await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(processId)])).stdout
  } catch {
    return isAlive(processId) ? null : ''
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A free port on loopback: `preferred` when nobody has it, so that those who knew the server find it again. */
export async function freePort(preferred: number | null): Promise<number> {
  if (preferred !== null) {
    const port = await listenOnce(preferred)
    if (port !== null) return port
  }
  const port = await listenOnce(0)
  if (port === null) throw new Error('no free port on 127.0.0.1')
  return port
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null))
    })
  })
}

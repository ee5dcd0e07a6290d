import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { EmbeddedPostgresError, programFailed } from './error.ts'
import type { RunProgram } from './run-program.ts'
import { DATABASE, LOGIN, SUPERUSER } from './settings.ts'

/** The places in DATA_DIR that belong to the embedded server. */
export type Places = {
  /** The server's data folder. */
  readonly folder: string
  readonly passwordFile: string
  readonly logFile: string
  /** Names the machine or container that started the server. */
  readonly hostFile: string
  /** Held while a process looks at, makes, starts or stops the server. */
  readonly startLock: string
  /** Shared by every process that uses the server. */
  readonly usersLock: string
}

export function placesIn(dataDir: string): Places {
  return {
    folder: join(dataDir, 'postgres'),
    passwordFile: join(dataDir, 'postgres-password'),
    logFile: join(dataDir, 'postgres.log'),
    hostFile: join(dataDir, 'postgres-host'),
    startLock: join(dataDir, 'postgres-start.lock'),
    usersLock: join(dataDir, 'postgres-users.lock'),
  }
}

/** Makes DATA_DIR, closed to other users when it is new. Throws EmbeddedPostgresError where it cannot be written. */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    // A name of this process's own: others may be starting at the same moment.
    const probe = join(dataDir, `.writable-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw programFailed(`DATA_DIR (${dataDir}) cannot be used.`, (error as Error).message)
  }
}

/**
 * The password of the folder's roles, after making the cluster if there is none yet. Call under the start lock.
 * A half-made cluster never counts: it is built beside its place and moved there whole.
 */
export async function ensureCluster(places: Places, binaries: Binaries, run: RunProgram): Promise<string> {
  const version = await readFile(join(places.folder, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version === null) {
    const found = await readdir(places.folder).catch(() => [])
    if (found.length > 0) {
      throw new EmbeddedPostgresError(
        `${places.folder} exists and is not a database. Move it away, or choose another DATA_DIR.`,
      )
    }
    return await makeCluster(places, binaries, run)
  }
  await checkFolder(places.folder, Number.parseInt(version, 10), binaries.major)
  const password = await readFile(places.passwordFile, 'utf8').catch(() => null)
  if (password === null) {
    throw new EmbeddedPostgresError(
      `${places.passwordFile} is missing or not readable: put it back from the copy that came with ${places.folder}.`,
    )
  }
  return password.trim()
}

async function checkFolder(folder: string, majorFound: number, majorNeeded: number): Promise<void> {
  if (majorFound !== majorNeeded) {
    throw new EmbeddedPostgresError(
      `${folder} was made by PostgreSQL ${majorFound}, and the bundled one is ${majorNeeded}. ` +
        'Make a backup with the version of this program that made it, and restore that into a new DATA_DIR.',
    )
  }
  const owner = (await stat(folder)).uid
  const userId = process.getuid?.()
  if (userId !== undefined && owner !== userId) {
    throw new EmbeddedPostgresError(
      `${folder} belongs to user ${owner}, and this runs as user ${userId}. ` +
        `Run it as user ${owner}, or change the owner of DATA_DIR and everything in it.`,
    )
  }
}

async function makeCluster(places: Places, binaries: Binaries, run: RunProgram): Promise<string> {
  const unfinished = `${places.folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  const password = randomBytes(24).toString('base64url')
  await rm(places.passwordFile, { force: true })
  await writeFile(places.passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true })
  const made = await run(binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${places.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The server's own C.UTF-8 sorts and classifies alike on every machine, whatever locales that has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--set=timezone=UTC',
  ])
  if (made.exitCode !== 0) throw programFailed('The database could not be created.', made.output)
  await makeLogin(unfinished, password, binaries, run)
  await rename(unfinished, places.folder)
  return password
}

/** The login owns its database and may make roles, like the login of a server that somebody else runs. */
async function makeLogin(folder: string, password: string, binaries: Binaries, run: RunProgram): Promise<void> {
  const input = [
    `CREATE ROLE ${LOGIN} LOGIN CREATEROLE CREATEDB PASSWORD '${password}';`,
    `CREATE DATABASE ${DATABASE} OWNER ${LOGIN};`,
    '',
  ].join('\n')
  const result = await run(binaries.postgres, ['--single', '-D', folder, '-c', 'exit_on_error=true', SUPERUSER], {
    input,
  })
  if (result.exitCode !== 0) throw programFailed('The database could not be created.', result.output)
}

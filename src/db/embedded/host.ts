import { readFile, readlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { Places } from './cluster.ts'
import { EmbeddedPostgresError } from './error.ts'
import { tryFolderLock } from './folder-lock.ts'

/**
 * Refuses a folder whose users live where we cannot see their server: in another container over the same volume, its
 * process ids mean nothing here, and a living server would look like one left behind. Call under the start lock.
 */
export async function checkHost(places: Places): Promise<void> {
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

/** Writes down that the server was started from here. */
export async function rememberHost(places: Places): Promise<void> {
  await writeFile(places.hostFile, await thisHost(), { mode: 0o600 })
}

/** Names the space in which process ids mean the same as here, for as long as the machine runs. */
async function thisHost(): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '')
  return [hostname(), boot.trim(), namespace].join(' ')
}

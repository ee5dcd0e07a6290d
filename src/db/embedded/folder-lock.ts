import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** A lock that is held until `close`, or until the process ends in whatever way. */
export type FolderLock = { close(): void }

/**
 * Takes a lock on `file`: shared with other shared holders, or exclusive of all; null when others are in the way.
 * Node has no flock; its SQLite takes the same kernel locks on every platform. The kernel drops them when a process dies,
 * SIGKILL included, so nothing can go stale and no reused process id can be taken for a holder. The file stays empty.
 */
export function tryFolderLock(file: string, mode: 'shared' | 'exclusive'): FolderLock | null {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_master')
  } catch (error) {
    database.close()
    if (isBusy(error)) return null
    throw error
  }
  return { close: () => database.close() }
}

/** Waits for a lock on `file`, at most `timeoutMs`; null when it was not to be had. */
export async function waitForFolderLock(
  file: string,
  mode: 'shared' | 'exclusive',
  timeoutMs: number,
): Promise<FolderLock | null> {
  const pauseMs = 25
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const lock = tryFolderLock(file, mode)
    if (lock !== null || waitedMs >= timeoutMs) return lock
    await sleep(pauseMs)
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === SQLITE_BUSY
}

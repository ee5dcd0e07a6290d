import { createReadStream, createWriteStream } from 'node:fs'
import { open as openFile, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BackupError } from './backup-error.ts'
import { type BackupRecord, fromLines, toLines } from './records.ts'
import { open, seal } from './sealed-stream.ts'

/**
 * Writes records into a sealed file that only its owner may read; gives its size in bytes. The file is there whole or not at
 * all: until then it has another name, and what stood under the name stays.
 */
export async function writeBackupFile(
  file: string,
  passphrase: string,
  records: AsyncIterable<BackupRecord>,
): Promise<number> {
  const draft = `${file}.partial`
  try {
    await pipeline(
      toLines(records),
      createGzip(),
      (bytes: AsyncIterable<Uint8Array>) => seal(bytes, passphrase),
      createWriteStream(draft, { mode: 0o600 }),
    )
    await sync(draft)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  return (await stat(file)).size
}

/** Hands the records of a sealed file to `use`. Throws BackupError, see `open`, and for a file that is not there. */
export async function readBackupFile<T>(
  file: string,
  passphrase: string,
  use: (records: AsyncIterable<BackupRecord>) => Promise<T>,
): Promise<T> {
  let result: { readonly value: T } | null = null
  try {
    await pipeline(
      createReadStream(file),
      (bytes: AsyncIterable<Uint8Array>) => open(bytes, passphrase),
      createGunzip(),
      async (bytes: AsyncIterable<Uint8Array>) => {
        result = { value: await use(fromLines(bytes)) }
        // Whoever has seen enough leaves a stream that would wait for ever.
        throw new SeenEnough()
      },
    )
  } catch (error) {
    if (error instanceof SeenEnough && result !== null) return (result as { readonly value: T }).value
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'EACCES'].includes(String(error.code))) {
      throw new BackupError(`${file} cannot be read: ${error.code}.`, { cause: error })
    }
    throw error
  }
  throw new Error('a pipeline that is left does not end well')
}

/** Ends the reading of a file. */
class SeenEnough extends Error {}

async function sync(path: string): Promise<void> {
  const handle = await openFile(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

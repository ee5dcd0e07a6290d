import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readImageSize } from './images.ts'
import type { Upload } from './parameters.ts'
import type { State, StoredFile } from './state.ts'

/** The bytes of uploaded files: in memory, or in a folder when the server's state is kept on disk. */
export type FileStore = {
  /** Stores an upload and gives its record; ids are never used twice. */
  add(state: State, upload: Upload): StoredFile
  /** The bytes of a stored file; null when they are gone from the disk. */
  read(file: StoredFile): Uint8Array<ArrayBuffer> | null
}

/** A file store in memory (`folder` null) or in a folder, which is made at the first upload. */
export function createFileStore(folder: string | null): FileStore {
  const memory = new Map<string, Uint8Array<ArrayBuffer>>()
  const write = (uniqueId: string, bytes: Uint8Array): void => {
    if (folder === null) {
      memory.set(uniqueId, new Uint8Array(bytes))
      return
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, uniqueId), bytes, { mode: 0o600 })
  }
  return {
    add(state, upload) {
      const file = describe(state, upload)
      write(file.uniqueId, upload.bytes)
      state.files.set(file.id, file)
      return file
    },
    read(file) {
      if (folder === null) return memory.get(file.uniqueId) ?? null
      try {
        return new Uint8Array(readFileSync(join(folder, file.uniqueId)))
      } catch {
        // Somebody emptied the folder: the chat still shows the message, without its file.
        return null
      }
    },
  }
}

function describe(state: State, upload: Upload): StoredFile {
  const number = state.nextFileNumber++
  const size = readImageSize(upload.bytes)
  const uniqueId = `local${number.toString(36).padStart(8, '0')}`
  return {
    id: `LocalFile-${uniqueId}-${state.bot.id}`,
    uniqueId,
    name: safeName(upload.fileName),
    contentType: upload.contentType === '' ? 'application/octet-stream' : upload.contentType,
    size: upload.bytes.length,
    width: size?.width ?? null,
    height: size?.height ?? null,
  }
}

/** Keeps a name that is one path segment without control characters. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const cleaned = last.replace(/\p{Cc}/gu, '').trim()
  return cleaned === '' || cleaned === '.' || cleaned === '..' ? 'file' : cleaned
}

import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { LIMITS } from '../limits.ts'
import { Refused } from './refused.ts'

/** A file of an archive, unpacked. */
export type Unpacked = { readonly name: string; readonly bytes: Buffer }

/** What yauzl 3.4 has and its types do not know yet. */
type Archive = ZipFile & {
  eachEntry(): AsyncIterable<Entry>
  openReadStreamPromise(entry: Entry): Promise<Readable>
}

/**
 * The files of a zip. Sizes are counted while unpacking, so that an archive that lies about them, or that unpacks to far
 * more than it is, is refused before it fills the memory. Folders, and what operating systems add, are left out.
 */
export async function unzip(bytes: Buffer, isWanted: (name: string) => boolean): Promise<Unpacked[]> {
  const files: Unpacked[] = []
  const budget = {
    left: Math.min(LIMITS.unpackedBytes, Math.max(bytes.length * LIMITS.zipRatio, LIMITS.unpackedBytesAlways)),
  }
  let entries = 0
  try {
    const archive = (await promisify<Buffer, object, ZipFile>(fromBuffer)(bytes, OPTIONS)) as Archive
    for await (const entry of archive.eachEntry()) {
      if (++entries > LIMITS.zipEntries)
        throw new Refused('unsafe', `the archive holds more than ${LIMITS.zipEntries} files`)
      if (/\/$|^__MACOSX\/|(?:^|\/)\.[^/]*$/u.test(entry.fileName)) continue
      const content = await inflate(archive, entry, budget)
      if (/\.xml$/iu.test(entry.fileName)) refuseLongTexts(content)
      if (isWanted(entry.fileName)) files.push({ name: entry.fileName, bytes: content })
    }
  } catch (cause) {
    if (cause instanceof Refused) throw cause
    throw new Refused('damaged', `the archive cannot be unpacked: ${reasonOf(cause)}`)
  }
  return files
}

const OPTIONS = { lazyEntries: true, validateEntrySizes: true }

async function inflate(archive: Archive, entry: Entry, budget: { left: number }): Promise<Buffer> {
  if (entry.isEncrypted()) throw new Refused('damaged', 'the archive is encrypted')
  const chunks: Buffer[] = []
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    budget.left -= (chunk as Buffer).length
    if (budget.left < 0) throw new Refused('unsafe', 'the archive unpacks to far more than it is')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** A cell of a workbook holds 32,767 characters at most; one text of millions is there to be copied. */
function refuseLongTexts(xml: Buffer): void {
  for (let at = 0; at >= 0 && at + LIMITS.xmlText < xml.length; ) {
    const next = xml.indexOf('<', at + 1)
    if ((next < 0 ? xml.length : next) - at > LIMITS.xmlText)
      throw new Refused('unsafe', 'the workbook holds a text that no cell can hold')
    at = next
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : 'unknown'
}

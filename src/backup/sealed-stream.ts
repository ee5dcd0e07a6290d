import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { BackupError } from './backup-error.ts'

/*
 * A sealed file: magic (23 bytes) · version (1) · scrypt's log2 N, r, p (1 each) · salt (16) · check (16) · chunks.
 * A chunk: up to 64 KiB encrypted with AES-256-GCM · tag (16). Its nonce is its number and whether it is the last, so that no
 * chunk can be moved, repeated or left out, and the end cannot be cut off; the header is authenticated with each. The key is
 * scrypt's of passphrase and salt, for this file alone. `check` tells a wrong passphrase from a damaged file.
 */
const MAGIC = Buffer.from('expense-tracker backup\n')
const VERSION = 1
const SALT_BYTES = 16
const CHECK_BYTES = 16
const HEADER_BYTES = MAGIC.length + 4 + SALT_BYTES + CHECK_BYTES
const CHUNK_BYTES = 64 * 1024
const TAG_BYTES = 16
/** 128 MB and about half a second for each guess. */
const COST = { log2N: 17, r: 8, p: 1 }
/** A file that asks for more is not ours, and must not take the machine down. */
const LOG2_N_MAX = 20

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The bytes of `source` encrypted for a passphrase. Another `log2N` is for tests: each less halves the work of a guess. */
export async function* seal(source: Bytes, passphrase: string, log2N = COST.log2N): AsyncGenerator<Buffer> {
  const start = Buffer.concat([MAGIC, Buffer.of(VERSION, log2N, COST.r, COST.p), randomBytes(SALT_BYTES)])
  const key = await deriveKey(passphrase, start)
  const header = Buffer.concat([start, checkOf(key, start)])
  yield header
  let number = 0
  for await (const { bytes, isLast } of chunksOf(source, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast))
    cipher.setAAD(header)
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    number += 1
  }
}

/**
 * What was sealed. Throws BackupError for a file of another kind or version, for a wrong passphrase, and for one that was changed
 * or cut short anywhere; what it gave before it noticed is genuine, and not all.
 */
export async function* open(source: Bytes, passphrase: string): AsyncGenerator<Buffer> {
  let header: Buffer | null = null
  let key: Buffer | null = null
  let number = 0
  for await (const { bytes, isLast } of chunksOf(source, CHUNK_BYTES + TAG_BYTES, HEADER_BYTES)) {
    if (header === null || key === null) {
      header = bytes
      key = await keyOf(header, passphrase)
      if (isLast) throw new BackupError('This backup is cut short: there is nothing behind its beginning.')
      continue
    }
    yield decrypt(bytes, { key, header, nonce: nonceOf(number, isLast) })
    number += 1
  }
}

async function keyOf(header: Buffer, passphrase: string): Promise<Buffer> {
  const isOurs = header.length === HEADER_BYTES && header.subarray(0, MAGIC.length).equals(MAGIC)
  if (!isOurs) throw new BackupError('This file is no backup of expense-tracker.')
  const [version, log2N = 0] = header.subarray(MAGIC.length)
  if (version !== VERSION) {
    throw new BackupError(`This backup has format ${version}; this program reads format ${VERSION}. Use a newer one.`)
  }
  if (log2N < 10 || log2N > LOG2_N_MAX) throw new BackupError(DAMAGED)
  const start = header.subarray(0, HEADER_BYTES - CHECK_BYTES)
  const key = await deriveKey(passphrase, start)
  if (!timingSafeEqual(checkOf(key, start), header.subarray(-CHECK_BYTES))) {
    throw new BackupError('The passphrase is not the one of this backup, or the beginning of the file is damaged.')
  }
  return key
}

const DAMAGED = 'This backup is damaged or cut short, so nothing of it is used. Take another copy of it.'

function decrypt(bytes: Buffer, { key, header, nonce }: { key: Buffer; header: Buffer; nonce: Buffer }): Buffer {
  if (bytes.length < TAG_BYTES) throw new BackupError(DAMAGED)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(header)
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    // The reason is always the same: the tag does not fit.
    throw new BackupError(DAMAGED)
  }
}

/** The passphrase in one of its Unicode forms, since keyboards differ. */
function deriveKey(passphrase: string, start: Buffer): Promise<Buffer> {
  const [log2N = 0, r = 0, p = 0] = start.subarray(MAGIC.length + 1)
  const salt = start.subarray(-SALT_BYTES)
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  scrypt(passphrase.normalize('NFC'), salt, 32, { N: 2 ** log2N, r, p, maxmem: 2 ** 31 - 1 }, (error, key) => {
    if (error === null) resolve(key)
    else reject(new BackupError(DAMAGED, { cause: error }))
  })
  return promise
}

function checkOf(key: Buffer, start: Buffer): Buffer {
  return createHmac('sha256', key).update('check').update(start).digest().subarray(0, CHECK_BYTES)
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

/** The bytes in pieces of one size, but the first of `firstBytes`; the last may be shorter, and is there even when empty. */
async function* chunksOf(
  source: Bytes,
  chunkBytes: number,
  firstBytes = chunkBytes,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let waiting: Buffer = Buffer.alloc(0)
  let size = firstBytes
  for await (const part of source) {
    waiting = Buffer.concat([waiting, part])
    // One byte more must be there: the last piece is known by the end only.
    while (waiting.length > size) {
      yield { bytes: waiting.subarray(0, size), isLast: false }
      waiting = waiting.subarray(size)
      size = chunkBytes
    }
  }
  yield { bytes: waiting, isLast: true }
}

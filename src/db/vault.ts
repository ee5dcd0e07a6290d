import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** Where a sealed value is stored; it opens nowhere else. `ledgerId` is null for the installation's own tables. */
export type Place = {
  readonly table: string
  readonly column: string
  readonly ledgerId: string | null
  readonly rowId: string
}

/** A sealed value did not open: another key, another place, or changed bytes. Says no more than that. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
}

/** Keeps secrets in the database and makes keyed ids; everything is derived from the installation's SECRET_KEY. */
export type Vault = {
  /** The value encrypted (AES-256-GCM) and bound to its place. Text is sealed as UTF-8. */
  seal(place: Place, plaintext: Uint8Array | string): Uint8Array
  /** What was sealed for this place. Throws VaultError. */
  open(place: Place, sealed: Uint8Array): Uint8Array
  /** A keyed hash of `text`, 32 hexadecimal digits: equal for equal texts of one purpose, meaningless without the key. */
  fingerprint(purpose: string, text: string): string
  /** A UUID (version 8, RFC 9562) that is the same for the same parts in the same order. */
  deriveId(...parts: string[]): string
  /** A keyed code for something that comes back to us from outside (a button, a link), 32 bytes. */
  mac(purpose: string, text: string): Uint8Array
  /** Whether `code` is the `mac` of the same purpose and text; takes the same time either way. */
  isMac(purpose: string, text: string, code: Uint8Array): boolean
  /** Tells this key from others without giving it away; kept in the database, so that a wrong key is noticed at the start. */
  readonly keyCheck: string
}

/*
 * A sealed value: format (1 byte, 1) · key id (4 bytes) · nonce (12) · ciphertext · tag (16).
 * Each ledger has a data key of its own, so no key comes near the 2^32 random nonces that GCM allows, and a value moved to
 * another ledger meets another key before it meets the wrong place.
 */
const FORMAT = 1
const KEY_BYTES = 32
const KEY_ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES
const DATA_KEYS_KEPT = 1_000

/** The vault of a SECRET_KEY of exactly 32 bytes; throws RangeError for another length. */
export function createVault(secretKey: Uint8Array): Vault {
  if (secretKey.length !== KEY_BYTES) throw new RangeError(`SECRET_KEY must be ${KEY_BYTES} bytes`)
  const derive = (purpose: string, bytes = KEY_BYTES) => {
    return Buffer.from(hkdfSync('sha256', secretKey, 'expense-tracker', purpose, bytes))
  }
  const fingerprintKey = derive('fingerprint')
  const idKey = derive('id')
  const macKey = derive('mac')
  const keyId = derive('key id', KEY_ID_BYTES)
  const dataKeys = new Map<string, Buffer>()

  const dataKey = (ledgerId: string | null): Buffer => {
    const info = ledgerId === null ? 'data installation' : `data ledger ${ledgerId}`
    const known = dataKeys.get(info)
    if (known !== undefined) return known
    if (dataKeys.size >= DATA_KEYS_KEPT) dataKeys.clear()
    const key = derive(info)
    dataKeys.set(info, key)
    return key
  }

  const mac = (purpose: string, text: string) => keyedHash(macKey, [purpose, text])
  return {
    seal: (place, plaintext) => {
      const header = Buffer.concat([Buffer.of(FORMAT), keyId, randomBytes(NONCE_BYTES)])
      const cipher = createCipheriv('aes-256-gcm', dataKey(place.ledgerId), header.subarray(1 + KEY_ID_BYTES))
      cipher.setAAD(Buffer.concat([header.subarray(0, 1 + KEY_ID_BYTES), framePlace(place)]))
      const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext
      return Buffer.concat([header, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open: (place, sealed) => {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes.length < HEADER_BYTES + TAG_BYTES) throw new VaultError('a sealed value is cut short')
      if (bytes[0] !== FORMAT) throw new VaultError('a sealed value has an unknown format')
      if (!bytes.subarray(1, 1 + KEY_ID_BYTES).equals(keyId)) {
        throw new VaultError('a value was sealed with another SECRET_KEY')
      }
      return decrypt(dataKey(place.ledgerId), framePlace(place), bytes)
    },
    fingerprint: (purpose, text) => keyedHash(fingerprintKey, [purpose, text]).toString('hex').slice(0, 32),
    deriveId: (...parts) => uuidOf(keyedHash(idKey, parts)),
    mac,
    isMac: (purpose, text, code) => code.length === KEY_BYTES && timingSafeEqual(mac(purpose, text), code),
    keyCheck: derive('key check', 16).toString('hex'),
  }
}

function decrypt(key: Buffer, place: Buffer, bytes: Buffer): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1 + KEY_ID_BYTES, HEADER_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.concat([bytes.subarray(0, 1 + KEY_ID_BYTES), place]))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    // The reason is always the same: the tag does not fit.
    throw new VaultError('a sealed value was changed, or belongs to another place')
  }
}

/** The place as bytes that no other place has: table, column, ledger or '-', row. */
function framePlace(place: Place): Buffer {
  return frame([place.table, place.column, place.ledgerId ?? '-', place.rowId])
}

/** Parts, each after its length, so that ('ab', 'c') and ('a', 'bc') differ. */
function frame(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}

function keyedHash(key: Buffer, parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(frame(parts)).digest()
}

/** The first 122 free bits of a hash in the layout of a version 8 UUID (RFC 9562, section 5.8). */
function uuidOf(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

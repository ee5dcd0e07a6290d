import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'

const HIDDEN = '***'
const KEY_BYTES = 32

/** A value that prints as `***` in templates, JSON and `inspect`; only `reveal()` gives it. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself: call it only where the value is used, and never keep the result. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [inspect.custom](): string {
    return HIDDEN
  }
}

/** The 32 bytes that `text` writes in base64 (padding may be missing), or null when it writes anything else. */
export function decodeKey(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === KEY_BYTES ? bytes : null
}

/** `created` tells that no key existed and one was written. A refusal says what is wrong and what to do. */
export type SecretKeyOutcome =
  | { readonly kind: 'key'; readonly key: KeyObject; readonly created: boolean }
  | { readonly kind: 'refused'; readonly problem: string }

/**
 * The installation's key: `SECRET_KEY` when it is set, else the content of `DATA_DIR/secret.key`, which the first start
 * writes (mode 0600). Processes that start together get the same key. A damaged file is refused and never replaced:
 * what it encrypted could not be read again. The result is a KeyObject because that prints without its bytes.
 */
export async function loadSecretKey(config: {
  readonly secretKey: Secret | null
  readonly dataDir: string
}): Promise<SecretKeyOutcome> {
  if (config.secretKey !== null) return keyFrom(config.secretKey.reveal(), 'SECRET_KEY', false)
  const path = join(config.dataDir, 'secret.key')
  const existing = await readIfPresent(path)
  if (existing !== null) return keyFrom(existing, path, false)
  const created = await createKeyFile(config.dataDir, path)
  return keyFrom(await readFile(path, 'utf8'), path, created)
}

function keyFrom(text: string, where: string, created: boolean): SecretKeyOutcome {
  const bytes = decodeKey(text.trim())
  if (bytes !== null) return { kind: 'key', key: createSecretKey(bytes), created }
  return {
    kind: 'refused',
    problem:
      `${where} does not hold 32 bytes in base64. Put the right key back from a backup: ` +
      'without it the stored messages cannot be read. Only if there is no data yet, remove it and start again.',
  }
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

/**
 * Writes a new key so that a crash at any point leaves either no file or a whole one: the bytes are synced under
 * another name, and the link to the final name fails if a process that started together with us was first.
 */
async function createKeyFile(folder: string, path: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, path)
    await syncFolder(folder)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await unlink(draft)
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its file system keeps the order of these writes itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp, restore } from '../../src/backup-installation.ts'
import { banks, createParse, createPipeline } from '../../src/compose.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Storage } from '../../src/db/open.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { Logger } from '../../src/domain/ports.ts'
import { openInstallation } from '../../src/installation.ts'
import { EXPORT_FORMATS } from '../../src/reports/export-formats.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const PASSPHRASE = 'correct horse Ọjà battery'
const LEDGERS = ['default', 'shop']
const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} }
const parse = createParse(banks)

function alertText(number: number): string {
  const balance = `${90_000 - number * 100}.55`
  return `Acct:******8016\nAmt:NGN${number + 1},0${number}0.00 DR\nDesc:POS PURCHASE ACME ${number} STORES\nBal:NGN${balance}\nDate:2026-10-0${number + 1} 9:36AM`
}

/** An installation on a database of its own: its settings, and what was said while it was worked on. */
type Place = { readonly fresh: FreshDatabase; readonly dataDir: string; readonly config: Config }

let folder: string
const places: Place[] = []

async function newPlace(): Promise<Place> {
  const fresh = await freshDatabase()
  const dataDir = join(folder, `place-${places.length}`)
  const outcome = readConfig({ DATABASE_URL: fresh.connectionString, DATA_DIR: dataDir })
  if (outcome.kind !== 'config') throw new Error('these settings are right')
  const place = { fresh, dataDir, config: outcome.config }
  places.push(place)
  return place
}

async function withStorage<T>({ config }: Place, use: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openInstallation(config, quiet, { poolSize: 2 })
  try {
    return await use(storage)
  } finally {
    await storage.close()
  }
}

/** Two ledgers with entries, a mailbox and a phone, an owner with a stored update, and a bank file. */
async function fill(place: Place): Promise<void> {
  await mkdir(join(place.dataDir, 'packs'), { recursive: true })
  await writeFile(join(place.dataDir, 'packs', 'xx-acme.json'), '{"not":"looked at"}')
  await withStorage(place, async (storage) => {
    const owner = await storage.people.add(700n, true)
    for (const name of LEDGERS) {
      const ledgerId = storage.ids.id('ledger', name)
      const member = name === 'default' ? { personId: owner.id, chatId: 700n } : null
      await storage.ledgers.create({ ledgerId, name, timeZone: 'Africa/Lagos', currency: 'NGN', owner: member })
      await storage.ledgers.inLedger(ledgerId, async (session) => {
        const ports = { store: session, parse, ids: storage.ids, clock: systemClock }
        const messages = Array.from({ length: 5 }, (_, number) => ({
          ...{ origin: `ingest:${name}-${number}`, source: 'sms', sender: 'GTBank', subject: null, readings: null },
          ...{ text: alertText(number), receivedAt: Temporal.Instant.from('2026-10-09T09:00:00Z') },
          authenticity: 'vouched',
        })) satisfies Parameters<ReturnType<typeof createPipeline>['run']>[0]
        await createPipeline().run(messages, ports)
        const server = { user: 'ada@example.org', host: 'mail.example.org', port: 993 }
        await session.putMailbox({ ...server, id: crypto.randomUUID() }, `password of ${name}`, systemClock.now())
        await session.addPhone({ id: crypto.randomUUID(), name: 'Tecno', kind: 'android', addedAt: systemClock.now() })
      })
    }
    await storage.inbox.add([{ botId: 1n, updateId: 9n, senderId: 700n, body: '{"message":{"text":"Ọjà 🛒"}}' }])
  })
}

/** What an installation says of its ledgers: exports, mail passwords, phones' addresses, and stored updates. */
function contents(place: Place): Promise<unknown> {
  return withStorage(place, async (storage) => {
    const ledgers: unknown[] = []
    for (const name of await storage.ledgerNames()) {
      const content = await storage.ledgers.inLedger(storage.ids.id('ledger', name), async (session) => {
        const details = await session.exportPage({ from: null, to: null, after: null, limit: 100 })
        const messageIds = details.flatMap(({ transaction }) => transaction.witnesses.map(({ key }) => key.messageId))
        const origins = await session.messageOrigins([...new Set(messageIds)])
        const file = EXPORT_FORMATS.jsonl()
        const lines = details.map((detail) => file.transaction(detail, { origins, timeZone: 'Africa/Lagos' }))
        const mailboxes = await session.mailboxes()
        const phones = await session.phones()
        return {
          lines,
          passwords: await Promise.all(mailboxes.map(({ id }) => session.mailboxPassword(id))),
          keys: await Promise.all(phones.map(({ id }) => session.phoneKeys(id))),
        }
      })
      ledgers.push([name, content])
    }
    const updates = await storage.inbox.claim(crypto.randomUUID(), 10, 0.001)
    return { ledgers, updates: updates.map(({ updateId, body }) => [updateId, body]) }
  })
}

describe('a backup', () => {
  let source: Place
  let file: string
  const said: string[] = []
  const options = (place: Place) => ({
    config: place.config,
    file,
    passphrase: PASSPHRASE,
    logger: quiet,
    say: (words: string) => void said.push(words),
  })
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-'))
    file = join(folder, 'all.backup')
    source = await newPlace()
    await fill(source)
    await backUp(options(source))
  }, 60_000)
  afterAll(async () => {
    for (const { fresh } of places) await fresh.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('restored elsewhere gives the same ledgers, passwords, addresses, updates and bank files', async () => {
    const before = await contents(source)
    expect(before).toMatchObject({
      ledgers: [
        ['default', { passwords: ['password of default'] }],
        ['shop', {}],
      ],
    })
    const target = await newPlace()
    const counts = await restore({ ...options(target), mayReplace: false })
    expect(counts.rows).toBeGreaterThan(100)
    expect(await contents(target)).toEqual(before)
    expect(await readFile(join(target.dataDir, 'packs', 'xx-acme.json'), 'utf8')).toBe('{"not":"looked at"}')
    expect((await stat(join(target.dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
    expect((await readdir(target.dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
    // What is added afterwards gets numbers of its own.
    await withStorage(target, ({ inbox }) => inbox.add([{ botId: 1n, updateId: 10n, senderId: 700n, body: '{}' }]))
  }, 60_000)

  it('holds every row of every table, as its owner would count them without policies', async () => {
    const { rows, tables } = await withStorage(source, async ({ database }) => {
      const names = await database.asOwner((transaction) =>
        transaction.query<{ name: string }>(
          `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
        ),
      )
      return { tables: names.length, rows: await countWithoutPolicies(source) }
    })
    const again = await backUp({ ...options(source), file: join(folder, 'again.backup') })
    expect(again).toMatchObject({ tables, rows })
  }, 60_000)

  it('is readable by its owner only, and shows nothing of what is in it', async () => {
    const bytes = await readFile(file)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    for (const words of ['ACME', 'password of', 'Ọjà', 'secretKey', 'mail.example.org'])
      expect(bytes.includes(words)).toBe(false)
  })

  it('is refused with another passphrase, and nothing is changed', async () => {
    const target = await newPlace()
    const wrong = { ...options(target), passphrase: 'wrong', mayReplace: false }
    await expect(restore(wrong)).rejects.toThrow('The passphrase is not the one of this backup')
    await expect(readdir(target.dataDir)).rejects.toThrow('ENOENT')
    expect(await countWithoutPolicies(target)).toBe(0)
  }, 60_000)

  it('is refused when one byte differs, or its end is missing, and nothing is changed', async () => {
    const target = await newPlace()
    const bytes = await readFile(file)
    const damaged = join(folder, 'damaged.backup')
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8(flipped.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40)
    for (const content of [flipped, bytes.subarray(0, -1)]) {
      await writeFile(damaged, content)
      await expect(restore({ ...options(target), file: damaged, mayReplace: false })).rejects.toThrow('damaged')
    }
    expect(await countWithoutPolicies(target)).toBe(0)
    await expect(readdir(target.dataDir)).rejects.toThrow('ENOENT')
  }, 60_000)

  it('goes into an installation with data only when it is told to, and keeps the former key', async () => {
    const target = await newPlace()
    await withStorage(target, (storage) => storage.people.add(1n, true))
    const formerKey = await readFile(join(target.dataDir, 'secret.key'), 'utf8')
    await expect(restore({ ...options(target), mayReplace: false })).rejects.toThrow('holds data already')
    expect(await readFile(join(target.dataDir, 'secret.key'), 'utf8')).toBe(formerKey)
    await restore({ ...options(target), mayReplace: true })
    expect(await contents(target)).toEqual(await contents(source))
    expect(await readFile(join(target.dataDir, 'secret.key.before-restore'), 'utf8')).toBe(formerKey)
  }, 60_000)

  it('is not restored under a running program, under another SECRET_KEY, or by another version', async () => {
    const target = await newPlace()
    const again = { ...options(target), mayReplace: true }
    await withStorage(target, async ({ people }) => {
      await people.hasOwner()
      await expect(restore(again)).rejects.toThrow('The program is running on this database')
    })
    const settings = { DATABASE_URL: target.fresh.connectionString, DATA_DIR: target.dataDir }
    const other = readConfig({ ...settings, SECRET_KEY: Buffer.alloc(32, 9).toString('base64') })
    if (other.kind !== 'config') throw new Error('these settings are right')
    await expect(restore({ ...again, config: other.config })).rejects.toThrow('SECRET_KEY is set')
    await target.fresh.database.asOwner((transaction) =>
      transaction.query("UPDATE drizzle.__drizzle_migrations SET hash = 'another' WHERE id = 1"),
    )
    await expect(restore(again)).rejects.toThrow('another version')
  }, 60_000)

  it('says what is missing where there is nothing to back up or no file', async () => {
    const target = await newPlace()
    await expect(backUp({ ...options(target), file: join(folder, 'none') })).rejects.toThrow('nothing to back up')
    const missing = { ...options(target), file: join(folder, 'missing'), mayReplace: false }
    await expect(restore(missing)).rejects.toThrow('cannot be read: ENOENT')
  }, 60_000)

  it('leaves the former file where the new one cannot be finished', async () => {
    const kept = join(folder, 'kept.backup')
    await copyFile(file, kept)
    const say = () => {
      throw new Error('the disk is full')
    }
    await expect(backUp({ ...options(source), file: kept, say })).rejects.toThrow('the disk is full')
    expect(await readFile(kept)).toEqual(await readFile(file))
    expect(await readdir(folder)).not.toContain('kept.backup.partial')
  }, 60_000)
})

/** Rows of all tables, counted by the owner in a transaction that suspends policies and is rolled back. */
async function countWithoutPolicies({ fresh }: Place): Promise<number> {
  let count = 0
  await fresh.database
    .asOwner(async (transaction) => {
      const tables = await transaction.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
      )
      for (const { name } of tables) {
        await transaction.query(`ALTER TABLE "${name}" NO FORCE ROW LEVEL SECURITY`)
        const [row] = await transaction.query<{ count: bigint }>(`SELECT count(*) AS count FROM "${name}"`)
        count += Number(row?.count ?? 0n)
      }
      throw new Error('rolled back')
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'rolled back') throw error
    })
  return count
}

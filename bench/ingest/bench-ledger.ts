import pg from 'pg'
import { BANKS } from '../../src/banks/index.ts'
import { openStorage, type Storage } from '../../src/db/open.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { Logger } from '../../src/domain/ports.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import { run } from '../../src/pipeline/run.ts'
import { STARTING_ACCOUNTS } from '../../src/pipeline/seed/starting-accounts.ts'
import type { Trace } from '../../src/pipeline/trace.ts'
import { type AlertStream, createAlertStream } from './alert-stream.ts'

/** The span the stored transactions lie in. */
const MONTHS = 24
/** Transactions per alert in the stream: a transfer rests on two. */
const TRANSACTIONS_PER_ALERT = 0.94
const FILL_BATCH = 500

const banks = createBankIndex(BANKS)

/** Reads a message with the formats the product ships with. */
export const readAlert = (message: Parameters<typeof parse>[0]) => parse(message, banks)

const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} }

/** A database of its own in which one or more ledgers hold `size` transactions each. */
export type BenchDatabase = {
  readonly size: number
  readonly storage: Storage
  /** A plain pool on the same database with the settings of the product's. */
  readonly pool: pg.Pool
  readonly ledgers: readonly BenchLedger[]
  close(): Promise<void>
}

export type BenchLedger = {
  readonly ledgerId: string
  readonly telegramUserId: bigint
  /** Goes on where the stored alerts end. */
  readonly stream: AlertStream
}

/** Makes database `name` and fills `ledgerCount` ledgers through the pipeline, in large batches. */
export async function makeDatabase(options: {
  readonly adminConnectionString: string
  readonly owner: string
  readonly connectionString: string
  readonly name: string
  readonly size: number
  readonly ledgerCount: number
  readonly onProgress: (stored: number) => void
}): Promise<BenchDatabase> {
  const { name, size, connectionString } = options
  await createDatabase(options.adminConnectionString, name, options.owner)
  const storage = await openStorage({
    databaseUrl: connectionString,
    dataDir: '',
    secretKey: new Uint8Array(32).fill(7),
    clock: systemClock,
    logger: silentLogger,
    startingAccounts: STARTING_ACCOUNTS,
  })
  const ledgers: BenchLedger[] = []
  for (let number = 0; number < options.ledgerCount; number += 1) {
    ledgers.push(await fillLedger(storage, size, number, options.onProgress))
  }
  const admin = new pg.Client({ connectionString: onDatabase(options.adminConnectionString, name) })
  await admin.connect()
  await admin.query('VACUUM ANALYZE')
  await admin.query('CHECKPOINT')
  await admin.end()
  const pool = new pg.Pool({ connectionString, max: 10, keepAlive: true, pipeline: true })
  return {
    size,
    storage,
    pool,
    ledgers,
    close: async () => {
      await pool.end()
      await storage.close()
    },
  }
}

/** Takes messages through the whole pipeline in one transaction. */
export function ingest(storage: Storage, ledgerId: string, messages: readonly IncomingMessage[]): Promise<Trace[]> {
  return storage.ledgers.inLedger(ledgerId, (store) =>
    run(messages, { store, parse: readAlert, ids: storage.ids, clock: systemClock }),
  )
}

async function fillLedger(
  storage: Storage,
  size: number,
  number: number,
  onProgress: (stored: number) => void,
): Promise<BenchLedger> {
  const ledgerId = storage.ids.id('ledger', `bench-${number}`)
  const telegramUserId = 7_000_000n + BigInt(number)
  const alerts = Math.ceil(size / TRANSACTIONS_PER_ALERT)
  const perDay = alerts / ((MONTHS * 365.25) / 12)
  const stream = createAlertStream({ perDay, seed: size + number })
  const person = await storage.people.add(telegramUserId, true)
  const owner = { personId: person.id, chatId: telegramUserId }
  await storage.ledgers.create({ ledgerId, name: 'bench', timeZone: 'Africa/Lagos', currency: 'NGN', owner })
  // A kept database may hold alerts of an earlier measurement; what comes next must be new.
  const latest = await latestReceipt(storage, ledgerId)
  if (latest !== null) {
    skipUntil(stream, latest)
    return { ledgerId, telegramUserId, stream }
  }
  for (let stored = 0; stored < alerts; stored += FILL_BATCH) {
    const batch = stream.take(Math.min(FILL_BATCH, alerts - stored))
    await ingest(storage, ledgerId, batch)
    onProgress(stored + batch.length)
  }
  return { ledgerId, telegramUserId, stream }
}

function latestReceipt(storage: Storage, ledgerId: string): Promise<Temporal.Instant | null> {
  return storage.database.inLedger(ledgerId, async (transaction) => {
    const [row] = await transaction.query<{ at: string | null }>(
      'SELECT max(received_at) AS at FROM alerts WHERE ledger_id = $1',
      [ledgerId],
    )
    return row?.at ? Temporal.Instant.from(row.at) : null
  })
}

function skipUntil(stream: AlertStream, latest: Temporal.Instant): void {
  for (let next = stream.take(1)[0]; next !== undefined; next = stream.take(1)[0]) {
    if (Temporal.Instant.compare(next.receivedAt, latest) > 0) return
  }
}

async function createDatabase(adminConnectionString: string, name: string, owner: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminConnectionString })
  await admin.connect()
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${name} OWNER ${owner}`)
  } finally {
    await admin.end()
  }
}

/** The same server and login on another database. */
export function onDatabase(connectionString: string, database: string): string {
  const address = new URL(connectionString)
  address.pathname = `/${database}`
  return address.href
}

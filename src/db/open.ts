import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { MailboxPlace } from '../domain/mailbox.ts'
import type { Clock, Identifiers, InboxStore, Ledgers, Logger, PeopleStore } from '../domain/ports.ts'
import { checkServer } from './check-server.ts'
import { createDatabase, type Database, type TransactionOutcome } from './client.ts'
import { createInboxStore, type PostgresInbox } from './delivery/inbox-store.ts'
import { jobDepth } from './delivery/job-depth.ts'
import { createLeaseStore, type PostgresLeases } from './delivery/lease-store.ts'
import { mailboxPlaces } from './delivery/mailbox-places.ts'
import { createOutboxStore, type PostgresOutbox } from './delivery/outbox-store.ts'
import { createPeopleStore } from './delivery/people-store.ts'
import { createPhoneDoor, type PhoneDoor } from './delivery/phone-door.ts'
import { type Presence, startPresence } from './delivery/presence.ts'
import { createWhispers, type PostgresWhispers } from './delivery/whispers.ts'
import { startEmbeddedPostgres } from './embedded/start.ts'
import { assertRolesCannotBypass } from './isolation.ts'
import { migrateDatabase } from './migrate.ts'
import { createLedgers, type StartingAccount } from './store/ledgers.ts'
import { JOBS_SCHEMA, SYSTEM_ROLE } from './transaction.ts'
import { createVault } from './vault.ts'

/** Everything that is kept, on one database. */
export type Storage = {
  readonly database: Database
  readonly ledgers: Ledgers
  readonly inbox: InboxStore & PostgresInbox
  readonly outbox: PostgresOutbox
  readonly people: PeopleStore
  readonly leases: PostgresLeases
  /** What the processes of this installation tell each other without keeping it. */
  readonly whispers: PostgresWhispers
  /** Every mailbox of every ledger. */
  mailboxPlaces(): Promise<readonly MailboxPlace[]>
  /** The names of all ledgers, sorted. */
  ledgerNames(): Promise<readonly string[]>
  /** Which phone posts, by its secret. */
  readonly phoneDoor: PhoneDoor
  readonly ids: Identifiers
  /** Jobs that wait to be worked on, and the age of the oldest. */
  jobDepth(): Promise<{ count: number; oldestAgeSeconds: number }>
  /** Where the queue of jobs has its tables, and the role it works as. */
  readonly jobs: { readonly connectionString: string; readonly schema: string; readonly role: string }
  /** Shows that this run of the process is alive, and whether it sends from the outbox; see startPresence. */
  startPresence(holder: string, isSending: boolean): Presence
  /** What time it is for the database. */
  databaseTime(): Promise<Temporal.Instant>
  /** Whether the database answers; for readiness. */
  isReachable(): Promise<boolean>
  /** Closes connections and leaves the embedded server, which stops when the last process left it. */
  close(): Promise<void>
}

/** What keeps the program from using this database; each problem says what to do. */
class StorageRefusedError extends Error {
  override readonly name = 'StorageRefusedError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export type StorageOptions = {
  /** A server's address, or null for the embedded one under `dataDir`. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly secretKey: Uint8Array
  readonly clock: Clock
  readonly logger: Logger
  readonly startingAccounts: readonly StartingAccount[]
  readonly poolSize?: number
  readonly onTransaction?: (outcome: TransactionOutcome) => void
  /** The trace that the work at hand belongs to, which goes with what is sent because of it. */
  readonly traceParent?: () => string | null
}

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url))

/**
 * Opens the database and brings it up to date: starts or joins the embedded server, refuses one that could lose money or
 * whose roles could pass by row-level security, migrates, and refuses a SECRET_KEY that is not the one it was made with.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { clock, logger } = options
  const embedded =
    options.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: options.dataDir, logger }) : null
  const connectionString = options.databaseUrl ?? embedded?.connectionString ?? ''
  try {
    await prepareDatabase(connectionString, logger)
  } catch (error) {
    await embedded?.release()
    throw error
  }
  const vault = createVault(options.secretKey)
  const database = createDatabase({
    connectionString,
    logger,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
    ...(options.onTransaction === undefined ? {} : { onTransaction: options.onTransaction }),
  })
  const close = async () => {
    await database.end()
    await embedded?.release()
  }
  if (!(await isSameKey(database, vault.keyCheck))) {
    await close()
    throw new StorageRefusedError([
      'SECRET_KEY is not the one this database was made with. Set the former key, or put its secret.key back into DATA_DIR.',
    ])
  }
  const ids: Identifiers = {
    id: (...parts) => vault.deriveId(...parts),
    fingerprint: (text) => vault.fingerprint('message', text),
  }
  const delivery = { database, sealing: vault, clock, logger }
  return {
    database,
    ledgers: createLedgers({
      database,
      vault,
      clock,
      startingAccounts: options.startingAccounts,
      ...(options.traceParent === undefined ? {} : { traceParent: options.traceParent }),
    }),
    inbox: createInboxStore(delivery),
    outbox: createOutboxStore(delivery),
    people: createPeopleStore({ database, identifiers: ids, clock }),
    leases: createLeaseStore(database),
    whispers: createWhispers(delivery),
    mailboxPlaces: () => mailboxPlaces(database),
    ledgerNames: async () => {
      const text = 'SELECT name FROM ledgers ORDER BY name'
      const rows = await database.inSystem((transaction) => transaction.query<{ name: string }>(text))
      return rows.map(({ name }) => name)
    },
    phoneDoor: createPhoneDoor({ database, vault }),
    ids,
    jobDepth: () => jobDepth(database, clock),
    jobs: { connectionString, schema: JOBS_SCHEMA, role: SYSTEM_ROLE },
    startPresence: (holder, isSending) => startPresence({ connectionString, database, holder, isSending, logger }),
    databaseTime: async () => {
      const text = 'SELECT clock_timestamp()::text AS now'
      const [row] = await database.inSystem((transaction) => transaction.query<{ now: string }>(text))
      return Temporal.Instant.from(row?.now ?? '')
    },
    isReachable: () => isReachable(database),
    close,
  }
}

/** Brings a database up to date; throws with what to do for a server that could lose money, or whose roles could pass by policies. */
export async function prepareDatabase(connectionString: string, logger: Logger): Promise<void> {
  await refuse(connectionString, async (client) => {
    const check = await checkServer(client)
    return check.kind === 'ok' ? [] : check.problems
  })
  await migrateDatabase({ connectionString, migrationsFolder: MIGRATIONS_FOLDER, logger })
  await refuse(connectionString, assertRolesCannotBypass)
}

async function refuse(connectionString: string, check: (client: pg.Client) => Promise<string[]>): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  // A connection that breaks fails the statement in hand.
  client.on('error', () => {})
  await client.connect()
  try {
    const problems = await check(client)
    if (problems.length > 0) throw new StorageRefusedError(problems)
  } finally {
    await client.end()
  }
}

/** Keeps the key's check value on the first start and compares it on every later one. */
async function isSameKey(database: Database, keyCheck: string): Promise<boolean> {
  return database.inSystem(async (transaction) => {
    await transaction.query("INSERT INTO installation (name, value) VALUES ('key check', $1) ON CONFLICT DO NOTHING", [
      keyCheck,
    ])
    const [row] = await transaction.query<{ value: string }>("SELECT value FROM installation WHERE name = 'key check'")
    return row?.value === keyCheck
  })
}

async function isReachable(database: Database): Promise<boolean> {
  try {
    await database.inSystem((transaction) => transaction.query('SELECT 1'))
    return true
  } catch {
    // Why it is not reachable was logged where it failed; readiness only asks whether.
    return false
  }
}

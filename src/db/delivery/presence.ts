import pg from 'pg'
import type { Logger } from '../../domain/ports.ts'
import type { Database } from '../client.ts'

/** Being known as alive until `close`. */
export type Presence = {
  /** Settles when this holder is present and what dead holders held is free. Rejects when the database cannot be reached. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** First part of the lock that a present holder has; the second is the hash of its id. */
const PRESENCE = 731_402_655
/** The same for a holder that sends from the outbox. */
const SENDING = 731_402_656
const RETRY_MS = 1_000
const PING_INTERVAL_MS = 10_000
const TIMEOUT_MS = 10_000

/**
 * Shows that `holder` (the UUID of this run of this process) is alive, by a lock that PostgreSQL frees the moment the process
 * dies, and frees what processes held that have died: otherwise a restart after a crash would wait for their leases to
 * end. Every process that claims updates or takes leases must be present before it does. A connection that breaks
 * is made again; should another process take this one for dead meanwhile, it takes its claims over, and this one finds
 * out when it tries to finish.
 */
export function startPresence(options: {
  readonly connectionString: string
  readonly database: Database
  readonly holder: string
  /** Whether this process sends from the outbox. */
  readonly isSending: boolean
  readonly logger: Logger
}): Presence {
  const closing = new AbortController()
  let current: PresentConnection | null = null
  const keep = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await current?.broken
      if (closing.signal.aborted) return
      options.logger.warn({}, 'the connection that shows this process is alive broke; making it again')
      current = await connect(options).catch(() => null)
      if (current === null) await pause(RETRY_MS, closing.signal)
    }
  }
  const ready = connect(options).then(async (connection) => {
    current = connection
    await freeWhatTheDeadHeld(options)
  })
  const kept = ready.then(keep, () => {})
  return {
    ready,
    close: async () => {
      closing.abort()
      await ready.catch(() => {})
      await current?.end()
      await kept
    },
  }
}

type PresentConnection = { readonly broken: Promise<void>; end(): Promise<void> }

/** A connection of its own that holds the lock; a ping notices a silent end. */
async function connect(options: {
  connectionString: string
  holder: string
  isSending: boolean
}): Promise<PresentConnection> {
  const client = new pg.Client({
    connectionString: options.connectionString,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    keepAlive: true,
    application_name: 'expense-tracker presence',
  })
  const broken = Promise.withResolvers<void>()
  client.on('error', () => broken.resolve())
  client.on('end', () => broken.resolve())
  const end = async () => {
    clearInterval(ping)
    // The connection is given up, so how it ends does not matter.
    await client.end().catch(() => {})
  }
  const ping = setInterval(() => {
    client.query('SELECT 1').catch(() => broken.resolve())
  }, PING_INTERVAL_MS)
  ping.unref()
  try {
    await client.connect()
    // Shared: a connection that the server has not yet noticed to be gone must not keep its successor out.
    for (const kind of options.isSending ? [PRESENCE, SENDING] : [PRESENCE]) {
      await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2::uuid::text))', [kind, options.holder])
    }
  } catch (error) {
    await end()
    throw error
  }
  void broken.promise.then(end)
  return { broken: broken.promise, end }
}

const IS_DEAD = (holder: string) => `NOT EXISTS (
  SELECT FROM pg_locks
   WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = ${PRESENCE}
     AND objid = (hashtext(${holder}::text)::bigint & 4294967295)::oid
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`

const IS_ONLY_SENDER = `(
  SELECT count(DISTINCT objid) FROM pg_locks
   WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = ${SENDING}
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) = 1`

async function freeWhatTheDeadHeld({ database, isSending }: { database: Database; isSending: boolean }): Promise<void> {
  await database.inSystem(async (transaction) => {
    await transaction.query(
      `UPDATE inbox SET claimed_by = NULL, claimed_until = NULL
        WHERE handled_at IS NULL AND claimed_by IS NOT NULL AND ${IS_DEAD('claimed_by')}`,
    )
    await transaction.query(
      `UPDATE leases SET expires_at = clock_timestamp() WHERE expires_at > clock_timestamp() AND ${IS_DEAD('holder')}`,
    )
    if (!isSending) return
    // Calls of the outbox do not name who took them; where nobody else sends, it was someone who died. A call that
    // waits for its next try says why, one that was taken says nothing.
    await transaction.query(
      `UPDATE outbox SET not_before = created_at
        WHERE state = 'waiting' AND failure IS NULL AND not_before > created_at AND ${IS_ONLY_SENDER}`,
    )
  })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

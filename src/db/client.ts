import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../domain/ports.ts'
import {
  CommitUnknownError,
  ConnectionLostError,
  DatabaseError,
  TransactionLostError,
  toDatabaseError,
} from './errors.ts'
import { listen, type Subscription } from './listen.ts'
import { openingStatements, runTransaction, type Transaction, type TransactionScope } from './transaction.ts'
import { VALUE_TYPES } from './value-types.ts'

export type { Subscription } from './listen.ts'
export type { Transaction } from './transaction.ts'

/**
 * How a try of a transaction ended. `committed`: confirmed; `rolled-back`: its work threw; `retried`: a deadlock or
 * serialization failure, another try follows; `lost`: rolled back although the work returned, or no connection;
 * `unknown`: the connection broke during COMMIT.
 */
export type TransactionOutcome = {
  readonly scope: TransactionScope['kind']
  readonly kind: 'committed' | 'rolled-back' | 'retried' | 'lost' | 'unknown'
}

export type DatabaseOptions = {
  readonly connectionString: string
  /** Connections at most; default 10. */
  readonly poolSize?: number
  /** The longest a statement may take; default 30 s. No answer a fifth later means a dead connection. */
  readonly statementTimeoutMs?: number
  readonly logger?: Logger
  readonly onTransaction?: (outcome: TransactionOutcome) => void
  /** For tests: how to wait between tries, and a number from 0 to 1 to spread them. */
  readonly sleep?: (milliseconds: number) => Promise<void>
  readonly random?: () => number
}

/**
 * The database. Its `in…` methods are the only way to a transaction: they give the work's result only once COMMIT is
 * confirmed, run the whole work again (5 tries at most) after a deadlock or serialization failure, and throw DatabaseError,
 * ConnectionLostError, TransactionLostError, CommitUnknownError, or what the work threw.
 */
export type Database = {
  /** As the app role on one ledger: row-level security shows nothing else. `ledgerId` must be a UUID. */
  inLedger<T>(ledgerId: string, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** As the system role: the installation's own tables. */
  inSystem<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** As the login itself, which owns the schema: migrations, tests. */
  asOwner<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Tells of notifications on a channel, over a connection of its own; null: listening (re)started, look for yourself. */
  listen(channel: string, onNotify: (payload: string | null) => void): Subscription
  /** Connections of the pool: all, idle, and callers waiting for one. */
  poolCounts(): { readonly total: number; readonly idle: number; readonly waiting: number }
  /** Closes everything, after the transactions that are under way. */
  end(): Promise<void>
}

const TRIES_MAX = 5
/** serialization_failure, deadlock_detected: PostgreSQL asks for the same transaction again. */
const RETRIED_CODES: ReadonlySet<string | null> = new Set(['40001', '40P01'])
const CONNECTION_TIMEOUT_MS = 10_000

/** Opens no connection yet; see Database. */
export function createDatabase(options: DatabaseOptions): Database {
  const logger = options.logger ?? null
  const sleep = options.sleep ?? ((milliseconds: number) => pause(milliseconds))
  const random = options.random ?? Math.random
  const statementTimeoutMs = options.statementTimeoutMs ?? 30_000
  const pool = openPool(options, statementTimeoutMs)
  const subscriptions = new Set<Subscription>()

  const attempt = async <T>(opening: string, work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw toDatabaseError(error)
    })
    let failure: unknown = null
    try {
      return await runTransaction(client, opening, work)
    } catch (error) {
      failure = error
      throw error
    } finally {
      // 'I' is the server's word that no transaction is open; any other connection is not given to the next caller.
      const isClean = client.getTransactionStatus() === 'I' && !isConnectionLoss(failure)
      client.release(isClean ? undefined : new Error('connection not reusable'))
    }
  }

  const transact = async <T>(scope: TransactionScope, work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const opening = openingStatements(scope, statementTimeoutMs)
    for (let tries = 1; ; tries += 1) {
      try {
        const result = await attempt(opening, work)
        options.onTransaction?.({ scope: scope.kind, kind: 'committed' })
        return result
      } catch (error) {
        const isRetried = tries < TRIES_MAX && isRetriable(error)
        options.onTransaction?.({ scope: scope.kind, kind: isRetried ? 'retried' : outcomeOf(error) })
        if (!isRetried) throw error
        await sleep(2 ** tries * 5 * (0.5 + random()))
      }
    }
  }

  return {
    inLedger: (ledgerId, work) => transact({ kind: 'ledger', ledgerId }, work),
    inSystem: (work) => transact({ kind: 'system' }, work),
    asOwner: (work) => transact({ kind: 'owner' }, work),
    listen: (channel, onNotify) => {
      const subscription = listen({ connectionString: options.connectionString, logger, sleep }, channel, onNotify)
      subscriptions.add(subscription)
      return subscription
    },
    poolCounts: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    end: async () => {
      await Promise.all([...subscriptions].map((subscription) => subscription.close()))
      await pool.end()
    },
  }
}

function openPool(options: DatabaseOptions, statementTimeoutMs: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    query_timeout: statementTimeoutMs * 1.2,
    keepAlive: true,
    pipeline: true,
    types: VALUE_TYPES,
    application_name: 'expense-tracker',
  })
  // A connection can break at any time, idle or in use; without listeners Node would end the process. Whoever uses the
  // connection gets the error from the statement in hand.
  const report = () => options.logger?.warn({}, 'database connection broke')
  pool.on('connect', (client) => client.on('error', report))
  pool.on('error', () => {})
  return pool
}

function isConnectionLoss(error: unknown): boolean {
  return error instanceof ConnectionLostError || error instanceof CommitUnknownError
}

function isRetriable(error: unknown): boolean {
  return (error instanceof DatabaseError || error instanceof TransactionLostError) && RETRIED_CODES.has(error.code)
}

function outcomeOf(error: unknown): TransactionOutcome['kind'] {
  if (error instanceof CommitUnknownError) return 'unknown'
  return error instanceof ConnectionLostError || error instanceof TransactionLostError ? 'lost' : 'rolled-back'
}

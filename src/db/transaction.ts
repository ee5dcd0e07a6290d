import { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { NodePgSession } from 'drizzle-orm/node-postgres/session'
import { PgDialect } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import {
  CommitUnknownError,
  ConnectionLostError,
  DatabaseError,
  TransactionLostError,
  TransactionMisuseError,
  toDatabaseError,
  withoutParameters,
} from './errors.ts'

/** The roles that work runs in; see roles.ts. */
export const APP_ROLE = 'expense_tracker_app'
export const SYSTEM_ROLE = 'expense_tracker_system'
/** Where the queue library has its tables, which the system role owns; they hold ids and nothing of a ledger. */
export const JOBS_SCHEMA = 'jobs'

/** One open transaction. Unusable once its work has ended: every use then throws TransactionMisuseError. */
export type Transaction = {
  /** The query builder on this transaction. Raw values from `db.execute` are read by drizzle: int8 comes as text. */
  readonly db: NodePgDatabase
  /**
   * Rows of one statement: int8 as bigint; dates and times as text (Temporal reads them); numeric as text. With `name` the
   * statement is prepared once per connection. Several at once (`Promise.all`) travel together, in their order.
   * Throws DatabaseError, whose failure also fails the whole transaction.
   */
  query<R extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    options?: { readonly name?: string },
  ): Promise<R[]>
}

/** Who a transaction acts as: one ledger's data, the installation's own tables, or the owner of the schema. */
export type TransactionScope =
  | { readonly kind: 'ledger'; readonly ledgerId: string }
  | { readonly kind: 'system' }
  | { readonly kind: 'owner' }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The one message that opens a transaction. Everything in it ends with the transaction, so a pooled connection carries
 * nothing from one piece of work to the next. Throws TransactionMisuseError for a ledger id that is not a UUID.
 */
export function openingStatements(scope: TransactionScope, statementTimeoutMs: number): string {
  const settings: [string, string][] = [
    ['TimeZone', 'UTC'],
    ['DateStyle', 'ISO, YMD'],
    ['statement_timeout', String(statementTimeoutMs)],
    ['idle_in_transaction_session_timeout', String(statementTimeoutMs * 2)],
  ]
  if (scope.kind === 'ledger') {
    if (!UUID.test(scope.ledgerId)) throw new TransactionMisuseError('a ledger id must be a UUID')
    settings.push(['app.ledger_id', scope.ledgerId])
  }
  const role = { ledger: APP_ROLE, system: SYSTEM_ROLE, owner: null }[scope.kind]
  const calls = settings.map(([name, value]) => `set_config('${name}', '${value}', true)`)
  return `BEGIN; ${role === null ? '' : `SET LOCAL ROLE ${role}; `}SELECT ${calls.join(', ')}`
}

// Statements that would end the transaction under its owner, change who it acts as, or outlive it on the connection.
const FORBIDDEN =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:begin|start\s+transaction|commit|end|abort|rollback(?!\s+to\b|\s+(?:work|transaction)\s+to\b)|prepare\s+transaction|reset|discard|set\s+(?!local\b|constraints\b|transaction\b)|set\s+local\s+(?:role|session\s+authorization)\b)/i

const dialect = new PgDialect({ casing: 'snake_case' })

/** Runs `work` in a transaction on `client` and answers with its result once COMMIT is confirmed; see client.ts. */
export async function runTransaction<T>(
  client: pg.PoolClient,
  opening: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const gate = new TransactionGate(client)
  // Not awaited here: the first statements of the work travel with it. Should it fail, the server has them fail as well.
  const opened = client.query(opening).then(
    () => null,
    (error: unknown) => toDatabaseError(error),
  )
  let result: T
  try {
    result = await work(gate)
    const refusal = await opened
    if (refusal !== null) throw refusal
  } catch (error) {
    gate.close()
    const refusal = await opened
    if (!gate.isConnectionLost && !(refusal instanceof ConnectionLostError)) await rollBack(client)
    throw refusal ?? withoutParameters(error)
  }
  gate.close()
  await commit(client, gate)
  return result
}

async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK')
  } catch {
    // Swallowed: what the work threw matters more. The connection is known not to be idle and is not used again, and the
    // server rolls back what it left open.
  }
}

async function commit(client: pg.PoolClient, gate: TransactionGate): Promise<void> {
  if (gate.isConnectionLost) throw new ConnectionLostError(gate.failureCode ?? 'lost')
  let tag: string
  try {
    tag = (await client.query('COMMIT')).command
  } catch (error) {
    const reason = toDatabaseError(error)
    // A refusal (a deferred constraint, a serialization failure) is an answer: nothing was stored.
    throw reason instanceof DatabaseError ? reason : new CommitUnknownError()
  }
  if (tag !== 'COMMIT') throw new TransactionLostError(gate.failureCode)
}

/** Stands between a piece of work and its connection: checks each statement, cleans each error, closes at the end. */
class TransactionGate implements Transaction {
  readonly #client: pg.PoolClient
  #isOpen = true
  #database: NodePgDatabase | null = null
  isConnectionLost = false
  /** SQLSTATE or connection code of the first failure. */
  failureCode: string | null = null

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  get db(): NodePgDatabase {
    if (this.#database === null) {
      const driver = { query: (config: pg.QueryConfig, values: unknown[]) => this.#send(config, values) }
      const session = new NodePgSession(driver as unknown as pg.PoolClient, dialect, undefined)
      this.#database = new NodePgDatabase(dialect, session, undefined)
    }
    return this.#database
  }

  async query<R extends object>(
    text: string,
    values: readonly unknown[] = [],
    options: { readonly name?: string } = {},
  ): Promise<R[]> {
    const result = await this.#send({ text, ...options }, values as unknown[])
    return result.rows as R[]
  }

  close(): void {
    this.#isOpen = false
  }

  async #send(config: pg.QueryConfig, values: unknown[]): Promise<pg.QueryResult> {
    if (!this.#isOpen) throw new TransactionMisuseError('the transaction has ended')
    if (FORBIDDEN.test(config.text)) {
      throw new TransactionMisuseError('transactions and roles are opened by the database client only')
    }
    try {
      return await this.#client.query(config, values)
    } catch (error) {
      const reason = toDatabaseError(error)
      if (reason instanceof ConnectionLostError) this.isConnectionLost = true
      if (reason instanceof ConnectionLostError || reason instanceof DatabaseError) this.failureCode ??= reason.code
      throw reason
    }
  }
}

import pg from 'pg'

/**
 * A statement that PostgreSQL refused. Carries names and codes only: the server's message, detail and the statement's
 * parameters may hold what people wrote, and are dropped.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** SQLSTATE, five characters. */
  readonly code: string
  readonly constraint: string | null
  readonly table: string | null
  readonly column: string | null

  constructor(fields: {
    code: string
    constraint?: string | undefined
    table?: string | undefined
    column?: string | undefined
  }) {
    const names = [fields.constraint, fields.table, fields.column].filter((name) => name !== undefined)
    super(['database refused a statement', fields.code, ...names].join(' '))
    this.code = fields.code
    this.constraint = fields.constraint ?? null
    this.table = fields.table ?? null
    this.column = fields.column ?? null
  }
}

/** The connection could not be made, broke, or did not answer in time; before COMMIT was sent, so nothing was stored. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError'
  /** A system error code such as ECONNRESET, a SQLSTATE such as 57P01, or `lost`. */
  readonly code: string

  constructor(code: string) {
    super(`database connection lost (${code})`)
    this.code = code
  }
}

/** The work returned, but PostgreSQL rolled its transaction back (a failed statement was swallowed): nothing was stored. */
export class TransactionLostError extends Error {
  override readonly name = 'TransactionLostError'
  /** SQLSTATE of the statement that failed, where known. */
  readonly code: string | null

  constructor(code: string | null) {
    super(`transaction was rolled back although its work returned (${code ?? 'cause unknown'})`)
    this.code = code
  }
}

/** The connection broke between COMMIT and its answer: stored or not, nobody knows. Look before doing it again. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError'

  constructor() {
    super('database connection lost while committing: the outcome is unknown')
  }
}

/** A statement was sent through a transaction that had ended, or would have ended it: a bug in the caller. */
export class TransactionMisuseError extends Error {
  override readonly name = 'TransactionMisuseError'
}

/** What `error` of the driver becomes for callers; bugs of our own (TypeError and the like) stay what they are. */
export function toDatabaseError(error: unknown): Error {
  if (error instanceof pg.DatabaseError) {
    const { code = 'XX000', severity, constraint, table, column } = error
    // Class 57P and 08 and every FATAL end the connection.
    if (severity === 'FATAL' || severity === 'PANIC' || /^(57P|08)/.test(code)) return new ConnectionLostError(code)
    return new DatabaseError({ code, constraint, table, column })
  }
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return error
  if (isOurs(error) || isNameUsedTwice(error)) return error
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'lost'
  return new ConnectionLostError(code)
}

/**
 * `error` without what the query builder puts around a database error: its text and the parameter values. An error of the
 * caller's own that carries such a cause keeps its identity and gets the clean cause.
 */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const cause = error.cause
  if (error.constructor.name === 'DrizzleQueryError')
    return cause instanceof Error ? cause : new ConnectionLostError('lost')
  if (cause instanceof Error) {
    const clean = withoutParameters(cause)
    if (clean !== cause) error.cause = clean
  }
  return error
}

/** The database's refusal in `error`, or among its causes; null when there is none. For work that expects a refusal. */
export function databaseErrorIn(error: unknown): DatabaseError | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof DatabaseError) return current
  }
  return null
}

/** Two texts under one statement name: the caller's mistake, which the driver reports as a plain error before sending. */
function isNameUsedTwice(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith('Prepared statements must be unique')
}

function isOurs(error: unknown): error is Error {
  return (
    error instanceof DatabaseError ||
    error instanceof ConnectionLostError ||
    error instanceof TransactionMisuseError ||
    error instanceof TransactionLostError ||
    error instanceof CommitUnknownError
  )
}

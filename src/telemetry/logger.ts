import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino'
import { summarizeError } from './error-summary.ts'

/** The only fields that can be logged; every other one is dropped. None of them may hold what a person or a bank wrote. */
const LOG_FIELDS = [
  'messageId',
  'updateId',
  'inboxId',
  'mailboxId',
  'outboxId',
  'ledgerId',
  'runId',
  'bankId',
  'layoutId',
  'source',
  'stage',
  'outcome',
  'reason',
  'part',
  'role',
  'method',
  'path',
  'status',
  'durationMs',
  'count',
  'attempt',
  'retryAfterSeconds',
  'host',
  'port',
  'signal',
  'version',
  'errorId',
] as const

/** What a log line may carry: scalars under the allowed names, and an error, of which only a summary is written. */
export type LogFields = {
  readonly [name in (typeof LOG_FIELDS)[number]]?: string | number | bigint | boolean | null | undefined
} & { readonly error?: unknown }

type Write = (fields: LogFields, message: string) => void

/** Where the program writes what it does. `message` is a fixed text; what varies goes into `fields`. */
export type Logger = {
  readonly trace: Write
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
  /** A logger whose lines all carry `fields` too. */
  readonly child: (fields: LogFields) => Logger
}

/** A logger that writes one JSON line per call to `destination` (standard output by default), from `level` upwards. */
export function createLogger(options: { readonly level: string; readonly destination?: DestinationStream }): Logger {
  const settings = { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  return wrap(options.destination ? pino(settings, options.destination) : pino(settings))
}

function wrap(target: PinoLogger): Logger {
  return {
    trace: (fields, message) => target.trace(allowedFields(fields), message),
    debug: (fields, message) => target.debug(allowedFields(fields), message),
    info: (fields, message) => target.info(allowedFields(fields), message),
    warn: (fields, message) => target.warn(allowedFields(fields), message),
    error: (fields, message) => target.error(allowedFields(fields), message),
    child: (fields) => wrap(target.child(allowedFields(fields))),
  }
}

/** A new object, so that neither a getter nor a toJSON of the caller's object is ever reached by the writer. */
function allowedFields(fields: LogFields): Record<string, unknown> {
  const allowed: Record<string, unknown> = {}
  for (const name of LOG_FIELDS) {
    const value = scalar(fields[name])
    if (value !== undefined) allowed[name] = name === 'path' ? maskedPath(String(value)) : value
  }
  return fields.error === undefined ? allowed : { ...allowed, ...summarizeError(fields.error) }
}

function scalar(value: unknown): string | number | boolean | null | undefined {
  if (typeof value === 'string') return value.slice(0, 200)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  return undefined
}

/** The path without its query, and without the parts that are secrets: webhook names, bot tokens, long identifiers. */
function maskedPath(path: string): string {
  const [plain = ''] = path.split(/[?#]/)
  return plain
    .split('/')
    .map((part, index, parts) => {
      const isBehindSecretDoor = ['telegram', 'sms'].includes(parts[index - 1] ?? '')
      return part === '' || (!isBehindSecretDoor && /^[A-Za-z][A-Za-z.-]{0,23}$/.test(part)) ? part : '…'
    })
    .join('/')
}

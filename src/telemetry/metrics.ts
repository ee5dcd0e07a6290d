import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type MailMetrics, mailMetrics } from './mail-metrics.ts'

/** What each stage can end with. Label values come only from here, so that the number of series is known. */
const STAGE_OUTCOMES = {
  ingest: ['stored', 'repeated'],
  parse: ['parsed', 'ignored', 'unrecognized', 'ambiguous', 'malformed'],
  'identify-account': ['named', 'suffix', 'only-account', 'provisional'],
  solve: ['single', 'duplicate', 'transfer', 'reversed', 'suspect'],
  categorize: ['user', 'rule', 'lesson', 'model', 'seed', 'channel', 'default'],
  reconcile: ['first', 'closes', 'breaks', 'disputed', 'no-balance'],
} as const
type Stage = keyof typeof STAGE_OUTCOMES
type StageOutcome<S extends Stage> = (typeof STAGE_OUTCOMES)[S][number]

type Source = 'sms' | 'email' | 'statement' | 'manual' | 'api'
type MessageOutcome = 'booked' | 'duplicate' | 'suspect' | 'unverified' | 'not-a-transaction' | 'unrecognized' | 'error'

const UPDATE_KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const
const API_METHODS = [
  'getMe',
  'getUpdates',
  'setWebhook',
  'deleteWebhook',
  'setMyCommands',
  'sendMessage',
  'sendPhoto',
  'sendDocument',
  'editMessageText',
  'editMessageCaption',
  'editMessageMedia',
  'editMessageReplyMarkup',
  'answerCallbackQuery',
  'deleteMessage',
  'getFile',
] as const

/** Where a request goes, by the beginning of its path. */
const HTTP_AREAS = ['api', 'hooks', 'telegram', 'demo', 'assets', 'login'] as const
const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** A queue as it is now; `oldestAgeSeconds` is 0 when nothing waits. */
export type Backlog = { readonly waiting: number; readonly oldestAgeSeconds: number }

/** What the parts of the program count. Names of the world outside that are not on a list are counted as `other`. */
export type Metrics = {
  /** A message that came to its end in the pipeline. */
  readonly message: (source: Source, outcome: MessageOutcome) => void
  /** A new message as it was read; a bank that does not come with the program is counted as `other`, none as `none`. */
  readonly reading: (source: Source, bankId: string | null, outcome: StageOutcome<'parse'>) => void
  readonly stageOutcome: <S extends Stage>(stage: S, outcome: StageOutcome<S>, count?: number) => void
  /** `run` is all stages together, with their questions to the database. */
  readonly stageDuration: (stage: Stage | 'run', seconds: number) => void
  readonly inbox: (state: Backlog) => void
  readonly outbox: (state: Backlog) => void
  /** Long work that waits, such as statement files. */
  readonly jobs: (state: Backlog) => void
  /** Updates of the inbox by how handling them ended; `failed` will be tried again, `given-up` not. */
  readonly updates: (outcome: 'handled' | 'failed' | 'given-up', count: number) => void
  /** From the arrival of an update to the commit of what it did. */
  readonly updateDuration: (seconds: number) => void
  /** An answered request; `path` is counted by its beginning. */
  readonly httpRequest: (request: { path: string; method: string; status: number; seconds: number }) => void
  /** One attempt to send a message from the outbox; `failed` is final, `retried` will be tried again. */
  readonly outboxAttempt: (outcome: 'sent' | 'retried' | 'failed') => void
  readonly telegramCall: (method: string, outcome: 'ok' | 'refused' | 'rate-limited' | 'unreachable') => void
  readonly botUpdate: (kind: string) => void
  readonly databaseTransaction: (outcome: 'committed' | 'rolled-back' | 'retried' | 'failed') => void
} & MailMetrics

const PREFIX = 'expense_tracker_'
const STAGE_BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
/** Up to the hours that an update may wait for a database that is away. */
const UPDATE_BUCKETS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600]

/**
 * Counters of a new registry and the registry itself, which the operations server serves. Includes the process's own. `bankIds`
 * are the banks that are counted by name.
 */
export function createMetrics(bankIds: readonly string[] = []): { metrics: Metrics; registry: Registry } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const metrics = {
    ...pipelineMetrics(registry, bankIds),
    ...deliveryMetrics(registry),
    httpRequest: httpMetrics(registry),
    ...mailMetrics(registry, PREFIX, bankIds),
  }
  return { metrics, registry }
}

type PipelineMetrics = Pick<Metrics, 'message' | 'reading' | 'stageOutcome' | 'stageDuration'>

function pipelineMetrics(registry: Registry, bankIds: readonly string[]): PipelineMetrics {
  const count = counters(registry)
  const messages = count('messages_total', 'Messages that came to their end.', 'source', 'outcome')
  const readings = count('readings_total', 'New messages by what they read as.', 'source', 'bank', 'outcome')
  const outcomes = count('stage_outcomes_total', 'What stages ended with.', 'stage', 'outcome')
  // A share of what has not happened yet is zero, not unknown.
  for (const [stage, ends] of Object.entries(STAGE_OUTCOMES))
    for (const outcome of ends) outcomes.inc({ stage, outcome }, 0)
  const durations = new Histogram({
    name: `${PREFIX}stage_duration_seconds`,
    help: 'Time spent in a stage.',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS_SECONDS,
    registers: [registry],
  })
  return {
    message: (source, outcome) => messages.inc({ source, outcome }),
    reading: (source, bankId, outcome) =>
      readings.inc({ source, bank: bankId === null ? 'none' : oneOf(bankIds, bankId), outcome }),
    stageOutcome: (stage, outcome, amount = 1) => outcomes.inc({ stage, outcome }, amount),
    stageDuration: (stage, seconds) => durations.observe({ stage }, seconds),
  }
}

function deliveryMetrics(registry: Registry): Omit<Metrics, keyof PipelineMetrics | keyof MailMetrics | 'httpRequest'> {
  const count = counters(registry)
  const attempts = count('outbox_attempts_total', 'Attempts to send from the outbox.', 'outcome')
  const calls = count('telegram_calls_total', 'Calls of the Bot API.', 'method', 'outcome')
  const kinds = count('bot_updates_total', 'Updates handled by the bot.', 'kind')
  const updates = count('updates_total', 'Updates of the inbox by how handling ended.', 'outcome')
  const updateDuration = new Histogram({
    name: `${PREFIX}update_duration_seconds`,
    help: 'From the arrival of an update to the commit of what it did.',
    buckets: UPDATE_BUCKETS_SECONDS,
    registers: [registry],
  })
  const transactions = count('database_transactions_total', 'Database transactions.', 'outcome')
  // A counter that begins with its first event shows no increase to Prometheus; these are watched for the first one.
  for (const outcome of ['handled', 'failed', 'given-up']) updates.inc({ outcome }, 0)
  for (const outcome of ['sent', 'retried', 'failed']) attempts.inc({ outcome }, 0)
  for (const outcome of ['committed', 'rolled-back', 'retried', 'failed']) transactions.inc({ outcome }, 0)
  return {
    inbox: backlog(registry, 'inbox'),
    outbox: backlog(registry, 'outbox'),
    jobs: backlog(registry, 'jobs'),
    updates: (outcome, amount) => updates.inc({ outcome }, amount),
    updateDuration: (seconds) => updateDuration.observe(seconds),
    outboxAttempt: (outcome) => attempts.inc({ outcome }),
    telegramCall: (method, outcome) => calls.inc({ method: oneOf(API_METHODS, method), outcome }),
    botUpdate: (kind) => kinds.inc({ kind: oneOf(UPDATE_KINDS, kind) }),
    databaseTransaction: (outcome) => transactions.inc({ outcome }),
  }
}

function counters(registry: Registry) {
  return <Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] })
}

function httpMetrics(registry: Registry): Metrics['httpRequest'] {
  const requests = counters(registry)('http_requests_total', 'Answered requests.', 'area', 'method', 'status')
  const durations = new Histogram({
    name: `${PREFIX}http_request_duration_seconds`,
    help: 'From a request to the end of its answer.',
    labelNames: ['area'],
    buckets: STAGE_BUCKETS_SECONDS,
    registers: [registry],
  })
  return ({ path, method, status, seconds }) => {
    const [, first = ''] = path.split(/[/?#]/)
    const area = first === '' ? 'home' : oneOf(HTTP_AREAS, first)
    requests.inc({ area, method: oneOf(HTTP_METHODS, method), status: `${Math.trunc(status / 100)}xx` })
    durations.observe({ area }, seconds)
  }
}

function backlog(registry: Registry, name: 'inbox' | 'outbox' | 'jobs'): (state: Backlog) => void {
  const registers = [registry]
  const depth = new Gauge({ name: `${PREFIX}${name}_waiting`, help: `Entries waiting in the ${name}.`, registers })
  const age = new Gauge({
    name: `${PREFIX}${name}_oldest_age_seconds`,
    help: `Age of the oldest entry waiting in the ${name}.`,
    registers,
  })
  return ({ waiting, oldestAgeSeconds }) => {
    depth.set(waiting)
    age.set(oldestAgeSeconds)
  }
}

function oneOf(known: readonly string[], value: string): string {
  return known.includes(value) ? value : 'other'
}

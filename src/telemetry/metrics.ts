import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

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

type MailboxCheckOutcome =
  | 'checked'
  /** The step that failed. */
  | ('host' | 'connect' | 'tls' | 'login' | 'folder' | 'reading')
  | 'stopped'
  | 'overtaken'
  | 'gone'
type MailOutcome = Exclude<MessageOutcome, 'error'> | 'refused' | 'undecided'

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

/** What the parts of the program count. Names of the world outside that are not on a list are counted as `other`. */
export type Metrics = {
  /** A message that came to its end in the pipeline. */
  readonly message: (source: Source, outcome: MessageOutcome) => void
  readonly stageOutcome: <S extends Stage>(stage: S, outcome: StageOutcome<S>, count?: number) => void
  /** `run` is all stages together, with their questions to the database. */
  readonly stageDuration: (stage: Stage | 'run', seconds: number) => void
  /** The inbox as it is now; `oldestAgeSeconds` is 0 when nothing waits. */
  readonly inbox: (state: { readonly waiting: number; readonly oldestAgeSeconds: number }) => void
  /** The outbox as it is now; `oldestAgeSeconds` is 0 when nothing waits. */
  readonly outbox: (state: { readonly waiting: number; readonly oldestAgeSeconds: number }) => void
  /** One attempt to send a message from the outbox; `failed` is final, `retried` will be tried again. */
  readonly outboxAttempt: (outcome: 'sent' | 'retried' | 'failed') => void
  readonly telegramCall: (method: string, outcome: 'ok' | 'refused' | 'rate-limited' | 'unreachable') => void
  readonly botUpdate: (kind: string) => void
  /** A check of a mailbox; a failed one by the step that failed. */
  readonly mailboxCheck: (outcome: MailboxCheckOutcome) => void
  /** A mail that was read from a mailbox. */
  readonly mail: (outcome: MailOutcome) => void
  readonly databaseTransaction: (outcome: 'committed' | 'rolled-back' | 'retried' | 'failed') => void
}

const PREFIX = 'expense_tracker_'
const STAGE_BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Counters of a new registry and the registry itself, which the operations server serves. Includes the process's own. */
export function createMetrics(): { metrics: Metrics; registry: Registry } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return { metrics: { ...pipelineMetrics(registry), ...deliveryMetrics(registry) }, registry }
}

type PipelineMetrics = Pick<Metrics, 'message' | 'stageOutcome' | 'stageDuration'>

function pipelineMetrics(registry: Registry): PipelineMetrics {
  const count = counters(registry)
  const messages = count('messages_total', 'Messages that came to their end.', 'source', 'outcome')
  const outcomes = count('stage_outcomes_total', 'What stages ended with.', 'stage', 'outcome')
  const durations = new Histogram({
    name: `${PREFIX}stage_duration_seconds`,
    help: 'Time spent in a stage.',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS_SECONDS,
    registers: [registry],
  })
  return {
    message: (source, outcome) => messages.inc({ source, outcome }),
    stageOutcome: (stage, outcome, amount = 1) => outcomes.inc({ stage, outcome }, amount),
    stageDuration: (stage, seconds) => durations.observe({ stage }, seconds),
  }
}

function deliveryMetrics(registry: Registry): Omit<Metrics, keyof PipelineMetrics> {
  const count = counters(registry)
  const attempts = count('outbox_attempts_total', 'Attempts to send from the outbox.', 'outcome')
  const calls = count('telegram_calls_total', 'Calls of the Bot API.', 'method', 'outcome')
  const updates = count('bot_updates_total', 'Updates handled by the bot.', 'kind')
  const transactions = count('database_transactions_total', 'Database transactions.', 'outcome')
  const checks = count('mailbox_checks_total', 'Checks of mailboxes; failed ones by step.', 'outcome')
  const mails = count('mails_total', 'Mails read from mailboxes.', 'outcome')
  return {
    mailboxCheck: (outcome) => checks.inc({ outcome }),
    mail: (outcome) => mails.inc({ outcome }),
    inbox: backlog(registry, 'inbox'),
    outbox: backlog(registry, 'outbox'),
    outboxAttempt: (outcome) => attempts.inc({ outcome }),
    telegramCall: (method, outcome) => calls.inc({ method: oneOf(API_METHODS, method), outcome }),
    botUpdate: (kind) => updates.inc({ kind: oneOf(UPDATE_KINDS, kind) }),
    databaseTransaction: (outcome) => transactions.inc({ outcome }),
  }
}

function counters(registry: Registry) {
  return <Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] })
}

function backlog(registry: Registry, name: 'inbox' | 'outbox'): Metrics['inbox'] {
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

import type { Logger } from '../domain/ports.ts'
import type { Receive, TelegramUpdate } from './door.ts'
import { type LeaseStore, withLease } from './lease.ts'
import type { CallOutcome, TelegramCall } from './telegram-call.ts'
import { backoffMs, type Sleep } from './waiting.ts'

/** What the bot asks Telegram for, polled or posted. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

/** Name of the lease that keeps two processes from polling one bot. */
const POLLER_LEASE = 'telegram-poller'

/** How polling ended: as asked, or because Telegram does not know the token (`code` 401 or 404). */
export type PollerEnd = { readonly kind: 'stopped' } | { readonly kind: 'token-refused'; readonly code: number }

export type PollerOptions = {
  readonly call: TelegramCall
  readonly receive: Receive
  readonly leases: LeaseStore
  /** A UUID of this run of this process. */
  readonly holder: string
  readonly sleep: Sleep
  readonly random: () => number
  readonly logger: Logger
  /** How long Telegram holds an empty answer back; default 30. */
  readonly pollSeconds?: number
  /** Default 30. */
  readonly leaseSeconds?: number
}

export type Poller = {
  /** Settles when polling has ended, one way or the other. */
  readonly ended: Promise<PollerEnd>
  /** Ends polling after the batch in hand is stored. Never rejects. */
  stop(): Promise<void>
}

const BACKOFF = { baseMs: 1_000, capMs: 30_000 }
const BATCH_MAX = 100

type Step =
  | { readonly kind: 'updates'; readonly updates: readonly TelegramUpdate[] }
  | { readonly kind: 'wait'; readonly milliseconds: number | null; readonly isConflict: boolean }
  | { readonly kind: 'end'; readonly end: PollerEnd }
  | { readonly kind: 'aborted' }

/**
 * Starts long polling. Each batch is stored first and acknowledged by the next request's offset, so that an update is
 * Telegram's until it is ours. One process polls at a time; others wait for its lease. A webhook that is set is
 * removed first, without dropping what waits.
 *
 * An offset goes out only right behind the batch it acknowledges, with a request that does not wait. Numbers may jump
 * down (Telegram starts anew after a quiet week), and an offset that stood while we wait would acknowledge lower numbers
 * nobody has seen.
 */
export function startPoller(options: PollerOptions): Poller {
  const stopping = new AbortController()
  const run = async (): Promise<PollerEnd> => {
    while (!stopping.signal.aborted) {
      const lease = { ...options, name: POLLER_LEASE, store: options.leases }
      const end = await withLease(lease, stopping.signal, (signal) => poll(options, signal))
      if (end !== null) return end
      if (!stopping.signal.aborted) options.logger.warn({}, 'lost the lease on polling; waiting to get it back')
    }
    return { kind: 'stopped' }
  }
  const ended = run()
  return {
    ended,
    stop: async () => {
      stopping.abort()
      // Who waits on `ended` gets a failure; stopping is done either way.
      await ended.catch(() => {})
    },
  }
}

/** Polls until the signal aborts (null) or there is no point in going on. */
async function poll(options: PollerOptions, signal: AbortSignal): Promise<PollerEnd | null> {
  const patience = createPatience(options)
  let isWebhookGone = false
  let offset: number | null = null
  let isForgetful = true
  let confirmed: ReadonlySet<number> = new Set()
  while (!signal.aborted) {
    const step: Step = isWebhookGone
      ? patience.judge(await call(options, 'getUpdates', pollParameters(options, offset, isForgetful), signal))
      : patience.judge(webhookGone(await call(options, 'deleteWebhook', { drop_pending_updates: false }, signal)))
    if (step.kind === 'aborted') break
    if (step.kind === 'end') return step.end
    if (step.kind === 'wait') {
      // A conflict may be a webhook that someone has set again.
      if (step.isConflict) isWebhookGone = false
      await options.sleep(step.milliseconds ?? patience.failed(), signal)
      continue
    }
    if (!isWebhookGone) {
      isWebhookGone = true
      continue
    }
    try {
      await options.receive(step.updates)
    } catch (error) {
      // Not stored, so not acknowledged: the same request brings the same updates again.
      options.logger.error({ error, count: step.updates.length }, 'could not store updates; Telegram keeps them')
      await options.sleep(patience.failed(), signal)
      continue
    }
    patience.succeeded()
    // Not every server forgets what was confirmed: asked without an offset, such a one begins again from the start.
    if (offset === null && step.updates.some(({ update_id: id }) => confirmed.has(id))) isForgetful = false
    const last = step.updates.at(-1)
    if (last !== undefined) {
      confirmed = new Set(step.updates.map(({ update_id: id }) => id))
      offset = last.update_id + 1
    } else if (isForgetful) offset = null
  }
  return null
}

/** A server that knows no webhooks has none to remove; the token was known a moment ago. */
function webhookGone(outcome: CallOutcome): CallOutcome {
  return outcome.kind === 'refused' && outcome.code === 404 ? { kind: 'done', result: true } : outcome
}

async function call(
  options: PollerOptions,
  method: string,
  parameters: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<CallOutcome> {
  return await options.call(method, parameters, null, signal)
}

function pollParameters(
  options: PollerOptions,
  offset: number | null,
  isForgetful: boolean,
): Readonly<Record<string, unknown>> {
  const shared = { limit: BATCH_MAX, allowed_updates: ALLOWED_UPDATES }
  const timeout = offset !== null && isForgetful ? 0 : (options.pollSeconds ?? 30)
  return offset === null ? { ...shared, timeout } : { ...shared, offset, timeout }
}

type Patience = {
  /** What to do next. `wait` null: as long as repeated failures call for. */
  judge(outcome: CallOutcome): Step
  succeeded(): void
  /** Counts a failure; gives how long to wait, in milliseconds. */
  failed(): number
}

/** Judges answers, and counts failures in a row so that waits grow and a conflict is explained once. */
function createPatience(options: PollerOptions): Patience {
  let failures = 0
  let isConflictLogged = false
  const refused = (outcome: CallOutcome & { kind: 'refused' }): Step => {
    const { code, retryAfterSeconds } = outcome
    if (code === 401 || code === 404) {
      options.logger.error({ status: code }, 'Telegram does not know this BOT_TOKEN: get it from @BotFather')
      return { kind: 'end', end: { kind: 'token-refused', code } }
    }
    if (code === 409 && !isConflictLogged) {
      isConflictLogged = true
      const advice = 'another program polls this bot: stop it, or revoke the token at @BotFather; waiting until then'
      options.logger.error({ status: code }, advice)
    }
    if (code !== 409) options.logger.warn({ status: code }, 'Telegram refused to give updates; trying again')
    const milliseconds = retryAfterSeconds === null ? null : retryAfterSeconds * 1000
    return { kind: 'wait', milliseconds, isConflict: code === 409 }
  }
  return {
    judge: (outcome) => {
      if (outcome.kind === 'aborted') return { kind: 'aborted' }
      if (outcome.kind === 'refused') return refused(outcome)
      if (outcome.kind === 'unreachable') {
        options.logger.warn({ reason: outcome.reason }, 'Telegram cannot be reached; trying again')
        return { kind: 'wait', milliseconds: null, isConflict: false }
      }
      return { kind: 'updates', updates: Array.isArray(outcome.result) ? outcome.result : [] }
    },
    succeeded: () => {
      failures = 0
      isConflictLogged = false
    },
    failed: () => {
      failures += 1
      return backoffMs({ failures, ...BACKOFF, random: options.random })
    },
  }
}

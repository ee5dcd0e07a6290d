import { assertNever } from '../domain/assert-never.ts'
import type { Clock, DueCall, Logger, OutboxStore } from '../domain/ports.ts'
import { failureClass } from './failure-class.ts'
import { judgeSend, type SendVerdict } from './send-verdict.ts'
import type { CallOutcome, TelegramCall } from './telegram-call.ts'
import { type Bell, backoffMs, createBell, type Sleep } from './waiting.ts'

/**
 * The outbox as the dispatcher needs it. `due` also takes what it gives: until `sent`, `postpone` or `giveUp`, or until
 * longer than any call may last has passed, no other dispatcher gets the call or a later one of its chat.
 * `sent` and `postpone` keep `call.attempts` as given.
 */
export type TakingOutbox = Pick<OutboxStore, 'due' | 'sent' | 'postpone' | 'giveUp'> & {
  /** Gives up every waiting call of a chat; gives how many. */
  giveUpChat(chatId: bigint, failure: string): Promise<number>
}

/** What happened to a call, for metrics. */
export type SendOutcome = 'sent' | 'retried' | 'failed'

export type DispatcherOptions = {
  readonly outbox: TakingOutbox
  readonly call: TelegramCall
  readonly clock: Clock
  readonly sleep: Sleep
  readonly random: () => number
  readonly logger: Logger
  readonly count?: (outcome: SendOutcome, calls: number) => void
  /** Surrounds the sending of a call, for traces. */
  readonly trace?: (due: DueCall, send: () => Promise<CallOutcome>) => Promise<CallOutcome>
  /** Hears of a call that will not be tried again, but for those of a chat that refuses the bot. */
  readonly onGivenUp?: (call: DueCall, failure: string) => Promise<void>
  /** Chats at once; default 8. */
  readonly chatsMax?: number
  /** Tries of a call while Telegram as a whole is away; default 1,920, which is a day at 45 s between them. */
  readonly attemptsMax?: number
  /** How often to look without being nudged; default 1000. */
  readonly lookIntervalMs?: number
}

export type Dispatcher = {
  /** Looks into the outbox now: call it after a commit that put something there. */
  nudge(): void
  /** Begins no call, waits up to `graceMs` for those under way, then ends them; they go out again later. Never rejects. */
  stop(options: { graceMs: number }): Promise<void>
}

const BACKOFF = { baseMs: 1_000, capMs: 60_000 }
const OUTAGE_ATTEMPTS_MAX = 1_920
/** Tries of a call that fails by itself: some 7 minutes, since the later messages of its chat wait behind it. */
const ATTEMPTS_MAX = 12
/** Of an edit some seconds: without it the chat shows what it showed before, and nothing is missing. */
const EDIT_ATTEMPTS_MAX = 3
const MARK_TRIES_MAX = 6

/**
 * Starts sending what is due: one call at a time per chat, in order, several chats side by side. A message arrives at least
 * once: Telegram has no key that would tell it of a repetition, so a process killed between sending and
 * marking repeats the calls it had under way, at most one per chat and kill.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const bell = createBell(options.sleep)
  const state: State = { busy: new Map(), isStopping: false, ending: new AbortController() }
  const working = work(options, state, bell)
  return {
    nudge: () => bell.ring(),
    stop: async ({ graceMs }) => {
      state.isStopping = true
      bell.ring()
      await working
      const over = new AbortController()
      await Promise.race([Promise.all(state.busy.values()), options.sleep(graceMs, over.signal)])
      over.abort()
      state.ending.abort()
      await Promise.all(state.busy.values())
    },
  }
}

type State = { readonly busy: Map<bigint, Promise<void>>; isStopping: boolean; readonly ending: AbortController }

async function work(options: DispatcherOptions, state: State, bell: Bell): Promise<void> {
  const chatsMax = options.chatsMax ?? 8
  let failures = 0
  while (!state.isStopping) {
    let waitMs = options.lookIntervalMs ?? 1_000
    const free = chatsMax - state.busy.size
    if (free > 0) {
      try {
        const due = await options.outbox.due(free, [...state.busy.keys()])
        for (const call of due) start(options, state, bell, call)
        failures = 0
      } catch (error) {
        failures += 1
        options.logger.error({ error }, 'could not look into the outbox; trying again')
        waitMs = backoffMs({ failures, baseMs: 1_000, capMs: 30_000, random: options.random })
      }
    }
    if (!state.isStopping) await bell.wait(waitMs)
  }
}

function start(options: DispatcherOptions, state: State, bell: Bell, call: DueCall): void {
  const done = send(options, call, state.ending.signal)
    .catch((error: unknown) => {
      options.logger.error({ error, outboxId: call.id }, 'could not settle a call of the outbox; it goes out again')
    })
    .finally(() => {
      state.busy.delete(call.chatId)
      bell.ring()
    })
  state.busy.set(call.chatId, done)
}

async function send(options: DispatcherOptions, call: DueCall, signal: AbortSignal): Promise<void> {
  const payload = { ...call.payload, chat_id: Number(call.chatId) }
  const attempt = () => options.call(call.method, payload, call.attachment, signal)
  const verdict = await (options.trace === undefined ? attempt() : options.trace(call, attempt)).then(
    (outcome) => judgeSend(outcome, payload),
    // A bug: the same call would fail the same way for ever, and the chat's later messages behind it.
    (error: unknown): SendVerdict => ({ kind: 'failed', failure: failureClass(error), isQuiet: false }),
  )
  await persistently(options, () => settle(options, call, verdict))
}

async function settle(options: DispatcherOptions, call: DueCall, verdict: SendVerdict): Promise<void> {
  switch (verdict.kind) {
    case 'sent':
      await options.outbox.sent(call, verdict.messageId)
      options.count?.('sent', 1)
      return
    case 'later':
      return await settleLater(options, call, verdict)
    case 'failed':
      if (!verdict.isQuiet) {
        const fields = { outboxId: call.id, method: call.method, reason: verdict.failure }
        options.logger.error(fields, 'Telegram refused a message')
      }
      await options.outbox.giveUp(call, verdict.failure)
      options.count?.('failed', 1)
      await options.onGivenUp?.(call, verdict.failure)
      return
    case 'blocked': {
      const calls = await options.outbox.giveUpChat(call.chatId, verdict.failure)
      options.logger.warn({ outboxId: call.id, count: calls }, 'a chat refuses the bot; its messages were given up')
      options.count?.('failed', calls)
      return
    }
    default:
      return assertNever(verdict)
  }
}

async function settleLater(
  options: DispatcherOptions,
  call: DueCall,
  verdict: SendVerdict & { kind: 'later' },
): Promise<void> {
  const attempts = call.attempts + (verdict.isCounted ? 1 : 0)
  const attemptsMax = verdict.isOutage
    ? (options.attemptsMax ?? OUTAGE_ATTEMPTS_MAX)
    : call.method.startsWith('edit')
      ? EDIT_ATTEMPTS_MAX
      : ATTEMPTS_MAX
  if (verdict.isCounted && attempts >= attemptsMax) {
    options.logger.error({ outboxId: call.id, method: call.method, reason: verdict.failure }, 'gave a message up')
    await options.outbox.giveUp({ ...call, attempts }, verdict.failure)
    options.count?.('failed', 1)
    await options.onGivenUp?.(call, verdict.failure)
    return
  }
  const backoff = backoffMs({ failures: attempts, ...BACKOFF, random: options.random })
  const milliseconds = verdict.afterSeconds === null ? backoff : Math.ceil(verdict.afterSeconds * 1000)
  const notBefore = options.clock.now().add({ milliseconds })
  options.logger.info({ outboxId: call.id, reason: verdict.failure, attempt: attempts }, 'a message has to wait')
  await options.outbox.postpone({ ...call, attempts }, notBefore, verdict.failure)
  options.count?.('retried', 1)
}

/** Tries to store an outcome several times: what is not marked as sent is sent again. Rejects with the last error. */
async function persistently(options: DispatcherOptions, store: () => Promise<void>): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await store()
    } catch (error) {
      if (failures >= MARK_TRIES_MAX) throw error
      await options.sleep(backoffMs({ failures, baseMs: 100, capMs: 5_000, random: options.random }))
    }
  }
}

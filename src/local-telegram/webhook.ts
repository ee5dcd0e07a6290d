import type { Update } from 'grammy/types'
import { isObject } from './parameters.ts'
import type { State, WebhookRecord } from './state.ts'
import type { UpdateQueue } from './updates.ts'

/** Delivers updates to the webhook that is set, one after the other, and again until each is taken. */
export type WebhookSender = {
  /** Begins or goes on delivering; to be called after every new update and when a webhook is set. */
  wake(): void
  /** Ends delivery for good. */
  stop(): void
}

/** What the sender needs from the server. */
export type WebhookSurroundings = {
  readonly state: State
  readonly queue: UpdateQueue
  readonly now: () => number
  /** Pause before the given attempt (1 = the first repetition), in milliseconds. */
  readonly backoffMs: (attempt: number) => number
  /** Runs a method that the bot put in the answer to a webhook request. */
  readonly runReply: (method: string, values: Record<string, unknown>) => Promise<void>
}

const REQUEST_TIMEOUT_MS = 60_000

/** A sender that sleeps until it is woken. */
export function createWebhookSender(surroundings: WebhookSurroundings): WebhookSender {
  const { state, queue } = surroundings
  const stopped = new AbortController()
  let isRunning = false

  const run = async (): Promise<void> => {
    let attempt = 0
    for (;;) {
      const webhook = state.webhook
      const update = queue.pending()[0]
      if (webhook === null || update === undefined || stopped.signal.aborted) return
      const problem = await deliver(webhook, update, surroundings, stopped.signal)
      if (stopped.signal.aborted) return
      if (problem === null) {
        attempt = 0
        queue.remove(new Set([update.update_id]))
        continue
      }
      webhook.lastErrorAtMs = surroundings.now()
      webhook.lastErrorText = problem
      attempt += 1
      await pause(surroundings.backoffMs(attempt), stopped.signal)
    }
  }
  const wake = (): void => {
    if (isRunning || state.webhook === null || stopped.signal.aborted) return
    isRunning = true
    void run().finally(() => {
      isRunning = false
      // An update may have come between the last look at the queue and now.
      if (queue.pending().length > 0) wake()
    })
  }
  return {
    wake,
    stop() {
      stopped.abort()
    },
  }
}

/** Null when the bot took the update (any 2xx), else what went wrong, in the words of getWebhookInfo. */
async function deliver(
  webhook: WebhookRecord,
  update: Update,
  surroundings: WebhookSurroundings,
  stopped: AbortSignal,
): Promise<string | null> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secretToken === null ? {} : { 'x-telegram-bot-api-secret-token': webhook.secretToken }),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    })
    const body = await response.text()
    if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim()
    await runReply(body, surroundings)
    return null
  } catch (error) {
    return `Connection failed: ${error instanceof Error ? error.message : 'unknown'}`
  }
}

async function runReply(body: string, surroundings: WebhookSurroundings): Promise<void> {
  let reply: unknown
  try {
    reply = JSON.parse(body)
  } catch {
    // Any body is a good answer; only JSON with a method in it means something.
    return
  }
  if (!isObject(reply) || typeof reply.method !== 'string') return
  const { method, ...values } = reply
  await surroundings.runReply(method as string, values)
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal.addEventListener('abort', end, { once: true })
  })
}

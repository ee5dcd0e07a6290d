import { createHash, timingSafeEqual } from 'node:crypto'
import type { Logger } from '../domain/ports.ts'
import type { Receive, TelegramUpdate } from './door.ts'
import { ALLOWED_UPDATES } from './poller.ts'
import type { CallOutcome, TelegramCall } from './telegram-call.ts'

/** What became of a posted update: answer 200, 401 (say nothing more), or 500 (Telegram sends it again). */
export type WebhookOutcome = 'stored' | 'refused' | 'failed'

/**
 * Tells Telegram to post updates to `url`, which ends in the path secret, with `headerSecret` in the header
 * `X-Telegram-Bot-Api-Secret-Token`. One connection, so that updates come in order. Waiting updates are kept.
 */
export async function registerWebhook(options: {
  readonly call: TelegramCall
  readonly url: string
  readonly headerSecret: string
  readonly signal?: AbortSignal
}): Promise<CallOutcome> {
  const payload = {
    url: options.url,
    secret_token: options.headerSecret,
    allowed_updates: ALLOWED_UPDATES,
    max_connections: 1,
    drop_pending_updates: false,
  }
  return await options.call('setWebhook', payload, null, options.signal)
}

/**
 * Takes what was posted: the secret part of the path, the header's secret (null when there was none), the body. Both
 * secrets are compared in constant time before the body is looked at; a wrong one, or a body that is no update, is refused and
 * leaves nothing behind.
 */
export function createWebhook(options: {
  readonly pathSecret: string
  readonly headerSecret: string
  readonly receive: Receive
  readonly logger: Logger
}): {
  receiveWebhook(pathSecret: string, headerSecret: string | null, body: string): Promise<WebhookOutcome>
} {
  return {
    receiveWebhook: async (pathSecret, headerSecret, body) => {
      const isPathRight = isSame(pathSecret, options.pathSecret)
      const isHeaderRight = isSame(headerSecret ?? '', options.headerSecret)
      if (!isPathRight || !isHeaderRight) return 'refused'
      const update = readUpdate(body)
      if (update === null) return 'refused'
      try {
        await options.receive([update])
        return 'stored'
      } catch (error) {
        options.logger.error({ error }, 'could not store a posted update; Telegram sends it again')
        return 'failed'
      }
    },
  }
}

/** Digests first: equal lengths whatever was sent. An empty secret is nobody's. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected)) && expected !== ''
}

function readUpdate(body: string): TelegramUpdate | null {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null || !('update_id' in value)) return null
    return Number.isSafeInteger(value.update_id) ? (value as TelegramUpdate) : null
  } catch {
    return null
  }
}

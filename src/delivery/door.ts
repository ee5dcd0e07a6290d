import type { InboxStore } from '../domain/ports.ts'
import { type Redact, redactUpdate } from './redact-update.ts'

/** An update as Telegram sends it: its number and one field that names its kind. */
export type TelegramUpdate = { readonly update_id: number; readonly [kind: string]: unknown }

/** Puts updates into the inbox; resolves once they are committed, rejects when they are not. */
export type Receive = (updates: readonly TelegramUpdate[]) => Promise<void>

/** The beginning of what belongs to an update. */
type UpdateTrace = { readonly traceParent: string | null; end(outcome: string, isFailed: boolean): void }

/**
 * The only way in for updates of a bot, polled or posted: takes out passwords and one-time codes, stores all in one statement,
 * and then calls `onStored`. Nothing is worked on here.
 */
export function createDoor(options: {
  readonly botId: bigint
  readonly inbox: Pick<InboxStore, 'add'>
  readonly redact: Redact
  readonly onStored?: () => void
  /** Takes passwords out, before anything else; one update after the other. */
  readonly hide?: (update: TelegramUpdate) => TelegramUpdate | Promise<TelegramUpdate>
  /** Begins the trace of an update. */
  readonly trace?: () => UpdateTrace
}): { readonly receive: Receive } {
  return {
    receive: async (updates) => {
      if (updates.length === 0) return
      const traces = updates.map(() => options.trace?.() ?? null)
      try {
        const open: TelegramUpdate[] = []
        for (const update of updates) open.push((await options.hide?.(update)) ?? update)
        await options.inbox.add(
          open.map((update, at) => ({
            botId: options.botId,
            updateId: BigInt(update.update_id),
            senderId: senderOf(update),
            body: JSON.stringify(redactUpdate(update, options.redact).update),
            traceParent: traces[at]?.traceParent ?? null,
          })),
        )
        for (const trace of traces) trace?.end('stored', false)
      } catch (error) {
        for (const trace of traces) trace?.end('failed', true)
        throw error
      }
      options.onStored?.()
    },
  }
}

/** The Telegram user an update comes from; null for posts of channels, polls and the like. */
function senderOf(update: TelegramUpdate): bigint | null {
  for (const [key, content] of Object.entries(update)) {
    if (key === 'update_id' || typeof content !== 'object' || content === null) continue
    const { from, user } = content as { from?: { id?: unknown }; user?: { id?: unknown } }
    const id = from?.id ?? user?.id
    if (typeof id === 'number') return BigInt(id)
  }
  return null
}

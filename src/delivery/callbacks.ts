import type { ClaimedUpdate } from '../domain/ports.ts'
import type { TelegramCall } from './telegram-call.ts'

/**
 * Stops the spinner of every button tapped in these updates, at once and before any work. Pass updates of known people
 * only: a stranger gets nothing. Returns without waiting; nothing depends on the answers.
 */
export function answerCallbacks(updates: readonly ClaimedUpdate[], call: TelegramCall): void {
  for (const update of updates) {
    const queryId = callbackQueryId(update.body)
    if (queryId === null) continue
    // The outcome is ignored for this method only: Telegram refuses an answer that comes too late ("query is too old"),
    // the tap is in the inbox and is handled all the same, and an answer sent later would be later still.
    call('answerCallbackQuery', { callback_query_id: queryId }, null).catch(() => {})
  }
}

function callbackQueryId(body: string): string | null {
  const update: { callback_query?: { id?: unknown } } = JSON.parse(body)
  const id = update.callback_query?.id
  return typeof id === 'string' ? id : null
}

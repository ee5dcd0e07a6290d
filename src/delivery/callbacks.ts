import type { TelegramCall } from './telegram-call.ts'

/**
 * Stops the spinner of a pressed button: call it at once, before any work, for people who are known; a stranger gets
 * nothing. Returns without waiting and never throws; nothing depends on the answer.
 */
export function createCallbackAnswerer(call: TelegramCall): (callbackQueryId: string) => void {
  return (callbackQueryId) => {
    // How it ends is ignored for this method only: Telegram refuses an answer that comes too late ("query is too old"),
    // the press is in the inbox and is handled all the same, and an answer sent again would be later still.
    call('answerCallbackQuery', { callback_query_id: callbackQueryId }, null).catch(() => {})
  }
}

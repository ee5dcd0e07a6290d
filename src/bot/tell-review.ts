import type { ActionContext } from '../actions/context.ts'
import { reviewList, reviewSuggestions } from '../actions/review-list.ts'
import { privateMessage } from './replies.ts'
import { reviewScreen } from './views/review.ts'

/** Puts the most valuable card of what is uncertain into a private chat; nothing where everything is certain. */
export async function tellReview(context: ActionContext, chatId: bigint): Promise<void> {
  const { timeZone } = await context.session.lockLedger()
  const list = await reviewList(context, timeZone)
  const item = list.kind === 'review' ? list.items[0] : undefined
  if (list.kind !== 'review' || item === undefined) return
  const suggestions = item.kind === 'uncategorized' ? await reviewSuggestions(context, item.line.id) : []
  const screen = reviewScreen(list.items, 0, { timeZone, suggestions, settled: null })
  await context.session.enqueue(privateMessage(chatId, screen))
}

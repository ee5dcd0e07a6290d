import { Composer } from 'grammy'
import { addMissing } from '../../actions/add-missing.ts'
import { differentEvents, type EventAnswered, sameEvent } from '../../actions/event-answers.ts'
import { applyLesson } from '../../actions/lessons.ts'
import { recategorize } from '../../actions/recategorize.ts'
import { reviewList, reviewSuggestions } from '../../actions/review-list.ts'
import type { CallbackAction } from '../callbacks.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { html } from '../views/html.ts'
import { answeredText, FORBIDDEN, movedText, NOT_ANY_MORE, PRIVATE_ONLY } from '../views/notices.ts'
import { reviewScreen, type Settled, sameForAllText } from '../views/review.ts'
import { button } from '../views/screen.ts'

/** `/review`: what is uncertain, one card at a time; an answer leads to the next card in the same message. */
export const review = new Composer<BotContext>()

review.command('review', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  return showCard(context, 0, 'send', null)
})

onAction(review, 'review', (context, { page }) => showCard(context, page, 'edit', null))

onAction(review, 'review-same', async (context, action) => {
  const request = { ...action, answerId: context.answerId }
  await afterAnswer(context, action, await sameEvent(context.unit.actions, request))
})

onAction(review, 'review-different', async (context, action) => {
  const request = { ...action, answerId: context.answerId }
  await afterAnswer(context, action, await differentEvents(context.unit.actions, request))
})

onAction(review, 'review-category', async (context, { transactionId, categoryId, page }) => {
  const { answerId } = context
  const result = await recategorize(context.unit.actions, { transactionId, categoryId, answerId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind !== 'recategorized') return showCard(context, page, 'edit', GONE)
  const { learned } = result
  const ids = { transactionId: result.transactionId, answerId }
  const undo = button('Undo that', { kind: 'undo-change', ...ids })
  if (learned === null || learned.pastCount === 0) {
    const words = learned === null ? html`Done ✓` : html`Done ✓ I remember it for next time.`
    return showCard(context, page, 'edit', { words, undo: [[undo]] })
  }
  const all = button(sameForAllText(learned), { kind: 'review-all', ...ids, page })
  return showCard(context, page, 'edit', { words: html`Done ✓ I remember it for next time.`, undo: [[all], [undo]] })
})

onAction(review, 'review-all', async (context, { transactionId, answerId, page }) => {
  const ids = { transactionId, answerId }
  const result = await applyLesson(context.unit.actions, ids)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return showCard(context, page, 'edit', GONE)
  return showCard(context, page, 'edit', settled(movedText(result.count), { kind: 'undo-apply', ...ids }))
})

onAction(review, 'review-gap', async (context, { transactionId, page }) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const { answerId, unit } = context
  const result = await addMissing(unit.actions, { transactionId, answerId, timeZone: unit.ledger.timeZone })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'closed') return showCard(context, page, 'edit', GONE)
  const undo = { kind: 'undo', transactionId: result.transactionId } as const
  return showCard(context, page, 'edit', settled(html`Added ✓ Should its alert come, I join the two.`, undo))
})

const GONE: Settled = { words: NOT_ANY_MORE, undo: [] }

function afterAnswer(
  context: BotContext,
  { transactionId, page }: { readonly transactionId: string; readonly page: number },
  result: EventAnswered | { readonly kind: 'forbidden' },
): Promise<void> {
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return showCard(context, page, 'edit', GONE)
  const { word, answerId } = result
  return showCard(context, page, 'edit', settled(answeredText(word), { kind: 'undo-answer', transactionId, answerId }))
}

function settled(words: Settled['words'], undo: CallbackAction): Settled {
  return { words, undo: [[button('Undo that', undo)]] }
}

async function showCard(
  context: BotContext,
  page: number,
  where: 'edit' | 'send',
  done: Settled | null,
): Promise<void> {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const { actions, ledger } = context.unit
  const list = await reviewList(actions, ledger.timeZone)
  if (list.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const item = list.items[page]
  const suggestions = item?.kind === 'uncategorized' ? await reviewSuggestions(actions, item.line.id) : []
  const screen = reviewScreen(list.items, page, { timeZone: ledger.timeZone, suggestions, settled: done })
  return context.replies[where](screen)
}

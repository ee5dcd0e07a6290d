import { Composer } from 'grammy'
import { applyLesson, takeBackApplication } from '../../actions/lessons.ts'
import { listCategories } from '../../actions/list-categories.ts'
import { recategorize as recategorizeTransaction } from '../../actions/recategorize.ts'
import { transactionView } from '../../actions/transaction-view.ts'
import { forgetLesson, undoRecategorization } from '../../actions/undo-recategorization.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { html } from '../views/html.ts'
import { FORBIDDEN, movedText, TOO_OLD } from '../views/notices.ts'
import { categoryPickerScreen } from '../views/pickers.ts'
import { showReceipt } from './show-receipt.ts'

/** The category buttons under a receipt: choose, see all, take back, and what becomes of what was learned. */
export const recategorize = new Composer<BotContext>()

onAction(recategorize, 'categorize', async (context, { transactionId, categoryId }) => {
  const { answerId } = context
  const result = await recategorizeTransaction(context.unit.actions, { transactionId, categoryId, answerId })
  switch (result.kind) {
    case 'recategorized':
      return showReceipt(context, result.transactionId, 'edit', { changed: { answerId, learned: result.learned } })
    // A fresh receipt shows what can be done instead.
    case 'unchanged':
    case 'not-possible':
      return showReceipt(context, transactionId, 'edit')
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
  }
})

onAction(recategorize, 'more', async (context, { transactionId, page }) => {
  const { actions } = context.unit
  const result = await transactionView(actions, transactionId)
  const all = await listCategories(actions)
  if (result.kind === 'forbidden' || all.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-found') return context.replies.send(TOO_OLD)
  if (result.view.isVoid || result.view.category === null) return showReceipt(context, transactionId, 'edit')
  return context.replies.edit(categoryPickerScreen(result.view, all.categories, page))
})

onAction(recategorize, 'receipt', (context, { transactionId }) => showReceipt(context, transactionId, 'edit'))

onAction(recategorize, 'undo-change', async (context, action) => {
  const result = await undoRecategorization(context.unit.actions, action)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return showReceipt(context, action.transactionId, 'edit')
})

onAction(recategorize, 'forget', async (context, action) => {
  const result = await forgetLesson(context.unit.actions, action)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return showReceipt(context, action.transactionId, 'edit')
  return showReceipt(context, action.transactionId, 'edit', {
    changed: { answerId: action.answerId, learned: null },
    remark: html`Only this ✓ I learned nothing from it.`,
  })
})

onAction(recategorize, 'apply-lesson', async (context, action) => {
  const result = await applyLesson(context.unit.actions, action)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return showReceipt(context, action.transactionId, 'edit')
  const remark = html`Applied ✓ ${movedText(result.count)}`
  return showReceipt(context, action.transactionId, 'edit', { applied: action, remark })
})

onAction(recategorize, 'undo-apply', async (context, action) => {
  const result = await takeBackApplication(context.unit.actions, action)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return showReceipt(context, action.transactionId, 'edit')
  const remark = html`Taken back ✓ ${movedText(result.count)}`
  return showReceipt(context, action.transactionId, 'edit', { remark })
})

onAction(recategorize, 'forget-lesson', async (context, action) => {
  const result = await forgetLesson(context.unit.actions, action)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const remark = result.kind === 'undone' ? html`Forgotten ✓ What it decided goes where it would be without it.` : null
  return showReceipt(context, action.transactionId, 'edit', remark === null ? {} : { remark })
})

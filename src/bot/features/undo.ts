import { Composer } from 'grammy'
import { restoreEntry, undoEntry } from '../../actions/undo-entry.ts'
import { undoLast } from '../../actions/undo-last.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { FORBIDDEN, TOO_OLD, undoneText } from '../views/notices.ts'
import { showReceipt } from './show-receipt.ts'

/** `/undo` takes the last thing back; the buttons under a receipt take that entry out and bring it back. */
export const undo = new Composer<BotContext>()

undo.command('undo', async (context) => {
  const result = await undoLast(context.unit.actions, { answerId: context.answerId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const heading = undoneText(result)
  if (result.kind === 'taught' || result.kind === 'forgotten') context.unit.receipts.isBulk = true
  if (result.kind === 'nothing' || result.transactionId === null) return context.replies.send(heading)
  return showReceipt(context, result.transactionId, 'send', { heading })
})

onAction(undo, 'undo', async (context, { transactionId }) => {
  const result = await undoEntry(context.unit.actions, { transactionId, answerId: context.answerId })
  await showChange(context, result)
})

onAction(undo, 'restore', async (context, { transactionId }) => {
  await showChange(context, await restoreEntry(context.unit.actions, { transactionId, answerId: context.answerId }))
})

function showChange(context: BotContext, result: Awaited<ReturnType<typeof undoEntry>>): Promise<void> {
  switch (result.kind) {
    case 'done':
      return showReceipt(context, result.transactionId, 'edit')
    case 'not-possible':
      return context.replies.send(TOO_OLD)
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
  }
}

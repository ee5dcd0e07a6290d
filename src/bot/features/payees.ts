import { Composer } from 'grammy'
import { mergePayee, type PayeeChange, payeeOfEntry, renamePayee, undoPayeeEdit } from '../../actions/payees.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { html } from '../views/html.ts'
import { FORBIDDEN, TOO_OLD } from '../views/notices.ts'
import { payeeScreen } from '../views/payee.ts'
import { showReceipt } from './show-receipt.ts'

/** What a person says about who was paid: its name, and which other payee it is. Under "Why?". */
export const payees = new Composer<BotContext>()

onAction(payees, 'payee', async (context, { transactionId }) => {
  const found = await payeeOfEntry(context.unit.actions, transactionId)
  if (found.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (found.kind === 'not-possible') return showReceipt(context, transactionId, 'edit')
  return context.replies.edit(payeeScreen(found), `transaction:${found.transactionId}`)
})

onAction(payees, 'payee-name', async (context, { transactionId, choice }) => {
  const { answerId } = context
  await showChanged(
    context,
    transactionId,
    await renamePayee(context.unit.actions, { transactionId, choice, answerId }),
  )
})

onAction(payees, 'payee-merge', async (context, { transactionId, otherId }) => {
  const { answerId } = context
  await showChanged(
    context,
    transactionId,
    await mergePayee(context.unit.actions, { transactionId, otherId, answerId }),
  )
})

onAction(payees, 'payee-undo', async (context, { transactionId, answerId }) => {
  const result = await undoPayeeEdit(context.unit.actions, answerId)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return showReceipt(context, transactionId, 'edit', { remark: html`Taken back ✓` })
})

function showChanged(
  context: BotContext,
  transactionId: string,
  result: PayeeChange | { readonly kind: 'forbidden' },
): Promise<void> {
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return context.replies.send(TOO_OLD)
  const entries = result.count === 1 ? 'one entry' : `${result.count} entries`
  return showReceipt(context, transactionId, 'edit', { remark: html`Done ✓ ${entries} of ${result.name}.` })
}

import { Composer } from 'grammy'
import { addMissing } from '../../actions/add-missing.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { html } from '../views/html.ts'
import { FORBIDDEN, PRIVATE_ONLY } from '../views/notices.ts'
import { showReceipt } from './show-receipt.ts'

/** "Add it" books what is missing ahead of an alert whose balance does not follow. */
export const missing = new Composer<BotContext>()

onAction(missing, 'add-missing', async (context, { transactionId }) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const { answerId, unit } = context
  const { timeZone } = unit.ledger
  const result = await addMissing(unit.actions, { transactionId, answerId, timeZone })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  await showReceipt(context, transactionId, 'edit')
  if (result.kind === 'closed') return
  await showReceipt(context, result.transactionId, 'send', { heading: html`I added what was missing:` })
})

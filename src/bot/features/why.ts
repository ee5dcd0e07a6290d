import { Composer } from 'grammy'
import { entryOfMessage } from '../../actions/entry-of-message.ts'
import { whyTransaction } from '../../actions/why.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { FORBIDDEN, NOTHING_TO_EXPLAIN, PRIVATE_ONLY, TOO_OLD } from '../views/notices.ts'
import { splitScreen, whyScreen } from '../views/why.ts'

/** `/why` as a reply to a receipt or an alert, or about the latest entry; the button does the same in place. */
export const why = new Composer<BotContext>()

why.command('why', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const reply = context.message?.reply_to_message
  const message = reply === undefined ? null : { chatId: BigInt(context.chat.id), messageId: BigInt(reply.message_id) }
  const found = await entryOfMessage(context.unit.actions, message)
  if (found.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (found.transactionId === null) return context.replies.send(NOTHING_TO_EXPLAIN)
  return explain(context, found.transactionId, 'send')
})

onAction(why, 'why', (context, { transactionId }) => explain(context, transactionId, 'edit'))

onAction(why, 'split', async (context, { transactionId }) => {
  const result = await whyTransaction(context.unit.actions, transactionId)
  if (result.kind !== 'why') return context.replies.send(result.kind === 'forbidden' ? FORBIDDEN : TOO_OLD)
  return context.replies.edit(splitScreen(result, context.unit.ledger.timeZone), `transaction:${result.view.id}`)
})

async function explain(context: BotContext, transactionId: string, where: 'edit' | 'send'): Promise<void> {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const result = await whyTransaction(context.unit.actions, transactionId)
  if (result.kind !== 'why') return context.replies.send(result.kind === 'forbidden' ? FORBIDDEN : TOO_OLD)
  return context.replies[where](whyScreen(result, context.unit.ledger.timeZone), `transaction:${result.view.id}`)
}

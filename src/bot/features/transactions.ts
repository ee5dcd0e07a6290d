import { Composer } from 'grammy'
import { listTransactions } from '../../actions/list-transactions.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { transactionsScreen } from '../views/lists.ts'
import { FORBIDDEN } from '../views/notices.ts'
import { showReceipt } from './show-receipt.ts'

/** `/transactions`: ten on a page, turned in place; a number opens the entry's receipt. */
export const transactions = new Composer<BotContext>()

transactions.command('transactions', async (context) => {
  const result = await listTransactions(context.unit.actions, 0)
  await context.replies.send(result.kind === 'forbidden' ? FORBIDDEN : transactionsScreen(result))
})

onAction(transactions, 'transactions', async (context, { page }) => {
  const result = await listTransactions(context.unit.actions, page)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies.edit(transactionsScreen(result))
})

onAction(transactions, 'open', (context, { transactionId }) => showReceipt(context, transactionId, 'send'))

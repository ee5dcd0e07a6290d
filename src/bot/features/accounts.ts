import { Composer } from 'grammy'
import { chooseAccount } from '../../actions/choose-account.ts'
import { listAccounts } from '../../actions/list-accounts.ts'
import { transactionView } from '../../actions/transaction-view.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { html } from '../views/html.ts'
import { accountsText } from '../views/lists.ts'
import { FORBIDDEN, PRIVATE_ONLY, TOO_OLD } from '../views/notices.ts'
import { accountPickerScreen } from '../views/pickers.ts'
import { showReceipt } from './show-receipt.ts'

/** `/accounts`, and the account of a quick entry. */
export const accounts = new Composer<BotContext>()

accounts.command('accounts', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const result = await listAccounts(context.unit.actions)
  return context.replies.send(result.kind === 'forbidden' ? FORBIDDEN : accountsText(result.balances))
})

onAction(accounts, 'accounts', async (context, { transactionId }) => {
  const { actions } = context.unit
  const result = await transactionView(actions, transactionId)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-found') return context.replies.send(TOO_OLD)
  if (result.view.isVoid || !result.view.isQuickEntry) return showReceipt(context, transactionId, 'edit')
  return context.replies.edit(accountPickerScreen(result.view, await actions.session.accounts()))
})

onAction(accounts, 'account', async (context, { transactionId, accountId }) => {
  const { answerId } = context
  const result = await chooseAccount(context.unit.actions, { transactionId, accountId, answerId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return showReceipt(context, transactionId, 'edit')
  return showReceipt(context, transactionId, 'edit', { remark: html`The next entries go there too.` })
})

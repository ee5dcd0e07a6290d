import { Composer } from 'grammy'
import { addMissing } from '../../actions/add-missing.ts'
import { chooseAccount } from '../../actions/choose-account.ts'
import { listAccounts } from '../../actions/list-accounts.ts'
import { recentOptions, reconcileAccounts } from '../../actions/reconcile-accounts.ts'
import { transactionView } from '../../actions/transaction-view.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { accountScreen } from '../views/account.ts'
import { html } from '../views/html.ts'
import { accountsScreen } from '../views/lists.ts'
import { FORBIDDEN, PRIVATE_ONLY, TOO_OLD } from '../views/notices.ts'
import { accountPickerScreen } from '../views/pickers.ts'
import { showReceipt } from './show-receipt.ts'

/** `/accounts`, one account with its gaps, and the account of a quick entry. */
export const accounts = new Composer<BotContext>()

accounts.command('accounts', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const { actions, ledger } = context.unit
  const result = await listAccounts(actions)
  const reconciled = await reconcileAccounts(actions, recentOptions(actions.clock.now(), ledger.timeZone))
  if (result.kind === 'forbidden' || reconciled.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies.send(accountsScreen(result.balances, reconciled.accounts))
})

onAction(accounts, 'account-detail', async (context, { accountId }) => showAccount(context, accountId, 'send'))

onAction(accounts, 'add-gap', async (context, { transactionId, accountId }) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const { answerId, unit } = context
  const { timeZone } = unit.ledger
  const result = await addMissing(unit.actions, { transactionId, answerId, timeZone })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  await showAccount(context, accountId, 'edit')
  if (result.kind === 'closed') return
  await showReceipt(context, result.transactionId, 'send', { heading: html`I added what was missing:` })
})

/** An account with its gaps and months. */
async function showAccount(context: BotContext, accountId: string, where: 'edit' | 'send'): Promise<void> {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const { actions, ledger } = context.unit
  const result = await reconcileAccounts(actions, {
    ...recentOptions(actions.clock.now(), ledger.timeZone),
    isWanted: ({ id }) => id === accountId,
  })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const [account] = result.accounts
  if (account === undefined) return context.replies.send(TOO_OLD)
  const screen = accountScreen(account, ledger.timeZone)
  return where === 'edit' ? context.replies.edit(screen) : context.replies.send(screen)
}

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

import type { TransactionPage } from '../../actions/list-transactions.ts'
import type { AccountBalance } from '../../domain/ports.ts'
import type { AccountReconciliation } from '../../reports/reconciliation-json.ts'
import { MESSAGE_LENGTH_MAX } from '../limits.ts'
import { dayMonthText } from './dates.ts'
import { fittingLines, type Html, html } from './html.ts'
import { moneyText } from './money.ts'
import { accountText, categoryText, counterpartyText, signedAmountText } from './names.ts'
import { button, inPairs, type Screen } from './screen.ts'

const BUTTONS_PER_ROW = 5
const ACCOUNT_BUTTONS_MAX = 20

/** A page of transactions; a number under the message opens the entry with that number. */
export function transactionsScreen({ page, lines: entries, hasOlder }: TransactionPage): Screen {
  if (entries.length === 0 && page === 0) {
    return { text: html`Nothing here yet. Forward a bank alert, or send 1500 lunch.`, keyboard: [] }
  }
  const numbers = entries.map(({ id }, index) => button(String(index + 1), { kind: 'open', transactionId: id }))
  const rows = [numbers.slice(0, BUTTONS_PER_ROW), numbers.slice(BUTTONS_PER_ROW)].filter((row) => row.length > 0)
  const turn = [
    ...(page > 0 ? [button('‹ Newer', { kind: 'transactions', page: page - 1 })] : []),
    ...(hasOlder ? [button('Older ›', { kind: 'transactions', page: page + 1 })] : []),
  ]
  const entryLines = entries.map((line, index) => {
    const category = line.category === null ? html`` : html` – ${categoryText(line.category)}`
    const mark = line.isSuspect ? html` (perhaps a repeat)` : html``
    return html`${index + 1}. ${dayMonthText(line.occurred.date)} <b>${signedAmountText(line)}</b> ${counterpartyText(line)}${category}${mark}`
  })
  const none = entries.length === 0 ? [html`Nothing on this page.`] : []
  return {
    text: fittingLines(
      [html`<b>Transactions</b>, page ${page + 1}. Tap a number to open one.`, ...entryLines, ...none],
      MESSAGE_LENGTH_MAX,
    ),
    keyboard: [...rows, ...(turn.length > 0 ? [turn] : [])],
  }
}

/**
 * Every account with its balance, what the bank says where it says something else, and how many gaps are open; a button opens
 * an account that its bank's balances can be held against.
 */
export function accountsScreen(
  balances: readonly AccountBalance[],
  reconciled: readonly AccountReconciliation[],
): Screen {
  if (balances.length === 0) return { text: html`No account yet. The first bank alert makes one.`, keyboard: [] }
  const byId = new Map(reconciled.map((one) => [one.account.id, one]))
  const text = fittingLines(
    [html`<b>Accounts</b>`, ...balances.map((balance) => accountLine(balance, byId.get(balance.account.id)))],
    MESSAGE_LENGTH_MAX,
  )
  const checked = reconciled.filter(({ checks }) => checks > 0).slice(0, ACCOUNT_BUTTONS_MAX)
  const buttons = checked.map(({ account }) =>
    button(accountText(account) || 'Account', { kind: 'account-detail', accountId: account.id }),
  )
  return { text, keyboard: inPairs(buttons) }
}

function accountLine({ account, ours, stated }: AccountBalance, reconciled: AccountReconciliation | undefined): Html {
  const count = reconciled?.gaps.length ?? 0
  const gaps = count === 0 ? html`` : html` – ${count} ${count === 1 ? 'gap' : 'gaps'} ⚠`
  const line = html`${accountText(account)}: <b>${moneyText(ours)}</b>${gaps}`
  if (stated === null) return line
  const day = dayMonthText(stated.occurred.date)
  const { balance } = stated
  return balance.minor === ours.minor && balance.currency === ours.currency
    ? html`${line} ✓ as the bank said on ${day}`
    : html`${line}, the bank last said ${moneyText(balance)} on ${day}`
}

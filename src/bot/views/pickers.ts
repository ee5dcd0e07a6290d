import { isUncategorized, parentName } from '../../actions/suggest-categories.ts'
import type { TransactionView } from '../../actions/transaction-view.ts'
import type { Account } from '../../domain/account.ts'
import type { Category } from '../../domain/category.ts'
import { html, lines } from './html.ts'
import { accountText, categoryButtonText } from './names.ts'
import { lineText } from './receipt.ts'
import { button, inPairs, type Screen } from './screen.ts'

const CATEGORIES_PER_PAGE = 16
const ACCOUNTS_MAX = 30

/** Every category a transaction can go to, in the ledger's order with those of one parent together, some on each page; `page` counts from 0. */
export function categoryPickerScreen(view: TransactionView, categories: readonly Category[], page: number): Screen {
  const { id: transactionId, category: current } = view
  const usable = categories.filter(
    (category) => category.kind === current?.kind && category.id !== current.id && !isUncategorized(category),
  )
  const offered = [...Map.groupBy(usable, ({ name }) => parentName(name)).values()].flat()
  const pages = Math.max(1, Math.ceil(offered.length / CATEGORIES_PER_PAGE))
  const shown = Math.min(page, pages - 1)
  const onPage = offered.slice(shown * CATEGORIES_PER_PAGE, (shown + 1) * CATEGORIES_PER_PAGE)
  const turn = (text: string, to: number) =>
    to < 0 || to >= pages ? [] : [button(text, { kind: 'more', transactionId, page: to })]
  return {
    text: lines([
      lineText(view),
      pages === 1 ? html`Choose a category.` : html`Choose a category (page ${shown + 1} of ${pages}).`,
    ]),
    keyboard: [
      ...inPairs(
        onPage.map((category) =>
          button(categoryButtonText(category), { kind: 'categorize', transactionId, categoryId: category.id }),
        ),
      ),
      [
        button('‹ Back', { kind: 'receipt', transactionId }),
        ...turn('Previous', shown - 1),
        ...turn('Next', shown + 1),
      ],
    ],
  }
}

/** The accounts a quick entry can go to. */
export function accountPickerScreen(view: TransactionView, accounts: readonly Account[]): Screen {
  const { id: transactionId } = view
  const current = view.from ?? view.to
  const offered = accounts
    .filter(
      ({ id, type, currency }) =>
        id !== current?.id && (type === 'asset' || type === 'liability') && currency === view.amount.currency,
    )
    .slice(0, ACCOUNTS_MAX)
  return {
    text: lines([
      lineText(view),
      current === null ? null : html`Now in ${accountText(current)}.`,
      offered.length === 0 ? html`There is no other account yet.` : html`Choose the account it belongs to.`,
    ]),
    keyboard: [
      ...inPairs(
        offered.map((account) =>
          button(accountText(account) || 'Account', { kind: 'account', transactionId, accountId: account.id }),
        ),
      ),
      [button('‹ Back', { kind: 'receipt', transactionId })],
    ],
  }
}

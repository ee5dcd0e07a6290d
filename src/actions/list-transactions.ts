import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { type TransactionLine, transactionLine } from './transaction-view.ts'

const PAGE_SIZE = 10

/** A page of transactions, latest first; pages count from 0. */
export type TransactionPage = {
  readonly kind: 'page'
  readonly page: number
  readonly lines: readonly TransactionLine[]
  readonly hasOlder: boolean
}

/** Ten transactions by when they happened, latest first; an empty page past the end. */
export function listTransactions(context: ActionContext, page: number): Promise<TransactionPage | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const details = await context.session.transactionDetails({
      limit: PAGE_SIZE + 1,
      offset: page * PAGE_SIZE,
      order: 'occurred',
    })
    const lines = details.slice(0, PAGE_SIZE).map(transactionLine)
    return { kind: 'page' as const, page, lines, hasOlder: details.length > PAGE_SIZE }
  })
}

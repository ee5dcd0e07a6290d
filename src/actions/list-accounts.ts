import type { AccountBalance } from '../domain/ports.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** Every account that holds or owes money, with its balance by our postings and the latest the bank stated. */
export function listAccounts(
  context: ActionContext,
): Promise<{ readonly kind: 'accounts'; readonly balances: readonly AccountBalance[] } | Forbidden> {
  return whenAllowed(context, 'read', async () => ({
    kind: 'accounts' as const,
    balances: await context.session.accountBalances(),
  }))
}

import type { Category } from '../domain/category.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** Every category of the ledger, in the order in which the ledger keeps them. */
export function listCategories(
  context: ActionContext,
): Promise<{ readonly kind: 'categories'; readonly categories: readonly Category[] } | Forbidden> {
  return whenAllowed(context, 'read', async () => ({
    kind: 'categories' as const,
    categories: await context.session.categories(),
  }))
}

import { type CategoryRecord, countedAs } from '../domain/category.ts'
import type { RuleCategory } from '../domain/rule.ts'
import { categoryBook } from '../pipeline/category-book.ts'
import type { ActionContext } from './context.ts'
import { isUncategorized } from './suggest-categories.ts'

/** Categories as rules name them: those a new rule may name, and all, of which a merged one goes by what it counts as. */
export async function ruleCategories({ session }: Pick<ActionContext, 'session'>): Promise<{
  readonly usable: readonly RuleCategory[]
  readonly all: readonly RuleCategory[]
}> {
  const records = await session.categoryRecords()
  return { usable: usableCategories(records), all: namedAsCounted(records) }
}

function usableCategories(records: readonly CategoryRecord[]): RuleCategory[] {
  const hidden = new Set(
    records.filter(({ isHidden, mergedInto }) => isHidden || mergedInto !== null).map(({ id }) => id),
  )
  return categoryBook(records).all.filter((category) => !hidden.has(category.id) && !isUncategorized(category))
}

function namedAsCounted(records: readonly CategoryRecord[]): RuleCategory[] {
  const all = categoryBook(records).all
  const byId = new Map(all.map((category) => [category.id, category]))
  return all.map((category) => ({
    ...category,
    name: byId.get(countedAs(category.id, records))?.name ?? category.name,
  }))
}

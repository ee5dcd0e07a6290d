import type { Category } from '../domain/category.ts'

const SIBLINGS_MAX = 2

/** What suggestions rest on. `categories` is in the order in which the ledger keeps them, most used ones most used first. */
export type SuggestionEvidence = {
  readonly kind: Category['kind']
  readonly current: Category | null
  readonly categories: readonly Category[]
  readonly mostUsed: readonly Category[]
  /** What the ledger's model thinks likeliest, likeliest first; left out: it knows nothing. */
  readonly likeliest?: readonly Category[]
}

/** The part before `: `, or the whole name. */
export function parentName(name: string): string {
  return name.split(': ')[0] ?? name
}

/** Whether it is the place of what nobody has sorted yet, which is never worth a button. */
export function isUncategorized(category: Category): boolean {
  return category.name === 'Uncategorized'
}

/**
 * The `count` likeliest categories of the kind, likeliest first: what was learned says, two siblings of the current one, what this ledger uses
 * most, the first category under each parent, then the rest. Never the current one and never "Uncategorized"; fewer
 * only when the ledger has no more.
 */
export function suggestCategories(evidence: SuggestionEvidence, count: number): Category[] {
  const { kind, current, mostUsed } = evidence
  const usable = (category: Category) =>
    category.kind === kind && category.id !== current?.id && !isUncategorized(category)
  const categories = evidence.categories.filter(usable)
  const siblings =
    current === null || isUncategorized(current)
      ? []
      : categories.filter((category) => isSibling(category, current)).slice(0, SIBLINGS_MAX)
  const ranked = [
    ...(evidence.likeliest ?? []).filter(usable),
    ...siblings,
    ...mostUsed.filter((category) => usable(category) && !isBookedByItself(category)),
    ...firstOfEachParent(categories),
    ...categories,
  ]
  return [...new Map(ranked.map((category) => [category.id, category])).values()].slice(0, count)
}

/** Under the same parent, and not the parent itself: that would only say less. */
function isSibling(category: Category, current: Category): boolean {
  const parent = parentName(current.name)
  return category.name !== parent && parentName(category.name) === parent
}

/** Bank charges are used most of all, but by the bank: nobody needs a button for them. */
function isBookedByItself({ key }: Category): boolean {
  return key === 'charges' || key?.startsWith('charges.') === true
}

function firstOfEachParent(categories: readonly Category[]): Category[] {
  const first = new Map<string, Category>()
  for (const category of categories) {
    const parent = parentName(category.name)
    if (!first.has(parent)) first.set(parent, category)
  }
  return [...first.values()]
}

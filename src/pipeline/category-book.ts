import { type Category, type CategoryRecord, categoriesOf, countedAs } from '../domain/category.ts'

/** All categories of a ledger, hidden and merged ones too. */
export type CategoryBook = {
  /** What a category counts as. */
  countedAs(categoryId: string): string
  kindOf(categoryId: string): Category['kind'] | null
  /** Categories that may be filed under without being asked: visible ones; a merged one leads to what it was merged into. */
  readonly fileable: readonly Category[]
  /** Every category under its full name. */
  readonly all: readonly Category[]
}

/** The book of these categories. */
export function categoryBook(records: readonly CategoryRecord[]): CategoryBook {
  const all = categoriesOf(records)
  const byId = new Map(all.map((category) => [category.id, category]))
  const current = new Map(records.map(({ id }) => [id, countedAs(id, records)]))
  const hidden = new Set(
    records.filter(({ isHidden, mergedInto }) => isHidden && mergedInto === null).map(({ id }) => id),
  )
  return {
    countedAs: (id) => current.get(id) ?? id,
    kindOf: (id) => byId.get(id)?.kind ?? null,
    fileable: all.flatMap((category) => {
      const counted = byId.get(current.get(category.id) ?? category.id)
      return counted === undefined || hidden.has(counted.id) ? [] : [{ ...counted, key: category.key }]
    }),
    all,
  }
}

import { type Category, type CategoryRecord, categoriesOf, countedAs } from '../domain/category.ts'

/** All categories of a ledger, hidden and merged ones too. */
export type CategoryBook = {
  /** What a category counts as. */
  countedAs(categoryId: string): string
  kindOf(categoryId: string): Category['kind'] | null
  /** Categories by what ships with them: a merged one stands for what it was merged into. Hidden ones are among them. */
  readonly byKey: readonly Category[]
  /** Every category under its full name. */
  readonly all: readonly Category[]
}

/** The book of these categories. */
export function categoryBook(records: readonly CategoryRecord[]): CategoryBook {
  const all = categoriesOf(records)
  const byId = new Map(all.map((category) => [category.id, category]))
  const current = new Map(records.map(({ id }) => [id, countedAs(id, records)]))
  return {
    countedAs: (id) => current.get(id) ?? id,
    kindOf: (id) => byId.get(id)?.kind ?? null,
    byKey: all.flatMap((category) => {
      const counted = byId.get(current.get(category.id) ?? category.id)
      return counted === undefined ? [] : [{ ...counted, key: category.key }]
    }),
    all,
  }
}

/** A category: an income or expense account a person sees. `name` is `Parent: Child`, a lone parent, or `Uncategorized`. */
export type Category = {
  readonly id: string
  readonly kind: 'income' | 'expense'
  /** Stable key of a category that ships with the product, null for one a person made. */
  readonly key: string | null
  readonly name: string
  readonly icon: string | null
}

/** Why a transaction is in its category. */
export type CategoryReason =
  | { readonly kind: 'user'; readonly answerId: string }
  | { readonly kind: 'rule'; readonly ruleId: string }
  | { readonly kind: 'lesson'; readonly lessonId: string; readonly counterparty: string }
  /** Learned from everything this person chose; `because` in words, `confidence` as it was told then. */
  | { readonly kind: 'model'; readonly because: string; readonly confidence: number }
  | { readonly kind: 'seed'; readonly term: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'default' }

/** What the model said of an alert when it was stored, from what had been learned until then. */
export type Guess = {
  readonly categoryId: string
  /** How right everything is that is at least this sure, 0 to 1. */
  readonly confidence: number
  readonly because: string
  /** It rests on what this very payee was put into before: worth nothing once that is forgotten. */
  readonly isRemembered: boolean
  /** It was as sure as the ledger wants it for filing without a question. */
  readonly isSure: boolean
}

/** What was learned from a person's tap: this payee in this direction belongs to this category. */
export type Lesson = {
  readonly id: string
  /** The payee (`payeeKey`); empty when the alert names nobody, which teaches the model only. */
  readonly counterpartyKey: string
  readonly kind: 'income' | 'expense'
  readonly categoryId: string
  /** From when to when it is believed: alerts stored before or after keep what they got. Left out: always. */
  readonly learnedAt?: Temporal.Instant
  readonly forgottenAt?: Temporal.Instant | null
  /** When a person had it count for what came before it, too; null or left out: only for what comes later. */
  readonly appliedAt?: Temporal.Instant | null
  /** What it was learned from; left out where nothing more than the payee is known. */
  readonly example?: LessonExample
}

/** The transaction a lesson was learned from, as the model sees it. Amounts are positive minor units. */
export type LessonExample = {
  readonly counterparty: string | null
  readonly narration: string | null
  readonly direction: 'debit' | 'credit'
  readonly amountMinor: bigint
  readonly channel: string | null
}

/** A category as it is kept, hidden and merged ones included. */
export type CategoryRecord = {
  readonly id: string
  readonly kind: 'income' | 'expense'
  readonly key: string | null
  /** Its own name, without its parent's. */
  readonly name: string
  readonly parentId: string | null
  readonly icon: string | null
  /** `#rrggbb`, or null for none chosen. */
  readonly color: string | null
  readonly position: number
  readonly isHidden: boolean
  /** The category that everything in this one counts as; null for itself. */
  readonly mergedInto: string | null
}

/** Categories under their full names, `Parent: Child`; hidden and merged ones too. */
export function categoriesOf(records: readonly CategoryRecord[]): Category[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  return records.map(({ id, kind, key, name, parentId, icon }) => {
    const parent = parentId === null ? undefined : byId.get(parentId)
    return { id, kind, key, name: parent === undefined ? name : `${parent.name}: ${name}`, icon }
  })
}

/** What a category counts as: the one it was merged into, and so on; itself where it was not. */
export function countedAs(id: string, records: readonly CategoryRecord[]): string {
  const byId = new Map(records.map((record) => [record.id, record]))
  let current = id
  for (let steps = 0; steps <= records.length; steps++) {
    const next = byId.get(current)?.mergedInto ?? null
    if (next === null) return current
    current = next
  }
  throw new Error('categories were merged in a circle')
}

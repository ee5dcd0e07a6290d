import type { ParsedAlert } from '../../domain/alert.ts'
import type { Category, CategoryReason, Guess, Lesson } from '../../domain/category.ts'
import type { Payees } from '../payees.ts'

/** What is known to one ledger's categorizer: the person's lessons, and the categories to choose from. */
export type Knowledge = {
  readonly categories: readonly Category[]
  /** Those on the payees at hand, the latest first. */
  readonly lessons: readonly Lesson[]
  readonly payees: Payees
}

/** An event that wants a category. */
export type Question = {
  readonly reading: ParsedAlert
  readonly kind: Category['kind']
  readonly knowledge: Knowledge
  /** When the event was first stored, null for now: what was learned later does not change it. */
  readonly knownAt: Temporal.Instant | null
  /** What the model said of its alert when that was stored. */
  readonly guess: Guess | null
}

export type Categorized = { readonly categoryId: string; readonly reason: CategoryReason }

/** One way to know a category; null where it knows nothing. */
export type Layer = (question: Question) => Categorized | null

/** The id of a category of the default tree on this side; null when the ledger has it no more. */
export function idOfKey({ kind, knowledge }: Pick<Question, 'kind' | 'knowledge'>, key: string): string | null {
  return knowledge.categories.find((category) => category.key === key && category.kind === kind)?.id ?? null
}

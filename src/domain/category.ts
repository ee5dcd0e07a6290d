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
  | { readonly kind: 'seed'; readonly term: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'default' }

/** What was learned from a person's tap: this counterparty in this direction belongs to this category. */
export type Lesson = {
  readonly id: string
  readonly counterpartyKey: string
  readonly kind: 'income' | 'expense'
  readonly categoryId: string
  /** From when to when it is believed: alerts stored before or after keep what they got. Left out: always. */
  readonly learnedAt?: Temporal.Instant
  readonly forgottenAt?: Temporal.Instant | null
}

/** A rule a person wrote; conditions are joined by "and". Lower `order` wins. */
export type Rule = {
  readonly id: string
  readonly order: number
  readonly conditions: readonly RuleCondition[]
  readonly categoryId: string
  /** Alerts stored before it was made keep what they got. Left out: it was always there. */
  readonly createdAt?: Temporal.Instant
}
export type RuleCondition = {
  readonly field: 'counterparty' | 'narration' | 'channel' | 'institution'
  readonly operator: 'contains' | 'is'
  readonly value: string
}

import type { MessageSource } from './message.ts'
import type { Money } from './money.ts'

/** Fields of an entry that are text. `text` is payee, narration and reference together. */
export const RULE_TEXT_FIELDS = ['payee', 'narration', 'text', 'reference', 'bank', 'account'] as const
export type RuleTextField = (typeof RULE_TEXT_FIELDS)[number]

/** Fields of an entry with few possible values. */
export const RULE_CHOICE_FIELDS = ['channel', 'direction', 'weekday', 'currency', 'source'] as const
export type RuleChoiceField = (typeof RULE_CHOICE_FIELDS)[number]

export type RuleAmountOperator = 'is' | 'above' | 'below' | 'at-least' | 'at-most' | 'between'

/**
 * One condition of a rule; `isNot` turns it around. Several values are joined by "or". Amounts are positive decimals without
 * separators, such as `1000.50`, in the currency of the entry; days are days of the month.
 */
export type RuleCondition = { readonly isNot: boolean } & (
  | {
      readonly kind: 'text'
      readonly field: RuleTextField
      /** `matches`: the one value is a regular expression. */
      readonly operator: 'contains' | 'is' | 'starts' | 'matches'
      readonly values: readonly string[]
    }
  | { readonly kind: 'choice'; readonly field: RuleChoiceField; readonly values: readonly string[] }
  | { readonly kind: 'amount'; readonly operator: RuleAmountOperator; readonly amounts: readonly string[] }
  | { readonly kind: 'day'; readonly from: number; readonly to: number }
)

/** A part of a split: hundredths of a percent, a decimal amount in the entry's currency, or what is left. */
export type RuleShare =
  | { readonly kind: 'percent'; readonly hundredths: number }
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'rest' }

/** What a rule does to the entries that it fits; what is left out stays as it is. */
export type RuleEffects = {
  readonly categoryId?: string
  readonly payee?: string
  readonly note?: string
  readonly tags?: readonly string[]
  readonly split?: readonly { readonly categoryId: string; readonly share: RuleShare }[]
  /** It is a move to or from this place of the owner, whose messages never come. */
  readonly transferTo?: string
  /** It does not count. */
  readonly isIgnored?: true
}

/** What a rule says. Its conditions are joined by "and"; there is at least one, and at least one effect. */
export type RuleContent = { readonly conditions: readonly RuleCondition[]; readonly effects: RuleEffects }

/** `draft`: shown to the person and not saved yet. Only rules that are on count. */
export type RuleState = 'draft' | 'on' | 'off' | 'removed'

/** A rule a person wrote. The lower `order` speaks first. */
export type Rule = RuleContent & {
  readonly id: string
  readonly order: number
  readonly state: RuleState
  readonly createdAt: Temporal.Instant
  /** Alerts stored before keep what they got; null: it holds for all of them. */
  readonly appliesFrom: Temporal.Instant | null
}

/** What rules look at: an entry as its alerts tell of it, before any rule. */
export type RuleFacts = {
  /** Names of the other side: as the bank wrote it, as it is known. */
  readonly payees: readonly string[]
  readonly narration: string | null
  readonly reference: string | null
  readonly bank: string | null
  /** Names and visible digits of the account. */
  readonly accounts: readonly string[]
  readonly channel: string | null
  readonly direction: 'in' | 'out'
  /** Positive. */
  readonly amount: Money
  readonly date: Temporal.PlainDate
  readonly sources: readonly MessageSource[]
  /** A charge printed inside a payment's alert, which only rules about the channel "fee" are meant for. */
  readonly isPrintedFee: boolean
}

/** What all rules together say of an entry: for each field the first rule that says something; tags are collected. */
export type RuleOutcome = {
  readonly category: { readonly ruleId: string; readonly categoryId: string } | null
  readonly split: { readonly ruleId: string; readonly parts: NonNullable<RuleEffects['split']> } | null
  readonly payee: { readonly ruleId: string; readonly payee: string } | null
  readonly note: { readonly ruleId: string; readonly note: string } | null
  readonly transfer: { readonly ruleId: string; readonly place: string } | null
  readonly ignored: { readonly ruleId: string } | null
  readonly tags: readonly { readonly ruleId: string; readonly tag: string }[]
}

/** A category as rules are written with it. */
export type RuleCategory = { readonly id: string; readonly kind: 'income' | 'expense'; readonly name: string }

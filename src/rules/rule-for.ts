import type { Rule, RuleCategory, RuleFacts, RuleOutcome } from '../domain/rule.ts'
import { fits } from './holds.ts'

/** What no rule says anything about. */
export const NO_RULE: RuleOutcome = {
  category: null,
  split: null,
  payee: null,
  note: null,
  transfer: null,
  ignored: null,
  tags: [],
}

/** The side of the books an entry is on: what its category must be of. */
export type RuleSide = 'income' | 'expense'

/**
 * What the rules say of an entry, `rules` in their order. Every rule that fits has a say: for each field the first that says
 * something, and all their tags. Category, split, transfer and "ignore" exclude each other, so of these only the first counts. A
 * category of the other side is passed over, unless the rule names the direction. `knownAt`: when the entry was first stored,
 * null for now.
 */
export function ruleFor(
  facts: RuleFacts,
  rules: readonly Rule[],
  side: RuleSide,
  categories: readonly RuleCategory[],
  knownAt: Temporal.Instant | null,
): RuleOutcome {
  const fitting = rules.filter(
    (rule) => rule.state === 'on' && holdsSince(rule, knownAt) && fits(rule.conditions, facts),
  )
  if (fitting.length === 0) return NO_RULE
  const isOfSide = (rule: Rule, categoryId: string) => {
    const kind = categories.find(({ id }) => id === categoryId)?.kind
    return kind !== undefined && (kind === side || namesDirection(rule))
  }
  const places = fitting.flatMap((rule) => placeOf(rule, isOfSide))
  const [place = {}] = places
  const payee = fitting.find(({ effects }) => effects.payee !== undefined)
  const note = fitting.find(({ effects }) => effects.note !== undefined)
  return {
    ...NO_RULE,
    ...place,
    payee: payee === undefined ? null : { ruleId: payee.id, payee: payee.effects.payee ?? '' },
    note: note === undefined ? null : { ruleId: note.id, note: note.effects.note ?? '' },
    tags: tagsOf(fitting),
  }
}

type Place = Partial<Pick<RuleOutcome, 'category' | 'split' | 'transfer' | 'ignored'>>

/** Where a rule puts an entry; empty where it does not say, or may not. */
function placeOf(rule: Rule, isOfSide: (rule: Rule, categoryId: string) => boolean): Place[] {
  const { id: ruleId, effects } = rule
  if (effects.isIgnored) return [{ ignored: { ruleId } }]
  if (effects.transferTo !== undefined) return [{ transfer: { ruleId, place: effects.transferTo } }]
  if (effects.split?.every(({ categoryId }) => isOfSide(rule, categoryId)) === true) {
    return [{ split: { ruleId, parts: effects.split } }]
  }
  const { categoryId } = effects
  return categoryId === undefined || !isOfSide(rule, categoryId) ? [] : [{ category: { ruleId, categoryId } }]
}

function tagsOf(rules: readonly Rule[]): RuleOutcome['tags'] {
  const first = new Map<string, string>()
  for (const { id, effects } of rules) for (const tag of effects.tags ?? []) if (!first.has(tag)) first.set(tag, id)
  return [...first].map(([tag, ruleId]) => ({ ruleId, tag }))
}

function namesDirection({ conditions }: Rule): boolean {
  return conditions.some((condition) => condition.kind === 'choice' && condition.field === 'direction')
}

function holdsSince({ appliesFrom }: Rule, knownAt: Temporal.Instant | null): boolean {
  return appliesFrom === null || knownAt === null || Temporal.Instant.compare(appliesFrom, knownAt) <= 0
}

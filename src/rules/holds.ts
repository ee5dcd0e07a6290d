import { RE2JS } from 're2js'
import { assertNever } from '../domain/assert-never.ts'
import type { RuleCondition, RuleFacts, RuleTextField } from '../domain/rule.ts'
import { compareDecimal } from './decimal.ts'
import { plainText } from './plain-text.ts'

/** Days of the week as rules name them, Monday first. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Whether every condition holds; false for none. A condition on what an entry does not tell holds only turned around. */
export function fits(conditions: readonly RuleCondition[], facts: RuleFacts): boolean {
  if (conditions.length === 0) return false
  if (facts.isPrintedFee && !conditions.some(isAboutFees)) return false
  return conditions.every((condition) => holds(condition, facts) !== condition.isNot)
}

/** Printed charges share the words of their payment: a rule about a shop must not take them along. */
function isAboutFees(condition: RuleCondition): boolean {
  return condition.kind === 'choice' && condition.field === 'channel' && !condition.isNot
}

function holds(condition: RuleCondition, facts: RuleFacts): boolean {
  switch (condition.kind) {
    case 'text':
      return textsOf(condition.field, facts).some((text) => textHolds(condition, text))
    case 'choice':
      return choicesOf(condition.field, facts).some((value) => value !== null && condition.values.includes(value))
    case 'amount':
      return amountHolds(condition, facts)
    case 'day':
      return facts.date.day >= condition.from && facts.date.day <= condition.to
    default:
      return assertNever(condition)
  }
}

function textsOf(field: RuleTextField, facts: RuleFacts): readonly string[] {
  const known = (text: string | null) => (text === null ? [] : [text])
  switch (field) {
    case 'payee':
      return facts.payees
    case 'narration':
      return known(facts.narration)
    case 'reference':
      return known(facts.reference)
    case 'text':
      return [...facts.payees, ...known(facts.narration), ...known(facts.reference)]
    case 'bank':
      return known(facts.bank)
    case 'account':
      return facts.accounts
    default:
      return assertNever(field)
  }
}

function textHolds({ operator, values }: Extract<RuleCondition, { kind: 'text' }>, text: string): boolean {
  if (operator === 'matches') return values.some((pattern) => compiled(pattern)?.matcher(text).find() ?? false)
  const plain = plainText(text)
  return values.map(plainText).some((value) => {
    switch (operator) {
      case 'contains':
        return plain.includes(value)
      case 'starts':
        return plain.startsWith(value)
      case 'is':
        return plain === value
      default:
        return assertNever(operator)
    }
  })
}

function choicesOf(
  field: Extract<RuleCondition, { kind: 'choice' }>['field'],
  facts: RuleFacts,
): readonly (string | null)[] {
  switch (field) {
    case 'channel':
      return [facts.channel]
    case 'direction':
      return [facts.direction]
    case 'weekday':
      return [WEEKDAYS[facts.date.dayOfWeek - 1] ?? null]
    case 'currency':
      return [facts.amount.currency]
    case 'source':
      return facts.sources
    default:
      return assertNever(field)
  }
}

function amountHolds(
  { operator, amounts }: Extract<RuleCondition, { kind: 'amount' }>,
  { amount }: RuleFacts,
): boolean {
  const [first = '0', second = first] = amounts
  const order = compareDecimal(amount, first)
  switch (operator) {
    case 'is':
      return order === 0
    case 'above':
      return order > 0
    case 'below':
      return order < 0
    case 'at-least':
      return order >= 0
    case 'at-most':
      return order <= 0
    case 'between':
      return order >= 0 && compareDecimal(amount, second) <= 0
    default:
      return assertNever(operator)
  }
}

const PATTERNS_MAX = 500
const patterns = new Map<string, RE2JS | null>()

/** A regular expression under the linear-time engine, letter case aside; null where it is none. */
export function compiled(pattern: string): RE2JS | null {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  if (patterns.size >= PATTERNS_MAX) patterns.clear()
  const made = compile(pattern)
  patterns.set(pattern, made)
  return made
}

function compile(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
  } catch {
    // Its own word for a pattern it does not take; the parser tells the person.
    return null
  }
}

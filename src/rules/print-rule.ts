import { assertNever } from '../domain/assert-never.ts'
import type { RuleCategory, RuleCondition, RuleContent, RuleEffects, RuleShare } from '../domain/rule.ts'

/** The written form of a rule: `parseRule` reads it back. A category that is gone is named by three dots. */
export function printRule({ conditions, effects }: RuleContent, categories: readonly RuleCategory[]): string {
  return `if ${conditions.map(printCondition).join(' and ')} then ${printEffects(effects, categories).join(', ')}`
}

function printCondition(condition: RuleCondition): string {
  const { isNot } = condition
  switch (condition.kind) {
    case 'text':
      return printText(condition)
    case 'choice':
      return `${condition.field} ${isNot ? 'is not' : 'is'} ${condition.values.join(' or ')}`
    case 'amount':
      return printAmount(condition)
    case 'day':
      return condition.from === condition.to
        ? `day ${isNot ? 'is not' : 'is'} ${condition.from}`
        : `day ${isNot ? 'is not ' : ''}between ${condition.from} and ${condition.to}`
    default:
      return assertNever(condition)
  }
}

function printText({ field, operator, values, isNot }: Extract<RuleCondition, { kind: 'text' }>): string {
  switch (operator) {
    case 'contains':
      return `${field} ${isNot ? 'does not contain' : 'contains'} ${quotedValues(values)}`
    case 'is':
      return `${field} ${isNot ? 'is not' : 'is'} ${quotedValues(values)}`
    case 'starts':
      return `${field} starts with ${quotedValues(values)}`
    case 'matches':
      return `${field} ${isNot ? 'does not match' : 'matches'} /${values.join('').replaceAll('/', '\\/')}/`
    default:
      return assertNever(operator)
  }
}

const AMOUNT_WORDS = {
  is: 'is',
  above: 'above',
  below: 'below',
  'at-least': 'at least',
  'at-most': 'at most',
  between: 'between',
} as const

function printAmount({ operator, amounts, isNot }: Extract<RuleCondition, { kind: 'amount' }>): string {
  const words = AMOUNT_WORDS[operator]
  return `amount ${isNot ? (operator === 'is' ? 'is not' : `is not ${words}`) : words} ${amounts.map(printNumber).join(' and ')}`
}

/** `1000.5` gives `1,000.5`. */
export function printNumber(decimal: string): string {
  const [whole = '0', fraction] = decimal.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

function printEffects(effects: RuleEffects, categories: readonly RuleCategory[]): string[] {
  const nameOf = (id: string) => quoted(categories.find((category) => category.id === id)?.name ?? '…')
  const { categoryId, split, transferTo, isIgnored, payee, note, tags } = effects
  return [
    ...(categoryId === undefined ? [] : [`category ${nameOf(categoryId)}`]),
    ...(split === undefined
      ? []
      : [`split ${split.map((part) => `${printShare(part.share)} ${nameOf(part.categoryId)}`).join(' + ')}`]),
    ...(transferTo === undefined ? [] : [`transfer to ${quoted(transferTo)}`]),
    ...(isIgnored ? ['ignore'] : []),
    ...(payee === undefined ? [] : [`payee ${quoted(payee)}`]),
    ...(note === undefined ? [] : [`note ${quoted(note)}`]),
    ...(tags === undefined ? [] : [`tag ${tags.join(' ')}`]),
  ]
}

function printShare(share: RuleShare): string {
  switch (share.kind) {
    case 'rest':
      return 'rest'
    case 'percent':
      return `${share.hundredths / 100}%`
    case 'amount':
      return printNumber(share.amount)
    default:
      return assertNever(share)
  }
}

function quotedValues(values: readonly string[]): string {
  return values.map(quoted).join(' or ')
}

function quoted(text: string): string {
  return `"${text}"`
}

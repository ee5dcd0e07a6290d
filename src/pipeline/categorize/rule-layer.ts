import type { ParsedAlert } from '../../domain/alert.ts'
import type { Rule, RuleCondition } from '../../domain/category.ts'
import { plainWords } from '../counterparty.ts'
import { isBelieved, type Layer } from './question.ts'

/** The rules a person wrote: the first one that fits and was there when the event came. */
export const ruleLayer: Layer = ({ reading, knowledge, knownAt }) => {
  const rule = knowledge.rules.find(
    (candidate) => isBelieved(candidate.createdAt, null, knownAt) && fits(candidate, reading),
  )
  return rule === undefined ? null : { categoryId: rule.categoryId, reason: { kind: 'rule', ruleId: rule.id } }
}

function fits(rule: Rule, reading: ParsedAlert): boolean {
  return rule.conditions.length > 0 && rule.conditions.every((condition) => holds(condition, reading))
}

function holds(condition: RuleCondition, reading: ParsedAlert): boolean {
  const value = plainWords(reading[condition.field] ?? '').join(' ')
  const wanted = plainWords(condition.value).join(' ')
  return condition.operator === 'is' ? value === wanted : ` ${value} `.includes(` ${wanted} `)
}

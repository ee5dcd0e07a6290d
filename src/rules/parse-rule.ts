import type { RuleCategory, RuleContent } from '../domain/rule.ts'
import { Cursor, RuleProblem } from './cursor.ts'
import { parseConditions } from './parse-conditions.ts'
import { parseEffects } from './parse-effects.ts'

/** What reading the written form of a rule gives; a problem says in words what to do about it. */
export type ParsedRule =
  | { readonly kind: 'rule'; readonly content: RuleContent }
  | { readonly kind: 'problem'; readonly problem: string }

/** An example of the written form, for help and messages. */
const RULE_EXAMPLE = 'if payee contains "shoprite" then category Food: Groceries'

const TEXT_LENGTH_MAX = 1_000

/** Reads `if … then …`; `categories` are those that may be named. */
export function parseRule(text: string, categories: readonly RuleCategory[]): ParsedRule {
  if (text.length > TEXT_LENGTH_MAX) return problem(`A rule has ${TEXT_LENGTH_MAX} characters at most.`)
  try {
    return { kind: 'rule', content: read(new Cursor(text), categories) }
  } catch (error) {
    if (error instanceof RuleProblem) return problem(error.message)
    throw error
  }
}

function read(cursor: Cursor, categories: readonly RuleCategory[]): RuleContent {
  if (!cursor.take('if')) throw new RuleProblem(`A rule begins with “if”: ${RULE_EXAMPLE}.`)
  const conditions = parseConditions(cursor)
  cursor.mark(',')
  if (!cursor.take('then')) {
    throw new RuleProblem(
      cursor.isAtEnd
        ? 'Say what to do: … then category Food.'
        : `I expected “and”, “or” or “then” before “${cursor.rest}”. Put texts into quotes.`,
    )
  }
  const effects = parseEffects(cursor, categories)
  cursor.mark('.')
  if (!cursor.isAtEnd)
    throw new RuleProblem(`I do not understand “${cursor.rest}” at the end. Separate what to do by commas.`)
  return { conditions, effects }
}

function problem(words: string): ParsedRule {
  return { kind: 'problem', problem: words }
}

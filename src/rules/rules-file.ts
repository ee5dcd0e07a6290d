import type { Rule, RuleCategory, RuleContent } from '../domain/rule.ts'
import { parseRule } from './parse-rule.ts'
import { printRule } from './print-rule.ts'

const HEADER = `# Rules: one a line, the first that says something counts. "off:" before a line switches it off.
# Lines that begin with # are left out.`
const OFF = /^off:\s*/iu

/** One rule of a file. */
export type FileRule = { readonly content: RuleContent; readonly isOn: boolean }

export type RulesFile =
  | { readonly kind: 'rules'; readonly rules: readonly FileRule[] }
  /** Lines count from 1. */
  | { readonly kind: 'problems'; readonly problems: readonly { readonly line: number; readonly problem: string }[] }

/** The rules as a text file, in their order. */
export function printRules(rules: readonly Rule[], categories: readonly RuleCategory[]): string {
  const lines = rules.map((rule) => `${rule.state === 'on' ? '' : 'off: '}${printRule(rule, categories)}`)
  return `${[HEADER, ...lines].join('\n')}\n`
}

/** Reads such a file. One line that cannot be read makes the whole file count for nothing. */
export function parseRules(text: string, categories: readonly RuleCategory[]): RulesFile {
  const rules: FileRule[] = []
  const problems: { line: number; problem: string }[] = []
  for (const [index, raw] of text
    .replace(/^\u{FEFF}/u, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const parsed = parseRule(line.replace(OFF, ''), categories)
    if (parsed.kind === 'rule') rules.push({ content: parsed.content, isOn: !OFF.test(line) })
    else problems.push({ line: index + 1, problem: parsed.problem })
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'rules', rules }
}

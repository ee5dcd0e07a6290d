import type { Rule } from '../domain/rule.ts'
import { printRule } from '../rules/print-rule.ts'
import { parseRules, printRules } from '../rules/rules-file.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { changeSettings } from './change-settings.ts'
import type { ActionContext } from './context.ts'
import { nextOrder, RULES_MAX } from './manage-rules.ts'
import { ruleCategories } from './rule-categories.ts'

/** The rules as a file, in their order. */
export function exportRules(
  context: ActionContext,
): Promise<{ readonly kind: 'file'; readonly text: string; readonly count: number } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const rules = (await context.session.allRules()).filter(({ state }) => state !== 'draft')
    return { kind: 'file' as const, text: printRules(rules, (await ruleCategories(context)).all), count: rules.length }
  })
}

export type RulesImported =
  | { readonly kind: 'imported'; readonly changeId: string; readonly added: number; readonly known: number }
  | { readonly kind: 'problems'; readonly problems: readonly { readonly line: number; readonly problem: string }[] }

/**
 * Adds the rules of a file behind those there are; one that is there already, word for word, is left out. They count for what
 * comes from now on. A line that cannot be read stops all of it.
 */
export function importRules(
  context: ActionContext,
  { text, changeId }: { readonly text: string; readonly changeId: string },
): Promise<RulesImported | Forbidden> {
  return whenAllowed(context, 'manage-rules', async (): Promise<RulesImported> => {
    const { session, clock, ids } = context
    const written = await ruleCategories(context)
    const file = parseRules(text, written.usable)
    if (file.kind === 'problems') return file
    const rules = await session.allRules()
    const texts = new Set(rules.filter(({ state }) => state !== 'draft').map((rule) => printRule(rule, written.all)))
    const fresh = file.rules.filter(({ content }) => {
      const own = printRule(content, written.all)
      const isNew = !texts.has(own)
      texts.add(own)
      return isNew
    })
    if (texts.size > RULES_MAX) {
      return { kind: 'problems', problems: [{ line: 1, problem: `A ledger has ${RULES_MAX} rules at most.` }] }
    }
    const createdAt = clock.now()
    const first = nextOrder(rules)
    const added = fresh.map(({ content, isOn }, index): Rule => {
      const id = ids.id('imported rule', changeId, String(index))
      return { ...content, id, order: first + index, state: isOn ? 'on' : 'off', createdAt, appliesFrom: createdAt }
    })
    if (added.length > 0)
      await changeSettings(context, changeId, { subject: 'rules', before: [], after: added }, 'import-rules')
    return { kind: 'imported', changeId, added: added.length, known: file.rules.length - added.length }
  })
}

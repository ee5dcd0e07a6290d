import type { CategoryRecord } from '../domain/category.ts'
import { countedAs } from '../domain/category.ts'
import type { Change } from '../domain/plan.ts'
import type { Rule, RuleCategory, RuleContent } from '../domain/rule.ts'
import { categoryBook } from '../pipeline/category-book.ts'
import { parseRule } from '../rules/parse-rule.ts'
import { printRule } from '../rules/print-rule.ts'
import { parseRules, printRules } from '../rules/rules-file.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { changeSettings, changesUnder } from './change-settings.ts'
import type { ActionContext } from './context.ts'
import { isUncategorized } from './suggest-categories.ts'

/** A ledger has at most as many. */
export const RULES_MAX = 300
const EXAMPLES = 5

/** A rule with its written form. */
export type RuleView = { readonly rule: Rule; readonly text: string }

/** What a rule would change in what is stored already: how many entries, and some of them as they would be. */
export type RulePreview = { readonly count: number; readonly examples: readonly Change[] }

export type RuleDrafted =
  | { readonly kind: 'drafted'; readonly view: RuleView; readonly preview: RulePreview }
  | { readonly kind: 'problem'; readonly problem: string }

export type RuleChanged =
  | { readonly kind: 'changed'; readonly changeId: string; readonly view: RuleView; readonly entries: number }
  /** It is not this ledger's, was removed, or is like that already. */
  | { readonly kind: 'not-possible' }

/** The rules that are on or off, in the order in which they speak. */
export function listRules(
  context: ActionContext,
): Promise<{ readonly kind: 'rules'; readonly rules: readonly RuleView[] } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const written = await ruleCategories(context)
    const rules = (await context.session.allRules()).filter(({ state }) => state !== 'draft')
    return { kind: 'rules' as const, rules: rules.map((rule) => ({ rule, text: printRule(rule, written.all) })) }
  })
}

/** Reads a rule, keeps it as a draft under `ruleId` and says what it would change. Nothing counts before `saveRule`. */
export function draftRule(
  context: ActionContext,
  { text, ruleId }: { readonly text: string; readonly ruleId: string },
): Promise<RuleDrafted | Forbidden> {
  return whenAllowed(context, 'manage-rules', async (): Promise<RuleDrafted> => {
    const parsed = parseRule(text, (await ruleCategories(context)).usable)
    return parsed.kind === 'problem' ? parsed : keepDraft(context, parsed.content, ruleId)
  })
}

async function keepDraft(context: ActionContext, content: RuleContent, ruleId: string): Promise<RuleDrafted> {
  const { session, clock } = context
  const rules = await session.allRules()
  const others = rules.filter(({ state }) => state !== 'draft')
  if (others.length >= RULES_MAX) {
    return { kind: 'problem', problem: `A ledger has ${RULES_MAX} rules at most. Remove one first.` }
  }
  const rule: Rule = {
    ...content,
    id: ruleId,
    order: nextOrder(rules),
    state: 'draft',
    createdAt: clock.now(),
    appliesFrom: null,
  }
  // A draft that nobody saved goes when the next one comes.
  const old = rules.filter(({ state, id }) => state === 'draft' && id !== ruleId)
  await session.putRules([...old.map((draft): Rule => ({ ...draft, state: 'removed' })), rule])
  const view = await viewOf(context, rule)
  return { kind: 'drafted', view, preview: await previewOf(context, rule) }
}

/** What a rule would change if it were on and held for all entries. */
export function previewRule(
  context: ActionContext,
  { ruleId }: { readonly ruleId: string },
): Promise<
  | { readonly kind: 'preview'; readonly view: RuleView; readonly preview: RulePreview }
  | { readonly kind: 'not-possible' }
  | Forbidden
> {
  return whenAllowed(context, 'read', async () => {
    const rule = await ruleWith(context, ruleId)
    if (rule === null) return { kind: 'not-possible' as const }
    return { kind: 'preview' as const, view: await viewOf(context, rule), preview: await previewOf(context, rule) }
  })
}

async function previewOf(context: ActionContext, rule: Rule): Promise<RulePreview> {
  const all = (await context.session.rules()).filter(({ id }) => id !== rule.id)
  const wanted: Rule = { ...rule, state: 'on', appliesFrom: null }
  const changes = await changesUnder(context, [...all, wanted].sort(inOrder), [rule])
  return { count: changes.length, examples: changes.slice(0, EXAMPLES) }
}

/** Lets a draft count: for what comes from now on, or for everything. */
export function saveRule(
  context: ActionContext,
  request: { readonly ruleId: string; readonly changeId: string; readonly includesPast: boolean },
): Promise<RuleChanged | Forbidden> {
  return changeRule(context, request, 'save-rule', (rule, now) =>
    rule.state === 'draft'
      ? { ...rule, state: 'on', createdAt: now, appliesFrom: request.includesPast ? null : now }
      : null,
  )
}

/** Lets a rule that is on hold for everything that is stored already. */
export function applyRuleToPast(
  context: ActionContext,
  request: { readonly ruleId: string; readonly changeId: string },
): Promise<RuleChanged | Forbidden> {
  return changeRule(context, request, 'apply-rule', (rule) =>
    rule.state === 'on' && rule.appliesFrom !== null ? { ...rule, appliesFrom: null } : null,
  )
}

/** Switches a rule off, or on again: what it had done is as it was without it. */
export function switchRule(
  context: ActionContext,
  request: { readonly ruleId: string; readonly changeId: string; readonly isOn: boolean },
): Promise<RuleChanged | Forbidden> {
  const [from, to] = request.isOn ? (['off', 'on'] as const) : (['on', 'off'] as const)
  return changeRule(context, request, `switch-rule-${to}`, (rule) =>
    rule.state === from ? { ...rule, state: to } : null,
  )
}

/** Takes a rule out: everything it had done is as it was without it. */
export function removeRule(
  context: ActionContext,
  request: { readonly ruleId: string; readonly changeId: string },
): Promise<RuleChanged | Forbidden> {
  return changeRule(context, request, 'remove-rule', (rule) => ({ ...rule, state: 'removed' }))
}

/** Gives a rule another text; it counts from when it counted before. */
export function rewriteRule(
  context: ActionContext,
  request: { readonly ruleId: string; readonly changeId: string; readonly text: string },
): Promise<RuleChanged | { readonly kind: 'problem'; readonly problem: string } | Forbidden> {
  return whenAllowed(context, 'manage-rules', async () => {
    const parsed = parseRule(request.text, (await ruleCategories(context)).usable)
    if (parsed.kind === 'problem') return parsed
    return changeRule(context, request, 'rewrite-rule', (rule) => ({ ...rule, ...parsed.content }))
  })
}

/** Moves a rule one place up or down among those that are on or off. */
export function moveRule(
  context: ActionContext,
  request: { readonly ruleId: string; readonly changeId: string; readonly to: 'up' | 'down' },
): Promise<RuleChanged | Forbidden> {
  return whenAllowed(context, 'manage-rules', async (): Promise<RuleChanged> => {
    const rules = (await context.session.allRules()).filter(({ state }) => state !== 'draft')
    const index = rules.findIndex(({ id }) => id === request.ruleId)
    const other = index + (request.to === 'up' ? -1 : 1)
    const [rule, neighbour] = [rules[index], rules[other]]
    if (rule === undefined || neighbour === undefined) return { kind: 'not-possible' }
    const moved = rules.with(index, neighbour).with(other, rule)
    const after = moved.flatMap((each, place) => (each.order === place + 1 ? [] : [{ ...each, order: place + 1 }]))
    const changed = new Set(after.map(({ id }) => id))
    const before = rules.filter(({ id }) => changed.has(id))
    const { changeId } = request
    const entries = await changeSettings(context, changeId, { subject: 'rules', before, after }, 'move-rule')
    return { kind: 'changed', changeId, view: await viewOf(context, { ...rule, order: other + 1 }), entries }
  })
}

/** Drops a draft that the person does not want. */
export function dropDraft(
  context: ActionContext,
  { ruleId }: { readonly ruleId: string },
): Promise<{ readonly kind: 'dropped' } | { readonly kind: 'not-possible' } | Forbidden> {
  return whenAllowed(context, 'manage-rules', async () => {
    const rule = await ruleWith(context, ruleId)
    if (rule?.state !== 'draft') return { kind: 'not-possible' as const }
    await context.session.putRules([{ ...rule, state: 'removed' }])
    return { kind: 'dropped' as const }
  })
}

function changeRule(
  context: ActionContext,
  { ruleId, changeId }: { readonly ruleId: string; readonly changeId: string },
  action: string,
  change: (rule: Rule, now: Temporal.Instant) => Rule | null,
): Promise<RuleChanged | Forbidden> {
  return whenAllowed(context, 'manage-rules', async (): Promise<RuleChanged> => {
    const rule = await ruleWith(context, ruleId)
    const after = rule === null ? null : change(rule, context.clock.now())
    if (rule === null || after === null) return { kind: 'not-possible' }
    const rows = { subject: 'rules', before: [rule], after: [after] } as const
    const entries = await changeSettings(context, changeId, rows, action)
    return { kind: 'changed', changeId, view: await viewOf(context, after), entries }
  })
}

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

async function ruleWith({ session }: ActionContext, ruleId: string): Promise<Rule | null> {
  return (await session.allRules()).find(({ id }) => id === ruleId) ?? null
}

async function viewOf(context: ActionContext, rule: Rule): Promise<RuleView> {
  return { rule, text: printRule(rule, (await ruleCategories(context)).all) }
}

/** Categories as rules name them: those a new rule may name, and all, of which a merged one goes by what it counts as. */
export async function ruleCategories({ session }: Pick<ActionContext, 'session'>): Promise<{
  readonly usable: readonly RuleCategory[]
  readonly all: readonly RuleCategory[]
}> {
  const records = await session.categoryRecords()
  return { usable: usableCategories(records), all: namedAsCounted(records) }
}

function usableCategories(records: readonly CategoryRecord[]): RuleCategory[] {
  const hidden = new Set(
    records.filter(({ isHidden, mergedInto }) => isHidden || mergedInto !== null).map(({ id }) => id),
  )
  return categoryBook(records).all.filter((category) => !hidden.has(category.id) && !isUncategorized(category))
}

function namedAsCounted(records: readonly CategoryRecord[]): RuleCategory[] {
  const all = categoryBook(records).all
  const byId = new Map(all.map((category) => [category.id, category]))
  return all.map((category) => ({
    ...category,
    name: byId.get(countedAs(category.id, records))?.name ?? category.name,
  }))
}

function nextOrder(rules: readonly Rule[]): number {
  return rules.reduce((highest, { order }) => Math.max(highest, order), 0) + 1
}

function inOrder(left: Rule, right: Rule): number {
  return left.order - right.order || (left.id < right.id ? -1 : 1)
}

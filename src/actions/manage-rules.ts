import type { Change } from '../domain/plan.ts'
import type { Rule, RuleContent } from '../domain/rule.ts'
import { parseRule } from '../rules/parse-rule.ts'
import { printRule } from '../rules/print-rule.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { changeSettings, changesUnder } from './change-settings.ts'
import type { ActionContext } from './context.ts'
import { ruleCategories } from './rule-categories.ts'

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
  if (others.some(({ id }) => id === ruleId)) throw new Error('a rule that is saved cannot become a draft again')
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

async function ruleWith({ session }: ActionContext, ruleId: string): Promise<Rule | null> {
  return (await session.allRules()).find(({ id }) => id === ruleId) ?? null
}

async function viewOf(context: ActionContext, rule: Rule): Promise<RuleView> {
  return { rule, text: printRule(rule, (await ruleCategories(context)).all) }
}

/** The place behind all rules there are. */
export function nextOrder(rules: readonly Rule[]): number {
  return rules.reduce((highest, { order }) => Math.max(highest, order), 0) + 1
}

function inOrder(left: Rule, right: Rule): number {
  return left.order - right.order || (left.id < right.id ? -1 : 1)
}

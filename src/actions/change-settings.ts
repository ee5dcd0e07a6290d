import { type AlertKey, alertKeyText } from '../domain/alert.ts'
import { assertNever } from '../domain/assert-never.ts'
import { countedAs } from '../domain/category.ts'
import type { Change } from '../domain/plan.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import type { Rule, RuleContent } from '../domain/rule.ts'
import type { SettingChange, SettingRows } from '../domain/setting-change.ts'
import { factsOfEntry } from '../pipeline/rulings.ts'
import { fits } from '../rules/holds.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** Entries looked at, and solved again, at a time. */
const PAGE_SIZE = 500
/** Changes looked through for one that may be undone. */
const CHANGES_LOOKED_AT = 200

/** Keeps rows of rules or categories as one change, and solves every entry it may be about. Gives how many entries changed. */
export async function changeSettings(
  context: ActionContext,
  changeId: string,
  rows: SettingRows,
  action: string,
): Promise<number> {
  const { session, actor, clock } = context
  const at = clock.now()
  await session.addSettingChange({ id: changeId, by: actor.personId, at, undoneAt: null, ...rows })
  await session.addAudit(action, `${rows.subject}:${changeId}`, actor.personId, at)
  return putRows(context, rows)
}

export type SettingsUndone =
  | { readonly kind: 'undone'; readonly subject: SettingChange['subject']; readonly entries: number }
  /** It was undone before, a later change stands on it, or it is not this ledger's. */
  | { readonly kind: 'not-possible' }

/** Takes a change of rules or categories back: the rows are as they were before it, and so are the entries. */
export function undoSettings(
  context: ActionContext,
  { changeId }: { readonly changeId: string },
): Promise<SettingsUndone | Forbidden> {
  return whenAllowed(context, 'manage-rules', async (): Promise<SettingsUndone> => {
    const { session, actor, clock } = context
    const changes = await session.settingChanges(CHANGES_LOOKED_AT)
    const index = changes.findIndex(({ id }) => id === changeId)
    const change = changes[index]
    if (change === undefined || changes.slice(0, index).some((later) => touchesSame(later, change))) {
      return { kind: 'not-possible' }
    }
    const at = clock.now()
    await session.undoSettingChange(changeId, at)
    await session.addAudit('undo-settings', `${change.subject}:${changeId}`, actor.personId, at)
    return { kind: 'undone', subject: change.subject, entries: await putRows(context, takenBack(change)) }
  })
}

function touchesSame(one: SettingChange, other: SettingChange): boolean {
  const ids = new Set(other.after.map(({ id }) => id))
  return one.subject === other.subject && one.after.some(({ id }) => ids.has(id))
}

/** The change the other way round: a row that was new is put away. */
function takenBack(change: SettingChange): SettingRows {
  const had = new Set(change.before.map(({ id }) => id))
  switch (change.subject) {
    case 'rules': {
      const made = change.after.filter(({ id }) => !had.has(id))
      const gone = made.map((rule): Rule => ({ ...rule, state: 'removed' }))
      return { subject: 'rules', before: change.after, after: [...change.before, ...gone] }
    }
    case 'categories': {
      const made = change.after.filter(({ id }) => !had.has(id))
      const gone = made.map((category) => ({ ...category, isHidden: true }))
      return { subject: 'categories', before: change.after, after: [...change.before, ...gone] }
    }
    default:
      return assertNever(change)
  }
}

async function putRows(context: ActionContext, rows: SettingRows): Promise<number> {
  const { session } = context
  switch (rows.subject) {
    case 'rules': {
      await session.putRules(rows.after)
      const counting = [...rows.before, ...rows.after].filter(({ state }) => state === 'on')
      return solveAgain(context, await keysThatFit(context, counting))
    }
    case 'categories': {
      const before = await session.categoryRecords()
      await session.putCategories(rows.after)
      const after = await session.categoryRecords()
      // Where what is in a category counts, before and now: nothing else can move.
      const places = rows.after.flatMap(({ id }) => [id, countedAs(id, before), countedAs(id, after)])
      const isMoved = rows.after.some(({ id }) => countedAs(id, before) !== countedAs(id, after))
      if (!isMoved) return 0
      const entries = await session.transactionsOnCategories([...new Set(places)])
      return solveAgain(
        context,
        entries.map(({ witnesses }) => witnesses.map(({ key }) => key)),
      )
    }
    default:
      return assertNever(rows)
  }
}

/** The alerts of every stored entry that one of these rules fits, entry by entry. */
async function keysThatFit(
  { session }: ActionContext,
  rules: readonly RuleContent[],
): Promise<(readonly AlertKey[])[]> {
  const found: (readonly AlertKey[])[] = []
  if (rules.length === 0) return found
  let after: string | null = null
  for (;;) {
    const page: readonly TransactionDetail[] = await session.entriesPage({ after, limit: PAGE_SIZE })
    for (const detail of page) {
      const facts = factsOfEntry(detail)
      if (facts === null || !rules.some(({ conditions }) => fits(conditions, facts))) continue
      found.push(detail.transaction.witnesses.map(({ key }) => key))
    }
    after = page.at(-1)?.transaction.id ?? null
    if (after === null || page.length < PAGE_SIZE) return found
  }
}

async function solveAgain(context: ActionContext, entries: readonly (readonly AlertKey[])[]): Promise<number> {
  const changes: Change[] = []
  for (const keys of pagesOf(entries)) changes.push(...(await context.pipeline.resolve(keys, pipelinePorts(context))))
  return entriesChanged(changes).length
}

/** What these rules would change in the entries that any of `about` fits. Nothing is written. */
export async function changesUnder(
  context: ActionContext,
  rules: readonly Rule[],
  about: readonly RuleContent[],
): Promise<readonly Change[]> {
  const changes: Change[] = []
  for (const keys of pagesOf(await keysThatFit(context, about))) {
    changes.push(...(await context.pipeline.previewRules(keys, rules, pipelinePorts(context))))
  }
  return entriesChanged(changes)
}

function pagesOf(entries: readonly (readonly AlertKey[])[]): AlertKey[][] {
  const pages: AlertKey[][] = []
  for (let start = 0; start < entries.length; start += PAGE_SIZE) {
    const keys = entries.slice(start, start + PAGE_SIZE).flat()
    pages.push([...new Map(keys.map((key) => [alertKeyText(key), key])).values()])
  }
  return pages
}

/** The changes a person would count: a charge printed in the alert of a payment that changed, too, is none of its own. */
function entriesChanged(changes: readonly Change[]): Change[] {
  const idOf = ({ before, after }: Change) => (after ?? before)?.id ?? ''
  const changed = new Set(changes.map(idOf))
  const latest = new Map(changes.map((change) => [idOf(change), change]))
  return [...latest.values()].filter(({ before, after }) => {
    const entry = after ?? before
    const isPrinted = entry?.witnesses.every(({ role }) => role === 'fee') ?? false
    return !isPrinted || entry?.parents.every((parent) => !changed.has(parent)) === true
  })
}

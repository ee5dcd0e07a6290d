import { type Category, type CategoryRecord, categoriesOf } from '../domain/category.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { changeSettings } from './change-settings.ts'
import type { ActionContext } from './context.ts'

/** Colours a category can have, by name. */
export const CATEGORY_COLORS = {
  red: '#d64545',
  orange: '#e07b39',
  yellow: '#d9a404',
  green: '#3a9a5b',
  blue: '#3b76d1',
  purple: '#8056c7',
  brown: '#8a5a3c',
  black: '#3d4451',
} as const
export type CategoryColor = keyof typeof CATEGORY_COLORS

const NAME_LENGTH_MAX = 40
const CATEGORIES_MAX = 300

/** A category with its place in the tree. `isFixed`: the place of what nobody has sorted yet. */
export type CategoryNode = CategoryRecord & {
  readonly fullName: string
  readonly children: readonly CategoryNode[]
  readonly isFixed: boolean
}

export type CategoryChanged =
  /** `entries`: how many of them count in another category now. */
  | { readonly kind: 'changed'; readonly changeId: string; readonly categoryId: string; readonly entries: number }
  /** What is asked cannot be; the words say why, or what to do. */
  | { readonly kind: 'problem'; readonly problem: string }

type Named = { readonly categoryId: string; readonly changeId: string }

/** The tree of categories: parents with their children, spending first, hidden ones too, merged ones not. */
export function categoryTree(
  context: ActionContext,
): Promise<{ readonly kind: 'tree'; readonly roots: readonly CategoryNode[] } | Forbidden> {
  return whenAllowed(context, 'read', async () => ({
    kind: 'tree' as const,
    roots: treeOf(await context.session.categoryRecords()),
  }))
}

function treeOf(records: readonly CategoryRecord[]): CategoryNode[] {
  const names = new Map(categoriesOf(records).map(({ id, name }) => [id, name]))
  const own = records.filter(({ mergedInto }) => mergedInto === null)
  const node = (record: CategoryRecord): CategoryNode => ({
    ...record,
    fullName: names.get(record.id) ?? record.name,
    isFixed: isFixed(record),
    children: own.filter(({ parentId }) => parentId === record.id).map(node),
  })
  const roots = own.filter(({ parentId }) => parentId === null).map(node)
  return [...roots.filter(({ kind }) => kind === 'expense'), ...roots.filter(({ kind }) => kind === 'income')]
}

/** Adds a category; one of this name that is hidden comes back instead. */
export function addCategory(
  context: ActionContext,
  request: {
    readonly name: string
    readonly kind: Category['kind']
    readonly parentId: string | null
    readonly icon?: string | null
    readonly changeId: string
  },
): Promise<CategoryChanged | Forbidden> {
  return whenAllowed(context, 'manage-categories', async (): Promise<CategoryChanged> => {
    const records = await context.session.categoryRecords()
    const name = cleanName(request.name)
    const parent = request.parentId === null ? null : records.find(({ id }) => id === request.parentId)
    if (parent === undefined || (parent !== null && (isFixed(parent) || parent.mergedInto !== null)))
      return problem('I do not find that parent.')
    if (parent !== null && parent.parentId !== null)
      return problem('Categories have two levels: this one is a part of another already.')
    if (parent !== null && parent.kind !== request.kind) return problem('Spending and income do not mix.')
    if (records.length >= CATEGORIES_MAX) return problem(`A ledger has ${CATEGORIES_MAX} categories at most.`)
    const twin = twinOf(records, { name, kind: request.kind, parentId: request.parentId, id: '' })
    if (twin?.isHidden === true)
      return put(context, request.changeId, [twin], [{ ...twin, isHidden: false }], 'show-category')
    const wrong = nameProblem(name, twin)
    if (wrong !== null) return problem(wrong)
    const made: CategoryRecord = {
      id: context.ids.id('category', request.changeId),
      kind: request.kind,
      key: null,
      name,
      parentId: request.parentId,
      icon: cleanIcon(request.icon ?? null),
      color: null,
      position: positionFor(records, request.parentId),
      isHidden: false,
      mergedInto: null,
    }
    return put(context, request.changeId, [], [made], 'add-category')
  })
}

/** Gives a category another name; entries, rules and lessons stay with it. */
export function renameCategory(
  context: ActionContext,
  request: Named & { readonly name: string },
): Promise<CategoryChanged | Forbidden> {
  return changeCategory(context, request, 'rename-category', (record, records) => {
    const name = cleanName(request.name)
    const wrong = nameProblem(name, twinOf(records, { ...record, name }))
    return wrong ?? { ...record, name }
  })
}

/** Hides a category from what is offered, or shows it again. What is in it stays there, and what belongs there by itself still comes. */
export function hideCategory(
  context: ActionContext,
  request: Named & { readonly isHidden: boolean },
): Promise<CategoryChanged | Forbidden> {
  return changeCategory(context, request, request.isHidden ? 'hide-category' : 'show-category', (record, records) => {
    if (record.isHidden === request.isHidden) return 'It is like that already.'
    const isNeeded = records.some(
      ({ parentId, isHidden, mergedInto }) => parentId === record.id && !isHidden && mergedInto === null,
    )
    return request.isHidden && isNeeded
      ? 'Hide the categories below it first.'
      : { ...record, isHidden: request.isHidden }
  })
}

/** Gives a category an icon, one emoji, or takes it away. */
export function setCategoryIcon(
  context: ActionContext,
  request: Named & { readonly icon: string | null },
): Promise<CategoryChanged | Forbidden> {
  return changeCategory(context, request, 'set-category-icon', (record) => {
    const icon = cleanIcon(request.icon)
    return icon === null && request.icon !== null ? 'Send one emoji, such as 🛒.' : { ...record, icon }
  })
}

/** Gives a category a colour, or takes it away. */
export function setCategoryColor(
  context: ActionContext,
  request: Named & { readonly color: CategoryColor | null },
): Promise<CategoryChanged | Forbidden> {
  return changeCategory(context, request, 'set-category-color', (record) => ({
    ...record,
    color: request.color === null ? null : CATEGORY_COLORS[request.color],
  }))
}

/** Lets everything in one category count as another of its side, now and from now on. Undoing parts them exactly. */
export function mergeCategories(
  context: ActionContext,
  request: Named & { readonly intoId: string },
): Promise<CategoryChanged | Forbidden> {
  return changeCategory(context, request, 'merge-categories', (record, records) => {
    const into = records.find(({ id }) => id === request.intoId)
    if (into === undefined || into.mergedInto !== null || into.id === record.id)
      return 'I do not find the category to merge it into.'
    if (into.kind !== record.kind) return 'Spending and income do not mix.'
    if (records.some(({ parentId, mergedInto }) => parentId === record.id && mergedInto === null)) {
      return 'It has categories below it. Merge those first.'
    }
    return { ...record, mergedInto: into.id, isHidden: true }
  })
}

function changeCategory(
  context: ActionContext,
  { categoryId, changeId }: Named,
  action: string,
  change: (record: CategoryRecord, records: readonly CategoryRecord[]) => CategoryRecord | string,
): Promise<CategoryChanged | Forbidden> {
  return whenAllowed(context, 'manage-categories', async (): Promise<CategoryChanged> => {
    const records = await context.session.categoryRecords()
    const record = records.find(({ id }) => id === categoryId)
    if (record === undefined || record.mergedInto !== null) return problem('I do not find that category.')
    if (isFixed(record)) return problem('Uncategorized is where unsorted entries wait. It stays as it is.')
    const after = change(record, records)
    return typeof after === 'string' ? problem(after) : put(context, changeId, [record], [after], action)
  })
}

async function put(
  context: ActionContext,
  changeId: string,
  before: readonly CategoryRecord[],
  after: readonly [CategoryRecord],
  action: string,
): Promise<CategoryChanged> {
  const entries = await changeSettings(context, changeId, { subject: 'categories', before, after }, action)
  return { kind: 'changed', changeId, categoryId: after[0].id, entries }
}

function problem(words: string): CategoryChanged {
  return { kind: 'problem', problem: words }
}

function isFixed({ key }: CategoryRecord): boolean {
  return key?.startsWith('uncategorized.') === true
}

function cleanName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

function nameProblem(name: string, twin: CategoryRecord | undefined): string | null {
  if (!/[\p{L}\p{N}]/u.test(name)) return 'A name has at least one letter or digit.'
  if (name.length > NAME_LENGTH_MAX) return `A name has ${NAME_LENGTH_MAX} characters at most.`
  if (/[:"“”\p{Cc}]/u.test(name)) return 'A name has no colon and no quotation mark in it.'
  if (name.toLowerCase() === 'uncategorized') return 'That name stands for what nobody has sorted yet.'
  return twin === undefined ? null : `There is a category ${name} already.`
}

/** Another category of this name in the same place. */
function twinOf(
  records: readonly CategoryRecord[],
  { id, name, kind, parentId }: Pick<CategoryRecord, 'id' | 'name' | 'kind' | 'parentId'>,
): CategoryRecord | undefined {
  const same = name.toLowerCase()
  return records.find(
    (other) =>
      other.id !== id &&
      other.mergedInto === null &&
      other.kind === kind &&
      other.parentId === parentId &&
      other.name.toLowerCase() === same,
  )
}

/** One emoji, or null. */
function cleanIcon(icon: string | null): string | null {
  const text = icon?.trim() ?? ''
  const [first, ...others] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)
  return first !== undefined &&
    others.length === 0 &&
    /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text) &&
    text.length <= 16
    ? text
    : null
}

/** Behind its siblings, and so before the next parent; positions may repeat. */
function positionFor(records: readonly CategoryRecord[], parentId: string | null): number {
  const near = records.filter((record) =>
    parentId === null ? record.parentId === null : record.parentId === parentId || record.id === parentId,
  )
  return near.reduce((highest, { position }) => Math.max(highest, position), 0)
}

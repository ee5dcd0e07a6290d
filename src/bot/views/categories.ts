import { CATEGORY_COLORS, type CategoryColor, type CategoryNode } from '../../actions/manage-categories.ts'
import type { CategoryAct, CategorySide } from '../callbacks.ts'
import { MESSAGE_LENGTH_MAX } from '../limits.ts'
import { fittingLines, type Html, html, lines, shortText } from './html.ts'
import { categoryButtonText, categoryText } from './names.ts'
import { button, inPairs, type Screen } from './screen.ts'
import { undoRow } from './undo-row.ts'

const MERGE_PER_PAGE = 16
const NAME_LENGTH_MAX = 100
/** Telegram takes a hundred buttons under a message. */
const BUTTONS_MAX = 80

const COLOR_MARKS: Readonly<Record<CategoryColor, string>> = {
  red: '🔴',
  orange: '🟠',
  yellow: '🟡',
  green: '🟢',
  blue: '🔵',
  purple: '🟣',
  brown: '🟤',
  black: '⚫',
}

/** The categories of one side, a line and a button for each parent. */
export function categoriesScreen(
  roots: readonly CategoryNode[],
  side: CategorySide,
  heading: Html | null = null,
): Screen {
  const own = roots.filter(({ kind, isFixed }) => kind === side && !isFixed)
  const shown = own.filter(({ isHidden }) => !isHidden)
  const hidden = own.filter((node) => node.isHidden)
  const name = side === 'expense' ? 'Spending' : 'Income'
  const [other, otherName] =
    side === 'expense' ? (['income', 'Income ›'] as const) : (['expense', '‹ Spending'] as const)
  return {
    text: fittingLines(
      [
        ...(heading === null ? [] : [heading]),
        html`<b>Categories: ${name}</b>. Tap one to rename, merge or hide it, or to add below it.`,
        ...(shown.length === 0 ? [html`There is none on this side. Add one.`] : shown.map(rootLine)),
        ...(hidden.length === 0 ? [] : [html`Hidden: ${shortText(hidden.map(({ name }) => name).join(', '), 300)}`]),
      ],
      MESSAGE_LENGTH_MAX,
    ),
    keyboard: [
      ...inPairs([...shown, ...hidden].slice(0, BUTTONS_MAX).map(nodeButton)),
      [
        act(side === 'expense' ? 'add-expense' : 'add-income', 'Add…', NO_CATEGORY),
        button(otherName, { kind: 'categories', side: other }),
      ],
    ],
  }
}

/** Buttons that are about no category carry this id. */
const NO_CATEGORY = '00000000-0000-0000-0000-000000000000'

function rootLine(node: CategoryNode): Html {
  const children = node.children.filter(({ isHidden }) => !isHidden).map(({ name }) => name)
  const title = html`${markOf(node)}${categoryText(node)}`
  return children.length === 0 ? title : html`${title} – ${shortText(children.join(', '), 500)}`
}

function nodeButton(node: CategoryNode) {
  const name = categoryButtonText(node)
  return button(node.isHidden ? `(${name})` : name, { kind: 'category', categoryId: node.id, categoryAct: 'open' })
}

function act(categoryAct: CategoryAct, text: string, categoryId: string) {
  return button(text, { kind: 'category', categoryId, categoryAct })
}

function markOf({ color }: CategoryNode): string {
  const name = (Object.keys(CATEGORY_COLORS) as CategoryColor[]).find((key) => CATEGORY_COLORS[key] === color)
  return name === undefined ? '' : `${COLOR_MARKS[name]} `
}

/** One category with what can be done with it. `changed`: the change just made, which Undo takes back. */
export function categoryScreen(
  node: CategoryNode,
  changed: { readonly changeId: string; readonly words: Html } | null = null,
): Screen {
  const { id: categoryId, isHidden, parentId } = node
  const back =
    parentId === null
      ? button('‹ Categories', { kind: 'categories', side: node.kind })
      : button('‹ Back', { kind: 'category', categoryId: parentId, categoryAct: 'open' })
  return {
    text: lines([
      changed?.words ?? null,
      html`<b>${markOf(node)}${categoryText({ name: node.fullName, icon: node.icon }, NAME_LENGTH_MAX)}</b>`,
      isHidden ? html`Hidden: it is not offered. What is in it stays there.` : null,
      node.children.length === 0
        ? null
        : html`Below it: ${shortText(node.children.map(({ name }) => name).join(', '), 500)}`,
    ]),
    keyboard: [
      ...(changed === null ? [] : undoRow(changed.changeId)),
      ...inPairs(node.children.slice(0, BUTTONS_MAX).map(nodeButton)),
      ...inPairs([
        act('rename', 'Rename…', categoryId),
        act('icon', 'Icon…', categoryId),
        act('colors', 'Colour', categoryId),
        button('Merge into…', { kind: 'merge-list', categoryId, page: 0 }),
        isHidden ? act('show', 'Show again', categoryId) : act('hide', 'Hide', categoryId),
        ...(parentId === null ? [act('add', 'Add below…', categoryId)] : []),
        back,
      ]),
    ],
  }
}

/** The colours a category can have. */
export function colorsScreen({ id: categoryId, fullName }: CategoryNode): Screen {
  const colors = (Object.keys(CATEGORY_COLORS) as CategoryColor[]).map((color) =>
    button(`${COLOR_MARKS[color]} ${color}`, { kind: 'category-color', categoryId, color }),
  )
  return {
    text: html`Choose a colour for <b>${shortText(fullName, NAME_LENGTH_MAX)}</b>.`,
    keyboard: [
      ...inPairs([...colors, button('No colour', { kind: 'category-color', categoryId, color: 'none' })]),
      [act('open', '‹ Back', categoryId)],
    ],
  }
}

/** The categories that one may be merged into, some on each page. */
export function mergeScreen(node: CategoryNode, roots: readonly CategoryNode[], page: number): Screen {
  const { id: categoryId } = node
  const all = roots
    .filter(({ kind, isFixed }) => kind === node.kind && !isFixed)
    .flatMap((root) => [root, ...root.children])
  const offered = all.filter(({ id, isHidden }) => id !== categoryId && !isHidden)
  const pages = Math.max(1, Math.ceil(offered.length / MERGE_PER_PAGE))
  const shown = Math.min(page, pages - 1)
  const turn = (text: string, to: number) =>
    to < 0 || to >= pages ? [] : [button(text, { kind: 'merge-list', categoryId, page: to })]
  return {
    text: html`Merge <b>${shortText(node.fullName, NAME_LENGTH_MAX)}</b> into which category? Everything in it counts there then; Undo parts them again.`,
    keyboard: [
      ...inPairs(
        offered.slice(shown * MERGE_PER_PAGE, (shown + 1) * MERGE_PER_PAGE).map(({ id, fullName, icon }) =>
          button(categoryButtonText({ name: fullName, icon }), {
            kind: 'merge-category',
            categoryId,
            otherId: id,
          }),
        ),
      ),
      [act('open', '‹ Back', categoryId), ...turn('Previous', shown - 1), ...turn('Next', shown + 1)],
    ],
  }
}

import { Composer } from 'grammy'
import {
  addCategory,
  type CategoryChanged,
  type CategoryNode,
  categoryTree,
  hideCategory,
  mergeCategories,
  renameCategory,
  setCategoryColor,
  setCategoryIcon,
} from '../../actions/manage-categories.ts'
import type { CategoryAct, CategorySide } from '../callbacks.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { categoriesScreen, categoryScreen, colorsScreen, mergeScreen } from '../views/categories.ts'
import { type Html, html, shortText } from '../views/html.ts'
import { FORBIDDEN, TOO_OLD } from '../views/notices.ts'
import { entriesText } from '../views/undo-row.ts'

/** `/categories`: the tree, and everything a person may change about it. */
export const categories = new Composer<BotContext>()

/** What is asked for, by what the answer is about. */
export const CATEGORY_QUESTIONS = {
  'category-name': { text: html`Reply to this with the new name.`, placeholder: 'Name' },
  'category-icon': {
    text: html`Reply to this with one emoji, such as 🛒. A dash (-) takes the icon away.`,
    placeholder: '🛒',
  },
  'category-new': { text: html`Reply to this with the name of the new category.`, placeholder: 'Name' },
} as const satisfies Readonly<Record<string, { readonly text: Html; readonly placeholder: string }>>
export type CategoryQuestion = keyof typeof CATEGORY_QUESTIONS

categories.command('categories', (context) => showSide(context, 'expense', 'send'))

onAction(categories, 'categories', (context, { side }) => showSide(context, side, 'edit'))

onAction(categories, 'category', (context, { categoryId, categoryAct }) => act(context, categoryId, categoryAct))

onAction(categories, 'category-color', async (context, { categoryId, color }) => {
  const request = { categoryId, changeId: context.answerId, color: color === 'none' ? null : color }
  return showChanged(context, await setCategoryColor(context.unit.actions, request), 'edit')
})

onAction(categories, 'merge-list', async (context, { categoryId, page }) => {
  const found = await findNode(context, categoryId)
  return found === null
    ? context.replies.send(TOO_OLD)
    : context.replies.edit(mergeScreen(found.node, found.roots, page))
})

onAction(categories, 'merge-category', async (context, { categoryId, otherId }) => {
  const request = { categoryId, intoId: otherId, changeId: context.answerId }
  const result = await mergeCategories(context.unit.actions, request)
  return showChanged(context, result.kind === 'changed' ? { ...result, categoryId: otherId } : result, 'edit')
})

/** Takes the text that answers one of the questions. `about`: a category, or the side of a new one without a parent. */
export async function answerCategory(
  context: BotContext,
  question: CategoryQuestion,
  about: string,
  text: string,
): Promise<void> {
  const { actions } = context.unit
  const changeId = context.answerId
  switch (question) {
    case 'category-name':
      return showChanged(context, await renameCategory(actions, { categoryId: about, changeId, name: text }), 'send')
    case 'category-icon': {
      const icon = /^[-–—]$/u.test(text.trim()) ? null : text
      return showChanged(context, await setCategoryIcon(actions, { categoryId: about, changeId, icon }), 'send')
    }
    case 'category-new': {
      const place = await placeOf(context, about)
      if (place === null) return context.replies.send(TOO_OLD)
      return showChanged(context, await addCategory(actions, { ...place, name: text, changeId }), 'send')
    }
  }
}

/** Where a new category goes: below another, or at the top of a side. */
async function placeOf(
  context: BotContext,
  about: string,
): Promise<{ readonly kind: CategorySide; readonly parentId: string | null } | null> {
  if (about === 'expense' || about === 'income') return { kind: about, parentId: null }
  const parent = await findNode(context, about)
  return parent === null ? null : { kind: parent.node.kind, parentId: about }
}

async function act(context: BotContext, categoryId: string, categoryAct: CategoryAct): Promise<void> {
  const { actions } = context.unit
  const found = await findNode(context, categoryId)
  switch (categoryAct) {
    case 'add-expense':
      return ask(context, 'category-new', 'expense')
    case 'add-income':
      return ask(context, 'category-new', 'income')
    case 'add':
      return ask(context, 'category-new', categoryId)
    case 'rename':
      return ask(context, 'category-name', categoryId)
    case 'icon':
      return ask(context, 'category-icon', categoryId)
    case 'hide':
    case 'show': {
      const request = { categoryId, changeId: context.answerId, isHidden: categoryAct === 'hide' }
      return showChanged(context, await hideCategory(actions, request), 'edit')
    }
    case 'colors':
      return found === null ? context.replies.send(TOO_OLD) : context.replies.edit(colorsScreen(found.node))
    case 'open':
      return found === null ? context.replies.send(TOO_OLD) : context.replies.edit(categoryScreen(found.node))
  }
}

function ask(context: BotContext, question: CategoryQuestion, about: string): Promise<void> {
  const { text, placeholder } = CATEGORY_QUESTIONS[question]
  return context.replies.ask(text, `ask:${question}:${about}`, placeholder)
}

async function showChanged(
  context: BotContext,
  result: CategoryChanged | { readonly kind: 'forbidden' },
  where: 'send' | 'edit',
): Promise<void> {
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'problem') return context.replies.send(html`${shortText(result.problem, 300)}`)
  const found = await findNode(context, result.categoryId)
  if (found === null) return context.replies.send(TOO_OLD)
  const words = result.entries === 0 ? html`Done ✓` : html`Done ✓ ${entriesText(result.entries)}`
  return context.replies[where](categoryScreen(found.node, { changeId: result.changeId, words }))
}

async function showSide(context: BotContext, side: CategorySide, where: 'send' | 'edit'): Promise<void> {
  const tree = await categoryTree(context.unit.actions)
  if (tree.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies[where](categoriesScreen(tree.roots, side))
}

async function findNode(
  context: BotContext,
  categoryId: string,
): Promise<{ readonly node: CategoryNode; readonly roots: readonly CategoryNode[] } | null> {
  const tree = await categoryTree(context.unit.actions)
  if (tree.kind === 'forbidden') return null
  const node = tree.roots.flatMap((root) => [root, ...root.children]).find(({ id }) => id === categoryId)
  return node === undefined ? null : { node, roots: tree.roots }
}

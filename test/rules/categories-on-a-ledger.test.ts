import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undoSettings } from '../../src/actions/change-settings.ts'
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
} from '../../src/actions/manage-categories.ts'
import { draftRule, listRules, saveRule } from '../../src/actions/manage-rules.ts'
import { recategorize } from '../../src/actions/recategorize.ts'
import { categoryId } from '../pipeline/ledger-world.ts'
import { alert, type OneLedger, type RulesWorld, rulesWorld } from './rules-world.ts'

let world: RulesWorld
beforeAll(async () => {
  world = await rulesWorld()
})
afterAll(() => world.close())

const newId = () => crypto.randomUUID()
const idOf = (ledger: OneLedger, key: string) => categoryId({ test: world.test, ledgerId: ledger.ledgerId }, key)

async function roots(ledger: OneLedger): Promise<readonly CategoryNode[]> {
  const tree = await ledger.act(categoryTree)
  if (tree.kind !== 'tree') throw new Error(tree.kind)
  return tree.roots
}

function changed(result: CategoryChanged | { kind: 'forbidden' }) {
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result))
  return result
}

const SHOPS = { one: alert('SHOPRITE IKEJA', -250_000, { day: 5 }), two: alert('SPAR LEKKI', -300_000, { day: 6 }) }
const placeOf = async (ledger: OneLedger, name: string) => (await ledger.line(name))?.postings[1]

describe('the tree of categories', () => {
  it('has two levels, spending before income, and what people in Nigeria spend on', async () => {
    const ledger = await world.newLedger()
    const tree = await roots(ledger)
    const kinds = tree.map(({ kind }) => kind)
    expect(kinds).toEqual([...kinds].sort())
    expect(tree.flatMap(({ children }) => children.flatMap((child) => child.children))).toEqual([])
    const names = tree.flatMap((root) => [root, ...root.children]).map(({ fullName }) => fullName)
    for (const name of [
      'Family: Family support',
      'Faith and giving: Tithe and offering',
      'Home: Generator fuel',
      'Phone and internet: Data',
      'Family: School fees',
      'Bank charges: POS and ATM charges',
      'Saving and investing: Ajo and cooperative',
      'Entertainment: Betting',
      'Salary',
    ]) {
      expect(names).toContain(name)
    }
  })

  it('takes a new category under a parent, by its name once, and puts it away again', async () => {
    const ledger = await world.newLedger()
    const parentId = await idOf(ledger, 'food')
    const add = (name: string, changeId = newId()) =>
      ledger.act((context) => addCategory(context, { name, kind: 'expense', parentId, icon: '🌽', changeId }))
    const made = changed(await add(' Market  day '))
    const food = (await roots(ledger)).find(({ id }) => id === parentId)
    expect(food?.children.find(({ id }) => id === made.categoryId)).toMatchObject({
      fullName: 'Food: Market day',
      icon: '🌽',
    })
    expect(await add('MARKET DAY')).toMatchObject({ kind: 'problem', problem: expect.stringContaining('already') })
    expect(await ledger.act((context) => undoSettings(context, { changeId: made.changeId }))).toMatchObject({
      kind: 'undone',
    })
    expect(
      (await ledger.act(({ session }) => session.categories())).some(({ name }) => name.endsWith('Market day')),
    ).toBe(false)
    expect(changed(await add('Market day')).categoryId).toBe(made.categoryId)
  })

  it.each(['', '  ', 'a:b', 'x'.repeat(41), 'Uncategorized', 'say "x"'])('refuses the name %j', async (name) => {
    const ledger = await world.newLedger()
    const result = await ledger.act((context) =>
      addCategory(context, { name, kind: 'expense', parentId: null, changeId: newId() }),
    )
    expect(result.kind).toBe('problem')
  })

  it('has no third level, and does not mix spending with income', async () => {
    const ledger = await world.newLedger()
    const [child, parent] = [await idOf(ledger, 'food.groceries'), await idOf(ledger, 'food')]
    const add = (kind: 'income' | 'expense', parentId: string) =>
      ledger.act((context) => addCategory(context, { name: 'New', kind, parentId, changeId: newId() }))
    expect((await add('expense', child)).kind).toBe('problem')
    expect((await add('income', parent)).kind).toBe('problem')
  })
})

describe('a category', () => {
  it('keeps its entries, rules and learning when it is renamed, and gets its name back', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(SHOPS)
    const before = await ledger.exportText()
    const ruleId = newId()
    await ledger.act((context) =>
      draftRule(context, { ruleId, text: 'if payee contains "zzz" then category Food: Groceries' }),
    )
    await ledger.act((context) => saveRule(context, { ruleId, changeId: newId(), includesPast: false }))
    const id = await idOf(ledger, 'food.groceries')
    const { changeId } = changed(
      await ledger.act((context) => renameCategory(context, { categoryId: id, name: 'Foodstuff', changeId: newId() })),
    )
    expect(await placeOf(ledger, 'one')).toMatchObject({ category: 'Food: Foodstuff' })
    const list = await ledger.act(listRules)
    expect(list.kind === 'rules' && list.rules[0]?.text).toBe('if payee contains "zzz" then category "Food: Foodstuff"')
    await ledger.receive({ three: alert('SHOPRITE IKOYI', -5_000, { day: 8 }) })
    expect(await placeOf(ledger, 'three')).toMatchObject({ category: 'Food: Foodstuff' })
    await ledger.act((context) => undoSettings(context, { changeId }))
    expect((await ledger.exportText()).startsWith(before.slice(0, -1))).toBe(true)
  })

  it('counts as another when merged, for what comes too, and is parted exactly', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(SHOPS)
    const [groceries, drinks, food] = [
      await idOf(ledger, 'food.groceries'),
      await idOf(ledger, 'food.drinks'),
      await idOf(ledger, 'food'),
    ]
    const transactionId = await ledger.entry('two')
    await ledger.act((context) => recategorize(context, { transactionId, categoryId: drinks, answerId: newId() }))
    const before = await ledger.exportText()
    const merge = (categoryId: string, intoId: string) =>
      ledger.act((context) => mergeCategories(context, { categoryId, intoId, changeId: newId() }))
    const first = changed(await merge(groceries, drinks))
    expect(first.entries).toBe(1)
    expect(await placeOf(ledger, 'one')).toMatchObject({ category: 'Food: Drinks and snacks' })
    const second = changed(await merge(drinks, food))
    expect(second.entries).toBe(2)
    expect(await placeOf(ledger, 'one')).toMatchObject({ category: 'Food' })
    const merged = await ledger.exportText()
    await ledger.receive({ three: alert('SHOPRITE IKOYI', -5_000, { day: 8 }) })
    expect(await placeOf(ledger, 'three')).toMatchObject({ category: 'Food' })
    expect((await ledger.exportText()).startsWith(merged.slice(0, -1))).toBe(true)
    for (const { changeId } of [first, second]) await ledger.act((context) => undoSettings(context, { changeId }))
    expect((await ledger.exportText()).startsWith(before.slice(0, -1))).toBe(true)
    expect(await placeOf(ledger, 'three')).toMatchObject({ category: 'Food: Groceries' })
  })

  it('is merged only where that makes sense', async () => {
    const ledger = await world.newLedger()
    const [food, home, salary] = [
      await idOf(ledger, 'food'),
      await idOf(ledger, 'home.rent'),
      await idOf(ledger, 'salary'),
    ]
    const fixed = await idOf(ledger, 'uncategorized.expense')
    for (const [categoryId, intoId] of [
      [food, home],
      [home, salary],
      [home, home],
      [fixed, home],
    ] as const) {
      const result = await ledger.act((context) => mergeCategories(context, { categoryId, intoId, changeId: newId() }))
      expect(result.kind).toBe('problem')
    }
  })

  it('is not offered while it is hidden, and keeps what is in it', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(SHOPS)
    const before = await ledger.exportText()
    const categoryId = await idOf(ledger, 'food.groceries')
    const hide = (id: string, isHidden: boolean) =>
      ledger.act((context) => hideCategory(context, { categoryId: id, isHidden, changeId: newId() }))
    expect((await hide(await idOf(ledger, 'food'), true)).kind).toBe('problem')
    changed(await hide(categoryId, true))
    expect((await ledger.act(({ session }) => session.categories())).some(({ id }) => id === categoryId)).toBe(false)
    expect(await ledger.exportText()).toBe(before)
    changed(await hide(categoryId, false))
    expect((await ledger.act(({ session }) => session.categories())).some(({ id }) => id === categoryId)).toBe(true)
  })

  it('gets an icon and a colour, and loses them', async () => {
    const ledger = await world.newLedger()
    const categoryId = await idOf(ledger, 'food')
    const icon = (value: string | null) =>
      ledger.act((context) => setCategoryIcon(context, { categoryId, icon: value, changeId: newId() }))
    changed(await icon('🥘'))
    expect((await icon('stew')).kind).toBe('problem')
    expect((await icon('🥘🥘')).kind).toBe('problem')
    const colored = changed(
      await ledger.act((context) => setCategoryColor(context, { categoryId, color: 'green', changeId: newId() })),
    )
    const food = async () => (await roots(ledger)).find(({ id }) => id === categoryId)
    expect(await food()).toMatchObject({ icon: '🥘', color: '#3a9a5b' })
    await ledger.act((context) => undoSettings(context, { changeId: colored.changeId }))
    changed(await icon(null))
    expect(await food()).toMatchObject({ icon: null, color: null })
  })
})

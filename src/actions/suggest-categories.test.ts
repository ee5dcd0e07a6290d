import { expect, test } from 'vitest'
import type { Category } from '../domain/category.ts'
import { suggestCategories } from './suggest-categories.ts'

const category = (name: string, kind: Category['kind'] = 'expense'): Category => ({
  id: `${kind}/${name}`,
  kind,
  key: null,
  name,
  icon: null,
})
const names = ['Uncategorized', 'Food: A', 'Food: B', 'Food: C', 'Food: D', 'Car: A', 'Car: B', 'Home: A', 'Home: B']
const categories = [...names.map((name) => category(name)), category('Pay: A', 'income')]

test('two siblings come first, then what is used most, then the first under each parent', () => {
  const current = category('Food: B')
  const mostUsed = [category('Food: B'), category('Home: B')]
  const given = suggestCategories({ kind: 'expense', current, categories, mostUsed }, 5)
  expect(given.map(({ name }) => name)).toEqual(['Food: A', 'Food: C', 'Home: B', 'Car: A', 'Home: A'])
})

test('an uncategorized expense gets every parent once first, and never itself or income', () => {
  const given = suggestCategories({ kind: 'expense', current: category('Uncategorized'), categories, mostUsed: [] }, 20)
  expect(given.slice(0, 3).map(({ name }) => name)).toEqual(['Food: A', 'Car: A', 'Home: A'])
  expect(given).toHaveLength(8)
  expect(given.some(({ name, kind }) => name === 'Uncategorized' || kind === 'income')).toBe(false)
})

test('bank charges are offered only beside one another', () => {
  const fee = (name: string): Category => ({ ...category(`Bank charges: ${name}`), key: `charges.${name}` })
  const fees = [fee('sms'), fee('stamp')]
  const all = [...categories, category('Bank charges'), ...fees]
  const other = suggestCategories({ kind: 'expense', current: category('Food: A'), categories: all, mostUsed: fees }, 4)
  expect(other.map(({ name }) => name)).toEqual(['Food: B', 'Food: C', 'Car: A', 'Home: A'])
  const [first] = suggestCategories({ kind: 'expense', current: fee('sms'), categories: all, mostUsed: fees }, 4)
  expect(first?.name).toBe('Bank charges: stamp')
})

import { expect, test } from 'vitest'
import { checkTaught, checkTaughtByCatalogue } from './taught.ts'

test('one taught message per layout reads at least 95 % of others, none wrong, and nothing that is no transaction', () => {
  const { messages, right, wrong, refused, accepted } = checkTaught(20, 4, 100)
  expect(refused).toEqual([])
  expect(wrong).toEqual([])
  expect(accepted).toEqual([])
  expect(right / messages).toBeGreaterThan(0.95)
})

test('every transaction of the catalogue teaches its layout, and no other transaction is read wrong by it', () => {
  const { messages, right, wrong, refused, accepted } = checkTaughtByCatalogue(10, 7)
  expect(refused).toEqual([])
  expect(wrong).toEqual([])
  expect(accepted).toEqual([])
  expect(right / messages).toBeGreaterThan(0.95)
})

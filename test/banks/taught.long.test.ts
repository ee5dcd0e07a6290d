import { expect, test } from 'vitest'
import { checkTaught, checkTaughtByCatalogue } from './taught.ts'

test.each([
  ['generated', () => checkTaught(200, 10, 1_000)],
  ['of the catalogue', () => checkTaughtByCatalogue(200, 11)],
])('one taught message %s reads at least 95 % of 200 others of its layout', { timeout: 600_000 }, (_, check) => {
  const { messages, right, wrong, accepted } = check()
  expect(wrong).toEqual([])
  expect(accepted).toEqual([])
  expect(right / messages).toBeGreaterThan(0.95)
})

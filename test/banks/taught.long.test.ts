import { expect, test } from 'vitest'
import { checkTaught } from './taught.ts'

test('one taught message per layout reads at least 95 % of 200 others, whichever it was', { timeout: 600_000 }, () => {
  const { messages, right, wrong, accepted } = checkTaught(200, 25, 1_000)
  expect(wrong).toEqual([])
  expect(accepted).toEqual([])
  expect(right / messages).toBeGreaterThan(0.95)
})

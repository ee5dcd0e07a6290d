import { expect, test } from 'vitest'
import { leaveEachOut } from './leave-one-out.ts'

test('without its bank file nine of ten alerts of a bank are still read right, pooled, and next to none wrong', () => {
  const { messages, right, wrong } = leaveEachOut(25)
  expect(messages).toBeGreaterThan(1_000)
  expect(right / messages).toBeGreaterThanOrEqual(0.9)
  expect(wrong.length / messages).toBeLessThanOrEqual(0.005)
})

import { expect, test } from 'vitest'
import { leaveEachOut } from './leave-one-out.ts'

test('without its bank file nine of ten of 200 alerts of each layout are read right, pooled', {
  timeout: 300_000,
}, () => {
  const { messages, right, wrong } = leaveEachOut(200)
  expect(messages).toBeGreaterThan(8_000)
  expect(right / messages).toBeGreaterThanOrEqual(0.9)
  expect(wrong.length / messages).toBeLessThanOrEqual(0.005)
})

import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { leaveOut } from './leave-one-out.ts'

test('without its bank file nine of ten alerts of a bank are still read right, pooled, and next to none wrong', () => {
  const scores = BANKS.map(leaveOut)
  const messages = scores.reduce((sum, score) => sum + score.messages, 0)
  const right = scores.reduce((sum, score) => sum + score.right, 0)
  expect(messages).toBeGreaterThan(1_500)
  expect(right / messages).toBeGreaterThanOrEqual(0.9)
  expect(scores.flatMap(({ wrong }) => wrong).length / messages).toBeLessThanOrEqual(0.005)
})

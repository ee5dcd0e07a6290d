import { expect, test } from 'vitest'
import { checkMutants } from './check-mutants.ts'

test('100,000 damaged alerts give no wrong amount, direction, currency or balance', { timeout: 600_000 }, () => {
  const { read, wrong } = checkMutants(100_000, 41)
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan(20_000)
})

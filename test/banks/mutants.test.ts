import { expect, test } from 'vitest'
import { checkMutants } from './check-mutants.ts'

test('5,000 damaged alerts give no wrong amount, direction, currency or balance', () => {
  const { read, wrong } = checkMutants(5_000, 2026)
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan(1_000)
})

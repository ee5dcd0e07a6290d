import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { checkMutants } from '../banks/check-mutants.ts'
import { checkWorldMutants } from './mutants.ts'

test('50,000 damaged alerts of the world give no wrong amount, direction or currency', { timeout: 600_000 }, () => {
  const { read, wrong } = checkWorldMutants(50_000, 11)
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan(10_000)
})

test('50,000 damaged alerts of banks whose files are missing give no wrong amount, direction, currency or balance', {
  timeout: 600_000,
}, () => {
  const stranger = createBankIndex(BANKS.filter(({ id }) => id === 'ng-carbon'))
  const { read, wrong } = checkMutants(50_000, 12, stranger)
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan(10_000)
})

import { afterAll, beforeAll, it } from 'vitest'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { checkLearning } from './learning.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

it('follows a simple model through taps, applications and their undoing, and what is forgotten never was', async () => {
  await checkLearning(test, { numRuns: 24, seed: 7, maxSteps: 8 })
}, 120_000)

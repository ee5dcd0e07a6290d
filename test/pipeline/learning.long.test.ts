import { afterAll, beforeAll, it } from 'vitest'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { checkLearning } from './learning.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

it('does so in a thousand random sequences', async () => {
  await checkLearning(test, { numRuns: 1_000, maxSteps: 14 })
}, 3_600_000)

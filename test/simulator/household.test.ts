import { expect, it } from 'vitest'
import { bookHousehold } from './booked-household.ts'

/** What must hold for a household of any kind. */
async function expectGoodLedger(plan: Parameters<typeof bookHousehold>[0]): Promise<void> {
  const { score } = await bookHousehold(plan)
  const { duplicates, events } = score
  expect.soft(duplicates.lost, 'lost').toBeLessThanOrEqual(duplicates.postings / 1_000)
  expect.soft(duplicates.doubled, 'doubled').toBeLessThanOrEqual(duplicates.postings / 1_000)
  expect.soft(duplicates.repeatsLost, 'genuine repeats lost').toBe(0)
  expect.soft(duplicates.pairF1, 'pair F1').toBeGreaterThanOrEqual(0.99)
  expect.soft(events.transfersSaidRight / events.transfersSaid, 'precision of transfers').toBeGreaterThanOrEqual(0.995)
  expect.soft(events.transfersFound / events.transfersTrue, 'recall of transfers').toBeGreaterThanOrEqual(0.95)
  expect.soft(events.feesRight, 'charges explained').toBe(events.fees)
  expect.soft(events.reversalsFolded, 'reversals folded').toBe(events.reversals)
  expect.soft(events.reversalsAsIncome, 'reversals booked as income').toBe(0)
}

it.each([
  { seed: 21, type: 'classic' },
  { seed: 22, type: 'fintech' },
])('SMS and mails of a $type household become one transaction for each event', { timeout: 120_000 }, async (plan) => {
  await expectGoodLedger({ ...plan, eventsPerDay: 3, days: 120, arrival: { sources: ['sms', 'email'] } })
})

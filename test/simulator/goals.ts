import { expect } from 'vitest'
import type { HouseholdScore } from './score-household.ts'

/** What must hold for the ledger of a household of any kind; each broken goal is told by its name. */
export function expectGoals({ duplicates, events }: HouseholdScore): void {
  expect.soft(duplicates.lost, 'lost').toBeLessThanOrEqual(duplicates.postings / 1_000)
  expect.soft(duplicates.doubled, 'doubled').toBeLessThanOrEqual(duplicates.postings / 1_000)
  expect.soft(duplicates.repeatsLost, 'genuine repeats lost').toBe(0)
  expect.soft(duplicates.pairF1, 'pair F1').toBeGreaterThanOrEqual(0.99)
  expect.soft(duplicates.invented, 'made of messages about nothing').toBe(0)
  expect.soft(events.transfersSaidRight / events.transfersSaid, 'precision of transfers').toBeGreaterThanOrEqual(0.995)
  expect.soft(events.transfersFound / events.transfersTrue, 'recall of transfers').toBeGreaterThanOrEqual(0.95)
  expect.soft(events.feesRight, 'charges explained').toBe(events.fees)
  expect.soft(events.reversalsFolded, 'reversals folded').toBe(events.reversals)
  expect.soft(events.reversalsAsIncome, 'reversals booked as income').toBe(0)
}

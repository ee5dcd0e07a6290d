import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HouseholdPlan, makeHousehold } from './make-household.ts'
import { type Booked, book, type HouseholdScore, scoreHousehold } from './score-household.ts'
import { type Truth, writeHousehold } from './truth.ts'

/** What the product made of a planned household, and how right that is. */
export type BookedHousehold = {
  readonly truth: Truth
  readonly messages: number
  readonly booked: Booked
  readonly score: HouseholdScore
}

/** Lives the plan, gives all its messages to the product on a database of its own, and holds the ledger against the truth. */
export async function bookHousehold(plan: HouseholdPlan): Promise<BookedHousehold> {
  const folder = mkdtempSync(join(tmpdir(), 'household-'))
  try {
    const { arrival, truth } = makeHousehold(plan)
    writeHousehold(folder, arrival, truth)
    const booked = await book(folder, join(folder, 'data'))
    return { truth, messages: arrival.lines.length, booked, score: scoreHousehold(booked.exported, truth) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

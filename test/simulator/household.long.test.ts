import { describe, expect, it } from 'vitest'
import { bookHousehold } from './booked-household.ts'
import { expectGoals } from './goals.ts'

const MINUTES = 60_000
const SMALL = { eventsPerDay: 4, days: 180 }

describe('a household of two years', () => {
  it('has one transaction for each of 10,000 postings seen by SMS, mail and statement', {
    timeout: 30 * MINUTES,
  }, async () => {
    const { score } = await bookHousehold({ seed: 31, type: 'classic', eventsPerDay: 9 })
    expect(score.duplicates.postings).toBeGreaterThan(10_000)
    expectGoals(score)
  })

  it('loses and doubles nothing with statements and overlapping exports alone', { timeout: 30 * MINUTES }, async () => {
    const arrival = { sources: ['statement'], exportOverlap: 1, exportAgain: 0.3, exportMissing: 0 } as const
    const { score } = await bookHousehold({ seed: 32, type: 'classic', eventsPerDay: 9, arrival })
    expect(score.duplicates).toMatchObject({ lost: 0, doubled: 0, repeatsLost: 0 })
  })
})

describe('half a year', () => {
  it.each(['fintech', 'joint', 'odd', 'sametail'])('of the household %s', { timeout: 10 * MINUTES }, async (type) => {
    expectGoals((await bookHousehold({ ...SMALL, seed: 33, type })).score)
  })

  it.each([
    ['the newest message first', { order: 'newest-first' }],
    ['messages in any order', { order: 'shuffled' }],
    ['all statements before all alerts', { order: 'statements-first' }],
    ['mails alone', { sources: ['email'] }],
    ['SMS alone', { sources: ['sms'] }],
    ['a lost phone', { outageDays: 25 }],
    ['one export at the end', { exportMonths: 24, exportMissing: 0 }],
    ['many late, lost and repeated messages', { late: 0.2, smsLoss: 0.3, emailLoss: 0.4, resent: 0.1, phoneOff: 0.2 }],
  ] as const)('with %s', { timeout: 10 * MINUTES }, async (_, arrival) => {
    expectGoals((await bookHousehold({ ...SMALL, seed: 34, type: 'classic', arrival })).score)
  })
})

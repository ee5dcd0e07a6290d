import { it } from 'vitest'
import { bookHousehold } from './booked-household.ts'
import { expectGoals } from './goals.ts'

const MINUTES = 60_000

it.each([
  { seed: 21, type: 'classic' },
  { seed: 22, type: 'fintech' },
])(
  'SMS and mails of a $type household become one transaction for each event',
  { timeout: 3 * MINUTES },
  async (plan) => {
    const { score } = await bookHousehold({
      ...plan,
      eventsPerDay: 3,
      days: 120,
      arrival: { sources: ['sms', 'email'] },
    })
    expectGoals(score)
  },
)

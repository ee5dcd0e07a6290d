import { createHabits, followHabit } from './habits.ts'
import { chargeAlone, earn, payPerson } from './life-payments.ts'
import { moveBetween } from './life-transfers.ts'
import type { OwnAccount, World } from './model.ts'
import { createPeople } from './people.ts'
import type { Random } from './random.ts'
import { type Life, playScene } from './scenes.ts'
import { DAY, wallSeconds, writeTime } from './wall-time.ts'
import { createWorldBuilder } from './world-builder.ts'

/** How long and how busy a household's life is. Days are local; `until` is the first day that is not lived. */
export type LifePlan = {
  readonly accounts: readonly OwnAccount[]
  readonly from: number
  readonly until: number
  readonly eventsPerDay: number
  /** The share of daily events that are habits; the others are as chance has them. */
  readonly habitShare: number
}

/** Two years around the change of duties on 2026-01-01. */
export const TWO_YEARS = { from: wallSeconds(2025, 1, 1), until: wallSeconds(2027, 1, 1) }

/** Lives the plan and gives what happened. */
export function live(plan: LifePlan, random: Random): World {
  const world = createWorldBuilder(plan.accounts, random.fork('details'))
  const people = createPeople(random, 24)
  const habits = createHabits(
    plan.accounts.filter(({ currency }) => currency === 'NGN'),
    people,
    random.fork('habits'),
  )
  const life: Life = { world, random, accounts: plan.accounts, people, landlord: random.pick(people) }
  for (let day = plan.from; day < plan.until; day += DAY) {
    followCalendar(life, day)
    const count = Math.floor(plan.eventsPerDay) + (random.chance(plan.eventsPerDay % 1) ? 1 : 0)
    const times = Array.from({ length: count }, () => day + random.between(7 * 3_600, 22 * 3_600))
    for (const at of times.toSorted((a, b) => a - b)) {
      if (random.chance(plan.habitShare)) followHabit(world, habits, random, at)
      else playScene(life, at)
    }
  }
  return world.finish()
}

/** What comes by the calendar: salary, rent, upkeep of every account, and what banks take and give. */
function followCalendar(life: Life, day: number): void {
  const { world, random, accounts, landlord } = life
  const main = accounts[0]
  if (main === undefined) return
  const date = Number(writeTime(day, 'd'))
  const morning = day + 32_000 + random.between(0, 7_000)
  if (date === 25) {
    const what = { type: 'salary', employer: 'OAKWELL LOGISTICS LTD', month: writeTime(day, 'MMMM yyyy') } as const
    earn(world, main, morning, 65_000_000n, what)
  }
  if (date === 26) {
    for (const [index, account] of accounts
      .slice(1)
      .filter(({ currency }) => currency === 'NGN')
      .entries()) {
      const amount = BigInt(random.pick([40_000, 50_000, 60_000])) * 100n
      moveBetween(world, main, account, morning + index * 900, amount, random.between(4, 60), 'UPKEEP')
    }
  }
  if (date === 27) payPerson(world, main, morning, 12_000_000n, landlord, 'RENT')
  for (const [index, account] of accounts.filter(({ currency }) => currency === 'NGN').entries())
    followBank(life, account, index, day, date)
}

function followBank({ world, random }: Life, account: OwnAccount, index: number, day: number, date: number): void {
  const at = day + 1_800 + index * 60
  if (date === 2) {
    const what = { type: 'sms-charge', month: writeTime(day - 3 * DAY, 'MMMM yyyy') } as const
    chargeAlone(world, account, at, BigInt(random.between(8, 60)) * 645n, what)
  }
  if (date === 28 && random.chance(0.5)) {
    earn(world, account, day + 85_000 + index, BigInt(random.between(900, 25_000)), { type: 'interest' })
  }
  const isQuarterEnd = date === 30 && ['Mar', 'Jun', 'Sep', 'Dec'].includes(writeTime(day, 'MMM'))
  if (isQuarterEnd && index % 2 === 0) chargeAlone(world, account, at, 5_375n, { type: 'card-fee' })
}

import { pay, payPerson } from './life-payments.ts'
import type { OwnAccount, What } from './model.ts'
import { BILLERS, type Person, price, roundSum, SHOPS, SITES, TELCOS } from './people.ts'
import type { Random } from './random.ts'
import type { WorldBuilder } from './world-builder.ts'

/** Something a household does again and again: with one account, at one place, for one sum or near it. */
export type Habit = {
  readonly account: OwnAccount
  readonly what: What | Person
  readonly amountMinor: bigint
  /** Whether the sum is the same each time. */
  readonly isExact: boolean
  readonly weight: number
}

/** The habits of a household: lunch places, the same top-up, subscriptions, the same sum to the same person. */
export function createHabits(
  accounts: readonly OwnAccount[],
  people: readonly Person[],
  random: Random,
): readonly Habit[] {
  const account = (): OwnAccount => random.weighted(accounts.map((one) => [one, one.weight] as const))
  const habit = (what: What | Person, amountMinor: bigint, isExact: boolean, weight: number): Habit => ({
    account: account(),
    what,
    amountMinor,
    isExact,
    weight,
  })
  return [
    ...SHOPS.slice(0, 7).map((merchant) =>
      habit({ type: 'pos', merchant }, price(random, 700, 12_000), random.chance(0.4), 4),
    ),
    ...SITES.map((merchant) => habit({ type: 'web', merchant }, price(random, 1_000, 9_000), true, 2)),
    ...TELCOS.slice(0, 2).map((telco) =>
      habit(
        { type: 'airtime', telco, phone: `080${random.digits(8)}` },
        random.pick([50_000n, 100_000n, 150_000n]),
        true,
        4,
      ),
    ),
    ...BILLERS.slice(0, 3).map((biller) =>
      habit(
        { type: 'bill', biller, customer: random.digits(10) },
        random.pick([450_000n, 900_000n, 1_250_000n]),
        true,
        2,
      ),
    ),
    ...people.slice(0, 5).map((person) => habit(person, roundSum(random), random.chance(0.7), 3)),
  ]
}

/** Follows one of the habits. */
export function followHabit(world: WorldBuilder, habits: readonly Habit[], random: Random, at: number): void {
  const habit = random.weighted(habits.map((one) => [one, one.weight] as const))
  const percent = habit.isExact ? 100n : BigInt(random.between(70, 130))
  const amount = habit.isExact ? habit.amountMinor : ((habit.amountMinor * percent) / 500_000n) * 5_000n + 5_000n
  if ('type' in habit.what) pay(world, habit.account, at, amount, habit.what)
  else payPerson(world, habit.account, at, amount, habit.what, random.pick(['', 'UPKEEP']))
}

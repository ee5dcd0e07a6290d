import { failedTransfer, pay, payAndRefund, payAndReverse, payPerson, payRepeatedly, receive } from './life-payments.ts'
import {
  crossingPayments,
  exchange,
  moveBetween,
  moveInside,
  moveOn,
  movePot,
  moveWithDecoy,
  payFromPot,
} from './life-transfers.ts'
import type { OwnAccount, What } from './model.ts'
import { BILLERS, MACHINES, type Person, price, REMARKS, roundSum, SHOPS, SITES, TELCOS } from './people.ts'
import type { Random } from './random.ts'
import { DAY } from './wall-time.ts'
import type { WorldBuilder } from './world-builder.ts'

/** A household in the middle of its life. */
export type Life = {
  readonly world: WorldBuilder
  readonly random: Random
  readonly accounts: readonly OwnAccount[]
  readonly people: readonly Person[]
  readonly landlord: Person
}

type Stage = Life & {
  readonly at: number
  readonly account: OwnAccount
  readonly other: OwnAccount
  readonly person: Person
  readonly remark: string
}

/** What may happen at any moment, and how often. */
const SCENES: readonly (readonly [(stage: Stage) => void, number])[] = [
  [({ world, random, account, at }) => pay(world, account, at, price(random, 400, 18_000), shop(random)), 26],
  [({ world, random, account, at }) => pay(world, account, at, price(random, 900, 15_000), site(random)), 7],
  [
    ({ world, random, account, at }) =>
      pay(world, account, at, BigInt(random.pick([100, 200, 500, 1_000, 1_500])) * 100n, airtime(random)),
    12,
  ],
  [
    ({ world, random, account, at }) =>
      pay(world, account, at, BigInt(random.pick([3_000, 4_500, 5_000, 9_000, 10_000])) * 100n, bill(random)),
    5,
  ],
  [
    ({ world, random, account, at }) =>
      pay(world, account, at, BigInt(random.pick([5_000, 10_000, 20_000])) * 100n, {
        type: 'atm',
        place: random.pick(MACHINES),
      }),
    4,
  ],
  [
    ({ world, random, account, at, person, remark }) => payPerson(world, account, at, roundSum(random), person, remark),
    14,
  ],
  [
    ({ world, random, account, at, person, remark }) => receive(world, account, at, roundSum(random), person, remark),
    10,
  ],
  [
    ({ world, random, account, other, at, remark }) =>
      moveBetween(world, account, other, at, roundSum(random), transferDelay(random), random.chance(0.5) ? remark : ''),
    7,
  ],
  [
    ({ world, random, account, other, at, person }) =>
      moveWithDecoy(
        world,
        account,
        other,
        at,
        roundSum(random),
        person,
        (random.chance(0.5) ? 1 : -1) * random.between(240, 1_800),
        random.chance(0.5),
      ),
    1.5,
  ],
  [
    ({ world, random, account, other, at, person, people }) =>
      crossingPayments(
        world,
        account,
        other,
        at,
        roundSum(random),
        [person, random.pick(people)],
        random.between(60, 7_200),
      ),
    1,
  ],
  [
    ({ world, random, account, at }) =>
      payAndReverse(
        world,
        account,
        at,
        price(random, 900, 18_000),
        purchase(random),
        random.pick([90, 400, 3_600, 26_000, 2 * DAY, 5 * DAY]),
      ),
    1.5,
  ],
  [
    ({ world, random, account, at, person, remark }) =>
      failedTransfer(
        world,
        account,
        at,
        roundSum(random),
        person,
        remark,
        random.pick([20, 240, 1_800, DAY]),
        random.chance(0.5),
      ),
    1.2,
  ],
  [refund, 1.2],
  [
    ({ world, random, account, at }) =>
      payRepeatedly(
        world,
        account,
        at,
        BigInt(random.pick([100, 200, 500, 1_000, 2_500])) * 100n,
        random.chance(0.6) ? airtime(random) : purchase(random),
        random.chance(0.85) ? 2 : 3,
      ),
    3,
  ],
  [pot, 4],
  [inside, 0.7],
  [onward, 1],
  [dollars, 1.5],
]

/** Plays something that daily life brings, at the moment. */
export function playScene(life: Life, at: number): void {
  const { random, accounts, people } = life
  const naira = accounts.filter(({ currency }) => currency === 'NGN')
  const account = random.weighted(naira.map((one) => [one, one.weight] as const))
  const other = random.pick(naira.filter((one) => one.id !== account.id))
  const play = random.weighted(SCENES)
  play({ ...life, at, account, other, person: random.pick(people), remark: random.pick(REMARKS) })
}

const shop = (random: Random): What => ({ type: 'pos', merchant: random.pick(SHOPS) })
const site = (random: Random): What => ({ type: 'web', merchant: random.pick(SITES) })
const purchase = (random: Random): What => (random.chance(0.75) ? shop(random) : site(random))
const bill = (random: Random): What => ({ type: 'bill', biller: random.pick(BILLERS), customer: random.digits(10) })
const airtime = (random: Random): What => ({
  type: 'airtime',
  telco: random.pick(TELCOS),
  phone: `080${random.digits(8)}`,
})

/** Most credits come within two minutes; some hours, a few days later. */
function transferDelay(random: Random): number {
  return random.weighted([
    [random.between(2, 20), 60],
    [random.between(20, 120), 30],
    [random.between(600, 10_000), 7],
    [random.between(DAY, 2 * DAY), 3],
  ])
}

function refund({ world, random, account, at }: Stage): void {
  const amount = price(random, 4_000, 18_000)
  const back = ((amount * BigInt(random.between(20, 70))) / 10_000n) * 100n
  payAndRefund(world, account, at, amount, random.pick(SHOPS), back, random.between(1, 6) * DAY)
}

function inside({ world, random, accounts, at }: Stage): void {
  const account = accounts.find(({ bank, currency }) => bank === 'gtbank' && currency === 'NGN')
  if (account !== undefined) moveInside(world, account, at, (random.chance(0.5) ? -1n : 1n) * roundSum(random))
}

function onward({ world, random, accounts, account, other, at }: Stage): void {
  const third = accounts.find((one) => one.id !== account.id && one.id !== other.id && one.currency === 'NGN')
  if (third !== undefined) moveOn(world, [account, other, third], at, roundSum(random))
}

function dollars({ world, random, accounts, at }: Stage): void {
  const to = accounts.find(({ currency }) => currency === 'USD')
  const from = accounts.find(({ bank, currency }) => bank === to?.bank && currency === 'NGN')
  if (to === undefined || from === undefined) return
  if (random.chance(0.5))
    exchange(world, from, to, at, BigInt(random.between(2, 15)) * 10n, BigInt(random.between(148_000, 165_000)))
  else pay(world, to, at, BigInt(random.between(500, 9_900)), site(random))
}

function pot({ world, random, accounts, at }: Stage): void {
  const wallet = accounts.find(({ bank }) => bank === 'opay')
  if (wallet === undefined) return
  if (random.chance(0.4)) payFromPot(world, wallet, at, price(random, 400, 18_000), shop(random))
  else movePot(world, wallet, at, (random.chance(0.7) ? -1n : 1n) * BigInt(random.between(5, 150)) * 10_000n)
}

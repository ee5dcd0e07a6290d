import { plain, transferCharge } from './amounts.ts'
import { BANK_NAMES } from './households.ts'
import { pay, payPerson, receive } from './life-payments.ts'
import type { Mark, OwnAccount, What } from './model.ts'
import type { Person } from './people.ts'
import type { WorldBuilder } from './world-builder.ts'

/** Money between two own accounts; the credit comes `delay` seconds later. */
export function moveBetween(
  world: WorldBuilder,
  from: OwnAccount,
  to: OwnAccount,
  at: number,
  amount: bigint,
  delay: number,
  remark: string,
): void {
  const isInside = from.bank === to.bank
  const { commission, tax } = transferCharge(amount)
  const merged = from.feeStyle === 'merged' && !isInside ? commission + tax : 0n
  const debit = world.entry({
    account: from,
    amount: -(amount + merged),
    at,
    what: ownTransfer('transfer-out', to, remark),
  })
  const credit = world.entry({ account: to, amount, at: at + delay, what: ownTransfer('transfer-in', from, remark) })
  const marks: Mark[] = [
    'own-transfer',
    ...(merged > 0n ? (['merged-fee'] as const) : []),
    ...(delay > 3_600 ? (['late-leg'] as const) : []),
  ]
  const event = world.event({
    kind: 'transfer',
    parts: [
      [debit, 'from', -amount],
      [credit, 'to'],
    ],
    marks,
  })
  if (merged > 0n)
    world.event({ kind: 'fee', parts: [[debit, 'fee', -merged]], parents: [event.id], marks: ['merged-fee'] })
  if (!isInside) {
    // Own-account transfers are exempt from the sender's duty; the receiver's levy before 2026 knew no such thing.
    world.chargeSender(debit, event, true)
    world.chargeReceiver(credit, event)
  }
}

/** A transfer between own accounts, and near it one of the same sum to or from a friend. */
export function moveWithDecoy(
  world: WorldBuilder,
  from: OwnAccount,
  to: OwnAccount,
  at: number,
  amount: bigint,
  friend: Person,
  gap: number,
  isPaid: boolean,
): void {
  moveBetween(world, from, to, at, amount, world.random.between(5, 90), '')
  if (isPaid) payPerson(world, from, at + gap, amount, friend, 'GIFT', ['decoy'])
  else receive(world, to, at + gap, amount, friend, 'GIFT', ['decoy'])
}

/** One friend pays in and another is paid the same sum from another account: no transfer at all. */
export function crossingPayments(
  world: WorldBuilder,
  paying: OwnAccount,
  receiving: OwnAccount,
  at: number,
  amount: bigint,
  friends: readonly [Person, Person],
  gap: number,
): void {
  payPerson(world, paying, at, amount, friends[0], 'UPKEEP', ['decoy'])
  receive(world, receiving, at + gap, amount, friends[1], 'CONTRIBUTION', ['decoy'])
}

/** A move to or from the bank's savings pot, which reports nothing of its own. */
export function movePot(world: WorldBuilder, account: OwnAccount, at: number, amount: bigint): void {
  const entry = world.entry({ account, amount, at, what: { type: amount < 0n ? 'pot-out' : 'pot-in' } })
  world.event({ kind: 'transfer', parts: [[entry, amount < 0n ? 'from' : 'to']], marks: ['one-legged'] })
}

/** A move to or from an own account of the same bank that nobody reports on. */
export function moveInside(world: WorldBuilder, account: OwnAccount, at: number, amount: bigint): void {
  const entry = world.entry({ account, amount, at, what: { type: 'own-inside' } })
  world.event({ kind: 'transfer', parts: [[entry, amount < 0n ? 'from' : 'to']], marks: ['one-legged'] })
}

/** Money that goes on at once: from the first account to the second, and from there to the third. */
export function moveOn(
  world: WorldBuilder,
  accounts: readonly [OwnAccount, OwnAccount, OwnAccount],
  at: number,
  amount: bigint,
): void {
  moveBetween(world, accounts[0], accounts[1], at, amount, world.random.between(3, 60), '')
  moveBetween(
    world,
    accounts[1],
    accounts[2],
    at + world.random.between(120, 900),
    amount,
    world.random.between(3, 60),
    '',
  )
}

/** Naira into the dollar account; `rateMinor` is what a dollar costs. */
export function exchange(
  world: WorldBuilder,
  from: OwnAccount,
  to: OwnAccount,
  at: number,
  dollars: bigint,
  rateMinor: bigint,
): void {
  const what: What = { type: 'exchange', usd: `${dollars}.00`, rate: plain(rateMinor) }
  const debit = world.entry({ account: from, amount: -dollars * rateMinor, at, what })
  const credit = world.entry({ account: to, amount: dollars * 100n, at: at + 5, what })
  world.event({
    kind: 'transfer',
    parts: [
      [debit, 'from'],
      [credit, 'to'],
    ],
    marks: ['own-transfer', 'exchange'],
  })
}

/** The wallet takes what a payment needs out of its pot a second before: a credit and a debit of one sum that undo nothing. */
export function payFromPot(world: WorldBuilder, account: OwnAccount, at: number, amount: bigint, what: What): void {
  movePot(world, account, at - 1, amount)
  pay(world, account, at, amount, what)
}

function ownTransfer(type: 'transfer-out' | 'transfer-in', other: OwnAccount, remark: string): What {
  return { type, name: other.holder, bank: BANK_NAMES[other.bank].short, remark, number: other.number }
}

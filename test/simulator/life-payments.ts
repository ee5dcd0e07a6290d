import { transferCharge } from './amounts.ts'
import type { Entry, Mark, OwnAccount, TrueEvent, What } from './model.ts'
import type { Person } from './people.ts'
import type { WorldBuilder } from './world-builder.ts'

/** A payment that is no transfer. */
export function pay(
  world: WorldBuilder,
  account: OwnAccount,
  at: number,
  amount: bigint,
  what: What,
  marks: readonly Mark[] = [],
): { readonly entry: Entry; readonly event: TrueEvent } {
  const entry = world.entry({ account, amount: -amount, at, what })
  return { entry, event: world.event({ kind: 'expense', parts: [[entry, 'payment']], marks }) }
}

/** A transfer to somebody else, with its charges; where charges are merged, the one sum is the expense. */
export function payPerson(
  world: WorldBuilder,
  account: OwnAccount,
  at: number,
  amount: bigint,
  person: Person,
  remark: string,
  marks: readonly Mark[] = [],
): { readonly entry: Entry; readonly event: TrueEvent; readonly fees: readonly TrueEvent[] } {
  const { commission, tax } = transferCharge(amount)
  const sum = account.feeStyle === 'merged' ? amount + commission + tax : amount
  const made = pay(world, account, at, sum, transferTo(person, remark), marks)
  return { ...made, fees: world.chargeSender(made.entry, made.event, false) }
}

/** Money from somebody else, with the levy of its time. */
export function receive(
  world: WorldBuilder,
  account: OwnAccount,
  at: number,
  amount: bigint,
  person: Person,
  remark: string,
  marks: readonly Mark[] = [],
): Entry {
  const what: What = { type: 'transfer-in', name: person.name, bank: person.bank, remark, number: person.number }
  const entry = world.entry({ account, amount, at, what })
  world.chargeReceiver(entry, world.event({ kind: 'income', parts: [[entry, 'payment']], marks }))
  return entry
}

/** Income that is no transfer of a person: salary and interest, on which nobody pays a levy. */
export function earn(world: WorldBuilder, account: OwnAccount, at: number, amount: bigint, what: What): void {
  const entry = world.entry({ account, amount, at, what })
  world.event({ kind: 'income', parts: [[entry, 'payment']] })
}

/** A charge that belongs to no payment. */
export function chargeAlone(world: WorldBuilder, account: OwnAccount, at: number, amount: bigint, what: What): void {
  const entry = world.entry({ account, amount: -amount, at, what })
  world.event({ kind: 'fee', parts: [[entry, 'self']] })
}

/** A card payment that comes back whole after `delay` seconds. */
export function payAndReverse(
  world: WorldBuilder,
  account: OwnAccount,
  at: number,
  amount: bigint,
  what: What,
  delay: number,
): void {
  const payment = world.entry({ account, amount: -amount, at, what })
  const reversal = world.entry({ account, amount, at: at + delay, what: reversalOf(payment) })
  world.event({
    kind: 'reversed',
    parts: [
      [payment, 'payment'],
      [reversal, 'reversal'],
    ],
  })
}

/** A transfer that fails: the money and the charge come back by themselves; perhaps it is tried again and works. */
export function failedTransfer(
  world: WorldBuilder,
  account: OwnAccount,
  at: number,
  amount: bigint,
  person: Person,
  remark: string,
  delay: number,
  isRetried: boolean,
): void {
  const what = transferTo(person, remark)
  const payment = world.entry({ account, amount: -amount, at, what, isFree: true })
  const reversal = world.entry({ account, amount, at: at + delay, what: reversalOf(payment) })
  const failed = world.event({
    kind: 'reversed',
    parts: [
      [payment, 'payment'],
      [reversal, 'reversal'],
    ],
    marks: ['failed'],
  })
  if (account.feeStyle === 'row') {
    const { commission, tax } = transferCharge(amount)
    const feeWhat: What = { type: 'nip-fee', part: 'both' }
    const fee = world.entry({ account, amount: -(commission + tax), at: at + 1, what: feeWhat })
    const back = world.entry({ account, amount: commission + tax, at: at + delay + 1, what: reversalOf(fee) })
    world.event({
      kind: 'reversed',
      parts: [
        [fee, 'payment'],
        [back, 'reversal'],
      ],
      mayFoldInto: failed.id,
      marks: ['failed'],
    })
  }
  if (isRetried) payPerson(world, account, at + delay + 300, amount, person, remark, ['retry'])
}

/** The same payment `count` times within a minute: genuine repeats. */
export function payRepeatedly(
  world: WorldBuilder,
  account: OwnAccount,
  at: number,
  amount: bigint,
  what: What,
  count: number,
): void {
  const start = at - (at % 60) + 4
  for (let index = 0; index < count; index += 1) pay(world, account, start + index * 17, amount, what, ['repeat'])
}

/** A smaller credit from a shop that was paid before. */
export function payAndRefund(
  world: WorldBuilder,
  account: OwnAccount,
  at: number,
  amount: bigint,
  merchant: string,
  back: bigint,
  delay: number,
): void {
  pay(world, account, at, amount, { type: 'pos', merchant })
  const entry = world.entry({ account, amount: back, at: at + delay, what: { type: 'refund', merchant } })
  world.event({ kind: 'refund', parts: [[entry, 'payment']] })
}

/** A reversal repeats the words of what it undoes, the reference in them too. */
function reversalOf({ what, reference, at }: Entry): What {
  return { type: 'reversal', of: what, reference, at }
}

/** A transfer's words, seen from who sends. */
function transferTo(person: Person, remark: string): What {
  return { type: 'transfer-out', name: person.name, bank: person.bank, remark, number: person.number }
}

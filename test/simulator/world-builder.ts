import { transferCharge } from './amounts.ts'
import type { Entry, Mark, OwnAccount, Role, TrueEvent, What, World } from './model.ts'
import type { Random } from './random.ts'
import { DAY, startOfDay, wallSeconds, weekday } from './wall-time.ts'

/** From here on the sender pays the duty of a transfer, and no longer the receiver. */
const DUTY_CHANGE = wallSeconds(2026, 1, 1)
const DUTY_FROM = 1_000_000n
const DUTY = 5_000n

type NewEntry = {
  readonly account: OwnAccount
  readonly amount: bigint
  readonly at: number
  readonly what: What
  readonly printedIn?: string
  /** No charge is printed although the account's alerts do. */
  readonly isFree?: boolean
}
type NewEvent = {
  readonly kind: TrueEvent['kind']
  readonly parts: readonly (readonly [Entry, Role, bigint?])[]
  readonly parents?: readonly string[]
  readonly mayFoldInto?: string
  readonly marks?: readonly Mark[]
}

/** Collects what happens; balances follow when everything is known. */
export type WorldBuilder = {
  readonly random: Random
  entry(made: NewEntry): Entry
  event(made: NewEvent): TrueEvent
  /** The charges of a transfer out of an account, as its bank takes them, a second or two later. */
  chargeSender(payment: Entry, parent: TrueEvent, isOwn: boolean): TrueEvent[]
  /** The levy of a transfer into an account, before the change. */
  chargeReceiver(payment: Entry, parent: TrueEvent): void
  finish(): World
}

/** An empty world of the accounts. */
export function createWorldBuilder(accounts: readonly OwnAccount[], random: Random): WorldBuilder {
  const entries: Entry[] = []
  const events: TrueEvent[] = []
  const duties = new Map<string, { account: OwnAccount; from: number; parents: string[] }>()

  const entry = (made: NewEntry): Entry => {
    const written: Entry = {
      id: `entry-${String(entries.length + 1).padStart(6, '0')}`,
      account: made.account,
      amountMinor: made.amount,
      at: made.at,
      bookedAt: bookedAt(made),
      what: made.what,
      reference: random.digits(12),
      printedFeeMinor: printedFee(made),
      printedIn: made.printedIn ?? null,
      balanceMinor: 0n,
      bookBalanceMinor: 0n,
      potBalanceMinor: 0n,
    }
    entries.push(written)
    return written
  }
  const event = (made: NewEvent): TrueEvent => {
    const written: TrueEvent = {
      id: `event-${String(events.length + 1).padStart(6, '0')}`,
      kind: made.kind,
      parts: made.parts.map(([part, role, amount]) => ({
        entryId: part.id,
        role,
        amountMinor: amount ?? part.amountMinor,
      })),
      parents: made.parents ?? [],
      mayFoldInto: made.mayFoldInto ?? null,
      parentChoices: [],
      marks: made.marks ?? [],
    }
    events.push(written)
    return written
  }
  const fee = (
    account: OwnAccount,
    at: number,
    amount: bigint,
    what: What,
    parent: TrueEvent,
    inside?: Entry,
  ): TrueEvent => {
    const made = entry({
      account,
      amount: -amount,
      at,
      what,
      ...(inside === undefined ? {} : { printedIn: inside.id }),
    })
    return event({ kind: 'fee', parts: [[made, 'self']], parents: [parent.id] })
  }

  const lateFees = new Map<string, TrueEvent[]>()
  const lateFee = (account: OwnAccount, at: number, amount: bigint, parent: TrueEvent): TrueEvent => {
    const night = startOfDay(at) + DAY + 300
    const key = `${account.id} ${night}`
    const others = lateFees.get(key) ?? []
    const made = fee(account, night + others.length * 2, amount, { type: 'nip-fee', part: 'both' }, parent)
    lateFees.set(key, [...others, made])
    return made
  }

  const chargeSender = (payment: Entry, parent: TrueEvent, isOwn: boolean): TrueEvent[] => {
    const { account, at } = payment
    const amount = -payment.amountMinor
    const { commission, tax } = transferCharge(amount)
    const made: TrueEvent[] = []
    if (account.feeStyle === 'row')
      made.push(fee(account, at + 1, commission + tax, { type: 'nip-fee', part: 'both' }, parent))
    if (account.feeStyle === 'late') made.push(lateFee(account, at, commission + tax, parent))
    if (account.feeStyle === 'split') {
      made.push(fee(account, at + 1, commission, { type: 'nip-fee', part: 'commission' }, parent))
      made.push(fee(account, at + 2, tax, { type: 'nip-fee', part: 'vat' }, parent))
    }
    if (account.feeStyle === 'printed')
      made.push(fee(account, at + 1, commission + tax, { type: 'nip-fee', part: 'both' }, parent, payment))
    if (at < DUTY_CHANGE || amount < DUTY_FROM || isOwn) return made
    if (account.stampStyle === 'row') return [...made, fee(account, at + 3, DUTY, { type: 'stamp-duty' }, parent)]
    const week = startOfDay(at) - weekday(at) * DAY
    const key = `${account.id}/${week}`
    const batch = duties.get(key) ?? { account, from: week, parents: [] }
    batch.parents.push(parent.id)
    duties.set(key, batch)
    return made
  }
  const chargeReceiver = (payment: Entry, parent: TrueEvent): void => {
    if (payment.at >= DUTY_CHANGE || payment.amountMinor < DUTY_FROM) return
    fee(payment.account, payment.at + random.between(2, 30), DUTY, { type: 'levy' }, parent)
  }
  const finish = (): World => {
    for (const { account, from, parents } of duties.values()) {
      const what: What = { type: 'stamp-batch', from, to: from + 6 * DAY }
      const made = entry({
        account,
        amount: -DUTY * BigInt(parents.length),
        at: from + 7 * DAY + 69_000 + random.between(0, 900),
        what,
      })
      event({ kind: 'fee', parts: [[made, 'self']], parents, marks: ['batched-charge'] })
    }
    for (const group of lateFees.values()) {
      for (const one of group) {
        const alike = group.filter((other) => other.parts[0]?.amountMinor === one.parts[0]?.amountMinor)
        events[events.indexOf(one)] = { ...one, parentChoices: alike.flatMap(({ parents }) => parents) }
      }
    }
    setBalances(accounts, entries)
    return { accounts, entries, events }
  }
  return { random, entry, event, chargeSender, chargeReceiver, finish }
}

/** Some banks print the charge of a transfer in its alert. */
function printedFee({ account, amount, what, isFree }: NewEntry): bigint | null {
  if (isFree === true || account.feeStyle !== 'printed' || what.type !== 'transfer-out') return null
  const { commission, tax } = transferCharge(-amount)
  return commission + tax
}

/** A bank that books late takes the card payments of Saturday and Sunday on Monday morning. */
function bookedAt({ account, at, what }: NewEntry): number {
  const isCard = what.type === 'pos' || what.type === 'web'
  if (!account.booksLate || !isCard) return at
  const days = [1, 0, 0, 0, 0, 0, 2][weekday(at)] ?? 0
  return days === 0 ? at : startOfDay(at) + days * DAY + 5 * 3_600 + (at % DAY) / 100
}

function setBalances(accounts: readonly OwnAccount[], entries: readonly Entry[]): void {
  for (const account of accounts) {
    const own = entries.filter((entry) => entry.account.id === account.id)
    let balance = account.openingMinor
    let pot = 500_000_000n
    for (const entry of own.toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))) {
      balance += entry.amountMinor
      entry.balanceMinor = balance
      if (entry.what.type === 'pot-in' || entry.what.type === 'pot-out') pot -= entry.amountMinor
      entry.potBalanceMinor = pot
    }
    let book = account.openingMinor
    for (const entry of own.toSorted((a, b) => a.bookedAt - b.bookedAt || a.id.localeCompare(b.id))) {
      book += entry.amountMinor
      entry.bookBalanceMinor = book
    }
  }
}

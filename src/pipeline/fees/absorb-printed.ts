import { type AlertKey, alertKeyText } from '../../domain/alert.ts'
import type { Change, Plan } from '../../domain/plan.ts'
import type { Transaction } from '../../domain/transaction.ts'
import { dayNumber } from '../solve/days.ts'

/** A charge is returned at most this many days from its payment. */
export const RETURNED_WINDOW_DAYS = 3

/**
 * One charge may be told of twice: printed in its payment's alert, and as a row or alert of its own. Where the charges that
 * came by themselves make up what the payment's alert printed, they are it: the printed one leaves and its alert becomes a
 * witness of the first of them. `found` are the changes of parents so far; `near` holds all charges around.
 */
export function absorbPrinted(
  found: readonly Change[],
  near: readonly Transaction[],
): Pick<Plan, 'changes' | 'redirects'> {
  const now = new Map(near.map((transaction) => [transaction.id, transaction]))
  for (const { after } of found) if (after !== null) now.set(after.id, after)
  const fees = [...now.values()].filter(({ kind, status }) => kind === 'fee' && status !== 'void')
  const byPayment = Map.groupBy(
    fees.filter(({ parents }) => parents.length === 1),
    ({ parents }) => parents[0] as string,
  )
  const changed = new Map(found.map((change) => [(change.after ?? change.before)?.id ?? '', change]))
  const redirects: { from: string; to: string }[] = []
  for (const charges of byPayment.values()) {
    const alone = charges.filter(isAlone)
    for (const printed of charges.filter((charge) => !isAlone(charge))) {
      const same = madeUpBy(printed, alone)
      const [first] = same
      if (first === undefined) continue
      const latest = now.get(first.id) as Transaction
      const joined = { ...latest, witnesses: withWitnesses(latest, printed) }
      now.set(first.id, joined)
      changed.set(first.id, { before: near.find(({ id }) => id === first.id) ?? null, after: joined })
      changed.set(printed.id, { before: printed, after: null })
      redirects.push({ from: printed.id, to: first.id })
    }
  }
  for (const printed of ordered(fees.filter((charge) => !isAlone(charge)))) {
    const returned = returnedCharge(printed, [...now.values()])
    if (returned === null || changed.get(printed.id)?.after === null) continue
    const joined = { ...returned, witnesses: withWitnesses(returned, printed) }
    now.set(returned.id, joined)
    changed.set(returned.id, { before: near.find(({ id }) => id === returned.id) ?? null, after: joined })
    changed.set(printed.id, { before: printed, after: null })
    redirects.push({ from: printed.id, to: returned.id })
  }
  return { changes: [...changed.values()], redirects }
}

/**
 * Where a payment was returned, its charge may have been, too, by rows of their own: an event that counts zero. It is the
 * charge that the payment's alert printed.
 */
function returnedCharge(printed: Transaction, near: readonly Transaction[]): Transaction | null {
  const payment = near.find(({ id }) => id === printed.parents[0])
  if (payment?.kind !== 'reversed') return null
  const found = near.filter(
    (other) =>
      other.kind === 'reversed' &&
      other.status !== 'void' &&
      other.id !== payment.id &&
      other.postings[0]?.accountId === printed.postings[0]?.accountId &&
      amountOf(other) === amountOf(printed) &&
      other.witnesses.every(({ role }) => role !== 'fee') &&
      Math.abs(dayNumber(other.occurred.date) - dayNumber(payment.occurred.date)) <= RETURNED_WINDOW_DAYS,
  )
  return ordered(found)[0] ?? null
}

function isAlone({ witnesses }: Transaction): boolean {
  return witnesses.some(({ role }) => role === 'self')
}

/** The charges of a payment that a printed one is made of: all of them, or the one of its amount. */
function madeUpBy(printed: Transaction, alone: readonly Transaction[]): readonly Transaction[] {
  const own = alone.filter((charge) => charge.postings[0]?.accountId === printed.postings[0]?.accountId)
  const amount = amountOf(printed)
  const one = own.filter((charge) => amountOf(charge) === amount)
  if (one.length > 0) return ordered(one).slice(0, 1)
  return own.reduce((sum, charge) => sum + amountOf(charge), 0n) === amount ? ordered(own) : []
}

function amountOf({ postings }: Transaction): bigint {
  return postings[0]?.amount.minor ?? 0n
}

/** The largest first, then by their alerts, which do not depend on arrival. */
function ordered(charges: readonly Transaction[]): Transaction[] {
  const text = ({ witnesses }: Transaction) => witnesses.map(({ key }) => alertKeyText(key)).sort()[0] ?? ''
  return [...charges].sort((one, other) => {
    const byAmount = amountOf(one) - amountOf(other)
    if (byAmount !== 0n) return byAmount < 0n ? -1 : 1
    return text(one) < text(other) ? -1 : 1
  })
}

function withWitnesses(charge: Transaction, printed: Transaction): Transaction['witnesses'] {
  const has = (key: AlertKey) => charge.witnesses.some((witness) => alertKeyText(witness.key) === alertKeyText(key))
  return [...charge.witnesses, ...printed.witnesses.filter(({ key }) => !has(key))]
}

import type { Alert } from '../../domain/alert.ts'
import type { Evidence } from '../../domain/plan.ts'
import type { Transaction } from '../../domain/transaction.ts'
import { assign, type Edge } from '../solve/assign.ts'
import { dayNumber } from '../solve/days.ts'
import { type ChargeText, readCharge } from './charge-text.ts'
import { chargesOn, GRID_CURRENCY } from './grid.ts'

/** A charge comes at most this many days after its payment, unless it names days. */
export const CHARGE_WINDOW_DAYS = 7
/** Charges this near compete for the same payments. */
export const RIVAL_WINDOW_DAYS = 1
/** A charge may be stamped before its payment by this much. */
const CHARGE_FIRST_MINUTES = 5
/** What the grid does not list is only taken for a charge on what happened at that very time. */
const UNLISTED_MINUTES = 3
const SAME_HOUR_MINUTES = 60
/** Duty on one payment, in kobo: how many payments a batched charge covers. */
const DUTY_MINOR = 5_000n
/** From when on the sender pays the duty; before, the receiver paid the levy. */
const SENDER_PAYS_SINCE = Temporal.PlainDate.from('2026-01-01')
/** In minutes squared, so that of equal sums the one that keeps the order wins. */
const NEARNESS = 3e8
const BY_BALANCE = 1e10
const BY_REFERENCE = 1e9

/** One transaction on one account as far as charges are concerned. */
export type Movement = {
  readonly transaction: Transaction
  /** Minus is money out of the account. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly alerts: readonly Alert[]
}

export type Parents = {
  readonly parents: readonly string[]
  readonly evidence: Extract<Evidence, { kind: 'listed-charge' }> | null
}

/** Whether a person said that a charge is not one of a payment. */
export type AreApart = (charge: Movement, payment: Movement) => boolean

type Found = { readonly score: number; readonly by: 'balance' | 'time' }

/**
 * The payments a stand-alone charge is for: of those that the grid lists such a charge for, on the same account and not long
 * before, the one its balance follows from, else the nearest, each payment once for each kind of charge. A charge for a span
 * of days names every payment it covers. `around` holds all movements of the account near the charge; the result is a
 * function of them, and of what people said, alone.
 */
export function findParents(charge: Movement, around: readonly Movement[], areApart: AreApart): Parents {
  const text = textOf(charge)
  if (text.kind === 'none' || charge.currency !== GRID_CURRENCY) return { parents: [], evidence: null }
  const payments = around.filter(({ transaction }) => !['fee', 'opening'].includes(transaction.kind))
  const left = payments.filter((payment) => !areApart(charge, payment))
  const days = text.span
  if (days !== null) return coveredBy(charge, text, left)
  const batch = text.kind === 'levy' && -charge.amountMinor % DUTY_MINOR === 0n ? -charge.amountMinor / DUTY_MINOR : 1n
  if (batch > 1n) {
    const to = charge.transaction.occurred.date
    const span = { from: to.subtract({ days: RIVAL_WINDOW_DAYS }), to }
    return coveredBy(charge, { ...text, span }, left)
  }
  const rivals = around.filter((other) => other === charge || isRival(charge, text, other))
  const pairs = new Map<Edge, Found>()
  for (const [left, rival] of rivals.entries()) {
    for (const [right, payment] of payments.entries()) {
      const found = areApart(rival, payment) ? null : judge(rival, textOf(rival), payment, around)
      if (found !== null) pairs.set({ left, right, score: found.score }, found)
    }
  }
  const place = rivals.indexOf(charge)
  const edge = assign([...pairs.keys()]).find(({ left }) => left === place)
  if (edge === undefined) return { parents: [], evidence: null }
  const parent = payments[edge.right] as Movement
  const by = (pairs.get(edge) as Found).by
  return { parents: [parent.transaction.id], evidence: { kind: 'listed-charge', charge: text.kind, by } }
}

const texts = new WeakMap<Movement, ChargeText>()

function textOf(charge: Movement): ChargeText {
  const known = texts.get(charge)
  if (known !== undefined) return known
  const read = charge.alerts.map((alert) => readCharge(alert.reading))
  // One witness may say more than another: a span of days, or what the charge is for at all.
  const text = read.find(({ span }) => span !== null) ?? read.find(({ kind }) => kind === 'levy') ?? read[0]
  const result = text ?? { kind: 'none', span: null }
  texts.set(charge, result)
  return result
}

/** Charges of one amount and kind, near each other: each payment has one of them at most. */
function isRival(charge: Movement, text: ChargeText, other: Movement): boolean {
  const { kind, span } = other.transaction.kind === 'fee' ? textOf(other) : { kind: 'none', span: null }
  if (kind !== text.kind || span !== null || other.amountMinor !== charge.amountMinor) return false
  const days = dayNumber(other.transaction.occurred.date) - dayNumber(charge.transaction.occurred.date)
  return days <= RIVAL_WINDOW_DAYS && days >= -CHARGE_WINDOW_DAYS
}

function judge(charge: Movement, text: ChargeText, payment: Movement, around: readonly Movement[]): Found | null {
  const minutes = minutesAfter(payment, charge)
  if (minutes === null) return null
  const follows = followsFrom(charge, payment, around)
  // Where what came right before the charge was never seen, that was its payment, unless this one is of the same hour.
  if (!follows && minutes > SAME_HOUR_MINUTES && !isPreceded(charge, around)) return null
  if (!isListed(charge, text, payment)) {
    const isAtOnce = minutes <= UNLISTED_MINUTES && payment.transaction.occurred.at !== null
    if (text.kind !== 'transfer' || payment.amountMinor > 0n || !isTransferLike(payment) || !(follows && isAtOnce))
      return null
  }
  const score = NEARNESS - minutes ** 2 + (shareReference(charge, payment) ? BY_REFERENCE : 0)
  return follows ? { score: score + BY_BALANCE, by: 'balance' } : { score, by: 'time' }
}

function isListed(charge: Movement, { kind }: ChargeText, payment: Movement): boolean {
  const { date } = payment.transaction.occurred
  const amount = -charge.amountMinor
  const principal = payment.amountMinor < 0n ? -payment.amountMinor : payment.amountMinor
  if (kind === 'cash')
    return payment.amountMinor < 0n && payment.alerts.some(({ reading }) => reading.channel === 'atm')
  if (!isTransferLike(payment)) return false
  if (kind === 'transfer') {
    const institution = payment.alerts[0]?.reading.institution ?? null
    return payment.amountMinor < 0n && chargesOn(principal, date, institution, ['transfer']).includes(amount)
  }
  const senderPays = Temporal.PlainDate.compare(date, SENDER_PAYS_SINCE) >= 0
  if (senderPays !== payment.amountMinor < 0n) return false
  return chargesOn(principal, date, null, [senderPays ? 'stamp-duty' : 'levy']).includes(amount)
}

function isTransferLike({ alerts }: Movement): boolean {
  return alerts.some(({ reading: { channel } }) => channel === null || ['transfer', 'ussd', 'web'].includes(channel))
}

/** Minutes from a payment to a charge; null where the charge came first or too late. */
function minutesAfter(payment: Movement, charge: Movement): number | null {
  const rows = rowsBetween(payment, charge)
  const days = dayNumber(charge.transaction.occurred.date) - dayNumber(payment.transaction.occurred.date)
  if (days < 0 || days > CHARGE_WINDOW_DAYS) return null
  const [one, other] = [payment.transaction.occurred, charge.transaction.occurred]
  if (one.at !== null && other.at !== null && one.from === 'message' && other.from === 'message') {
    const minutes = (other.at.epochMilliseconds - one.at.epochMilliseconds) / 60_000
    if (minutes < -CHARGE_FIRST_MINUTES) return null
    return Math.abs(minutes) + (rows ?? 0) / 1_000
  }
  // Where the clock says nothing, rows of one list do: a charge stands next to its payment.
  return days * 1_440 + (rows ?? 720)
}

function rowsBetween(payment: Movement, charge: Movement): number | null {
  for (const { source, key } of charge.alerts) {
    if (source !== 'statement') continue
    const row = payment.alerts.find((alert) => alert.source === 'statement' && alert.key.messageId === key.messageId)
    if (row !== undefined) return Math.abs(row.key.position - key.position)
  }
  return null
}

/** Whether the balance before the charge is the one after the payment, or after other charges that followed it. */
function followsFrom(charge: Movement, payment: Movement, around: readonly Movement[]): boolean {
  const ends = balancesAfter(payment)
  const charges = around.filter(({ transaction }) => transaction.kind === 'fee')
  let starts = balancesBefore(charge)
  const met = new Set<Movement>([charge])
  while (starts.size > 0) {
    if (!starts.isDisjointFrom(ends)) return true
    const step = charges.find((other) => !met.has(other) && !balancesAfter(other).isDisjointFrom(starts))
    if (step === undefined) return false
    met.add(step)
    starts = balancesBefore(step)
  }
  return false
}

/**
 * Whether what came right before the charge, other charges aside, was seen: its balance is the one they start from. True as
 * well where the charge states none.
 */
function isPreceded(charge: Movement, around: readonly Movement[]): boolean {
  const met = new Set<Movement>([charge])
  let starts = balancesBefore(charge)
  if (starts.size === 0) return true
  for (;;) {
    const steps = around.filter((other) => !met.has(other) && !balancesAfter(other).isDisjointFrom(starts))
    if (steps.some(({ transaction }) => transaction.kind !== 'fee')) return true
    const [step] = steps
    if (step === undefined) return false
    met.add(step)
    starts = balancesBefore(step)
  }
}

function balancesAfter({ alerts }: Movement): ReadonlySet<bigint> {
  return new Set(alerts.flatMap(({ reading }) => reading.runningBalance?.minor ?? []))
}

function balancesBefore({ alerts, amountMinor }: Movement): ReadonlySet<bigint> {
  return new Set(
    alerts.flatMap(({ reading }) =>
      reading.runningBalance === null ? [] : [reading.runningBalance.minor - amountMinor],
    ),
  )
}

function shareReference(one: Movement, other: Movement): boolean {
  const own = new Set(one.alerts.flatMap(({ reading }) => reading.reference ?? []))
  return other.alerts.some(({ reading }) => reading.reference !== null && own.has(reading.reference))
}

function isKept({ transaction }: Movement): boolean {
  return transaction.kind !== 'reversed'
}

/** Returned payments, and then own transfers, are left out where the count says that not all were charged. */
function likeliest(payments: readonly Movement[], count: number): readonly Movement[] {
  let left = payments
  for (const kind of ['reversed', 'transfer']) {
    const others = left.filter(({ transaction }) => transaction.kind !== kind)
    if (left.length > count && others.length >= count) left = others
  }
  return left
}

/** Every payment of a span that such a charge falls on. */
function coveredBy(charge: Movement, text: ChargeText, payments: readonly Movement[]): Parents {
  const { from, to } = text.span ?? { from: charge.transaction.occurred.date, to: charge.transaction.occurred.date }
  const [first, last] = [dayNumber(from), dayNumber(to)]
  const unit = { ...charge, amountMinor: -DUTY_MINOR }
  const within = payments.filter((payment) => {
    const day = dayNumber(payment.transaction.occurred.date)
    if (day < first || day > last) return false
    return text.kind === 'levy' ? isListed(unit, text, payment) : payment.amountMinor < 0n && isTransferLike(payment)
  })
  const count = Number(-charge.amountMinor / DUTY_MINOR)
  const covered = text.kind === 'levy' ? likeliest(within, count) : within.filter(isKept)
  const inOrder = [...covered].sort(
    (one, other) => dayNumber(one.transaction.occurred.date) - dayNumber(other.transaction.occurred.date),
  )
  const parents = (text.kind === 'levy' ? inOrder.slice(-count) : inOrder).map(({ transaction }) => transaction.id)
  if (parents.length === 0) return { parents, evidence: null }
  return { parents: parents.sort(), evidence: { kind: 'listed-charge', charge: text.kind, by: 'span' } }
}

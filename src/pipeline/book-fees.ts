import { type Alert, alertKeyText } from '../domain/alert.ts'
import type { Money } from '../domain/money.ts'
import type { EventGroup } from '../domain/plan.ts'
import type { Identifiers } from '../domain/ports.ts'
import type { Transaction, Witness, WitnessRole } from '../domain/transaction.ts'
import type { Booking, BookingContext } from './booking.ts'
import { categorize } from './categorize.ts'
import { firstStored, leg } from './event-alerts.ts'
import { byPrecedence, leadingAlert } from './order.ts'
import { printedFeeReading } from './rulings.ts'

/**
 * Fees that come with an event, as transactions of their own that share its alert: printed beside the principal, one for
 * each leg that prints one, and what left an own account beyond what arrived on the other.
 */
export function bookFees(event: EventGroup, parent: Transaction, context: BookingContext): Transaction[] {
  const alerts = event.witnesses.map(({ key }) => context.alerts.get(alertKeyText(key)) as Alert)
  if (event.kind === 'single') return bookPrintedFee(alerts, parent, context.ids.id('fee', parent.id), context)
  const [first, second]: [WitnessRole, WitnessRole] =
    event.kind === 'transfer' ? ['from', 'to'] : ['payment', 'reversal']
  const [from, to] = [leg(event, alerts, first), leg(event, alerts, second)]
  const difference = bookDifference(event, from, to, parent, context)
  return [
    // A charge that is in the debit and printed beside it is one charge.
    ...(difference.length > 0 ? difference : bookPrintedFee(from, parent, context.ids.id('fee', parent.id), context)),
    ...bookPrintedFee(to, parent, context.ids.id('fee', parent.id, 'to'), context),
  ]
}

function bookDifference(
  event: EventGroup,
  from: readonly Alert[],
  to: readonly Alert[],
  parent: Transaction,
  context: BookingContext,
): Transaction[] {
  if (event.kind !== 'transfer' || from.length === 0 || to.length === 0) return []
  const [out, into] = [leadingAlert(from), leadingAlert(to)]
  const { currency } = out.reading.amount
  const minor = out.reading.amount.minor - into.reading.amount.minor
  if (currency !== into.reading.amount.currency || minor <= 0n) return []
  return [bookFee(out, { minor, currency }, from, parent, context.ids.id('fee', parent.id), context)]
}

function bookPrintedFee(
  alerts: readonly Alert[],
  parent: Transaction,
  id: string,
  context: BookingContext,
): Transaction[] {
  const printing = byPrecedence(alerts).find((alert) => alert.reading.fee !== null && alert.reading.fee.minor > 0n)
  const fee = printing?.reading.fee ?? null
  if (printing === undefined || fee === null) return []
  return [bookFee(printing, fee, alerts, parent, id, context)]
}

function bookFee(
  printing: Alert,
  fee: Money,
  alerts: readonly Alert[],
  parent: Transaction,
  id: string,
  context: BookingContext,
): Transaction {
  const reading = printedFeeReading(printing.reading, fee)
  const ruling = context.rulings.ofPrintedFee(reading, alerts)
  const { knowledge } = context
  const { categoryId, reason } =
    ruling.category === null
      ? categorize({ reading, kind: 'expense', knowledge, knownAt: firstStored(alerts), guess: null })
      : { ...ruling.category, reason: { kind: 'rule', ruleId: ruling.category.ruleId } as const }
  const { payeeKey: _, ...common } = parent
  return {
    ...common,
    id,
    kind: 'fee',
    suspectOf: null,
    payee: printing.reading.institution,
    narration: null,
    note: null,
    tags: ruling.tags.map(({ tag }) => tag),
    postings: [
      { accountId: context.accounts.ofEvent(alerts), amount: { minor: -fee.minor, currency: fee.currency } },
      { accountId: context.categories.countedAs(categoryId), amount: fee },
    ],
    witnesses: [{ key: printing.key, role: 'fee' }],
    parents: [parent.id],
    categoryReason: reason,
  }
}

/** A fee goes by the id of its payment, and is still found under those of the alerts it was booked with before. */
export function redirectsToFee(event: EventGroup, fee: Transaction, ids: Identifiers): Booking['redirects'] {
  const role = event.witnesses.find(
    ({ key }) => alertKeyText(key) === alertKeyText((fee.witnesses[0] as Witness).key),
  )?.role
  return event.witnesses
    .filter((witness) => witness.role === role)
    .map(({ key }) => ({ from: ids.id('fee', ids.id('transaction', alertKeyText(key))), to: fee.id }))
    .filter(({ from, to }) => from !== to)
}

import { type Alert, type AlertKey, alertKeyText, type ParsedAlert, signedAmount } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Category, CategoryReason } from '../domain/category.ts'
import { allocate } from '../domain/money.ts'
import type { EventGroup } from '../domain/plan.ts'
import type { Identifiers } from '../domain/ports.ts'
import {
  type Posting,
  type Transaction,
  type TransactionKind,
  unbalancedCurrencies,
  type Witness,
} from '../domain/transaction.ts'
import type { AccountLookup } from './account-of.ts'
import { categorize, type Knowledge } from './categorize.ts'
import { byPrecedence, leadingAlert } from './order.ts'

/** What booking needs to know beside the events. */
export type BookingContext = {
  readonly alerts: ReadonlyMap<string, Alert>
  /** Not revoked, oldest first: the last one on a field wins. */
  readonly answers: readonly Answer[]
  readonly accounts: AccountLookup
  readonly knowledge: Knowledge
  /** Ids in the ledger today, so that an event keeps the id it was first booked under. */
  readonly existingIds: ReadonlySet<string>
  readonly ids: Identifiers
}

export type Booking = {
  readonly transactions: readonly Transaction[]
  /** Every other id that the alerts of a transaction have, or might have had, and what they lead to. */
  readonly redirects: readonly { readonly from: string; readonly to: string }[]
}

/** Turns events into transactions whose postings sum to zero, with a fee printed in an alert as a child of its own. */
export function book(events: readonly EventGroup[], context: BookingContext): Booking {
  const eventIds = new Map<string, string>()
  const redirects: { from: string; to: string }[] = []
  for (const event of events) {
    const ownIds = event.witnesses.map(({ key }) => context.ids.id('transaction', alertKeyText(key)))
    // An event keeps the id under which one of its alerts was first booked; a new one is named after its first alert.
    const id = ownIds.find((own) => context.existingIds.has(own)) ?? (ownIds[0] as string)
    for (const { key } of event.witnesses) eventIds.set(alertKeyText(key), id)
    for (const own of ownIds) if (own !== id) redirects.push({ from: own, to: id })
  }
  const transactions: Transaction[] = []
  for (const event of events) {
    const id = eventIds.get(alertKeyText(firstKey(event))) as string
    const suspectOf = event.suspectOf === null ? null : (eventIds.get(alertKeyText(event.suspectOf)) ?? null)
    const transaction = bookEvent(event, id, suspectOf, context)
    const fees = bookPrintedFees(event, transaction, context)
    transactions.push(transaction, ...fees)
    for (const fee of fees) redirects.push(...redirectsToFee(event, fee, context.ids))
  }
  for (const { postings } of transactions) {
    if (unbalancedCurrencies(postings).length > 0) throw new Error('a booked transaction does not sum to zero')
  }
  return { transactions, redirects }
}

function bookEvent(event: EventGroup, id: string, suspectOf: string | null, context: BookingContext): Transaction {
  const alerts = event.witnesses.map(({ key }) => context.alerts.get(alertKeyText(key)) as Alert)
  const answers = answersOn(event, context.answers)
  const best = mergeReadings(alerts)
  const edits = answers.filter((answer) => answer.kind === 'edit')
  const leading = leadingAlert(event.kind === 'transfer' ? leg(event, alerts, 'from') : alerts)
  const legs =
    event.kind === 'transfer' ? bookTransfer(event, alerts, context) : bookSingle(alerts, best, answers, context)
  return {
    id,
    kind: legs.kind,
    status: event.isVoid ? 'void' : 'posted',
    suspectOf,
    occurred: leading.occurred,
    payee:
      edits.findLast((edit) => edit.payee !== undefined)?.payee ??
      (event.kind === 'transfer' ? null : best.counterparty),
    narration: event.kind === 'transfer' ? leading.reading.narration : best.narration,
    note: edits.findLast((edit) => edit.note !== undefined)?.note ?? null,
    tags: [],
    postings: legs.postings,
    witnesses: event.witnesses,
    parents: [],
    categoryReason: legs.reason,
  }
}

type Legs = { kind: TransactionKind; postings: Posting[]; reason: CategoryReason | null }

function bookTransfer(event: EventGroup, alerts: readonly Alert[], context: BookingContext): Legs {
  const legs = [leg(event, alerts, 'from'), leg(event, alerts, 'to')]
  return {
    kind: 'transfer',
    postings: legs.map((witnesses) => {
      const { reading } = leadingAlert(witnesses)
      const amount = { minor: signedAmount(reading), currency: reading.amount.currency }
      return { accountId: context.accounts.ofEvent(witnesses), amount }
    }),
    reason: null,
  }
}

function bookSingle(
  alerts: readonly Alert[],
  best: ParsedAlert,
  answers: readonly Answer[],
  context: BookingContext,
): Legs {
  const currency = best.amount.currency
  const signed = signedAmount(best)
  const account: Posting = { accountId: context.accounts.ofEvent(alerts), amount: { minor: signed, currency } }
  // Money that a bank or shop gives back is not income: it nets the category it was spent in.
  const side = signed < 0n || best.channel === 'reversal' ? 'expense' : 'income'
  const said = answers.findLast((answer) => answer.kind === 'category' || answer.kind === 'split')
  if (said?.kind === 'split') {
    const minors = allocate(
      -signed,
      said.parts.map((part) => part.minor),
    )
    const parts = said.parts.map((part, index) => ({
      accountId: part.categoryId,
      amount: { minor: minors[index] as bigint, currency },
    }))
    return {
      kind: kindOf(best, said.parts[0]?.categoryId, context),
      postings: [account, ...parts],
      reason: { kind: 'user', answerId: said.id },
    }
  }
  const chosen =
    said === undefined
      ? categorize(best, side, context.knowledge, firstStored(alerts))
      : { categoryId: said.categoryId, reason: { kind: 'user', answerId: said.id } as const }
  return {
    kind: kindOf(best, chosen.categoryId, context),
    postings: [account, { accountId: chosen.categoryId, amount: { minor: -signed, currency } }],
    reason: chosen.reason,
  }
}

function kindOf(reading: ParsedAlert, categoryId: string | undefined, context: BookingContext): TransactionKind {
  if (reading.direction === 'debit') return reading.channel === 'fee' ? 'fee' : 'expense'
  return categoryById(context, categoryId)?.kind === 'expense' ? 'refund' : 'income'
}

function categoryById(context: BookingContext, id: string | undefined): Category | undefined {
  return context.knowledge.categories.find((category) => category.id === id)
}

/** Fees printed beside the principal, one for each leg that prints one: transactions of their own that share the alert. */
function bookPrintedFees(event: EventGroup, parent: Transaction, context: BookingContext): Transaction[] {
  const alerts = event.witnesses.map(({ key }) => context.alerts.get(alertKeyText(key)) as Alert)
  if (event.kind === 'single') return bookPrintedFee(alerts, parent, context.ids.id('fee', parent.id), context)
  return [
    ...bookPrintedFee(leg(event, alerts, 'from'), parent, context.ids.id('fee', parent.id), context),
    ...bookPrintedFee(leg(event, alerts, 'to'), parent, context.ids.id('fee', parent.id, 'to'), context),
  ]
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
  const reading: ParsedAlert = {
    ...printing.reading,
    direction: 'debit',
    amount: fee,
    channel: 'fee',
    counterparty: null,
    narration: null,
    fee: null,
  }
  const { categoryId, reason } = categorize(reading, 'expense', context.knowledge, firstStored(alerts))
  return [
    {
      ...parent,
      id,
      kind: 'fee',
      suspectOf: null,
      payee: printing.reading.institution,
      narration: null,
      note: null,
      postings: [
        { accountId: context.accounts.ofEvent(alerts), amount: { minor: -fee.minor, currency: fee.currency } },
        { accountId: categoryId, amount: fee },
      ],
      witnesses: [{ key: printing.key, role: 'fee' }],
      parents: [parent.id],
      categoryReason: reason,
    },
  ]
}

/** A fee goes by the id of its payment, and is still found under those of the alerts it was booked with before. */
function redirectsToFee(event: EventGroup, fee: Transaction, ids: Identifiers): Booking['redirects'] {
  const role = event.witnesses.find(
    ({ key }) => alertKeyText(key) === alertKeyText((fee.witnesses[0] as Witness).key),
  )?.role
  return event.witnesses
    .filter((witness) => witness.role === role)
    .map(({ key }) => ({ from: ids.id('fee', ids.id('transaction', alertKeyText(key))), to: fee.id }))
    .filter(({ from, to }) => from !== to)
}

/** The fields of one event from all its witnesses: for each field the most believed witness that states it. */
function mergeReadings(alerts: readonly Alert[]): ParsedAlert {
  const ordered = byPrecedence(alerts).map((alert) => alert.reading)
  const [first] = ordered as [ParsedAlert]
  const stated = <Field extends 'counterparty' | 'narration' | 'channel' | 'reference' | 'runningBalance'>(
    field: Field,
  ) => ordered.find((reading) => reading[field] !== null)?.[field] ?? null
  return {
    ...first,
    counterparty: stated('counterparty'),
    narration: stated('narration'),
    channel: stated('channel'),
    reference: stated('reference'),
    runningBalance: stated('runningBalance'),
  }
}

function leg(event: EventGroup, alerts: readonly Alert[], role: 'from' | 'to'): Alert[] {
  return alerts.filter((_, index) => event.witnesses[index]?.role === role)
}

/** When an event was first known; null when it comes now. */
function firstStored(alerts: readonly Alert[]): Temporal.Instant | null {
  const instants = alerts.flatMap((alert) => alert.storedAt ?? [])
  return instants.sort(Temporal.Instant.compare)[0] ?? null
}

function answersOn(event: EventGroup, answers: readonly Answer[]): Answer[] {
  if (answers.length === 0) return []
  const keys = new Set(event.witnesses.map(({ key }) => alertKeyText(key)))
  return answers.filter((answer) => answer.on.some((key) => keys.has(alertKeyText(key))))
}

function firstKey(event: EventGroup): AlertKey {
  return (event.witnesses[0] as { key: AlertKey }).key
}

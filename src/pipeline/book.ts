import { type Alert, type AlertKey, alertKeyText, type ParsedAlert, signedAmount } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Category, CategoryReason } from '../domain/category.ts'
import { allocate } from '../domain/money.ts'
import type { EventGroup } from '../domain/plan.ts'
import type { Identifiers } from '../domain/ports.ts'
import type { Posting, Transaction, TransactionKind } from '../domain/transaction.ts'
import type { AccountOf } from './account-of.ts'
import { categorize, type Knowledge } from './categorize.ts'

/** What booking needs to know beside the events. */
export type BookingContext = {
  readonly alerts: ReadonlyMap<string, Alert>
  /** Not revoked, oldest first: the last one on a field wins. */
  readonly answers: readonly Answer[]
  readonly accountOf: AccountOf
  readonly knowledge: Knowledge
  /** Ids in the ledger today, so that an event keeps the id it was first booked under. */
  readonly existingIds: ReadonlySet<string>
  readonly ids: Identifiers
}

export type Booking = {
  readonly transactions: readonly Transaction[]
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
    for (const own of ownIds) if (own !== id && context.existingIds.has(own)) redirects.push({ from: own, to: id })
  }
  const transactions: Transaction[] = []
  for (const event of events) {
    const id = eventIds.get(alertKeyText(firstKey(event))) as string
    const suspectOf = event.suspectOf === null ? null : (eventIds.get(alertKeyText(event.suspectOf)) ?? null)
    const transaction = bookEvent(event, id, suspectOf, context)
    transactions.push(transaction, ...bookPrintedFee(event, transaction, context))
  }
  return { transactions, redirects }
}

function bookEvent(event: EventGroup, id: string, suspectOf: string | null, context: BookingContext): Transaction {
  const alerts = event.witnesses.map(({ key }) => context.alerts.get(alertKeyText(key)) as Alert)
  const answers = answersOn(event, context.answers)
  const best = mergeReadings(alerts)
  const edits = answers.filter((answer) => answer.kind === 'edit')
  const leading = event.kind === 'transfer' ? leg(event, alerts, 'from') : bestWitness(alerts)
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
  const [from, to] = [leg(event, alerts, 'from'), leg(event, alerts, 'to')]
  return {
    kind: 'transfer',
    postings: [from, to].map((alert) => ({
      accountId: context.accountOf(alert),
      amount: { minor: signedAmount(alert.reading), currency: alert.reading.amount.currency },
    })),
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
  const account: Posting = { accountId: context.accountOf(alerts[0] as Alert), amount: { minor: signed, currency } }
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
      ? categorize(best, side, context.knowledge)
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

/** A fee printed beside the principal: its own transaction, sharing the alert that prints it. */
function bookPrintedFee(event: EventGroup, parent: Transaction, context: BookingContext): Transaction[] {
  const alerts = event.witnesses.map(({ key }) => context.alerts.get(alertKeyText(key)) as Alert)
  const printing = alerts.find((alert) => alert.reading.fee !== null && alert.reading.fee.minor > 0n)
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
  const { categoryId, reason } = categorize(reading, 'expense', context.knowledge)
  return [
    {
      ...parent,
      id: context.ids.id('fee', parent.id),
      kind: 'fee',
      suspectOf: null,
      payee: printing.reading.institution,
      narration: null,
      note: null,
      postings: [
        { accountId: context.accountOf(printing), amount: { minor: -fee.minor, currency: fee.currency } },
        { accountId: categoryId, amount: fee },
      ],
      witnesses: [{ key: printing.key, role: 'fee' }],
      parents: [parent.id],
      categoryReason: reason,
    },
  ]
}

/** How far each source is believed field by field: statement, e-mail, SMS, other, quick entry. */
const PRECEDENCE: Readonly<Record<Alert['source'], number>> = { statement: 0, email: 1, sms: 2, api: 3, manual: 4 }

function byPrecedence(alerts: readonly Alert[]): Alert[] {
  // Stable: equal sources stay in canonical order.
  return [...alerts].sort((left, right) => PRECEDENCE[left.source] - PRECEDENCE[right.source])
}

function bestWitness(alerts: readonly Alert[]): Alert {
  const ordered = byPrecedence(alerts)
  return (ordered.find((alert) => alert.occurred.at !== null && alert.occurred.from === 'message') ??
    ordered[0]) as Alert
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

function leg(event: EventGroup, alerts: readonly Alert[], role: 'from' | 'to'): Alert {
  return alerts[event.witnesses.findIndex((witness) => witness.role === role)] as Alert
}

function answersOn(event: EventGroup, answers: readonly Answer[]): Answer[] {
  if (answers.length === 0) return []
  const keys = new Set(event.witnesses.map(({ key }) => alertKeyText(key)))
  return answers.filter((answer) => answer.on.some((key) => keys.has(alertKeyText(key))))
}

function firstKey(event: EventGroup): AlertKey {
  return (event.witnesses[0] as { key: AlertKey }).key
}

import { type Alert, type AlertKey, alertKeyText, type ParsedAlert, signedAmount } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { Category, CategoryReason } from '../domain/category.ts'
import { allocate, type Money } from '../domain/money.ts'
import type { EventGroup } from '../domain/plan.ts'
import { type Posting, type Transaction, type TransactionKind, unbalancedCurrencies } from '../domain/transaction.ts'
import { placeAccountId } from './account-of.ts'
import { bookFees, redirectsToFee } from './book-fees.ts'
import { type Booking, type BookingContext, firstStored, leg } from './booking.ts'
import type { Categorized, Knowledge } from './categorize/question.ts'
import { categorize } from './categorize.ts'
import { payeeKey } from './counterparty.ts'
import { isGivenBack } from './given-back.ts'
import { byPrecedence, leadingAlert, type SpokenField, speakerOn } from './order.ts'

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
    const fees = bookFees(event, transaction, context)
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
  const speaking = firstLeg(event, alerts)
  const best = mergeReadings(speaking)
  const edits = answers.filter((answer) => answer.kind === 'edit')
  const leading = leadingAlert(speaking)
  const legs = bookLegs(event, alerts, answers, context)
  const key = event.kind === 'transfer' ? null : payeeKey(best)
  return {
    id,
    kind: legs.kind,
    status: event.isVoid ? 'void' : 'posted',
    suspectOf,
    occurred: leading.occurred,
    payee:
      edits.findLast((edit) => edit.payee !== undefined)?.payee ??
      (key === null ? null : context.knowledge.payees.givenName(key)) ??
      (event.kind === 'transfer' ? null : best.counterparty),
    ...(key === null ? {} : { payeeKey: key }),
    narration: event.kind === 'transfer' ? leading.reading.narration : best.narration,
    note: edits.findLast((edit) => edit.note !== undefined)?.note ?? null,
    tags: [],
    postings: legs.postings,
    witnesses: event.witnesses,
    parents: legs.kind === 'fee' ? (context.parentsOf.get(id) ?? []) : [],
    categoryReason: legs.reason,
  }
}

type Legs = { kind: TransactionKind; postings: Posting[]; reason: CategoryReason | null }

/** The alerts an event goes by: of a transfer its `from` leg, of a returned payment the payment. */
function firstLeg(event: EventGroup, alerts: readonly Alert[]): readonly Alert[] {
  switch (event.kind) {
    case 'single':
      return alerts
    case 'transfer': {
      const from = leg(event, alerts, 'from')
      return from.length === 0 ? alerts : from
    }
    case 'reversed':
      return leg(event, alerts, 'payment')
    default:
      return assertNever(event.kind)
  }
}

function bookLegs(
  event: EventGroup,
  alerts: readonly Alert[],
  answers: readonly Answer[],
  context: BookingContext,
): Legs {
  switch (event.kind) {
    case 'single':
      return bookSingle(alerts, mergeReadings(alerts), answers, context)
    case 'transfer':
      return { kind: 'transfer', postings: transferPostings(event, alerts, context), reason: null }
    case 'reversed': {
      const payment = leg(event, alerts, 'payment')
      const { postings, reason } = bookSingle(payment, mergeReadings(payment), answers, context)
      // Undoing mirrors every posting of what it undoes, splits included: the pair counts zero wherever it counts.
      const mirror = postings.map(({ accountId, amount }) => ({ accountId, amount: negated(amount) }))
      return { kind: 'reversed', postings: [...postings, ...mirror], reason }
    }
    default:
      return assertNever(event.kind)
  }
}

function transferPostings(event: EventGroup, alerts: readonly Alert[], context: BookingContext): Posting[] {
  const legs = (['from', 'to'] as const).map((role) => {
    const witnesses = leg(event, alerts, role)
    if (witnesses.length === 0) return null
    const { reading } = leadingAlert(witnesses)
    const amount = { minor: signedAmount(reading), currency: reading.amount.currency }
    return { accountId: context.accounts.ofEvent(witnesses), amount }
  })
  const [from, to] = legs as [Posting | null, Posting | null]
  const known = from ?? to
  if (known === null) throw new Error('a transfer has no leg')
  if (from === null || to === null) {
    if (event.place === undefined) throw new Error('a transfer of one leg leads nowhere')
    const other = {
      accountId: placeAccountId(event.place, known.amount.currency, context.ids),
      amount: negated(known.amount),
    }
    return from === null ? [other, known] : [known, other]
  }
  // What arrives is what was moved; what left beyond it is a charge of its own.
  if (from.amount.currency === to.amount.currency) return [{ ...from, amount: negated(to.amount) }, to]
  return [
    from,
    to,
    ...[from, to].map(({ amount }) => ({ accountId: context.conversionAccountId, amount: negated(amount) })),
  ]
}

function negated({ minor, currency }: Money): Money {
  return { minor: -minor, currency }
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
  const side = signed < 0n || isGivenBack(best, context.knowledge.categories) ? 'expense' : 'income'
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
      ? categorizeEvent(alerts, best, side, context)
      : { categoryId: said.categoryId, reason: { kind: 'user', answerId: said.id } as const }
  return {
    kind: kindOf(best, chosen.categoryId, context),
    postings: [account, { accountId: chosen.categoryId, amount: { minor: -signed, currency } }],
    reason: chosen.reason,
  }
}

/**
 * What the layers would say today of the category of a booked entry that no person categorized; null for what has none, such
 * as a transfer.
 */
export function categorizeAgain(
  transaction: Transaction,
  alerts: ReadonlyMap<string, Alert>,
  knowledge: Knowledge,
): Categorized | null {
  const { kind, witnesses } = transaction
  if (kind === 'transfer' || kind === 'opening') return null
  const own = witnesses.filter(({ role }) => (kind === 'reversed' ? role === 'payment' : role !== 'fee'))
  const speaking = own.flatMap(({ key }) => alerts.get(alertKeyText(key)) ?? [])
  if (speaking.length === 0) return null
  const best = mergeReadings(speaking)
  const side = best.direction === 'debit' || isGivenBack(best, knowledge.categories) ? 'expense' : 'income'
  return categorizeEvent(speaking, best, side, { knowledge })
}

/** Where the bank's words tell nothing, those a person typed may. */
function categorizeEvent(
  alerts: readonly Alert[],
  best: ParsedAlert,
  side: 'expense' | 'income',
  { knowledge }: Pick<BookingContext, 'knowledge'>,
): Categorized {
  const knownAt = firstStored(alerts)
  const guess = byPrecedence(alerts).find((alert) => alert.guess !== undefined)?.guess ?? null
  const found = categorize({ reading: best, kind: side, knowledge, knownAt, guess })
  const typed = alerts.find(({ source }) => source === 'manual')
  if (found.reason.kind !== 'default' || typed === undefined || alerts.length === 1) return found
  return categorize({ reading: typed.reading, kind: side, knowledge, knownAt, guess: null })
}

function kindOf(reading: ParsedAlert, categoryId: string | undefined, context: BookingContext): TransactionKind {
  if (reading.direction === 'debit') return reading.channel === 'fee' ? 'fee' : 'expense'
  return categoryById(context, categoryId)?.kind === 'expense' ? 'refund' : 'income'
}

function categoryById(context: BookingContext, id: string | undefined): Category | undefined {
  return context.knowledge.categories.find((category) => category.id === id)
}

/** The fields of one event from all its witnesses: for each field the most believed witness that states it. */
function mergeReadings(alerts: readonly Alert[]): ParsedAlert {
  const ordered = byPrecedence(alerts).map((alert) => alert.reading)
  const [first] = ordered as [ParsedAlert]
  const stated = <Field extends SpokenField>(field: Field) => speakerOn(alerts, field)?.reading[field] ?? null
  return {
    ...first,
    counterparty: stated('counterparty'),
    narration: stated('narration'),
    channel: stated('channel'),
    reference: stated('reference'),
    runningBalance: stated('runningBalance'),
  }
}

function answersOn(event: EventGroup, answers: readonly Answer[]): Answer[] {
  if (answers.length === 0) return []
  const keys = new Set(event.witnesses.map(({ key }) => alertKeyText(key)))
  return answers.filter((answer) => answer.on.some((key) => keys.has(alertKeyText(key))))
}

function firstKey(event: EventGroup): AlertKey {
  return (event.witnesses[0] as { key: AlertKey }).key
}

import { type Alert, type AlertKey, alertKeyText, type ParsedAlert, signedAmount } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { CategoryReason } from '../domain/category.ts'
import { allocate, type Money } from '../domain/money.ts'
import type { EventGroup } from '../domain/plan.ts'
import type { RuleOutcome } from '../domain/rule.ts'
import { type Posting, type Transaction, type TransactionKind, unbalancedCurrencies } from '../domain/transaction.ts'
import { splitMinors } from '../rules/split-minors.ts'
import { placeAccountId } from './account-of.ts'
import { bookFees, redirectsToFee } from './book-fees.ts'
import type { Booking, BookingContext } from './booking.ts'
import type { Categorized, Knowledge } from './categorize/question.ts'
import { categorize } from './categorize.ts'
import { payeeKey } from './counterparty.ts'
import { firstLeg, firstStored, leg, mergeReadings } from './event-alerts.ts'
import { sideOf } from './given-back.ts'
import { byPrecedence, leadingAlert } from './order.ts'

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
  const called = key === null ? null : context.knowledge.payees.givenName(key)
  const ruling = context.rulings.ofEvent(event)
  return {
    id,
    kind: legs.kind,
    status: event.isVoid ? 'void' : 'posted',
    suspectOf,
    occurred: leading.occurred,
    payee: payeeOf(edits, ruling, event.kind === 'transfer' ? null : (called ?? best.counterparty)),
    ...(key === null ? {} : { payeeKey: key }),
    narration: event.kind === 'transfer' ? leading.reading.narration : best.narration,
    note: (edits.findLast((edit) => edit.note !== undefined)?.note ?? ruling.note?.note ?? null) || null,
    tags: edits.findLast((edit) => edit.tags !== undefined)?.tags ?? ruling.tags.map(({ tag }) => tag),
    postings: legs.postings,
    witnesses: event.witnesses,
    parents: legs.kind === 'fee' ? (context.parentsOf.get(id) ?? []) : [],
    categoryReason: legs.reason,
  }
}

/** A person's word, where it is empty what the bank wrote, then a rule's, then the bank's. */
function payeeOf(
  edits: readonly Extract<Answer, { kind: 'edit' }>[],
  ruling: RuleOutcome,
  written: string | null,
): string | null {
  const said = edits.findLast((edit) => edit.payee !== undefined)?.payee
  return said === undefined ? (ruling.payee?.payee ?? written) : said || written
}

type Legs = { kind: TransactionKind; postings: Posting[]; reason: CategoryReason | null }

function bookLegs(
  event: EventGroup,
  alerts: readonly Alert[],
  answers: readonly Answer[],
  context: BookingContext,
): Legs {
  switch (event.kind) {
    case 'single':
      return bookSingle(event, alerts, answers, context)
    case 'transfer':
      return {
        kind: 'transfer',
        postings: transferPostings(event, alerts, context),
        reason: ruleReason(context.rulings.ofEvent(event).transfer),
      }
    case 'reversed': {
      const payment = leg(event, alerts, 'payment')
      const { postings, reason } = bookSingle(event, payment, answers, context)
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
  event: EventGroup,
  alerts: readonly Alert[],
  answers: readonly Answer[],
  context: BookingContext,
): Legs {
  const best = mergeReadings(alerts)
  const { currency } = best.amount
  const signed = signedAmount(best)
  const account: Posting = { accountId: context.accounts.ofEvent(alerts), amount: { minor: signed, currency } }
  const parts = partsOf(event, alerts, best, answers, context)
  const minors = allocate(
    -signed,
    parts.shares.map(({ minor }) => minor),
  )
  const categories = parts.shares.map(({ categoryId }, index) => ({
    accountId: context.categories.countedAs(categoryId),
    amount: { minor: minors[index] as bigint, currency },
  }))
  return {
    kind: kindOf(best, categories[0]?.accountId, context),
    postings: [account, ...categories],
    reason: parts.reason,
  }
}

type Parts = {
  readonly shares: readonly { readonly categoryId: string; readonly minor: bigint }[]
  readonly reason: CategoryReason
}

/** Into which categories an entry goes and why: a person's word on it, a rule's, then what was learned and is known. */
function partsOf(
  event: EventGroup,
  alerts: readonly Alert[],
  best: ParsedAlert,
  answers: readonly Answer[],
  context: BookingContext,
): Parts {
  const whole = (categoryId: string) => [{ categoryId, minor: 1n }]
  const said = answers.findLast((answer) => answer.kind === 'category' || answer.kind === 'split')
  if (said !== undefined) {
    const shares = said.kind === 'split' ? said.parts : whole(said.categoryId)
    return { shares, reason: { kind: 'user', answerId: said.id } }
  }
  const { split, category, ignored } = context.rulings.ofEvent(event)
  const minors = split === null ? null : splitMinors(best.amount, split.parts)
  if (split !== null && minors !== null) {
    const shares = split.parts.map(({ categoryId }, index) => ({ categoryId, minor: minors[index] as bigint }))
    return { shares, reason: { kind: 'rule', ruleId: split.ruleId } }
  }
  if (category !== null)
    return { shares: whole(category.categoryId), reason: { kind: 'rule', ruleId: category.ruleId } }
  const found = categorizeEvent(alerts, best, context)
  return { shares: whole(found.categoryId), reason: (event.isVoid ? ruleReason(ignored) : null) ?? found.reason }
}

function ruleReason(by: { readonly ruleId: string } | null): CategoryReason | null {
  return by === null ? null : { kind: 'rule', ruleId: by.ruleId }
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
  return categorizeEvent(speaking, best, { knowledge })
}

/** Where the bank's words tell nothing, those a person typed may. */
function categorizeEvent(
  alerts: readonly Alert[],
  best: ParsedAlert,
  { knowledge }: Pick<BookingContext, 'knowledge'>,
): Categorized {
  const side = sideOf(best, knowledge.categories)
  const knownAt = firstStored(alerts)
  const guess = byPrecedence(alerts).find((alert) => alert.guess !== undefined)?.guess ?? null
  const found = categorize({ reading: best, kind: side, knowledge, knownAt, guess })
  const typed = alerts.find(({ source }) => source === 'manual')
  if (found.reason.kind !== 'default' || typed === undefined || alerts.length === 1) return found
  return categorize({ reading: typed.reading, kind: side, knowledge, knownAt, guess: null })
}

function kindOf(reading: ParsedAlert, categoryId: string | undefined, context: BookingContext): TransactionKind {
  if (reading.direction === 'debit') return reading.channel === 'fee' ? 'fee' : 'expense'
  return context.categories.kindOf(categoryId ?? '') === 'expense' ? 'refund' : 'income'
}

function answersOn(event: EventGroup, answers: readonly Answer[]): Answer[] {
  if (answers.length === 0) return []
  const keys = new Set(event.witnesses.map(({ key }) => alertKeyText(key)))
  return answers.filter((answer) => answer.on.some((key) => keys.has(alertKeyText(key))))
}

function firstKey(event: EventGroup): AlertKey {
  return (event.witnesses[0] as { key: AlertKey }).key
}

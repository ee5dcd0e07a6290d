import type { Account } from '../domain/account.ts'
import { type Alert, alertKeyText, type ParsedAlert } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Money } from '../domain/money.ts'
import type { EventGroup } from '../domain/plan.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import type { Rule, RuleFacts, RuleOutcome } from '../domain/rule.ts'
import { NO_RULE, ruleFor } from '../rules/rule-for.ts'
import type { AccountLookup } from './account-of.ts'
import type { CategoryBook } from './category-book.ts'
import { firstLeg, firstStored, mergeReadings } from './event-alerts.ts'
import { sideOf } from './given-back.ts'

/** What a person's rules say of events. */
export type Rulings = {
  ofEvent(event: EventGroup): RuleOutcome
  /** Of a charge printed in these alerts, as a reading of its own. */
  ofPrintedFee(reading: ParsedAlert, alerts: readonly Alert[]): RuleOutcome
}

export type RulingContext = {
  readonly rules: readonly Rule[]
  readonly alerts: ReadonlyMap<string, Alert>
  readonly categories: CategoryBook
  readonly lookup: AccountLookup
  /** Only asked for when a rule names an account. */
  readonly accounts: readonly Account[]
}

/** Says what the rules say; each event is asked about once. */
export function createRulings(context: RulingContext): Rulings {
  const { rules, alerts, categories } = context
  if (rules.length === 0) return { ofEvent: () => NO_RULE, ofPrintedFee: () => NO_RULE }
  const known = new Map<string, RuleOutcome>()
  const outcomeOf = (reading: ParsedAlert, own: readonly Alert[], isPrintedFee: boolean): RuleOutcome => {
    const accountId = context.lookup.ofEvent(own)
    const facts = factsOf(
      reading,
      own,
      context.accounts.filter(({ id }) => id === accountId),
      isPrintedFee,
    )
    return ruleFor(facts, rules, sideOf(reading, categories.byKey), categories.all, firstStored(own))
  }
  return {
    ofEvent: (event) => {
      const name = event.witnesses.map(({ key }) => alertKeyText(key)).join()
      const before = known.get(name)
      if (before !== undefined) return before
      const own = firstLeg(
        event,
        event.witnesses.map(({ key }) => alerts.get(alertKeyText(key)) as Alert),
      )
      const outcome = outcomeOf(mergeReadings(own), own, false)
      known.set(name, outcome)
      return outcome
    },
    ofPrintedFee: (reading, own) => outcomeOf(reading, own, true),
  }
}

/** What rules look at, from the reading of an event, its alerts, and the accounts it may be booked on. */
function factsOf(
  reading: ParsedAlert,
  alerts: readonly Alert[],
  accounts: readonly Account[],
  isPrintedFee: boolean,
): RuleFacts {
  const names = isPrintedFee ? [] : [reading, ...alerts.map((alert) => alert.reading)]
  return {
    payees: [...new Set(names.flatMap(({ counterparty }) => counterparty ?? []))],
    narration: reading.narration,
    reference: reading.reference,
    bank: reading.institution,
    accounts: accounts.flatMap(({ name, tail }) => (tail === null ? [name] : [name, tail, `${name} ${tail}`])),
    channel: reading.channel,
    direction: reading.direction === 'debit' ? 'out' : 'in',
    amount: reading.amount,
    date: (alerts[0] as Alert).occurred.date,
    sources: [...new Set(alerts.map(({ source }) => source))],
    isPrintedFee,
  }
}

/** The facts of a stored entry: what the rules saw, with the names of every account that it touches. */
export function factsOfEntry({ transaction, alerts, accounts }: TransactionDetail): RuleFacts | null {
  const roles = new Map(transaction.witnesses.map(({ key, role }) => [alertKeyText(key), role]))
  const [first] = alerts
  if (first === undefined) return null
  const own = alerts.filter(({ key }) => ['from', 'payment'].includes(roles.get(alertKeyText(key)) ?? ''))
  const leg = own.length === 0 ? alerts : own
  if (!transaction.witnesses.every(({ role }) => role === 'fee'))
    return factsOf(mergeReadings(leg), leg, accounts, false)
  const amount = transaction.postings.find(({ amount: { minor } }) => minor > 0n)?.amount ?? first.reading.amount
  return factsOf(printedFeeReading(first.reading, amount), alerts, accounts, true)
}

/** A charge printed beside a payment, as a reading of its own. */
export function printedFeeReading(printing: ParsedAlert, fee: Money): ParsedAlert {
  return {
    ...printing,
    direction: 'debit',
    amount: fee,
    channel: 'fee',
    counterparty: null,
    narration: null,
    fee: null,
  }
}

/** Whether any of the rules asks which account an entry is on. */
export function asksForAccounts(rules: readonly Rule[]): boolean {
  return rules.some(({ conditions }) =>
    conditions.some(({ kind, ...rest }) => kind === 'text' && 'field' in rest && rest.field === 'account'),
  )
}

/**
 * Events as the rules want them: what they ignore is void, and what they call a transfer leads to the place they name. A person's
 * own word on an event goes before both.
 */
export function ruledEvents(
  events: readonly EventGroup[],
  rulings: Rulings,
  answers: readonly Answer[],
  alerts: ReadonlyMap<string, Alert>,
): EventGroup[] {
  const decided = new Set(answers.filter(isDecision).flatMap(({ on }) => on.map(alertKeyText)))
  return events.map((event) => {
    if (event.kind !== 'single' || event.isVoid) return event
    const { ignored, transfer } = rulings.ofEvent(event)
    if (ignored === null && transfer === null) return event
    if (event.witnesses.some(({ key }) => decided.has(alertKeyText(key)))) return event
    if (transfer === null) return { ...event, isVoid: true }
    const own = event.witnesses.map(({ key }) => alerts.get(alertKeyText(key)) as Alert)
    const { direction, institution } = mergeReadings(own)
    const role = direction === 'debit' ? 'from' : 'to'
    return {
      ...event,
      kind: 'transfer',
      witnesses: event.witnesses.map(({ key }) => ({ key, role })),
      place: { institution: institution ?? transfer.place, name: transfer.place },
    }
  })
}

/** A person decided what the entry is, or edited it: no rule takes it out or moves it. */
function isDecision({ kind }: Answer): boolean {
  return kind === 'category' || kind === 'split' || kind === 'not-transfer' || kind === 'edit'
}

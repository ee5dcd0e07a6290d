import { type Account, type AccountMatch, EQUITY_NAMES } from '../domain/account.ts'
import { type Alert, alertKeyText, identityOf, identityText } from '../domain/alert.ts'
import type { BalanceClaim } from '../domain/balance.ts'
import type { Change, EventGroup, Link, Plan } from '../domain/plan.ts'
import type { DecisionRecord, Identifiers, Ledger, Neighbourhood, PipelineStore } from '../domain/ports.ts'
import type { Transaction, WitnessRole } from '../domain/transaction.ts'
import { type AccountLookup, accountLookup, placeAccountId } from './account-of.ts'
import { answersInOrder } from './answers-in-order.ts'
import { book } from './book.ts'
import { categoryBook } from './category-book.ts'
import { diffTransactions } from './changes.ts'
import { settleFees } from './fees/settle-fees.ts'
import { identifyAccounts } from './identify-accounts.ts'
import { loadNeighbourhood, type Surroundings } from './neighbourhood.ts'
import { leadingAlert } from './order.ts'
import type { PipelinePorts } from './ports.ts'
import { claimOf } from './reconcile.ts'
import { asksForAccounts, createRulings, type Rulings, ruledEvents } from './rulings.ts'
import { settleOpenings } from './settle-openings.ts'
import { solve } from './solve/solve.ts'
import { timed } from './timed.ts'

/** What these alerts and the answers on them make of the ledger; nothing of it is written yet but new accounts. */
export type Settlement = {
  /** Transactions that rest on the alerts at hand, once the plan is applied. */
  readonly transactions: readonly Transaction[]
  readonly plan: Plan
  readonly decisions: readonly DecisionRecord[]
  readonly claims: readonly BalanceClaim[]
  /** Accounts no identity leads to any more. */
  readonly retired: readonly string[]
  /** Accounts whose money or stated balances changed, with the earliest day of it. */
  readonly touched: ReadonlyMap<string, Temporal.PlainDate>
}

/** A day on which an account changed, whatever it was. */
type AccountDay = { readonly accountId: string; readonly date: Temporal.PlainDate }

/** What stood there before alerts were read again, and is to be solved along with them. */
export type Former = {
  /** Everything that was connected to the alerts as they were read; of them, `alerts` are as they are now. */
  readonly neighbourhood: Neighbourhood
  /** Accounts that stated balances left. */
  readonly left: readonly AccountDay[]
  /** What identities led to that nothing names any more. */
  readonly forgotten: readonly AccountMatch[]
  /** Accounts that identities come back to. */
  readonly matches: readonly AccountMatch[]
  /** Transaction ids events may come back to, and others that they leave. */
  readonly ids: { readonly back: readonly string[]; readonly left: readonly string[] }
}

const NOTHING_FORMER: Former = {
  neighbourhood: { alerts: [], answers: [], transactions: [] },
  left: [],
  forgotten: [],
  matches: [],
  ids: { back: [], left: [] },
}

/**
 * Decides what the ledger says after these alerts: identify accounts, load and solve everything connected, book. `areNew`
 * when none of the alerts was stored before this transaction.
 */
export async function decide(
  seeds: readonly Alert[],
  ledger: Ledger,
  ports: PipelinePorts,
  areNew: boolean,
  former: Former = NOTHING_FORMER,
): Promise<Settlement> {
  const { store, ids } = ports
  const [known, records, rules, near] = await Promise.all([
    store.accountMatches(),
    store.categoryRecords(),
    store.rules(),
    loadNeighbourhood([...former.neighbourhood.alerts, ...seeds], store, areNew),
  ])
  const accounts = await identifyAccounts(seeds, known, former, ledger, ports)
  const changed = [
    ...new Map([...seeds, ...accounts.movedAlerts].map((alert) => [alertKeyText(alert.key), alert])).values(),
  ]
  const neighbourhood = withFormer(
    accounts.movedAlerts.length === 0
      ? near
      : await loadNeighbourhood([...former.neighbourhood.alerts, ...changed], store, false),
    former.neighbourhood,
  )
  const answers = answersInOrder(neighbourhood.answers)
  const lookup = accountLookup(accounts.matches, answers, ids)
  const { events: solved, links } = timed(ports, 'solve', () => solve(neighbourhood.alerts, answers, lookup))
  const alerts = new Map(neighbourhood.alerts.map((alert) => [alertKeyText(alert.key), alert]))
  const categories = categoryBook(records)
  const named = asksForAccounts(rules) ? await store.accounts() : []
  const rulings = createRulings({ rules, alerts, categories, lookup, accounts: named })
  const events = ruledEvents(solved, rulings, answers, alerts)
  const own = await ownAccounts(events, alerts, store, ids)
  const existing = new Set(neighbourhood.transactions.map((transaction) => transaction.id))
  const namesakes = existing.difference(new Set(former.ids.left)).union(new Set(former.ids.back))
  const { transactions, redirects } = book(events, {
    alerts,
    answers,
    accounts: lookup,
    conversionAccountId: own.conversionAccountId,
    parentsOf: parentsOf(neighbourhood.transactions),
    knowledge: { categories: categories.byKey, lessons: neighbourhood.lessons, payees: neighbourhood.payees },
    categories,
    rulings,
    existingIds: namesakes,
    ids,
  })
  const changes = diffTransactions(neighbourhood.transactions, transactions)
  const rebooked = new Set(changes.map(({ after }) => after?.id))
  for (const { id, parents } of transactions) if (parents.some((parent) => rebooked.has(parent))) rebooked.add(id)
  // A person's word on an account, given or taken back, moves the stated balances of a whole event.
  const isMovedByWord = neighbourhood.answers.some((answer) => answer.kind === 'edit' && answer.accountId !== undefined)
  const restated = isMovedByWord ? neighbourhood.alerts : [...changed, ...namelessOf(changes, changed, alerts)]
  const claims = claimsOf(restated, events, alerts, lookup)
  return {
    transactions,
    plan: {
      events,
      links,
      changes,
      redirects: redirects.filter(({ from, to }) => existing.has(from) || rebooked.has(to)),
    },
    decisions: [...accounts.decisions, ...decisionsOf(links, changes), ...ruleDecisions(changes, events, rulings)],
    claims,
    retired: accounts.retired,
    touched: touchedAccounts(changes, claims, alerts, [
      ...former.left,
      ...formerAccounts(accounts.movedAlerts, known),
      ...(isMovedByWord ? namedAccounts(neighbourhood, lookup) : []),
    ]),
  }
}

/** A neighbourhood with the answers and transactions that only the former readings lead to. */
function withFormer(near: Surroundings, former: Neighbourhood): Surroundings {
  const byId = <Item extends { readonly id: string }>(own: readonly Item[], others: readonly Item[]): Item[] => [
    ...new Map([...others, ...own].map((item) => [item.id, item])).values(),
  ]
  return {
    ...near,
    answers: byId(near.answers, former.answers),
    transactions: byId(near.transactions, former.transactions),
  }
}

/** Makes the ledger what was decided, as one stored plan, and brings openings up to date. Doing it again changes nothing. */
export async function apply(settlement: Settlement, ports: PipelinePorts): Promise<void> {
  const { plan, decisions, claims, retired, touched } = settlement
  // Not awaited one by one: the store keeps the order of calls, so openings see what is written here.
  await Promise.all([
    ports.store.putClaims(claims),
    ports.store.applyPlan(plan, decisions),
    settleOpenings(touched, retired, ports),
    settleFees(plan.changes, ports.store),
  ])
}

/** Alerts, besides those at hand, that name no account and rest on changed entries: what they state goes where these went. */
function namelessOf(
  changes: readonly Change[],
  atHand: readonly Alert[],
  alerts: ReadonlyMap<string, Alert>,
): readonly Alert[] {
  const keys = new Set(changes.flatMap(({ after }) => after?.witnesses.map(({ key }) => alertKeyText(key)) ?? []))
  for (const alert of atHand) keys.delete(alertKeyText(alert.key))
  return [...keys].flatMap((key) => {
    const alert = alerts.get(key)
    return alert === undefined || alert.reading.accountTail !== null ? [] : [alert]
  })
}

/** The balances that these alerts state, on the accounts their events say. */
function claimsOf(
  stating: readonly Alert[],
  events: readonly EventGroup[],
  alerts: ReadonlyMap<string, Alert>,
  lookup: AccountLookup,
): BalanceClaim[] {
  const sides = new Map<string, readonly Alert[]>()
  for (const { witnesses } of events) {
    for (const { key, role } of witnesses) {
      const side = witnesses.filter((witness) => witness.role === role)
      sides.set(
        alertKeyText(key),
        side.map((witness) => alerts.get(alertKeyText(witness.key)) as Alert),
      )
    }
  }
  return stating.flatMap((alert) => {
    const side = sides.get(alertKeyText(alert.key)) ?? [alert]
    return claimOf(alert, lookup.ofClaim(alert, side)) ?? []
  })
}

/** Accounts that changed, with the earliest day of it: of an entry, of an alert it rests on, or of a stated balance. */
function touchedAccounts(
  changes: readonly Change[],
  claims: readonly BalanceClaim[],
  alerts: ReadonlyMap<string, Alert>,
  left: readonly AccountDay[],
): Map<string, Temporal.PlainDate> {
  const earliest = new Map<string, Temporal.PlainDate>()
  const touch = (accountId: string, date: Temporal.PlainDate) => {
    const known = earliest.get(accountId)
    if (known === undefined || Temporal.PlainDate.compare(date, known) < 0) earliest.set(accountId, date)
  }
  for (const transaction of changes.flatMap((change) => [change.before, change.after])) {
    if (transaction === null) continue
    const dates = transaction.witnesses.flatMap(({ key }) => alerts.get(alertKeyText(key))?.occurred.date ?? [])
    // The first leg of every transaction, and the second of a transfer, are money accounts.
    for (const { accountId } of transaction.postings.slice(0, transaction.kind === 'transfer' ? 2 : 1)) {
      for (const date of [transaction.occurred.date, ...dates]) touch(accountId, date)
    }
  }
  for (const claim of claims) touch(claim.accountId, claim.occurred.date)
  for (const { accountId, date } of left) touch(accountId, date)
  return earliest
}

/** Accounts that stated balances left because their identity went to another account. */
function formerAccounts(moved: readonly Alert[], known: readonly AccountMatch[]): AccountDay[] {
  const former = new Map(known.map((match) => [identityText(match.identity), match.accountId]))
  return moved.flatMap((alert) => {
    const accountId = former.get(identityText(identityOf(alert.reading)))
    return accountId === undefined ? [] : [{ accountId, date: alert.occurred.date }]
  })
}

/** Accounts that stated balances may have left because of a person's word, given or taken back. */
function namedAccounts({ alerts, answers }: Neighbourhood, lookup: AccountLookup): AccountDay[] {
  const named = answers.flatMap((answer) =>
    answer.kind === 'edit' && answer.accountId !== undefined ? [lookup.current(answer.accountId)] : [],
  )
  return alerts.flatMap((alert) =>
    [lookup.ofAlert(alert), ...named].map((accountId) => ({ accountId, date: alert.occurred.date })),
  )
}

type OwnAccounts = { readonly conversionAccountId: string }

/** Makes the accounts for places of the owner that nobody reports on, and finds the one that balances currencies. */
async function ownAccounts(
  events: readonly EventGroup[],
  alerts: ReadonlyMap<string, Alert>,
  store: PipelineStore,
  ids: Identifiers,
): Promise<OwnAccounts> {
  // As booking does: the leading alert speaks for its leg, whatever else a person joined to it.
  const currencyOf = ({ witnesses }: EventGroup, role: WitnessRole) => {
    const own = witnesses.filter((witness) => witness.role === role)
    const leg = own.flatMap(({ key }) => alerts.get(alertKeyText(key)) ?? [])
    return leg.length === 0 ? null : leadingAlert(leg).reading.amount.currency
  }
  const transfers = events.filter(
    (event) =>
      event.kind === 'transfer' && (event.place !== undefined || currencyOf(event, 'from') !== currencyOf(event, 'to')),
  )
  if (transfers.length === 0) return { conversionAccountId: '' }
  const known = await store.accounts()
  const conversion = known.find(({ name, type }) => name === EQUITY_NAMES.conversion && type === 'equity')
  if (conversion === undefined) throw new Error('the ledger has no account for conversion')
  const places = new Map<string, Account>()
  for (const event of transfers) {
    const currency = currencyOf(event, 'from') ?? currencyOf(event, 'to')
    if (event.place === undefined || currency === null) continue
    const { institution, name } = event.place
    const id = placeAccountId(event.place, currency, ids)
    places.set(id, { id, type: 'asset', name, institution, tail: null, currency, isProvisional: false })
  }
  for (const { id } of known) places.delete(id)
  await store.addAccounts([...places.values()])
  return { conversionAccountId: conversion.id }
}

/** The payments that charges were found to belong to: settled after booking, and kept until then. */
function parentsOf(transactions: readonly Transaction[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    transactions.flatMap(({ id, kind, parents }) =>
      kind === 'fee' && parents.length > 0 ? [[id, parents] as const] : [],
    ),
  )
}

function decisionsOf(links: readonly Link[], changes: readonly Change[]): DecisionRecord[] {
  const joined = links.map(
    (link): DecisionRecord => ({ key: link.from, stage: 'solve', decision: link.kind, evidence: link.evidence }),
  )
  const categorized = changes.flatMap(({ after }): DecisionRecord[] => {
    const witness = after?.witnesses[0]
    if (after === null || witness === undefined || after.categoryReason === null) return []
    const { kind, ...evidence } = after.categoryReason
    return [{ key: witness.key, stage: 'categorize', decision: kind, evidence }]
  })
  return [...joined, ...categorized]
}

/** What rules set beside the category of entries that changed. */
function ruleDecisions(changes: readonly Change[], events: readonly EventGroup[], rulings: Rulings): DecisionRecord[] {
  const eventOf = new Map(
    events.flatMap((event) => event.witnesses.map(({ key }) => [alertKeyText(key), event] as const)),
  )
  return changes.flatMap(({ after }): DecisionRecord[] => {
    const witness = after?.witnesses.find(({ role }) => role !== 'fee')
    const event = witness === undefined ? undefined : eventOf.get(alertKeyText(witness.key))
    if (after === null || witness === undefined || event === undefined) return []
    const { payee, note, tags } = rulings.ofEvent(event)
    const by = (decision: 'payee' | 'note' | 'tags', ruleId: string): DecisionRecord => {
      return { key: witness.key, stage: 'rule', decision, evidence: { ruleId } }
    }
    return [
      ...(payee !== null && after.payee === payee.payee ? [by('payee', payee.ruleId)] : []),
      ...(note !== null && after.note === note.note ? [by('note', note.ruleId)] : []),
      ...(tags[0] !== undefined && after.tags.includes(tags[0].tag) ? [by('tags', tags[0].ruleId)] : []),
    ]
  })
}

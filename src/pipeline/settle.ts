import type { AccountMatch } from '../domain/account.ts'
import { type AccountIdentity, type Alert, alertKeyText, identityOf, identityText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { BalanceClaim } from '../domain/balance.ts'
import type { Change, Link, Plan } from '../domain/plan.ts'
import type { DecisionRecord, Identifiers, Ledger, PipelineStore } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { AccountOf } from './account-of.ts'
import { book } from './book.ts'
import { diffTransactions } from './changes.ts'
import { planAccounts } from './identify.ts'
import { loadNeighbourhood } from './neighbourhood.ts'
import type { PipelinePorts } from './ports.ts'
import { claimOf } from './reconcile.ts'
import { settleOpenings } from './settle-openings.ts'
import { solve } from './solve.ts'

/** What these alerts and the answers on them make of the ledger; nothing of it is written yet but new accounts. */
export type Settlement = {
  /** Transactions that rest on the alerts at hand, once the plan is applied. */
  readonly transactions: readonly Transaction[]
  readonly plan: Plan
  readonly decisions: readonly DecisionRecord[]
  readonly claims: readonly BalanceClaim[]
  readonly accountOf: AccountOf
  /** Accounts no identity leads to any more. */
  readonly retired: readonly string[]
}

/**
 * Decides what the ledger says after these alerts: identify accounts, load and solve everything connected, book. `areNew`
 * when none of the alerts was stored before this transaction.
 */
export async function decide(
  seeds: readonly Alert[],
  ledger: Ledger,
  { store, ids }: PipelinePorts,
  areNew: boolean,
): Promise<Settlement> {
  const [known, categories, rules, near] = await Promise.all([
    store.accountMatches(),
    store.categories(),
    store.rules(),
    loadNeighbourhood(seeds, store, areNew),
  ])
  const accounts = await identifyAccounts(seeds, known, ledger, store, ids)
  const changed = [...seeds, ...accounts.movedAlerts]
  const neighbourhood = accounts.movedAlerts.length === 0 ? near : await loadNeighbourhood(changed, store, false)
  const answers = inOrder(neighbourhood.answers)
  const accountOf = accountLookup(accounts.matches, answers)
  const { events, links } = solve(neighbourhood.alerts, answers, accountOf)
  const { transactions, redirects } = book(events, {
    alerts: new Map(neighbourhood.alerts.map((alert) => [alertKeyText(alert.key), alert])),
    answers,
    accountOf,
    knowledge: { categories, rules, lessons: neighbourhood.lessons },
    existingIds: new Set(neighbourhood.transactions.map((transaction) => transaction.id)),
    ids,
  })
  const changes = diffTransactions(neighbourhood.transactions, transactions)
  return {
    transactions,
    plan: { events, links, changes, redirects },
    decisions: [...accounts.decisions, ...decisionsOf(links, changes)],
    claims: changed.flatMap((alert) => claimOf(alert, accountOf(alert)) ?? []),
    accountOf,
    retired: accounts.retired,
  }
}

/** Makes the ledger what was decided, as one stored plan, and brings openings up to date. Doing it again changes nothing. */
export async function apply(settlement: Settlement, ports: PipelinePorts): Promise<void> {
  const { plan, decisions, claims, retired } = settlement
  // Not awaited one by one: the store keeps the order of calls, so openings see what is written here.
  await Promise.all([
    ports.store.putClaims(claims),
    ports.store.applyPlan(plan, decisions),
    settleOpenings(plan.changes, retired, ports),
  ])
}

type Identified = {
  readonly matches: readonly AccountMatch[]
  readonly movedAlerts: readonly Alert[]
  readonly retired: readonly string[]
  readonly decisions: readonly DecisionRecord[]
}

async function identifyAccounts(
  seeds: readonly Alert[],
  known: readonly AccountMatch[],
  ledger: Ledger,
  store: PipelineStore,
  ids: Identifiers,
): Promise<Identified> {
  const seen = new Map<string, AccountIdentity>()
  for (const alert of seeds) seen.set(identityText(identityOf(alert.reading)), identityOf(alert.reading))
  for (const match of known) seen.delete(identityText(match.identity))
  if (seen.size === 0) return { matches: known, movedAlerts: [], retired: [], decisions: [] }
  const plan = planAccounts([...seen.values()], known, await store.accounts(), ledger.currency, ids)
  await store.addAccounts(plan.created)
  for (const account of plan.updated) await store.updateAccount(account)
  await store.putAccountMatches(plan.matches)
  await store.retireAccounts(plan.retired)
  const movedAlerts = plan.moved.length === 0 ? [] : await store.alertsOfIdentities(plan.moved)
  return {
    matches: plan.matches,
    movedAlerts,
    retired: plan.retired,
    decisions: identifyDecisions(seeds, plan.matches),
  }
}

/** Decisions about identities seen for the first time; later alerts of the same identity repeat nothing. */
function identifyDecisions(seeds: readonly Alert[], matches: readonly AccountMatch[]): DecisionRecord[] {
  const byIdentity = new Map(matches.map((match) => [identityText(match.identity), match]))
  return seeds.flatMap((alert) => {
    const match = byIdentity.get(identityText(identityOf(alert.reading)))
    if (match === undefined) return []
    return [{ key: alert.key, stage: 'identify', decision: match.because, evidence: { accountId: match.accountId } }]
  })
}

/** A person's word first, then the account chosen with a quick entry, then what the identity is taken for. */
function accountLookup(matches: readonly AccountMatch[], answers: readonly Answer[]): AccountOf {
  const byIdentity = new Map(matches.map((match) => [identityText(match.identity), match.accountId]))
  const said = new Map<string, string>()
  for (const answer of answers) {
    if (answer.kind !== 'edit' || answer.accountId === undefined) continue
    for (const key of answer.on) said.set(alertKeyText(key), answer.accountId)
  }
  const found = new WeakMap<Alert, string>()
  return (alert) => {
    const accountId =
      found.get(alert) ??
      said.get(alertKeyText(alert.key)) ??
      alert.accountId ??
      byIdentity.get(identityText(identityOf(alert.reading)))
    if (accountId === undefined) throw new Error('an alert without an account reached solve')
    found.set(alert, accountId)
    return accountId
  }
}

function inOrder(answers: readonly Answer[]): Answer[] {
  return answers
    .filter((answer) => answer.revokedAt === null)
    .sort((left, right) => Temporal.Instant.compare(left.at, right.at) || (left.id < right.id ? -1 : 1))
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

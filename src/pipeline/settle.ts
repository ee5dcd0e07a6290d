import type { AccountMatch } from '../domain/account.ts'
import { type AccountIdentity, type Alert, alertKeyText, identityOf, identityText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Change, Link } from '../domain/plan.ts'
import type { DecisionRecord, Identifiers, Ledger, Neighbourhood, PipelineStore } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { AccountOf } from './account-of.ts'
import { book } from './book.ts'
import { diffTransactions } from './changes.ts'
import { counterpartyKey } from './counterparty.ts'
import { planAccounts } from './identify.ts'
import { loadNeighbourhood } from './neighbourhood.ts'
import type { PipelinePorts } from './ports.ts'
import { claimOf } from './reconcile.ts'
import { settleOpenings } from './settle-openings.ts'
import { solve } from './solve.ts'

export type Settlement = {
  /** Transactions that rest on the alerts at hand, after the plan was applied. */
  readonly transactions: readonly Transaction[]
  readonly changes: readonly Change[]
  readonly links: readonly Link[]
  readonly accountOf: AccountOf
}

/**
 * Makes the ledger what these alerts and the answers on them say: identify accounts, solve everything connected, book,
 * and apply the difference as one stored plan. Doing it again changes nothing.
 */
export async function settle(seeds: readonly Alert[], ledger: Ledger, ports: PipelinePorts): Promise<Settlement> {
  const { store, ids } = ports
  const accounts = await identifyAccounts(seeds, ledger, store, ids)
  const neighbourhood = await loadNeighbourhood([...seeds, ...accounts.movedAlerts], store)
  const answers = inOrder(neighbourhood.answers)
  const accountOf = accountLookup(accounts.matches, answers)
  const { events, links } = solve(neighbourhood.alerts, answers, accountOf)
  const booking = book(events, {
    alerts: new Map(neighbourhood.alerts.map((alert) => [alertKeyText(alert.key), alert])),
    answers,
    accountOf,
    knowledge: await loadKnowledge(neighbourhood, store),
    existingIds: new Set(neighbourhood.transactions.map((transaction) => transaction.id)),
    ids,
  })
  const changes = diffTransactions(neighbourhood.transactions, booking.transactions)
  await store.putClaims([...seeds, ...accounts.movedAlerts].flatMap((alert) => claimOf(alert, accountOf(alert)) ?? []))
  const decisions = [...accounts.decisions, ...decisionsOf(links, changes)]
  await store.applyPlan({ events, links, changes, redirects: booking.redirects }, decisions)
  await settleOpenings(changes, accounts.retired, ports)
  return { transactions: booking.transactions, changes, links, accountOf }
}

type Identified = {
  readonly matches: readonly AccountMatch[]
  readonly movedAlerts: readonly Alert[]
  readonly retired: readonly string[]
  readonly decisions: readonly DecisionRecord[]
}

async function identifyAccounts(
  seeds: readonly Alert[],
  ledger: Ledger,
  store: PipelineStore,
  ids: Identifiers,
): Promise<Identified> {
  const known = await store.accountMatches()
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
  return (alert) => {
    const identity = identityText(identityOf(alert.reading))
    const accountId = said.get(alertKeyText(alert.key)) ?? alert.accountId ?? byIdentity.get(identity)
    if (accountId === undefined) throw new Error('an alert without an account reached solve')
    return accountId
  }
}

async function loadKnowledge(neighbourhood: Neighbourhood, store: PipelineStore) {
  const keys = neighbourhood.alerts.map((alert) => counterpartyKey(alert.reading)).filter((key) => key !== null)
  return {
    categories: await store.categories(),
    rules: await store.rules(),
    lessons: await store.lessonsFor([...new Set(keys)]),
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

import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { BalanceCheck, BalanceClaim } from '../domain/balance.ts'
import { daysBetween } from '../domain/calendar.ts'
import type { ClaimSpan, PipelineStore } from '../domain/ports.ts'
import type { EventClaim } from '../domain/reconciliation.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { PipelinePorts } from './ports.ts'
import { reconcileAccount } from './reconcile.ts'
import type { Settlement } from './settle.ts'
import type { AlertTrace } from './trace.ts'

/** How many claims on either side of an alert are held against it: alerts with a day only may come in any order within it. */
const CLAIMS_AROUND = 10
/** Claims further apart than this are looked at with their own neighbours only. */
const SPAN_APART_DAYS = 7

/** What became of each of these alerts, by key text, with the check of its balance. */
export async function traceAlerts(
  alerts: readonly Alert[],
  settlement: Settlement,
  store: PipelineStore,
): Promise<ReadonlyMap<string, AlertTrace>> {
  const index = indexByAlert(settlement.transactions)
  const arriving = new Set(alerts.map((alert) => alertKeyText(alert.key)))
  const claims = settlement.claims.filter((claim) => arriving.has(alertKeyText(claim.key)))
  const checks = await checkClaims(claims, store)
  const duplicates = new Set(
    settlement.plan.links.filter((link) => link.kind === 'duplicate').map((link) => alertKeyText(link.from)),
  )
  const existedBefore = new Set(settlement.plan.changes.flatMap((change) => change.before?.id ?? []))
  const traces = new Map<string, AlertTrace>()
  for (const alert of alerts) {
    const key = alertKeyText(alert.key)
    const transaction = index.get(key)
    if (transaction === undefined) throw new Error('an alert is in no transaction after settling')
    const role = transaction.witnesses.find((witness) => alertKeyText(witness.key) === key)?.role
    const isCopy = duplicates.has(key) || hasOlderCopy(key, transaction, arriving, role)
    const isLeg = transaction.kind === 'transfer' && (existedBefore.has(transaction.id) || role === 'to')
    const effect = isCopy ? 'witness' : isLeg ? 'leg' : transaction.suspectOf !== null ? 'suspect' : 'new'
    const check = checks.get(key) ?? { kind: 'no-balance' }
    traces.set(key, { key: alert.key, transactionId: transaction.id, effect, check })
  }
  return traces
}

/** The present balance check of each of these alerts that states a balance, by key text. */
export async function balanceChecks(
  keys: readonly AlertKey[],
  { store }: Pick<PipelinePorts, 'store'>,
): Promise<ReadonlyMap<string, BalanceCheck>> {
  const claims = await store.claimsOf(keys)
  return checkClaims(claims, store)
}

/** The transaction each alert is about, by key text: not the fee printed beside it. */
export function indexByAlert(transactions: readonly Transaction[]): ReadonlyMap<string, Transaction> {
  const index = new Map<string, Transaction>()
  for (const transaction of transactions) {
    for (const witness of transaction.witnesses) {
      if (witness.role !== 'fee') index.set(alertKeyText(witness.key), transaction)
    }
  }
  return index
}

/** Whether an alert stored earlier says the same: canonical order may put the newcomer first. */
function hasOlderCopy(
  own: string,
  transaction: Transaction,
  arrived: ReadonlySet<string>,
  role: string | undefined,
): boolean {
  return transaction.witnesses.some((witness) => {
    const key = alertKeyText(witness.key)
    return key !== own && witness.role === role && !arrived.has(key)
  })
}

async function checkClaims(
  own: readonly BalanceClaim[],
  store: PipelineStore,
): Promise<ReadonlyMap<string, BalanceCheck>> {
  if (own.length === 0) return new Map()
  const around = Map.groupBy(await store.claimsAround(spansOf(own), CLAIMS_AROUND), (claim) => claim.accountId)
  const checks = [...Map.groupBy(own, (claim) => claim.accountId)].map(([accountId, claims]) =>
    checkAccount(claims, around.get(accountId) ?? [], store),
  )
  return new Map((await Promise.all(checks)).flat())
}

/** Only where a balance does not follow from the one before it are the entries between them asked for. */
async function checkAccount(
  own: readonly BalanceClaim[],
  around: readonly EventClaim[],
  store: PipelineStore,
): Promise<[string, BalanceCheck][]> {
  const keys = own.map((claim) => alertKeyText(claim.key))
  const near = [...new Map(around.map((claim) => [alertKeyText(claim.key), claim])).values()]
  let { checkOf } = reconcileAccount(near, [])
  const [span] = keys.some((key) => checkOf.get(key)?.kind === 'breaks') ? spansOf(near, Number.POSITIVE_INFINITY) : []
  if (span !== undefined) checkOf = reconcileAccount(near, await store.postingsBetween(span)).checkOf
  return keys.map((key) => [key, checkOf.get(key) ?? { kind: 'no-balance' }])
}

/** The days of claims by account, cut where nothing is near: one old alert in a batch does not load all since. */
function spansOf(claims: readonly BalanceClaim[], apartDays = SPAN_APART_DAYS): ClaimSpan[] {
  return [...Map.groupBy(claims, (claim) => claim.accountId)].flatMap(([accountId, own]) => {
    const dates = own.map((claim) => claim.occurred.date).sort(Temporal.PlainDate.compare)
    const spans: { accountId: string; from: Temporal.PlainDate; to: Temporal.PlainDate }[] = []
    for (const date of dates) {
      const last = spans.at(-1)
      if (last !== undefined && daysBetween(last.to, date) <= apartDays) last.to = date
      else spans.push({ accountId, from: date, to: date })
    }
    return spans
  })
}

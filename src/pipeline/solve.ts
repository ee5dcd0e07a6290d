import { type Alert, alertKeyText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { EventGroup, Link } from '../domain/plan.ts'
import type { WitnessRole } from '../domain/transaction.ts'
import type { AccountLookup } from './account-of.ts'
import { type Cluster, clusterDuplicates } from './duplicates.ts'
import { compareAlerts, leadingAlert } from './order.ts'
import { pairTransfers } from './transfers.ts'

export type Solution = { readonly events: readonly EventGroup[]; readonly links: readonly Link[] }

/**
 * Which alerts are one event: duplicates joined, own transfers paired, what a person undid marked void. A pure function
 * of the set of alerts and the answers on them; revoked answers are not passed in. Events come in canonical order.
 */
export function solve(alerts: readonly Alert[], answers: readonly Answer[], accounts: AccountLookup): Solution {
  const solutions = partition([...alerts].sort(compareAlerts), answers).map((part) =>
    solvePart(part, answers, accounts),
  )
  return {
    events: solutions.flatMap((solution) => solution.events),
    links: solutions.flatMap((solution) => solution.links),
  }
}

/** Alerts that could possibly belong together: equal currency and amount, or named together by an answer. */
function partition(ordered: readonly Alert[], answers: readonly Answer[]): readonly (readonly Alert[])[] {
  const bucketOf = new Map<string, string>()
  for (const { key, reading } of ordered) {
    bucketOf.set(alertKeyText(key), `${reading.amount.currency} ${reading.amount.minor}`)
  }
  for (const answer of answers) {
    const buckets = new Set(
      answer.on.map((key) => bucketOf.get(alertKeyText(key))).filter((name) => name !== undefined),
    )
    const [home, ...others] = buckets
    if (home === undefined || others.length === 0) continue
    for (const [key, bucket] of bucketOf) if (others.includes(bucket)) bucketOf.set(key, home)
  }
  return [...Map.groupBy(ordered, (alert) => bucketOf.get(alertKeyText(alert.key))).values()]
}

function solvePart(ordered: readonly Alert[], answers: readonly Answer[], accounts: AccountLookup): Solution {
  const { clusters, links: duplicates, perhapsRepeats } = clusterDuplicates(ordered, answers, accounts.ofAlert)
  const voids = voidAnswers(clusters, answers)
  const isVoid = (cluster: Cluster) => (voids.get(cluster)?.size ?? 0) > 0
  const { pairs, links: transfers } = pairTransfers(clusters, answers, accounts, voids)
  const paired = new Set(pairs.flatMap((pair) => [pair.from, pair.to]))
  const events: EventGroup[] = pairs.map((pair) => ({
    kind: 'transfer',
    witnesses: [...witnessesOf(pair.from, 'from'), ...witnessesOf(pair.to, 'to')],
    suspectOf: null,
    isVoid: isVoid(pair.from),
  }))
  for (const cluster of clusters) {
    if (paired.has(cluster)) continue
    // What a person took out can no longer be counted twice.
    const repeated = isVoid(cluster) ? undefined : perhapsRepeats.get(cluster)?.find((other) => !isVoid(other))
    events.push({
      kind: 'single',
      witnesses: witnessesOf(cluster, leadingAlert(cluster.alerts).reading.channel === 'fee' ? 'self' : 'payment'),
      suspectOf: repeated?.alerts[0]?.key ?? null,
      isVoid: isVoid(cluster),
    })
  }
  return { events, links: [...duplicates, ...transfers] }
}

/** The answers that took each cluster out. */
function voidAnswers(
  clusters: readonly Cluster[],
  answers: readonly Answer[],
): ReadonlyMap<Cluster, ReadonlySet<string>> {
  const byKey = new Map<string, Set<string>>()
  for (const answer of answers) {
    if (answer.kind !== 'void') continue
    for (const key of answer.on) {
      const text = alertKeyText(key)
      byKey.set(text, (byKey.get(text) ?? new Set()).add(answer.id))
    }
  }
  if (byKey.size === 0) return new Map()
  return new Map(
    clusters.map((cluster) => [
      cluster,
      new Set(cluster.alerts.flatMap((alert) => [...(byKey.get(alertKeyText(alert.key)) ?? [])])),
    ]),
  )
}

function witnessesOf(cluster: Cluster, role: WitnessRole): EventGroup['witnesses'] {
  return cluster.alerts.map((alert) => ({ key: alert.key, role }))
}

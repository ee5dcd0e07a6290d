import { type Alert, alertKeyText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { EventGroup, Link } from '../domain/plan.ts'
import type { WitnessRole } from '../domain/transaction.ts'
import type { AccountOf } from './account-of.ts'
import { type Cluster, clusterDuplicates } from './duplicates.ts'
import { compareAlerts } from './order.ts'
import { pairTransfers } from './transfers.ts'

export type Solution = { readonly events: readonly EventGroup[]; readonly links: readonly Link[] }

/**
 * Which alerts are one event: duplicates joined, own transfers paired, what a person undid marked void. A pure function
 * of the set of alerts and the answers on them; revoked answers are not passed in. Events come in canonical order.
 */
export function solve(alerts: readonly Alert[], answers: readonly Answer[], accountOf: AccountOf): Solution {
  const solutions = partition([...alerts].sort(compareAlerts), answers).map((part) =>
    solvePart(part, answers, accountOf),
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

function solvePart(ordered: readonly Alert[], answers: readonly Answer[], accountOf: AccountOf): Solution {
  const { clusters, links: duplicates, suspects } = clusterDuplicates(ordered, answers, accountOf)
  const { pairs, links: transfers } = pairTransfers(clusters, answers, accountOf)
  const voided = new Set(
    answers.filter((answer) => answer.kind === 'void').flatMap((answer) => answer.on.map(alertKeyText)),
  )
  const paired = new Set(pairs.flatMap((pair) => [pair.from, pair.to]))
  const events: EventGroup[] = pairs.map((pair) => ({
    kind: 'transfer',
    witnesses: [...witnessesOf(pair.from, 'from'), ...witnessesOf(pair.to, 'to')],
    suspectOf: null,
    isVoid: [...pair.from.alerts, ...pair.to.alerts].some((alert) => voided.has(alertKeyText(alert.key))),
  }))
  for (const cluster of clusters) {
    if (paired.has(cluster)) continue
    const [first] = cluster.alerts as [Alert]
    events.push({
      kind: 'single',
      witnesses: witnessesOf(cluster, first.reading.channel === 'fee' ? 'self' : 'payment'),
      suspectOf: suspects.get(alertKeyText(first.key)) ?? null,
      isVoid: cluster.alerts.some((alert) => voided.has(alertKeyText(alert.key))),
    })
  }
  return { events, links: [...duplicates, ...transfers] }
}

function witnessesOf(cluster: Cluster, role: WitnessRole): EventGroup['witnesses'] {
  return cluster.alerts.map((alert) => ({ key: alert.key, role }))
}

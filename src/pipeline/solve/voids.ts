import { alertKeyText } from '../../domain/alert.ts'
import type { Answer } from '../../domain/answer.ts'
import type { Cluster } from './link-channels.ts'

/** The answers that took each cluster out of the ledger. */
export type Voids = ReadonlyMap<Cluster, ReadonlySet<string>>

/** The answers that took each of `clusters` out; empty when there are none. */
export function voidAnswers(clusters: readonly Cluster[], answers: readonly Answer[]): Voids {
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

/** What a person took out alone does not take another alert with it: both went by one answer, or they are apart. */
export function areVoidApart(one: Cluster, other: Cluster, voids: Voids): boolean {
  const [left, right] = [voids.get(one) ?? new Set(), voids.get(other) ?? new Set()]
  return left.size + right.size > 0 && left.isDisjointFrom(right)
}

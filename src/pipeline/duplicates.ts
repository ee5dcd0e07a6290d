import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Evidence, Link } from '../domain/plan.ts'
import type { AccountOf } from './account-of.ts'
import { judge } from './judge-duplicates.ts'

/** Alerts that are one sighting of the world: one event as one account saw it. In canonical order. */
export type Cluster = { readonly alerts: readonly Alert[] }

export type Clustering = {
  /** In the canonical order of their first alerts. */
  readonly clusters: readonly Cluster[]
  readonly links: readonly Link[]
  /** The earlier clusters that a cluster may repeat, in order; nothing in the texts can decide. */
  readonly perhapsRepeats: ReadonlyMap<Cluster, readonly Cluster[]>
}

/** A cluster in the making. */
type Draft = { alerts: Alert[]; readonly perhaps: Draft[]; mergedInto: Draft | null }

/**
 * Joins alerts that are the same event. `alerts` are in canonical order, so the result does not depend on arrival. What a
 * person said about two alerts goes before what their texts say, and joins whole clusters.
 */
export function clusterDuplicates(
  alerts: readonly Alert[],
  answers: readonly Answer[],
  accountOf: AccountOf,
): Clustering {
  const said = new SaidPairs(answers)
  const drafts: Draft[] = []
  const links: Link[] = []
  for (const alert of alerts) {
    const found = findHomes(alert, drafts, said, (member) => judge(member, alert, alerts, accountOf))
    const [home, ...others] = found.homes
    if (home === undefined) {
      drafts.push({ alerts: [alert], perhaps: found.perhaps, mergedInto: null })
      continue
    }
    links.push(linkTo(home, alert))
    home.draft.alerts.push(alert)
    for (const other of others) {
      if (said.areApart(home.draft.alerts, other.draft.alerts)) continue
      links.push(linkTo(other, alert))
      home.draft.alerts.push(...other.draft.alerts)
      other.draft.mergedInto = home.draft
      drafts.splice(drafts.indexOf(other.draft), 1)
    }
  }
  return finish(drafts, links, alerts)
}

type Home = { readonly draft: Draft; readonly evidence: Evidence }

/** Where an alert belongs: every cluster a person named, else the first one whose texts say so. */
function findHomes(
  alert: Alert,
  drafts: readonly Draft[],
  said: SaidPairs,
  judgeWith: (member: Alert) => ReturnType<typeof judge>,
): { readonly homes: readonly Home[]; readonly perhaps: Draft[] } {
  const named: Home[] = []
  const perhaps: Draft[] = []
  let alike: Home | null = null
  for (const draft of drafts) {
    const verdict = said.verdict(draft.alerts, alert)
    if (verdict?.kind === 'different') continue
    if (verdict?.kind === 'same') {
      named.push({ draft, evidence: { kind: 'answer', answerId: verdict.answerId } })
      continue
    }
    if (alike !== null) continue
    const verdicts = draft.alerts.map(judgeWith)
    const same = verdicts.find((each) => each.kind === 'same')
    if (same?.kind === 'same') alike = { draft, evidence: same.evidence }
    else if (verdicts.some((each) => each.kind === 'undecided')) perhaps.push(draft)
  }
  return { homes: named.length > 0 || alike === null ? named : [alike], perhaps }
}

function linkTo({ draft, evidence }: Home, alert: Alert): Link {
  const [first] = draft.alerts as [Alert]
  return { kind: 'duplicate', from: alert.key, to: first.key, evidence }
}

function finish(drafts: readonly Draft[], links: readonly Link[], alerts: readonly Alert[]): Clustering {
  const rank = new Map(alerts.map((alert, index) => [alert, index]))
  const rankOf = (alert: Alert | undefined) => (alert === undefined ? -1 : (rank.get(alert) ?? -1))
  for (const draft of drafts) draft.alerts.sort((left, right) => rankOf(left) - rankOf(right))
  const ordered = [...drafts].sort((left, right) => rankOf(left.alerts[0]) - rankOf(right.alerts[0]))
  const clusters = new Map(ordered.map((draft): [Draft, Cluster] => [draft, { alerts: draft.alerts }]))
  const perhapsRepeats = new Map<Cluster, Cluster[]>()
  for (const [draft, cluster] of clusters) {
    const earlier = new Set(draft.perhaps.map(survivor).filter((other) => other !== draft))
    const repeated = [...earlier].flatMap((other) => clusters.get(other) ?? [])
    if (repeated.length > 0) perhapsRepeats.set(cluster, repeated)
  }
  return { clusters: [...clusters.values()], links, perhapsRepeats }
}

function survivor(draft: Draft): Draft {
  return draft.mergedInto === null ? draft : survivor(draft.mergedInto)
}

type SaidVerdict = { readonly kind: 'same'; readonly answerId: string } | { readonly kind: 'different' }

/** What people said about pairs of alerts; the last word on a pair counts. */
class SaidPairs {
  readonly #pairs = new Map<string, SaidVerdict>()

  constructor(answers: readonly Answer[]) {
    for (const answer of answers) {
      if (answer.kind !== 'same' && answer.kind !== 'different') continue
      const verdict: SaidVerdict =
        answer.kind === 'same' ? { kind: 'same', answerId: answer.id } : { kind: 'different' }
      for (const left of answer.on) for (const right of answer.on) this.#pairs.set(pairText(left, right), verdict)
    }
  }

  /** What was said of an alert and a cluster: one "different" keeps it out, else one "same" brings it in. */
  verdict(cluster: readonly Alert[], alert: Alert): SaidVerdict | null {
    if (this.#pairs.size === 0) return null
    const verdicts = cluster.flatMap((member) => this.#pairs.get(pairText(member.key, alert.key)) ?? [])
    return verdicts.find((each) => each.kind === 'different') ?? verdicts[0] ?? null
  }

  areApart(one: readonly Alert[], other: readonly Alert[]): boolean {
    return other.some((alert) => this.verdict(one, alert)?.kind === 'different')
  }
}

function pairText(left: AlertKey, right: AlertKey): string {
  return `${alertKeyText(left)} ${alertKeyText(right)}`
}

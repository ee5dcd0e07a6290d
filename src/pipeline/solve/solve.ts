import { type Alert, alertKeyText } from '../../domain/alert.ts'
import type { Answer } from '../../domain/answer.ts'
import type { EventGroup, Link } from '../../domain/plan.ts'
import type { WitnessRole } from '../../domain/transaction.ts'
import type { AccountLookup } from '../account-of.ts'
import { compareAlerts, leadingAlert } from '../order.ts'
import { connectedGroups } from './connections.ts'
import { type Cluster, type Clustering, linkChannels } from './link-channels.ts'
import { pairReversals } from './reversals.ts'
import { SaidPairs } from './said-pairs.ts'
import { type OneLeg, pairTransfers } from './transfers.ts'
import type { EntryPlaces } from './typed-entries.ts'
import { areVoidApart, voidAnswers } from './voids.ts'

export type Solution = { readonly events: readonly EventGroup[]; readonly links: readonly Link[] }

/**
 * Which alerts are one event: sightings joined, returned payments folded, own transfers paired, what a person undid marked
 * void. A pure function of the set of alerts and the answers on them; revoked answers are not passed in.
 */
export function solve(alerts: readonly Alert[], answers: readonly Answer[], accounts: AccountLookup): Solution {
  const ordered = [...alerts].sort(compareAlerts)
  const rank = new Map(answers.map((answer, index) => [answer, index]))
  const saidOn = new Map<string, Answer[]>()
  for (const answer of answers) {
    for (const key of answer.on) saidOn.set(alertKeyText(key), [...(saidOn.get(alertKeyText(key)) ?? []), answer])
  }
  const solutions = connectedGroups(ordered, answers).map((group) => {
    const said = new Set(
      answers.length === 0 ? [] : group.flatMap((alert) => saidOn.get(alertKeyText(alert.key)) ?? []),
    )
    const inOrder = [...said].sort((left, right) => (rank.get(left) ?? 0) - (rank.get(right) ?? 0))
    return solveGroup(group, inOrder, accounts)
  })
  return {
    events: solutions.flatMap((solution) => solution.events),
    links: solutions.flatMap((solution) => solution.links),
  }
}

function solveGroup(ordered: readonly Alert[], answers: readonly Answer[], accounts: AccountLookup): Solution {
  const clustering = linkChannels(ordered, answers, accounts.ofAlert, entryPlaces(answers, accounts))
  const { clusters } = clustering
  const voids = voidAnswers(clusters, answers)
  const said = new SaidPairs(answers)
  const reversals = pairReversals(
    clusters,
    (one, other) =>
      accounts.ofEvent(one.alerts) !== accounts.ofEvent(other.alerts) ||
      areVoidApart(one, other, voids) ||
      said.areApart(one.alerts, other.alerts),
  )
  const folded = new Set(reversals.pairs.flatMap(({ payment, reversal }) => [payment, reversal]))
  const left = clusters.filter((cluster) => !folded.has(cluster))
  const transfers = pairTransfers(left, answers, accounts, voids)
  const isVoid = (cluster: Cluster) => (voids.get(cluster)?.size ?? 0) > 0
  const joined: EventGroup[] = [
    ...reversals.pairs.map(({ payment, reversal }) => joinedEvent('reversed', payment, reversal, isVoid(payment))),
    ...transfers.pairs.map(({ from, to }) => joinedEvent('transfer', from, to, isVoid(from))),
    ...transfers.oneLegs.map((leg) =>
      oneLegEvent(leg, suspectOf(leg.cluster, clustering, isVoid), isVoid(leg.cluster)),
    ),
  ]
  const done = new Set([
    ...folded,
    ...transfers.pairs.flatMap(({ from, to }) => [from, to]),
    ...transfers.oneLegs.map(({ cluster }) => cluster),
  ])
  const single = clusters
    .filter((cluster) => !done.has(cluster))
    .map(
      (cluster): EventGroup => ({
        kind: 'single',
        witnesses: witnessesOf(cluster, leadingAlert(cluster.alerts).reading.channel === 'fee' ? 'self' : 'payment'),
        suspectOf: suspectOf(cluster, clustering, isVoid),
        isVoid: isVoid(cluster),
      }),
    )
  return { events: [...joined, ...single], links: [...clustering.links, ...reversals.links, ...transfers.links] }
}

function entryPlaces(answers: readonly Answer[], accounts: AccountLookup): EntryPlaces {
  const chosen = new Set(
    answers.flatMap((answer) =>
      answer.kind === 'edit' && answer.accountId !== undefined ? answer.on.map(alertKeyText) : [],
    ),
  )
  const voids = new Map<string, Set<string>>()
  for (const { id, kind, on } of answers) {
    if (kind !== 'void') continue
    for (const key of on) voids.set(alertKeyText(key), (voids.get(alertKeyText(key)) ?? new Set()).add(id))
  }
  const voidsOf = ({ key }: Alert) => voids.get(alertKeyText(key)) ?? new Set<string>()
  return {
    areVoidApart: (one, other) => {
      const [left, right] = [voidsOf(one), voidsOf(other)]
      return left.size + right.size > 0 && left.isDisjointFrom(right)
    },
    accountOf: (alert) => accounts.ofEvent([alert]),
    isChosen: ({ key }) => chosen.has(alertKeyText(key)),
  }
}

function joinedEvent(kind: 'reversed' | 'transfer', one: Cluster, other: Cluster, isVoid: boolean): EventGroup {
  const [first, second]: [WitnessRole, WitnessRole] = kind === 'transfer' ? ['from', 'to'] : ['payment', 'reversal']
  return { kind, witnesses: [...witnessesOf(one, first), ...witnessesOf(other, second)], suspectOf: null, isVoid }
}

function oneLegEvent({ cluster, place }: OneLeg, suspect: EventGroup['suspectOf'], isVoid: boolean): EventGroup {
  const role = leadingAlert(cluster.alerts).reading.direction === 'debit' ? 'from' : 'to'
  return { kind: 'transfer', witnesses: witnessesOf(cluster, role), suspectOf: suspect, isVoid, place }
}

/** The event that a cluster may repeat: what a person took out can no longer be counted twice. */
function suspectOf(
  cluster: Cluster,
  { perhapsRepeats }: Clustering,
  isVoid: (cluster: Cluster) => boolean,
): EventGroup['suspectOf'] {
  if (isVoid(cluster)) return null
  return perhapsRepeats.get(cluster)?.find((other) => !isVoid(other))?.alerts[0]?.key ?? null
}

function witnessesOf(cluster: Cluster, role: WitnessRole): EventGroup['witnesses'] {
  return cluster.alerts.map((alert) => ({ key: alert.key, role }))
}

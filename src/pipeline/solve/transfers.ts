import { type AlertKey, alertKeyText } from '../../domain/alert.ts'
import type { Answer } from '../../domain/answer.ts'
import type { Evidence, Link, OwnPlace } from '../../domain/plan.ts'
import type { AccountLookup } from '../account-of.ts'
import { leadingAlert } from '../order.ts'
import { assign, type Edge } from './assign.ts'
import { dayNumber } from './days.ts'
import { judgeLegs, type Legs, TRANSFER_WINDOW_DAYS } from './legs.ts'
import type { Cluster } from './link-channels.ts'
import { ownPlaceOf } from './own-places.ts'
import { areVoidApart, type Voids } from './voids.ts'
import { TRANSFER_FROM } from './weights.ts'

export type TransferPair = { readonly from: Cluster; readonly to: Cluster; readonly evidence: Evidence }
/** A transfer of which only one leg is ever told: `cluster` is the leg, `place` the other side. */
export type OneLeg = { readonly cluster: Cluster; readonly place: OwnPlace }

/** A person's word outweighs every text. */
const SAID_SCORE = 1_000

/**
 * Pairs the debit of one own account with the credit of another, one to one, with the most evidence in all. Legs that are
 * left over and name a place of the owner that nobody reports on are transfers to it by themselves.
 */
export function pairTransfers(
  clusters: readonly Cluster[],
  answers: readonly Answer[],
  accounts: AccountLookup,
  voids: Voids,
): { readonly pairs: readonly TransferPair[]; readonly oneLegs: readonly OneLeg[]; readonly links: readonly Link[] } {
  const said = answers.filter(({ kind }) => kind === 'transfer' || kind === 'not-transfer')
  const debits = clusters.filter((cluster) => directionOf(cluster) === 'debit')
  const credits = clusters.filter((cluster) => directionOf(cluster) === 'credit')
  const candidates = new Map<Edge, TransferPair>()
  const accountOf = new Map(
    debits.length === 0 || credits.length === 0
      ? []
      : clusters.map((cluster) => [cluster, accounts.ofEvent(cluster.alerts)]),
  )
  const spans = new Map([...debits, ...credits].map((cluster) => [cluster, daysOf(cluster)]))
  for (const [left, from] of debits.entries()) {
    for (const [right, to] of credits.entries()) {
      if (accountOf.get(from) === accountOf.get(to)) continue
      if (said.length === 0 && areFar(spans.get(from) as Span, spans.get(to) as Span)) continue
      if (areVoidApart(from, to, voids)) continue
      const judged = judgePair(from, to, said)
      if (judged !== null) candidates.set({ left, right, score: judged.score }, { from, to, evidence: judged.evidence })
    }
  }
  const pairs = assign([...candidates.keys()]).map((edge) => candidates.get(edge) as TransferPair)
  const paired = new Set(pairs.flatMap(({ from, to }) => [from, to]))
  const oneLegs = clusters.flatMap((cluster): OneLeg[] => {
    const place = paired.has(cluster) || isDenied(cluster, said) ? null : ownPlaceOf(cluster.alerts)
    return place === null ? [] : [{ cluster, place }]
  })
  return { pairs, oneLegs, links: [...pairs.map(linkOfPair), ...oneLegs.map(linkOfLeg)] }
}

/** First and last day of a cluster's alerts, as day numbers. */
type Span = { readonly from: number; readonly to: number }

function daysOf({ alerts }: Cluster): Span {
  const days = alerts.map(({ occurred }) => dayNumber(occurred.date))
  return { from: Math.min(...days), to: Math.max(...days) }
}

/** Whether no alerts of the two are near enough for legs that nobody spoke of. */
function areFar(one: Span, other: Span): boolean {
  return Math.max(one.from - other.to, other.from - one.to) > TRANSFER_WINDOW_DAYS
}

function linkOfPair({ from, to, evidence }: TransferPair): Link {
  return { kind: 'transfer', from: leadingAlert(from.alerts).key, to: leadingAlert(to.alerts).key, evidence }
}

function linkOfLeg({ cluster, place }: OneLeg): Link {
  const { key } = leadingAlert(cluster.alerts)
  return { kind: 'transfer', from: key, to: key, evidence: { kind: 'own-place', place: place.name } }
}

function directionOf(cluster: Cluster): 'debit' | 'credit' {
  return leadingAlert(cluster.alerts).reading.direction
}

function judgePair(
  from: Cluster,
  to: Cluster,
  said: readonly Answer[],
): (Legs & { readonly evidence: Evidence }) | null {
  const word = said.findLast((answer) => touches(answer, from) && touches(answer, to))
  if (word?.kind === 'not-transfer') return null
  if (word?.kind === 'transfer') {
    // Between currencies the conversion account stands in; of one currency no more can arrive than left.
    const [out, into] = [leadingAlert(from.alerts).reading.amount, leadingAlert(to.alerts).reading.amount]
    if (out.currency === into.currency && out.minor < into.minor) return null
    return { score: SAID_SCORE, evidence: { kind: 'answer', answerId: word.id } }
  }
  const legs = judgeLegs(from, to)
  return legs === null || legs.score < TRANSFER_FROM ? null : legs
}

/** Whether a person said of this leg alone that it is no transfer. */
function isDenied(cluster: Cluster, said: readonly Answer[]): boolean {
  if (said.length === 0) return false
  const own = new Set(cluster.alerts.map((alert) => alertKeyText(alert.key)))
  const last = said.findLast((answer) => answer.on.every((key) => own.has(alertKeyText(key))))
  return last?.kind === 'not-transfer'
}

function touches(answer: Answer, cluster: Cluster): boolean {
  return cluster.alerts.some((alert) => answer.on.some((key) => isSameKey(key, alert.key)))
}

function isSameKey(left: AlertKey, right: AlertKey): boolean {
  return left.messageId === right.messageId && left.position === right.position
}

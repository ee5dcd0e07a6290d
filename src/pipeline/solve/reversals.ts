import type { Alert } from '../../domain/alert.ts'
import type { Evidence, Link, Sign } from '../../domain/plan.ts'
import { plainWords } from '../counterparty.ts'
import { mayShareAccount } from './accounts.ts'
import { type AlertWords, areSameNames, overlap, wordsOf } from './alert-words.ts'
import { assign, type Edge } from './assign.ts'
import { returnsBalance } from './copies.ts'
import { daysFrom } from './days.ts'
import type { Cluster } from './link-channels.ts'
import { minutesBetween } from './same-event.ts'
import { REVERSAL_FROM, REVERSAL as WEIGHT } from './weights.ts'

/** A return is at most this many days after what it undoes. */
export const REVERSAL_WINDOW_DAYS = 30
/** Times in minutes are cut off: a return may be stamped this much before what it undoes. */
const RETURN_FIRST_MINUTES = 1

export type ReversalPair = { readonly payment: Cluster; readonly reversal: Cluster; readonly evidence: Evidence }

/** Whether one alert may undo the other: the full amount, back on the same account, and a text that says so. */
export function mayReverse(payment: Alert, reversal: Alert): boolean {
  if (payment.reading.direction === reversal.reading.direction) return false
  if (payment.reading.amount.minor !== reversal.reading.amount.minor) return false
  if (payment.source === 'manual' || reversal.source === 'manual') return false
  if (wordsOf(reversal).undoes === null && !shareReference(payment, reversal)) return false
  return mayShareAccount(payment.reading, reversal.reading) && comesAfter(payment, reversal)
}

/**
 * Pairs payments with what undid them, one to one: full amount, same account, and either words of a reversal or one
 * reference on both. What a person holds apart (`areApart`) stays apart.
 */
export function pairReversals(
  clusters: readonly Cluster[],
  areApart: (one: Cluster, other: Cluster) => boolean,
): { readonly pairs: readonly ReversalPair[]; readonly links: readonly Link[] } {
  const undoing = clusters.filter(({ alerts }) =>
    alerts.some((alert) => wordsOf(alert).undoes !== null || hasReference(alert)),
  )
  if (undoing.length === 0 || clusters.length < 2) return { pairs: [], links: [] }
  const candidates = new Map<Edge, ReversalPair>()
  const directions = fileDirections(clusters)
  const placeOf = new Map(clusters.map((cluster, place) => [cluster, place]))
  for (const reversal of undoing) {
    for (const payment of clusters) {
      if (payment === reversal || !isOpposite(payment, reversal)) continue
      const judged = judgePair(payment, reversal)
      if (judged === null || judged.score < REVERSAL_FROM) continue
      if (areApart(payment, reversal) || isToldAfter(payment, reversal, directions)) continue
      const [left, right] = [placeOf.get(payment) as number, placeOf.get(reversal) as number]
      candidates.set({ left, right, score: judged.score }, { payment, reversal, evidence: judged.evidence })
    }
  }
  const used = new Set<Cluster>()
  const pairs = assign([...candidates.keys()]).flatMap((edge) => {
    const pair = candidates.get(edge) as ReversalPair
    // What undoes one payment is not itself undone by another.
    if (used.has(pair.payment) || used.has(pair.reversal)) return []
    used.add(pair.payment).add(pair.reversal)
    return [pair]
  })
  return { pairs, links: pairs.map(linkOf) }
}

/** Whether the sums are each other's mirror, and the days near enough for any of the alerts. */
function isOpposite({ alerts: [payment] }: Cluster, { alerts: [reversal] }: Cluster): boolean {
  if (payment === undefined || reversal === undefined) return false
  const [paid, back] = [payment.reading, reversal.reading]
  const days = daysFrom(payment, reversal)
  return (
    paid.direction !== back.direction &&
    paid.amount.minor === back.amount.minor &&
    paid.amount.currency === back.amount.currency &&
    days >= -1 &&
    days <= REVERSAL_WINDOW_DAYS
  )
}

/** By file: 1 where its rows go forward in time, -1 where the newest comes first; left out where the rows at hand do not tell. */
function fileDirections(clusters: readonly Cluster[]): ReadonlyMap<string, number> {
  const rows = clusters.flatMap(({ alerts }) => alerts.filter(({ source }) => source === 'statement'))
  const directions = new Map<string, number>()
  for (const [file, own] of Map.groupBy(rows, ({ key }) => key.messageId)) {
    const ordered = [...own].sort((left, right) => left.key.position - right.key.position)
    const [first, last] = [ordered[0] as Alert, ordered.at(-1) as Alert]
    const direction = Math.sign(daysFrom(first, last) || (minutesBetween(first, last) ?? 0))
    if (direction !== 0) directions.set(file, direction)
  }
  return directions
}

/**
 * Whether a payment of the same day was told of after its supposed return, where neither states a time: by their rows in one
 * file, else by when one source's messages came.
 */
function isToldAfter(payment: Cluster, reversal: Cluster, directions: ReadonlyMap<string, number>): boolean {
  for (const one of payment.alerts) {
    const other = reversal.alerts.find(
      (alert) => alert.source === 'statement' && alert.key.messageId === one.key.messageId,
    )
    if (other === undefined || one.source !== 'statement' || daysFrom(one, other) !== 0) continue
    const direction = directions.get(one.key.messageId)
    if (direction === undefined) continue
    return (one.key.position - other.key.position) * direction > 0
  }
  for (const source of ['sms', 'email'] as const) {
    const [one, other] = [payment, reversal].map(({ alerts }) => firstReceived(alerts, source))
    if (one === undefined || other === undefined || daysFrom(one, other) !== 0) continue
    if (minutesBetween(one, other) === null) return Temporal.Instant.compare(one.receivedAt, other.receivedAt) > 0
  }
  return false
}

function firstReceived(alerts: readonly Alert[], source: Alert['source']): Alert | undefined {
  return alerts
    .filter((alert) => alert.source === source)
    .sort((left, right) => Temporal.Instant.compare(left.receivedAt, right.receivedAt))[0]
}

function linkOf({ payment, reversal, evidence }: ReversalPair): Link {
  const [from, to] = [reversal.alerts[0] as Alert, payment.alerts[0] as Alert]
  return { kind: 'reversal', from: from.key, to: to.key, evidence }
}

function judgePair(
  payment: Cluster,
  reversal: Cluster,
): { readonly score: number; readonly evidence: Evidence } | null {
  const [original] = payment.alerts as [Alert]
  const [undoing] = reversal.alerts as [Alert]
  const pairs = payment.alerts.flatMap((left) => reversal.alerts.map((right) => [left, right] as const))
  if (!pairs.every(([left, right]) => mayShareAccount(left.reading, right.reading))) return null
  if (!pairs.some(([left, right]) => mayReverse(left, right))) return null
  if (pairs.some(([left, right]) => (minutesBetween(left, right) ?? 0) < -RETURN_FIRST_MINUTES)) return null
  const days = Math.min(...pairs.map(([left, right]) => Math.max(0, daysFrom(left, right))))
  const weight = WEIGHT.withinDays.find((step) => days <= step.days)?.weight
  if (weight === undefined || !comesAfter(original, undoing)) return null
  const signs: Sign[] = []
  let score = weight - days / 100 + compareNearness(pairs)
  const undoes = undoingOf(reversal)
  if (undoes !== null) {
    // What is itself called a return is not what somebody returns.
    if (undoingOf(payment) === 'surely') return null
    score += undoes === 'surely' ? WEIGHT.words : WEIGHT.perhapsWords
    signs.push('reversal-words')
  }
  if (pairs.some(([left, right]) => shareReference(left, right))) {
    score += WEIGHT.equalReference
    signs.push('equal-reference')
  }
  if (pairs.some(([left, right]) => !numbersOf(left).isDisjointFrom(numbersOf(right)))) score += WEIGHT.sameNumber
  if (pairs.some(([left, right]) => returnsBalance(left, right))) {
    score += WEIGHT.restoresBalance
    signs.push('restores-balance')
  }
  const words = compareWords(pairs)
  if (words > 0) signs.push('same-words')
  return { score: score + words, evidence: { kind: 'returned', signs, daysApart: days } }
}

function undoingOf({ alerts }: Cluster): AlertWords['undoes'] {
  const found = alerts.map((alert) => wordsOf(alert).undoes)
  return found.find((undoes) => undoes === 'surely') ?? found.find((undoes) => undoes !== null) ?? null
}

/** How little lies between a payment and what returns it: by the clock, else by the rows of one file. */
function compareNearness(pairs: readonly (readonly [Alert, Alert])[]): number {
  const minutes = pairs.flatMap(([left, right]) => minutesBetween(left, right) ?? [])
  if (minutes.length > 0) return WEIGHT.minutesDoubled * Math.log2(1 + Math.max(0, Math.min(...minutes)))
  const rows = pairs
    .filter(([left, right]) => left.source === 'statement' && left.key.messageId === right.key.messageId)
    .map(([left, right]) => Math.abs(left.key.position - right.key.position))
  return rows.length === 0 ? 0 : WEIGHT.rowBetween * Math.min(...rows, WEIGHT.rowsMax)
}

function compareWords(pairs: readonly (readonly [Alert, Alert])[]): number {
  const scores = pairs.flatMap(([left, right]) => {
    const [one, other] = [wordsOf(left), wordsOf(right)]
    if (one.name.size > 0 && other.name.size > 0 && areSameNames(one.name, other.name)) return [WEIGHT.sameWords]
    const shared = overlap(one.all, other.all)
    if (shared === null) return []
    return [shared >= 0.5 ? WEIGHT.sameWords : shared > 0 ? WEIGHT.someWords : WEIGHT.otherWords]
  })
  return scores.length === 0 ? 0 : Math.max(...scores)
}

function comesAfter(payment: Alert, reversal: Alert): boolean {
  const minutes = minutesBetween(payment, reversal)
  if (minutes !== null && minutes < -RETURN_FIRST_MINUTES) return false
  const days = daysFrom(payment, reversal)
  return days >= -1 && days <= REVERSAL_WINDOW_DAYS && (days >= 0 || minutes !== null)
}

function shareReference(left: Alert, right: Alert): boolean {
  const [one, other] = [wordsOf(left).references, wordsOf(right).references]
  return one.size > 0 && other.size > 0 && !one.isDisjointFrom(other)
}

/** Numbers that a text prints, too short to stand for one payment by themselves. */
function numbersOf({ reading }: Alert): ReadonlySet<string> {
  return new Set(plainWords(reading.narration ?? '').filter((word) => /^\d{5,11}$/u.test(word)))
}

function hasReference(alert: Alert): boolean {
  return wordsOf(alert).references.size > 0
}

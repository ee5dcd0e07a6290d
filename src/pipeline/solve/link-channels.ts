import { type Alert, signedAmount } from '../../domain/alert.ts'
import type { Answer } from '../../domain/answer.ts'
import type { Evidence, Link } from '../../domain/plan.ts'
import type { AccountOf } from '../account-of.ts'
import { mayShareAccount } from './accounts.ts'
import { wordsOf } from './alert-words.ts'
import { assign, type Edge } from './assign.ts'
import { judgeCopies } from './copies.ts'
import { daysFrom } from './days.ts'
import { SaidPairs } from './said-pairs.ts'
import {
  compareBalances,
  minutesBetween,
  SAME_EVENT_WINDOW_DAYS,
  type SameEvent,
  scoreSameEvent,
} from './same-event.ts'
import { type EntryPlaces, scoreTyped } from './typed-entries.ts'
import { ASK_FROM, DOUBT_MARGIN, SAME_EVENT, SAME_FROM } from './weights.ts'

/** Alerts that are one sighting of the world: one event as one account saw it. In canonical order. */
export type Cluster = { readonly alerts: readonly Alert[] }

export type Clustering = {
  /** In the canonical order of their first alerts. */
  readonly clusters: readonly Cluster[]
  readonly links: readonly Link[]
  /** The earlier clusters that a cluster may repeat, in order; nothing in the texts can decide. */
  readonly perhapsRepeats: ReadonlyMap<Cluster, readonly Cluster[]>
}

/** A cluster in the making: its alerts, where each came from, and why each was joined to the first. */
type Draft = { alerts: Alert[]; readonly why: Map<Alert, Evidence> }

/** Pairs that only a balance, a reference or many signs together can make are joined before all others. */
const SURE_FROM = SAME_EVENT.equalReference
/** Equal pairs are joined in the order both sides list them; weighs less than a minute. */
const RANK_WEIGHT = 1e-6
const RANK_APART_MAX = 100

/**
 * Joins the alerts that are one event: record linkage, one to one. Each source is a list of different events, and so is each
 * statement file; two lists at a time are joined by the assignment with the most evidence, the surest pairs first. Copies
 * within a source go together last, unless each found an event of its own. `alerts` are in canonical order, so the result
 * does not depend on arrival. What a person said goes before everything.
 */
export function linkChannels(
  alerts: readonly Alert[],
  answers: readonly Answer[],
  accountOf: AccountOf,
  places: EntryPlaces,
): Clustering {
  if (alerts.length === 1) return { clusters: [{ alerts }], links: [], perhapsRepeats: new Map() }
  const said = new SaidPairs(answers)
  const ranks = rankInSlots(alerts)
  const undecided: [Alert, Alert][] = []
  let drafts = joinSaid(
    alerts.map((alert): Draft => ({ alerts: [alert], why: new Map() })),
    said,
  )
  for (const from of [SURE_FROM, ASK_FROM]) drafts = linkSlots(drafts, from, said, ranks, places, undecided)
  drafts = foldCopies(drafts, alerts, said, accountOf, undecided)
  return finish(drafts, alerts, said, undecided)
}

/** A source is a list of different events; every statement file is one, too. */
function slotOf({ source, key }: Alert): string {
  return source === 'statement' ? `1 ${key.messageId}` : SLOT_ORDER[source]
}

const SLOT_ORDER: Readonly<Record<Exclude<Alert['source'], 'statement'>, string>> = {
  email: '2',
  sms: '3',
  api: '4',
  manual: '5',
}

function rankInSlots(alerts: readonly Alert[]): ReadonlyMap<Alert, number> {
  const ranks = new Map<Alert, number>()
  for (const own of Map.groupBy(alerts, slotOf).values()) {
    for (const [rank, alert] of own.entries()) ranks.set(alert, rank)
  }
  return ranks
}

function joinSaid(drafts: readonly Draft[], said: SaidPairs): Draft[] {
  if (said.isEmpty) return [...drafts]
  const joined: Draft[] = []
  for (const draft of drafts) {
    const homes = joined.filter(
      (home) => joiningAnswer(home, draft, said) !== null && !said.areApart(home.alerts, draft.alerts),
    )
    const [home, ...others] = homes
    if (home === undefined) {
      joined.push(draft)
      continue
    }
    merge(home, draft, { kind: 'answer', answerId: joiningAnswer(home, draft, said) ?? '' })
    for (const other of others) {
      if (said.areApart(home.alerts, other.alerts)) continue
      merge(home, other, { kind: 'answer', answerId: joiningAnswer(home, other, said) ?? '' })
      joined.splice(joined.indexOf(other), 1)
    }
  }
  return joined
}

function joiningAnswer(one: Draft, other: Draft, said: SaidPairs): string | null {
  for (const left of one.alerts) {
    for (const right of other.alerts) {
      const answerId = said.joining(left, right)
      if (answerId !== null) return answerId
    }
  }
  return null
}

/** Takes the lists one after the other, the most believed first, and joins each to what the earlier ones made. */
function linkSlots(
  drafts: readonly Draft[],
  from: number,
  said: SaidPairs,
  ranks: ReadonlyMap<Alert, number>,
  places: EntryPlaces,
  undecided: [Alert, Alert][],
): Draft[] {
  const waiting = new Set(drafts)
  const returns = drafts.flatMap((draft) => draft.alerts).filter((alert) => wordsOf(alert).undoes === 'surely')
  let linked: Draft[] = []
  for (const slot of [...new Set(drafts.flatMap((draft) => draft.alerts.map(slotOf)))].sort()) {
    const own = [...waiting].filter((draft) => draft.alerts.some((alert) => slotOf(alert) === slot))
    for (const draft of own) waiting.delete(draft)
    const pairs = new Map<Edge, SameEvent>()
    for (const [left, one] of linked.entries()) {
      for (const [right, other] of own.entries()) {
        if (areFar(one, other)) continue
        const same = scoreDrafts(one, other, said, places)
        if (same === null || same.score < from || isReturnedBetween(one, other, returns)) continue
        pairs.set({ left, right, score: same.score - rankPenalty(one, other, ranks) }, same)
      }
    }
    const taken = new Set<Draft>()
    const chosen = assign([...pairs.keys()])
    for (const edge of chosen) {
      const [home, draft] = [linked[edge.left] as Draft, own[edge.right] as Draft]
      const same = pairs.get(edge) as SameEvent
      if (same.score < SAME_FROM || (draft.alerts.every(isTyped) && isDoubtful(edge, chosen, [...pairs.keys()]))) {
        undecided.push([home.alerts[0] as Alert, draft.alerts[0] as Alert])
        continue
      }
      merge(home, draft, same.evidence)
      taken.add(draft)
    }
    linked = [...linked, ...own.filter((draft) => !taken.has(draft))]
  }
  return linked
}

/** Paid, given back, paid again: what lies before a return and what lies after it are two, by the clocks of all three. */
function isReturnedBetween(one: Draft, other: Draft, returns: readonly Alert[]): boolean {
  if (returns.length === 0) return false
  return one.alerts.some((left) =>
    other.alerts.some((right) => {
      const apart = minutesBetween(left, right)
      if (apart === null || Math.abs(apart) <= 1) return false
      return returns.some((back) => {
        const [before, after] = [minutesBetween(left, back), minutesBetween(back, right)]
        if (before === null || after === null || before * after <= 0) return false
        return signedAmount(back.reading) === -signedAmount(left.reading) && mayShareAccount(back.reading, left.reading)
      })
    }),
  )
}

/** Whether two drafts cannot be one event because of their first alerts alone, which is told at once. */
function areFar(one: Draft, other: Draft): boolean {
  return Math.abs(daysFrom(one.alerts[0] as Alert, other.alerts[0] as Alert)) > SAME_EVENT_WINDOW_DAYS
}

/** The best pair of two drafts less what speaks against any other; null where one pair cannot be one event. */
function scoreDrafts(one: Draft, other: Draft, said: SaidPairs, places: EntryPlaces): SameEvent | null {
  if (said.areApart(one.alerts, other.alerts)) return null
  if (one.alerts.some((left) => other.alerts.some((right) => slotOf(left) === slotOf(right)))) return null
  const [lefts, rights] = [one, other].map(({ alerts }) => alerts.filter((alert) => !isTyped(alert))) as [
    Alert[],
    Alert[],
  ]
  if (lefts.length === 0) return scoreTyped(one.alerts, rights, places)
  if (rights.length === 0) return scoreTyped(other.alerts, lefts, places)
  let best: SameEvent | null = null
  let worst = 0
  for (const left of lefts) {
    for (const right of rights) {
      const same = scoreSameEvent(left, right)
      if (same === null) return null
      if (best === null || same.score > best.score) best = same
      worst = Math.min(worst, same.score)
    }
  }
  return best === null ? null : { ...best, score: best.score + worst }
}

function isTyped({ source }: Alert): boolean {
  return source === 'manual'
}

/** Whether a typed entry could as well be paired with another, or its alert with another entry, that stays alone. */
function isDoubtful(edge: Edge, chosen: readonly Edge[], all: readonly Edge[]): boolean {
  return all.some((other) => {
    if (other === edge || other.score <= edge.score - DOUBT_MARGIN) return false
    if (other.left === edge.left) return chosen.every(({ right }) => right !== other.right)
    return other.right === edge.right && chosen.every(({ left }) => left !== other.left)
  })
}

function rankPenalty(one: Draft, other: Draft, ranks: ReadonlyMap<Alert, number>): number {
  const rankOf = (draft: Draft) => ranks.get(draft.alerts[0] as Alert) ?? 0
  return RANK_WEIGHT * Math.min(Math.abs(rankOf(one) - rankOf(other)), RANK_APART_MAX) ** 2
}

/**
 * Joins what one source sent twice. A copy that another list has an event of its own for is no copy: the bank wrote the same
 * words about two payments.
 */
function foldCopies(
  drafts: readonly Draft[],
  alerts: readonly Alert[],
  said: SaidPairs,
  accountOf: AccountOf,
  undecided: [Alert, Alert][],
): Draft[] {
  const homeOf = new Map(drafts.flatMap((draft) => draft.alerts.map((alert) => [alert, draft] as const)))
  const gone = new Set<Draft>()
  for (const [source, own] of Map.groupBy(alerts, (alert) => alert.source)) {
    // Rows of statements and quick entries are never copies.
    if (source === 'statement' || source === 'manual') continue
    const earlier = new LikeAlerts()
    for (const right of own) {
      for (const left of earlier.take(right)) {
        const [home, draft] = [homeOf.get(left) as Draft, homeOf.get(right) as Draft]
        if (home === draft || said.areApart(home.alerts, draft.alerts)) continue
        const verdict = judgeCopies(left, right, alerts, accountOf)
        const areCopies = (one: Alert, other: Alert) => judgeCopies(one, other, alerts, accountOf).kind !== 'different'
        if (verdict.kind === 'different' || areBothSeenElsewhere(home, draft, areCopies)) continue
        // A statement lists everything: what it has one row for happened once, however often it was told.
        if (verdict.kind === 'undecided' && !isListed(home) && !isListed(draft)) {
          undecided.push([left, right])
          continue
        }
        merge(home, draft, verdict.kind === 'same' ? verdict.evidence : { kind: 'same-text' })
        for (const alert of draft.alerts) homeOf.set(alert, home)
        gone.add(draft)
        // What was sent again is a copy of one message: it does not make one of two that may both be meant.
        break
      }
    }
  }
  return drafts.filter((draft) => !gone.has(draft))
}

/** Alerts met so far, found again by what a copy of them shares: the text, or the balance. */
class LikeAlerts {
  readonly #by = new Map<string, Alert[]>()
  readonly #place = new Map<Alert, number>()

  /** The alerts met before that may have been sent again as this one, in the order they were met; keeps this one, too. */
  take(alert: Alert): Alert[] {
    const balance = alert.reading.runningBalance
    const names = [`text ${alert.fingerprint}`, ...(balance === null ? [] : [`${balance.currency} ${balance.minor}`])]
    const found = new Set(names.flatMap((name) => this.#by.get(name) ?? []))
    for (const name of names) {
      const own = this.#by.get(name)
      if (own === undefined) this.#by.set(name, [alert])
      else own.push(alert)
    }
    this.#place.set(alert, this.#place.size)
    const like = [...found].filter(
      (other) => other.fingerprint === alert.fingerprint || compareBalances(other, alert) === 'equal',
    )
    return like.sort((one, other) => (this.#place.get(one) as number) - (this.#place.get(other) as number))
  }
}

function isListed(draft: Draft): boolean {
  return draft.alerts.some((alert) => alert.source === 'statement')
}

/** Whether other lists tell two drafts apart: each is in one of them, and these cannot mean one event. */
function areBothSeenElsewhere(one: Draft, other: Draft, areCopies: (left: Alert, right: Alert) => boolean): boolean {
  const left = one.alerts.filter((alert) => !other.alerts.some((copy) => areCopies(alert, copy)))
  const right = other.alerts.filter((alert) => !one.alerts.some((copy) => areCopies(copy, alert)))
  if (left.length === 0 || right.length === 0) return false
  const slots = new Set(left.map(slotOf))
  return (
    right.some((alert) => slots.has(slotOf(alert))) ||
    left.some((mine) => right.some((theirs) => scoreSameEvent(mine, theirs) === null))
  )
}

/** Puts `draft` into `home`, for one reason. */
function merge(home: Draft, draft: Draft, evidence: Evidence): void {
  for (const alert of draft.alerts) home.why.set(alert, draft.why.get(alert) ?? evidence)
  home.alerts.push(...draft.alerts)
}

function finish(
  drafts: readonly Draft[],
  alerts: readonly Alert[],
  said: SaidPairs,
  undecided: readonly [Alert, Alert][],
): Clustering {
  const rank = new Map(alerts.map((alert, index) => [alert, index]))
  const rankOf = (alert: Alert | undefined) => (alert === undefined ? -1 : (rank.get(alert) ?? -1))
  for (const draft of drafts) draft.alerts.sort((left, right) => rankOf(left) - rankOf(right))
  const ordered = [...drafts].sort((left, right) => rankOf(left.alerts[0]) - rankOf(right.alerts[0]))
  const clusters = ordered.map((draft): Cluster => ({ alerts: draft.alerts }))
  const links = ordered.flatMap((draft) => linksOf(draft))
  const clusterOf = new Map(clusters.flatMap((cluster) => cluster.alerts.map((alert) => [alert, cluster] as const)))
  const perhapsRepeats = new Map<Cluster, Cluster[]>()
  for (const [left, right] of undecided) {
    const pair = [clusterOf.get(left) as Cluster, clusterOf.get(right) as Cluster]
    const [earlier, later] = pair.sort((one, other) => rankOf(one.alerts[0]) - rankOf(other.alerts[0])) as [
      Cluster,
      Cluster,
    ]
    if (earlier === later || said.areApart(earlier.alerts, later.alerts)) continue
    const known = perhapsRepeats.get(later) ?? []
    if (!known.includes(earlier)) perhapsRepeats.set(later, [...known, earlier])
  }
  for (const earlier of perhapsRepeats.values()) {
    earlier.sort((one, other) => rankOf(one.alerts[0]) - rankOf(other.alerts[0]))
  }
  return { clusters, links, perhapsRepeats }
}

/** One link for every alert but the first, which the others are said to repeat. */
function linksOf(draft: Draft): Link[] {
  const [first, ...others] = draft.alerts as [Alert, ...Alert[]]
  return others.map((alert) => {
    // The first in order may itself have been joined to one that comes after it.
    const evidence = draft.why.get(alert) ?? (draft.why.get(first) as Evidence)
    return { kind: 'duplicate', from: alert.key, to: first.key, evidence }
  })
}

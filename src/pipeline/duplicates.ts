import { type Alert, type AlertKey, alertKeyText, signedAmount } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Evidence, Link } from '../domain/plan.ts'
import type { AccountOf } from './account-of.ts'

/** Two alerts of one event may be stamped this far apart by the bank's systems. */
const SAME_EVENT_SECONDS = 120

/** Alerts that are one sighting of the world: one event as one account saw it. In canonical order. */
export type Cluster = { readonly alerts: readonly Alert[] }

export type Clustering = {
  readonly clusters: readonly Cluster[]
  readonly links: readonly Link[]
  /** Later alert → earlier alert it may repeat; nothing in the texts can decide. */
  readonly suspects: ReadonlyMap<string, AlertKey>
}

type Verdict =
  | { readonly kind: 'same'; readonly evidence: Evidence }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'different' }

/** Joins alerts that are the same event. `alerts` are in canonical order, so the result does not depend on arrival. */
export function clusterDuplicates(
  alerts: readonly Alert[],
  answers: readonly Answer[],
  accountOf: AccountOf,
): Clustering {
  const said = new SaidPairs(answers)
  const clusters: Alert[][] = []
  const links: Link[] = []
  const suspects = new Map<string, AlertKey>()
  for (const alert of alerts) {
    let home: Alert[] | null = null
    let undecided: Alert | null = null
    for (const cluster of clusters) {
      const verdict = judgeAgainst(cluster, alert, said, accountOf)
      if (verdict.kind === 'same') {
        const [first] = cluster as [Alert]
        links.push({ kind: 'duplicate', from: alert.key, to: first.key, evidence: verdict.evidence })
        home = cluster
        break
      }
      if (verdict.kind === 'undecided') undecided ??= cluster[0] ?? null
    }
    if (home !== null) home.push(alert)
    else {
      clusters.push([alert])
      if (undecided !== null) suspects.set(alertKeyText(alert.key), undecided.key)
    }
  }
  return { clusters: clusters.map((cluster) => ({ alerts: cluster })), links, suspects }
}

function judgeAgainst(cluster: readonly Alert[], alert: Alert, said: SaidPairs, accountOf: AccountOf): Verdict {
  if (cluster.some((member) => said.different(member.key, alert.key))) return { kind: 'different' }
  const verdicts = cluster.map((member): Verdict => {
    const answerId = said.same(member.key, alert.key)
    if (answerId !== null) return { kind: 'same', evidence: { kind: 'answer', answerId } }
    return judge(member, alert, accountOf)
  })
  return (
    verdicts.find((verdict) => verdict.kind === 'same') ??
    verdicts.find((verdict) => verdict.kind === 'undecided') ?? { kind: 'different' }
  )
}

/** Whether two alerts are one event, as far as their texts can tell. */
function judge(left: Alert, right: Alert, accountOf: AccountOf): Verdict {
  if (signedAmount(left.reading) !== signedAmount(right.reading)) return { kind: 'different' }
  if (left.reading.amount.currency !== right.reading.amount.currency) return { kind: 'different' }
  if (accountOf(left) !== accountOf(right)) return { kind: 'different' }
  // Typing the same entry twice means it twice.
  if (left.source === 'manual' || right.source === 'manual') return { kind: 'different' }
  if (left.source === right.source && left.fingerprint === right.fingerprint) {
    return saysWhichEvent(left) ? { kind: 'same', evidence: { kind: 'same-text' } } : { kind: 'undecided' }
  }
  const balance = left.reading.runningBalance
  if (balance !== null && balance.minor === right.reading.runningBalance?.minor && isSameMoment(left, right)) {
    return { kind: 'same', evidence: { kind: 'equal-balance', balanceMinor: balance.minor } }
  }
  return { kind: 'different' }
}

/** Whether an alert's text tells its event from an equal one: it states a time of day, a balance or a reference. */
function saysWhichEvent(alert: Alert): boolean {
  const statesTime = alert.occurred.from === 'message' && alert.occurred.at !== null
  return statesTime || alert.reading.runningBalance !== null || alert.reading.reference !== null
}

function isSameMoment(left: Alert, right: Alert): boolean {
  const [one, other] = [left.occurred, right.occurred]
  if (one.at !== null && other.at !== null && one.from === 'message' && other.from === 'message') {
    return Math.abs(one.at.epochMilliseconds - other.at.epochMilliseconds) <= SAME_EVENT_SECONDS * 1000
  }
  return one.date.equals(other.date)
}

/** What people said about pairs of alerts. */
class SaidPairs {
  readonly #same = new Map<string, string>()
  readonly #different = new Set<string>()

  constructor(answers: readonly Answer[]) {
    for (const answer of answers) {
      if (answer.kind !== 'same' && answer.kind !== 'different') continue
      for (const left of answer.on) {
        for (const right of answer.on) {
          if (answer.kind === 'same') this.#same.set(pairText(left, right), answer.id)
          else this.#different.add(pairText(left, right))
        }
      }
    }
  }

  same(left: AlertKey, right: AlertKey): string | null {
    return this.#same.size === 0 ? null : (this.#same.get(pairText(left, right)) ?? null)
  }

  different(left: AlertKey, right: AlertKey): boolean {
    return this.#different.size > 0 && this.#different.has(pairText(left, right))
  }
}

function pairText(left: AlertKey, right: AlertKey): string {
  return `${alertKeyText(left)} ${alertKeyText(right)}`
}

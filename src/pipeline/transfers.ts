import { type Alert, type AlertKey, alertKeyText, type Channel } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import { daysBetween } from '../domain/calendar.ts'
import type { Evidence, Link } from '../domain/plan.ts'
import type { AccountLookup } from './account-of.ts'
import { nameTokens } from './counterparty.ts'
import type { Cluster } from './duplicates.ts'
import { leadingAlert } from './order.ts'

/** Legs further apart than this are never paired without a person's word. */
export const TRANSFER_WINDOW_DAYS = 3
/** Legs whose texts name nobody are paired only when they are this close, or on the same day where no time is stated. */
const UNNAMED_WINDOW_MINUTES = 60
/** A credit may be stamped before its debit by this much: clocks of two banks differ. */
const CREDIT_FIRST_MINUTES = 10

const TRANSFER_CHANNELS: ReadonlySet<Channel | null> = new Set<Channel | null>(['transfer', 'ussd', 'web', null])

/** The answers that took each cluster out of the ledger. */
type Voids = ReadonlyMap<Cluster, ReadonlySet<string>>

export type TransferPair = { readonly from: Cluster; readonly to: Cluster; readonly evidence: Evidence }

type Candidate = TransferPair & { readonly rank: number; readonly distance: number }

/**
 * Pairs the debit of one own account with the credit of another: equal amount, near in time, and no two texts that name
 * different people. One to one; the best evidence first, then the nearest, then canonical order.
 */
export function pairTransfers(
  clusters: readonly Cluster[],
  answers: readonly Answer[],
  accounts: AccountLookup,
  voids: Voids,
): { pairs: TransferPair[]; links: Link[] } {
  const sides = clusters.map((cluster) => ({ cluster, alert: leadingAlert(cluster.alerts) }))
  const debits = sides.filter(({ alert }) => alert.reading.direction === 'debit')
  const credits = sides.filter(({ alert }) => alert.reading.direction === 'credit')
  const candidates = debits
    .flatMap((from) =>
      credits.map((to) =>
        areVoidApart(from.cluster, to.cluster, voids) ? null : judgePair(from, to, answers, accounts),
      ),
    )
    .filter((candidate) => candidate !== null)
    // Array.sort is stable, so equal candidates stay in canonical order.
    .sort((left, right) => left.rank - right.rank || left.distance - right.distance)
  const used = new Set<Cluster>()
  const pairs: TransferPair[] = []
  for (const { from, to, evidence } of candidates) {
    if (used.has(from) || used.has(to)) continue
    used.add(from).add(to)
    pairs.push({ from, to, evidence })
  }
  const links = pairs.map(
    ({ from, to, evidence }): Link => ({
      kind: 'transfer',
      from: leadingAlert(from.alerts).key,
      to: leadingAlert(to.alerts).key,
      evidence,
    }),
  )
  return { pairs, links }
}

/**
 * Whether two alerts could be the two legs of one transfer, whichever accounts they are taken for: `how` their texts fit,
 * or null. Only a person's word joins what this refuses, so a neighbourhood needs to load nothing else.
 */
export function fitAsTransfer(debit: Alert, credit: Alert): { readonly names: 'same' | 'unknown' } | null {
  if (debit.reading.direction !== 'debit' || credit.reading.direction !== 'credit') return null
  if (!haveEqualAmounts(debit, credit)) return null
  if (!isTransferLike(debit) || !isTransferLike(credit)) return null
  const minutes = minutesApart(debit, credit)
  if (minutes !== null && minutes < -CREDIT_FIRST_MINUTES) return null
  const names = compareNames(debit, credit)
  if (names === 'different') return null
  const days = daysBetween(debit.occurred.date, credit.occurred.date)
  if (Math.abs(days) > TRANSFER_WINDOW_DAYS || (minutes === null && days < 0)) return null
  if (names === 'unknown' && !isClose(minutes, days)) return null
  return { names }
}

type Side = { readonly cluster: Cluster; readonly alert: Alert }

function judgePair(debit: Side, credit: Side, answers: readonly Answer[], accounts: AccountLookup): Candidate | null {
  const [from, to] = [debit.cluster, credit.cluster]
  // Legs of unequal amounts are not one transfer yet, whatever is said: their postings would not sum to zero.
  if (!haveEqualAmounts(debit.alert, credit.alert)) return null
  const said = answerOn(answers, from, to)
  if (said?.kind === 'not-transfer') return null
  if (accounts.ofEvent(from.alerts) === accounts.ofEvent(to.alerts)) return null
  const minutes = minutesApart(debit.alert, credit.alert)
  const days = daysBetween(debit.alert.occurred.date, credit.alert.occurred.date)
  const distance = minutes === null ? Math.abs(days) * 1440 : Math.abs(minutes)
  if (said?.kind === 'transfer') return { from, to, evidence: { kind: 'answer', answerId: said.id }, rank: 0, distance }
  const fit = fitAsTransfer(debit.alert, credit.alert)
  if (fit === null) return null
  const evidence: Evidence = { kind: 'equal-amount-opposite-direction', minutesApart: minutes, daysApart: days }
  return { from, to, evidence, rank: fit?.names === 'same' ? 1 : 2, distance }
}

function haveEqualAmounts({ reading: left }: Alert, { reading: right }: Alert): boolean {
  return left.amount.minor === right.amount.minor && left.amount.currency === right.amount.currency
}

/** What a person took out alone does not take another alert with it: both legs went by one answer, or they are apart. */
function areVoidApart(from: Cluster, to: Cluster, voids: Voids): boolean {
  const [one, other] = [voids.get(from) ?? new Set(), voids.get(to) ?? new Set()]
  return one.size + other.size > 0 && one.isDisjointFrom(other)
}

function isClose(minutes: number | null, days: number): boolean {
  return minutes === null ? days === 0 : minutes <= UNNAMED_WINDOW_MINUTES
}

/** Money that moves between own accounts names the owner on both sides; two different names are two people. */
function compareNames(debit: Alert, credit: Alert): 'same' | 'different' | 'unknown' {
  const [left, right] = [tokensOf(debit), tokensOf(credit)]
  if (left.size === 0 || right.size === 0) return 'unknown'
  const shared = left.intersection(right).size
  return shared >= Math.min(2, left.size, right.size) ? 'same' : 'different'
}

/** Tokens of alerts at hand: each is compared with every alert of an equal amount. */
const knownTokens = new WeakMap<Alert, ReadonlySet<string>>()

function tokensOf(alert: Alert): ReadonlySet<string> {
  const known = knownTokens.get(alert)
  if (known !== undefined) return known
  const tokens = nameTokens(alert.reading.counterparty)
  knownTokens.set(alert, tokens)
  return tokens
}

function isTransferLike(alert: Alert): boolean {
  return TRANSFER_CHANNELS.has(alert.reading.channel) && alert.source !== 'manual'
}

/** Minutes from the debit to the credit where both texts state a time of day, else null. */
function minutesApart(debit: Alert, credit: Alert): number | null {
  if (debit.occurred.at === null || credit.occurred.at === null) return null
  return Math.round((credit.occurred.at.epochMilliseconds - debit.occurred.at.epochMilliseconds) / 60_000)
}

function answerOn(answers: readonly Answer[], from: Cluster, to: Cluster): Answer | undefined {
  const touches = (answer: Answer, cluster: Cluster) =>
    cluster.alerts.some((alert) => answer.on.some((key) => isSameKey(key, alert.key)))
  return answers
    .filter((answer) => answer.kind === 'transfer' || answer.kind === 'not-transfer')
    .findLast((answer) => touches(answer, from) && touches(answer, to))
}

function isSameKey(left: AlertKey, right: AlertKey): boolean {
  return alertKeyText(left) === alertKeyText(right)
}

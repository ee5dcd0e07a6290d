import { type Alert, alertKeyText } from '../../domain/alert.ts'
import type { Answer } from '../../domain/answer.ts'
import type { Money } from '../../domain/money.ts'
import { ANY_BANK, legDifferences, principalsOf } from '../fees/grid.ts'
import { mayShareAccount } from './accounts.ts'
import { returnsBalance } from './copies.ts'
import { dayNumber, daysFrom } from './days.ts'
import { isTransferLike, mayBeLegs, TRANSFER_WINDOW_DAYS } from './legs.ts'
import { mayReverse } from './reversals.ts'
import { compareBalances, haveEqualMoney, SAME_EVENT_WINDOW_DAYS, scoreSameEvent } from './same-event.ts'
import { mayBeTyped } from './typed-entries.ts'
import { ASK_FROM } from './weights.ts'

/** Alerts further apart than this have nothing to do with each other, but equal texts that say no day. */
const CONNECTION_WINDOW_DAYS = 30

/**
 * Whether a decision could join two alerts: copies, sightings of one event, legs of one transfer, a payment and its return.
 * What is connected through any number of these is solved together, and nothing else matters to it.
 */
export function mayConnect(one: Alert, other: Alert): boolean {
  if (one.reading.direction === other.reading.direction) return mayBeOneEvent(one, other)
  const [debit, credit] = one.reading.direction === 'debit' ? [one, other] : [other, one]
  return (
    mayBeLegs(debit, credit) ||
    mayReverse(debit, credit) ||
    mayReverse(credit, debit) ||
    returnsBalance(one, other) ||
    returnsBalance(other, one)
  )
}

function mayBeOneEvent(one: Alert, other: Alert): boolean {
  if (one.source === 'manual' || other.source === 'manual') return mayBeTyped(one, other)
  if (!haveEqualMoney(one, other) || !mayShareAccount(one.reading, other.reading)) return false
  if (one.source === other.source && one.source !== 'statement') {
    // Other texts are copies only of one moment; equal ones that state no day may be so at any time.
    const isNear = Math.abs(daysFrom(one, other)) <= SAME_EVENT_WINDOW_DAYS
    return one.fingerprint === other.fingerprint || (isNear && compareBalances(one, other) === 'equal')
  }
  if (one.key.messageId === other.key.messageId) return false
  const same = scoreSameEvent(one, other)
  return same !== null && same.score >= ASK_FROM
}

/** The other amounts a leg of a transfer may have that goes with this one, in minor units. */
export function amountsAcross(alert: Alert): bigint[] {
  const { amount, direction, institution } = alert.reading
  if (!isTransferLike(alert)) return []
  const { minor } = amount
  const { date } = alert.occurred
  if (direction === 'debit') return [...principalsOf(minor, date, institution)]
  // The debit may be of any bank, and of a day when other charges were in force.
  const days = [date, date.subtract({ days: TRANSFER_WINDOW_DAYS }), date.add({ days: 1 })]
  const charges = new Set(days.flatMap((day) => legDifferences(minor, day, ANY_BANK)))
  return [...charges].map((charge) => minor + charge)
}

/** Splits alerts into groups that have nothing to do with each other; alerts and groups stay in the order given, by day. */
export function connectedGroups(ordered: readonly Alert[], answers: readonly Answer[]): Alert[][] {
  const groups = new Groups(ordered.length)
  joinSaid(ordered, answers, groups)
  joinEqualTexts(ordered, groups)
  const byMoney = Map.groupBy(ordered.keys(), (index) => moneyText((ordered[index] as Alert).reading.amount))
  const dayOf = ordered.map(({ occurred }) => dayNumber(occurred.date))
  // Alerts come by day, so what lies before the window of one lies before the windows of all after it.
  const starts = new Map<string, number>()
  for (const [index, alert] of ordered.entries()) {
    const day = dayOf[index] as number
    for (const [nth, money] of moneyAcross(alert).entries()) {
      const places = byMoney.get(money)
      if (places === undefined) continue
      let start = starts.get(money) ?? 0
      while ((dayOf[places[start] as number] as number) < day - CONNECTION_WINDOW_DAYS) start += 1
      starts.set(money, start)
      for (let at = start; at < places.length; at += 1) {
        const other = places[at] as number
        // Equal amounts are met from both sides; once is enough.
        if ((dayOf[other] as number) > day + CONNECTION_WINDOW_DAYS || (nth === 0 && other >= index)) break
        if (!groups.areOne(index, other) && mayConnect(alert, ordered[other] as Alert)) groups.join(index, other)
      }
    }
  }
  return [...Map.groupBy(ordered.keys(), (index) => groups.rootOf(index)).values()].map((group) =>
    group.map((index) => ordered[index] as Alert),
  )
}

/** What is named together by an answer is solved together. */
function joinSaid(ordered: readonly Alert[], answers: readonly Answer[], groups: Groups): void {
  if (answers.length === 0) return
  const places = new Map(ordered.map((alert, index) => [alertKeyText(alert.key), index]))
  for (const answer of answers) {
    const [first, ...others] = answer.on.flatMap((key) => places.get(alertKeyText(key)) ?? [])
    for (const other of others) groups.join(first as number, other)
  }
}

/** Equal texts that say no day may come at any time. */
function joinEqualTexts(ordered: readonly Alert[], groups: Groups): void {
  const first = new Map<string, number>()
  for (const [index, alert] of ordered.entries()) {
    if (alert.source === 'statement' || alert.source === 'manual') continue
    const text = `${alert.source} ${alert.fingerprint}`
    const known = first.get(text)
    if (known === undefined) first.set(text, index)
    else if (mayConnect(ordered[known] as Alert, alert)) groups.join(known, index)
  }
}

/** The money of alerts that one may be connected with: its own, and that of the other leg. */
export function moneyAcross(alert: Alert): string[] {
  const { amount } = alert.reading
  const across = amountsAcross(alert).map((minor) => moneyText({ minor, currency: amount.currency }))
  return [moneyText(amount), ...across]
}

/** Money as text, equal for equal money. */
export function moneyText({ minor, currency }: Money): string {
  return `${currency} ${minor}`
}

/** Places that are joined step by step; a group goes by its first place. */
class Groups {
  readonly #parent: number[]

  constructor(count: number) {
    this.#parent = Array.from({ length: count }, (_, index) => index)
  }

  rootOf(place: number): number {
    let root = place
    while (this.#parent[root] !== root) root = this.#parent[root] as number
    this.#parent[place] = root
    return root
  }

  areOne(one: number, other: number): boolean {
    return this.rootOf(one) === this.rootOf(other)
  }

  join(one: number, other: number): void {
    const [left, right] = [this.rootOf(one), this.rootOf(other)]
    this.#parent[Math.max(left, right)] = Math.min(left, right)
  }
}

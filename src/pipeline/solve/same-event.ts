import type { Alert } from '../../domain/alert.ts'
import type { Evidence, Sign } from '../../domain/plan.ts'
import { chargesOn } from '../fees/grid.ts'
import { mayShareAccount } from './accounts.ts'
import { areSameNames, overlap, wordsOf } from './alert-words.ts'
import { dayNumber, daysFrom } from './days.ts'
import { SAME_EVENT as WEIGHT } from './weights.ts'

/** What speaks for two alerts of different channels, or rows of different files, being one event. */
export type SameEvent = { readonly score: number; readonly evidence: Extract<Evidence, { kind: 'same-event' }> }

/** The days that two alerts of one event print lie no further apart; a booking day may be later by some more. */
export const SAME_EVENT_WINDOW_DAYS = 9
/** The bank's books may be this many days behind an alert. */
const DAYS_LATE_MAX = WEIGHT.daysLate.length - 1
/** A message that states no time may come this late. */
const RECEIVED_LATE_DAYS = 3
/** Clocks of a bank's systems differ. */
const SAME_MINUTE = 2
const FEW_MINUTES = 15
const HOUR = 60

/**
 * Scores two alerts as one event, or null where they cannot be: other money, another account, another balance, another time.
 * Symmetrical.
 */
export function scoreSameEvent(left: Alert, right: Alert): SameEvent | null {
  if (Math.abs(daysFrom(left, right)) > SAME_EVENT_WINDOW_DAYS) return null
  if (!haveEqualMoney(left, right) || !mayShareAccount(left.reading, right.reading)) return null
  const balance = compareBalances(left, right)
  // Alerts are written when it happens; the books may enter it later, after what came in between.
  const isBooked = (left.source === 'statement') !== (right.source === 'statement')
  if (balance === 'apart' && !isBooked) return null
  const time = compareTimes(left, right, balance === 'equal')
  if (time === null) return null
  const signs: Sign[] = [time.sign]
  let score = WEIGHT.prior + time.score + compareTexts(left, right, signs)
  if (balance === 'equal') {
    score += WEIGHT.equalBalance
    signs.unshift('equal-balance')
  }
  if (balance === 'apart' && !differByCharge(left, right)) score += WEIGHT.otherBalance
  return { score, evidence: { kind: 'same-event', signs, minutesApart: time.minutes, daysApart: time.days } }
}

/** Whether two stated balances are of one moment; a balance of zero stands for "not known" in some layouts. */
export function compareBalances(left: Alert, right: Alert): 'equal' | 'apart' | 'unknown' {
  const [one, other] = [left.reading.runningBalance, right.reading.runningBalance]
  if (one === null || other === null || one.currency !== other.currency) return 'unknown'
  if (one.minor === other.minor) return one.minor === 0n ? 'unknown' : 'equal'
  if (one.minor === 0n || other.minor === 0n) return 'unknown'
  // Some apps leave out the kobo.
  const isRounded = one.minor % 100n === 0n || other.minor % 100n === 0n
  return isRounded && one.minor / 100n === other.minor / 100n ? 'unknown' : 'apart'
}

/** An alert may state the balance after a charge that the books enter as a row of its own. */
function differByCharge({ reading: left }: Alert, { reading: right }: Alert): boolean {
  const difference = (left.runningBalance?.minor ?? 0n) - (right.runningBalance?.minor ?? 0n)
  const charge = difference < 0n ? -difference : difference
  return (
    charge === left.fee?.minor ||
    charge === right.fee?.minor ||
    (left.direction === 'debit' && chargesOn(left.amount.minor, null, left.institution, ['transfer']).includes(charge))
  )
}

/** Whether two alerts move the same amount of one currency in one direction. */
export function haveEqualMoney(left: Alert, right: Alert): boolean {
  return (
    left.reading.direction === right.reading.direction &&
    left.reading.amount.minor === right.reading.amount.minor &&
    left.reading.amount.currency === right.reading.amount.currency
  )
}

/** Whether people seldom repeat an amount: it is not in whole hundreds. */
export function isTelling(minor: bigint): boolean {
  return minor % 10_000n !== 0n
}

/** Minutes from one stated instant to the other, null where one is not stated. */
export function minutesBetween(left: Alert, right: Alert): number | null {
  const [one, other] = [left.occurred, right.occurred]
  if (one.at === null || other.at === null || one.from !== 'message' || other.from !== 'message') return null
  return Math.round((millisecondsOf(other.at) - millisecondsOf(one.at)) / 60_000)
}

const MILLISECONDS = new WeakMap<Temporal.Instant, number>()

/** Milliseconds since 1970; kept per instant, since every alert is compared with many. */
function millisecondsOf(instant: Temporal.Instant): number {
  const known = MILLISECONDS.get(instant)
  if (known !== undefined) return known
  const milliseconds = instant.epochMilliseconds
  MILLISECONDS.set(instant, milliseconds)
  return milliseconds
}

type Closeness = {
  readonly score: number
  readonly sign: Sign
  readonly minutes: number | null
  readonly days: number
}

function compareTimes(left: Alert, right: Alert, isSure: boolean): Closeness | null {
  const days = Math.abs(daysFrom(left, right))
  const minutes = minutesBetween(left, right)
  if (minutes !== null) return compareMinutes(Math.abs(minutes), days, isSure)
  const [one, other] = [left.occurred.from === 'receipt', right.occurred.from === 'receipt']
  if (one !== other) return compareReceipt(one ? left : right, one ? right : left, isSure)
  return compareDays(left, right, isSure || one)
}

function compareMinutes(minutes: number, days: number, isSure: boolean): Closeness | null {
  const at = (score: number, sign: Sign): Closeness => ({ score: score - minutes / 1_000, sign, minutes, days })
  if (minutes <= SAME_MINUTE) return at(WEIGHT.sameMinute, 'same-minute')
  if (minutes <= FEW_MINUTES) return at(WEIGHT.fewMinutes, 'few-minutes')
  if (minutes <= HOUR + FEW_MINUTES) return at(WEIGHT.sameHour, 'same-hour')
  return isSure && days <= DAYS_LATE_MAX ? { score: WEIGHT.otherHour, sign: 'days-apart', minutes, days } : null
}

function compareReceipt(received: Alert, stated: Alert, isSure: boolean): Closeness | null {
  const days = daysFrom(stated, received)
  if (stated.occurred.at === null) {
    // The day of receipt is that of the event or a later one; a row's day may lie after it, as with any alert.
    if (days < 0) return compareDays(received, stated, isSure)
    if (days > RECEIVED_LATE_DAYS) return null
    const score = days === 0 ? WEIGHT.sameDay : WEIGHT.receivedLater - days / 10
    return { score, sign: days === 0 ? 'same-day' : 'received-later', minutes: null, days }
  }
  const minutes = (received.receivedAt.epochMilliseconds - stated.occurred.at.epochMilliseconds) / 60_000
  const at = (score: number, sign: Sign): Closeness => ({
    score: score - Math.abs(minutes) / 100_000,
    sign,
    minutes: Math.round(minutes),
    days: Math.abs(days),
  })
  if (minutes < -FEW_MINUTES) return null
  if (minutes <= FEW_MINUTES) return at(WEIGHT.receivedAtOnce, 'few-minutes')
  if (minutes <= 24 * HOUR) return at(WEIGHT.receivedThatDay, 'received-later')
  return minutes <= RECEIVED_LATE_DAYS * 24 * HOUR ? at(WEIGHT.receivedLater, 'received-later') : null
}

function compareDays(left: Alert, right: Alert, isSure: boolean): Closeness | null {
  const [alert, row] = right.source === 'statement' ? [left, right] : [right, left]
  if (left.source === 'statement' && right.source === 'statement') return compareRows(left, right, isSure)
  // A row's two days are when it happened and when it was booked or counted; alerts come at the first.
  const late = [row.occurred.date, row.reading.laterDate ?? row.occurred.date].map(
    (date) => dayNumber(date) - dayNumber(alert.occurred.date),
  )
  const nearest = late.reduce((one, other) => (Math.abs(other) < Math.abs(one) ? other : one))
  const weights: readonly number[] = nearest < 0 && row.source === 'statement' ? WEIGHT.daysEarly : WEIGHT.daysLate
  const days = Math.abs(nearest)
  const score = weights[days] ?? (isSure && days <= DAYS_LATE_MAX ? -days : undefined)
  if (score === undefined) return null
  return { score, sign: days === 0 ? 'same-day' : 'days-apart', minutes: null, days: Math.abs(late[0] as number) }
}

/** Rows of two files: the same list exported twice prints the same day, unless only one prints when it was booked. */
function compareRows(left: Alert, right: Alert, isSure: boolean): Closeness | null {
  const days = Math.abs(daysFrom(left, right))
  const daysOf = (alert: Alert) => [alert.occurred.date, alert.reading.laterDate ?? alert.occurred.date]
  const isOneDay =
    days === 0 ||
    ((left.reading.laterDate === undefined) !== (right.reading.laterDate === undefined) &&
      daysOf(left).some((one) => daysOf(right).some((other) => one.equals(other))))
  if (isOneDay) return { score: WEIGHT.sameDay, sign: 'same-day', minutes: null, days }
  return isSure && days <= DAYS_LATE_MAX ? { score: -days, sign: 'days-apart', minutes: null, days } : null
}

function compareTexts(left: Alert, right: Alert, signs: Sign[]): number {
  const [one, other] = [wordsOf(left), wordsOf(right)]
  let score = isTelling(left.reading.amount.minor) ? WEIGHT.tellingAmount : 0
  if (!one.references.isDisjointFrom(other.references)) {
    score += WEIGHT.equalReference
    signs.push('equal-reference')
  }
  if (left.fingerprint === right.fingerprint) {
    score += WEIGHT.equalText
    signs.push('equal-text')
  }
  if (!one.phones.isDisjointFrom(other.phones)) {
    score += WEIGHT.someWords
    signs.push('same-words')
  }
  const [rail, otherRail] = [left.reading.channel, right.reading.channel]
  if (rail !== null && otherRail !== null) score += rail === otherRail ? WEIGHT.sameRail : WEIGHT.otherRail
  return score + compareNames(left, right, signs)
}

function compareNames(left: Alert, right: Alert, signs: Sign[]): number {
  const [one, other] = [wordsOf(left), wordsOf(right)]
  const areNamed = one.name.size > 0 && other.name.size > 0
  if (areNamed && areSameNames(one.name, other.name)) {
    signs.push('same-names')
    return WEIGHT.sameNames
  }
  const shared = overlap(one.all, other.all)
  if (shared === null) return 0
  if (shared > 0) {
    signs.push('same-words')
    return shared >= 0.5 ? WEIGHT.sameNames : WEIGHT.someWords
  }
  const arePeople = areNamed && Math.min(one.name.size, other.name.size) >= 2 && left.reading.channel === 'transfer'
  return arePeople ? WEIGHT.otherPeople : areNamed ? WEIGHT.otherWords : 0
}

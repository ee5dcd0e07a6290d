import { type Alert, signedAmount } from '../../domain/alert.ts'
import type { Evidence } from '../../domain/plan.ts'
import type { AccountOf } from '../account-of.ts'
import { plainWords } from '../counterparty.ts'
import { daysFrom } from './days.ts'

/** Two alerts of one event may be stamped this far apart by the bank's systems. */
const SAME_EVENT_SECONDS = 120
/** A message that tells of its minute comes within this time, that minute included. */
const TOLD_AT_ONCE_SECONDS = 180
/** Equal texts that say neither when nor which are asked about when they came this near; further apart they are two. */
const UNDECIDED_WINDOW_DAYS = 3

export type Verdict =
  | { readonly kind: 'same'; readonly evidence: Evidence }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'different' }

/**
 * Whether two messages of one source are one event sent twice, as far as their texts can tell; `others` are the alerts around
 * them. Two rows of statements never are: files are compared as if each was a source of its own.
 */
export function judgeCopies(left: Alert, right: Alert, others: readonly Alert[], accountOf: AccountOf): Verdict {
  if (signedAmount(left.reading) !== signedAmount(right.reading)) return { kind: 'different' }
  if (left.reading.amount.currency !== right.reading.amount.currency) return { kind: 'different' }
  // Typing the same entry twice means it twice.
  if (left.source !== right.source || left.source === 'manual' || left.source === 'statement')
    return { kind: 'different' }
  if (accountOf(left) !== accountOf(right)) return { kind: 'different' }
  if (left.fingerprint === right.fingerprint) return judgeEqualTexts(left, right)
  if (!haveEqualBalances(left, right) || !isSameMoment(left, right)) return { kind: 'different' }
  if (isOneLayout(left, right) && (contradict(left, right) || isUndoneBetween(left, right, others, accountOf))) {
    return { kind: 'different' }
  }
  const balanceMinor = left.reading.runningBalance?.minor ?? 0n
  return { kind: 'same', evidence: { kind: 'equal-balance', balanceMinor } }
}

/** Whether both state a balance, and the same one. */
function haveEqualBalances(left: Alert, right: Alert): boolean {
  const [one, other] = [left.reading.runningBalance, right.reading.runningBalance]
  return one !== null && other !== null && one.minor === other.minor && one.currency === other.currency
}

/** Whether `other` moves the balance back from what `alert` left to what it found: a debit and its return, or the reverse. */
export function returnsBalance(alert: Alert, other: Alert): boolean {
  const [balance, returned] = [alert.reading.runningBalance, other.reading.runningBalance]
  if (balance === null || returned === null || balance.currency !== returned.currency) return false
  if (signedAmount(other.reading) !== -signedAmount(alert.reading)) return false
  return returned.minor === balanceBefore(alert) && balanceBefore(other) === balance.minor
}

function judgeEqualTexts(left: Alert, right: Alert): Verdict {
  const { reading, occurred } = left
  if (reading.runningBalance !== null || reading.reference !== null) return SAME_TEXT
  if (occurred.from === 'message' && occurred.at !== null) {
    // Two equal payments of one minute are told of at once, each; what comes again later was sent again.
    const [one, other] = [secondsLate(left), secondsLate(right)]
    return one <= TOLD_AT_ONCE_SECONDS && other <= TOLD_AT_ONCE_SECONDS ? { kind: 'undecided' } : SAME_TEXT
  }
  const days = Math.abs(daysFrom(left, right))
  return days <= UNDECIDED_WINDOW_DAYS ? { kind: 'undecided' } : { kind: 'different' }
}

const SAME_TEXT: Verdict = { kind: 'same', evidence: { kind: 'same-text' } }

/** How long after the minute it states a message came. */
function secondsLate({ receivedAt, occurred }: Alert): number {
  return occurred.at === null ? 0 : (receivedAt.epochMilliseconds - occurred.at.epochMilliseconds) / 1_000
}

function isSameMoment(left: Alert, right: Alert): boolean {
  const [one, other] = [left.occurred, right.occurred]
  if (one.at !== null && other.at !== null && one.from === 'message' && other.from === 'message') {
    return Math.abs(one.at.epochMilliseconds - other.at.epochMilliseconds) <= SAME_EVENT_SECONDS * 1000
  }
  return one.date.equals(other.date)
}

/** A bank fills the same words in the same way each time, so what differs there differs in fact. */
function isOneLayout(left: Alert, right: Alert): boolean {
  return left.reading.layoutId === right.reading.layoutId
}

function contradict(left: Alert, right: Alert): boolean {
  return (['reference', 'counterparty', 'narration'] as const).some((field) => {
    const one = plainWords(left.reading[field] ?? '').join(' ')
    const other = plainWords(right.reading[field] ?? '').join(' ')
    // A text that was cut short on its way is no contradiction.
    return one !== '' && other !== '' && !one.startsWith(other) && !other.startsWith(one)
  })
}

/** Paid, given back, paid again: the third leaves the balance of the first and is another event. */
function isUndoneBetween(left: Alert, right: Alert, others: readonly Alert[], accountOf: AccountOf): boolean {
  return others.some(
    (other) => returnsBalance(left, other) && accountOf(other) === accountOf(left) && isBetween(other, left, right),
  )
}

/** Between two alerts by the clock, where it says so; on the same day where it does not. */
function isBetween(alert: Alert, left: Alert, right: Alert): boolean {
  const times = [left, alert, right].map(({ occurred }) => (occurred.from === 'message' ? occurred.at : null))
  const [start, middle, end] = times
  if (!start || !middle || !end) {
    return alert.occurred.date.equals(left.occurred.date) || alert.occurred.date.equals(right.occurred.date)
  }
  const [one, other] = [Temporal.Instant.compare(start, middle), Temporal.Instant.compare(middle, end)]
  return (one <= 0 && other <= 0) || (one >= 0 && other >= 0)
}

function balanceBefore({ reading }: Alert): bigint {
  return (reading.runningBalance?.minor ?? 0n) - signedAmount(reading) + (reading.fee?.minor ?? 0n)
}

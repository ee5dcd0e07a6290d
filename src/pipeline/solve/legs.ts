import type { Alert, Channel } from '../../domain/alert.ts'
import type { Evidence, Sign } from '../../domain/plan.ts'
import { GRID_CURRENCY, legDifferences } from '../fees/grid.ts'
import { type AlertWords, areKin, areSameNames, bankOf, wordsOf } from './alert-words.ts'
import { daysFrom } from './days.ts'
import type { Cluster } from './link-channels.ts'
import { isTelling, minutesBetween } from './same-event.ts'
import { TRANSFER as WEIGHT } from './weights.ts'

/** What speaks for two legs being one transfer. */
export type Legs = { readonly score: number; readonly evidence: Evidence }

/** Legs further apart than this are never paired without a person's word. */
export const TRANSFER_WINDOW_DAYS = 3
/** A credit may be stamped before its debit by this much: clocks of two banks differ. */
const CREDIT_FIRST_MINUTES = 10
const AT_ONCE_MINUTES = 10
const HOUR = 60

const TRANSFER_CHANNELS: ReadonlySet<Channel | null> = new Set<Channel | null>(['transfer', 'ussd', 'web', null])
/** What people write beside a transfer reads like these ("DATA"), and money never comes in by them. */
const REMARKED_CHANNELS: ReadonlySet<Channel | null> = new Set<Channel | null>(['airtime', 'bill'])

/**
 * Whether two alerts could be legs of one transfer, whichever accounts they are taken for: amounts that are equal or differ
 * by a listed charge, near in time, and no texts that name different people or other banks.
 */
export function mayBeLegs(debit: Alert, credit: Alert): boolean {
  if (debit.reading.direction !== 'debit' || credit.reading.direction !== 'credit') return false
  if (chargeBetween(debit, credit) === null) return false
  if (!isTransferLike(debit) || !isTransferLike(credit) || !mayBeTwoAccounts(debit, credit)) return false
  const days = daysFrom(debit, credit)
  if (days > TRANSFER_WINDOW_DAYS || days < -1) return false
  const minutes = minutesBetween(debit, credit)
  if (minutes !== null && minutes < -CREDIT_FIRST_MINUTES) return false
  if (days < 0 && minutes === null) return false
  if (nameOtherBanks(debit, credit) || nameOtherBanks(credit, debit)) return false
  if (isToldBefore(credit, debit)) return false
  // Who pays back later what they were lent is somebody else, whatever the names.
  if ((wordsOf(credit).undoes !== null || isPaidBackLater(debit, credit)) && !wordsOf(credit).isOwn) return false
  const [one, other] = [wordsOf(debit), wordsOf(credit)]
  const names = compareNames(one, other)
  return names === 'same' || (names !== 'different' && isNear(minutes, days)) || one.isOwn || other.isOwn
}

/**
 * By how much the debit exceeds the credit, where that is nothing or what a bank lists for such a transfer, in minor units;
 * null where it is not.
 */
function chargeBetween(debit: Alert, credit: Alert): bigint | null {
  const [out, into] = [debit.reading.amount, credit.reading.amount]
  if (out.currency !== into.currency) return null
  const charge = out.minor - into.minor
  if (charge === 0n) return 0n
  if (charge < 0n || out.currency !== GRID_CURRENCY) return null
  return legDifferences(into.minor, debit.occurred.date, debit.reading.institution).includes(charge) ? charge : null
}

/** Scores two clusters as legs of one transfer; null where some pair of their alerts cannot be. */
export function judgeLegs(from: Cluster, to: Cluster): Legs | null {
  const pairs = from.alerts.flatMap((debit) => to.alerts.map((credit) => [debit, credit] as const))
  const [first] = pairs as [readonly [Alert, Alert]]
  if (!pairs.some(([debit, credit]) => mayBeLegs(debit, credit))) return null
  if (!haveTwoAccounts(from, to)) return null
  if (pairs.some(([debit, credit]) => isToldBefore(credit, debit) || isPaidBackLater(debit, credit))) return null
  const chargeMinor = pairs.map(([debit, credit]) => chargeBetween(debit, credit)).find((charge) => charge !== null)
  if (chargeMinor === undefined || chargeMinor === null) return null
  const time = compareTimes(pairs)
  if (time === null) return null
  const signs: Sign[] = [time.sign]
  let score = time.score + (chargeMinor === 0n ? WEIGHT.equalAmount : WEIGHT.listedCharge)
  if (isTelling(first[1].reading.amount.minor)) score += WEIGHT.tellingAmount
  const texts = compareTexts(pairs, signs)
  if (texts === null) return null
  score += texts
  const { minutes: minutesApart, days: daysApart } = time
  return { score, evidence: { kind: 'two-legs', signs, chargeMinor, minutesApart, daysApart } }
}

type Pairs = readonly (readonly [Alert, Alert])[]

function compareTexts(pairs: Pairs, signs: Sign[]): number | null {
  const debit = mergeWords(pairs.map(([alert]) => wordsOf(alert)))
  const credit = mergeWords(pairs.map(([, alert]) => wordsOf(alert)))
  let score = 0
  const names = compareNames(debit, credit)
  if (names === 'different' && !(debit.isOwn && credit.isOwn)) return null
  if (names === 'kin' && !pairs.some(([one, other]) => cameAtOnce(one, other))) return null
  if (names === 'same') {
    score += WEIGHT.sameNames
    signs.push('same-names')
  } else if (names === 'kin') score += WEIGHT.kin
  else if (names === 'one-sided') score += WEIGHT.oneSidedName
  if (!debit.references.isDisjointFrom(credit.references)) {
    score += WEIGHT.equalReference
    signs.push('equal-reference')
  }
  for (const words of [debit, credit]) {
    if (!words.isOwn) continue
    score += WEIGHT.ownWords
    signs.push('own-words')
  }
  const [first] = pairs as [readonly [Alert, Alert]]
  for (const [words, other] of [[debit, first[1]] as const, [credit, first[0]] as const]) {
    const bank = bankOf(other.reading.institution)
    if (bank === null || !words.banks.has(bank)) {
      if (words.banks.size > 0) return null
      continue
    }
    score += WEIGHT.namesOtherBank
    signs.push('names-other-bank')
  }
  if (pairs.some(([one, other]) => namesAccountOf(one, other) || namesAccountOf(other, one))) {
    score += WEIGHT.namesOtherAccount
    signs.push('names-other-account')
  } else if (pairs.some(([one, other]) => namesStranger(one, other) || namesStranger(other, one))) {
    score += WEIGHT.namesStranger
  }
  if (pairs.some(([one, other]) => one.reading.channel === 'transfer' && other.reading.channel === 'transfer')) {
    score += WEIGHT.bothSayTransfer
  }
  return score
}

type Words = Pick<AlertWords, 'name' | 'all' | 'banks' | 'references' | 'isOwn'>

/**
 * Money that moves between own accounts names the owner on both sides; two different names are two people. Accounts of one
 * family are a household's, and its surname is no sign against.
 */
function compareNames(debit: Words, credit: Words): 'same' | 'kin' | 'different' | 'one-sided' | 'none' {
  const [one, other] = [debit.name, credit.name]
  if (one.size > 0 && other.size > 0) {
    return areSameNames(one, other) ? 'same' : areKin(one, other) ? 'kin' : 'different'
  }
  if (one.size + other.size === 0) return 'none'
  // A name that the reader could not tell from the remark around it.
  const [name, words] = one.size > 0 ? [one, credit.all] : [other, debit.all]
  return name.size >= 2 && name.isSubsetOf(words) ? 'same' : 'one-sided'
}

function mergeWords(all: readonly AlertWords[]): Words {
  const union = (pick: (words: AlertWords) => ReadonlySet<string>) => new Set(all.flatMap((words) => [...pick(words)]))
  return {
    name: union((words) => words.name),
    all: union((words) => words.all),
    banks: union((words) => words.banks),
    references: union((words) => words.references),
    isOwn: all.some((words) => words.isOwn),
  }
}

function compareTimes(pairs: Pairs): { score: number; sign: Sign; minutes: number | null; days: number } | null {
  const days = Math.min(...pairs.map(([debit, credit]) => Math.abs(daysFrom(debit, credit))))
  const stated = pairs.map(([debit, credit]) => minutesBetween(debit, credit)).filter((minutes) => minutes !== null)
  if (stated.length === 0) {
    const received = pairs.map(([debit, credit]) => receiptMinutes(debit, credit)).filter((each) => each !== null)
    const isReceivedNear = received.some((minutes) => minutes <= HOUR)
    const score =
      days === 0 ? WEIGHT.sameDay + (isReceivedNear ? 0.5 : 0) : days === 1 ? WEIGHT.nextDay : WEIGHT.laterDays
    return { score, sign: days === 0 ? 'same-day' : 'days-apart', minutes: null, days }
  }
  const minutes = stated.reduce((one, other) => (Math.abs(other) < Math.abs(one) ? other : one))
  if (minutes < -CREDIT_FIRST_MINUTES) return null
  const apart = Math.abs(minutes)
  const at = (score: number, sign: Sign) => ({ score: score - apart / 10_000, sign, minutes, days })
  if (apart <= AT_ONCE_MINUTES) return at(WEIGHT.atOnce, 'few-minutes')
  if (apart <= HOUR) return at(WEIGHT.withinHour, 'same-hour')
  if (apart <= 12 * HOUR) return at(WEIGHT.withinHalfDay, 'same-day')
  return at(WEIGHT.withinDays, 'days-apart')
}

/** Minutes between a receipt and a stated time, or two receipts, where at least one message states no time. */
function receiptMinutes(debit: Alert, credit: Alert): number | null {
  const [one, other] = [debit.occurred.at, credit.occurred.at]
  return one === null || other === null ? null : Math.abs(other.epochMilliseconds - one.epochMilliseconds) / 60_000
}

function isNear(minutes: number | null, days: number): boolean {
  return minutes === null ? days === 0 : minutes <= 12 * HOUR
}

/** Whether an alert may be a leg of a transfer by the rail it names. */
export function isTransferLike(alert: Alert): boolean {
  const { channel, direction } = alert.reading
  if (alert.source === 'manual') return false
  return TRANSFER_CHANNELS.has(channel) || (direction === 'credit' && REMARKED_CHANNELS.has(channel))
}

/** Alerts of one institution are of two accounts only if both print numbers, and different ones. */
function mayBeTwoAccounts({ reading: debit }: Alert, { reading: credit }: Alert): boolean {
  if (debit.institution !== credit.institution || debit.amount.currency !== credit.amount.currency) return true
  const [one, other] = [debit.accountTail, credit.accountTail]
  return one !== null && other !== null && !one.endsWith(other) && !other.endsWith(one)
}

/** The same of two clusters: the most digits that any of their alerts prints tell. */
function haveTwoAccounts(from: Cluster, to: Cluster): boolean {
  return mayBeTwoAccounts(mostDigits(from), mostDigits(to))
}

function mostDigits({ alerts }: Cluster): Alert {
  const digits = ({ reading }: Alert) => reading.accountTail?.length ?? 0
  return alerts.reduce((best, alert) => (digits(alert) > digits(best) ? alert : best))
}

/** Whether a text names banks, and none of them is the one that the other alert is from. */
function nameOtherBanks(alert: Alert, other: Alert): boolean {
  const { banks } = wordsOf(alert)
  const bank = bankOf(other.reading.institution)
  return banks.size > 0 && bank !== null && !banks.has(bank)
}

function isPaidBackLater(debit: Alert, credit: Alert): boolean {
  if (!wordsOf(credit).repays) return false
  if (debit.source === 'statement' || credit.source === 'statement') return daysFrom(debit, credit) > 0
  const [left, right] = [debit, credit].map(({ occurred, receivedAt }) => (occurred.at ?? receivedAt).epochMilliseconds)
  return (right as number) - (left as number) > HOUR * 60_000
}

/** Whether a message of the credit came before the debit happened, by the time the debit states. */
function isToldBefore(credit: Alert, debit: Alert): boolean {
  const { at, from } = debit.occurred
  if (credit.source === 'statement' || at === null || from !== 'message') return false
  return credit.receivedAt.epochMilliseconds < at.epochMilliseconds - CREDIT_FIRST_MINUTES * 60_000
}

/** Whether two messages are of one moment, by what they state or else by when they came. */
function cameAtOnce(one: Alert, other: Alert): boolean {
  if (one.source === 'statement' || other.source === 'statement') return false
  const [left, right] = [one, other].map(({ occurred, receivedAt }) => (occurred.at ?? receivedAt).epochMilliseconds)
  return Math.abs((left as number) - (right as number)) <= AT_ONCE_MINUTES * 60_000
}

/** Whether a text names an account number that is not the other one's. */
function namesStranger(alert: Alert, other: Alert): boolean {
  const tail = other.reading.accountTail
  const { accountNumbers } = wordsOf(alert)
  return tail !== null && tail.length >= 3 && accountNumbers.size > 0 && !namesAccountOf(alert, other)
}

function namesAccountOf(alert: Alert, other: Alert): boolean {
  const tail = other.reading.accountTail
  return tail !== null && tail.length >= 3 && [...wordsOf(alert).accountNumbers].some((number) => number.endsWith(tail))
}

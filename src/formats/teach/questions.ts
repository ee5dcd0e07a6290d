import type { Direction } from '../../domain/alert.ts'
import type { NumberStyle } from '../bank-format.ts'
import { type NormalizedText, normalize } from '../normalize.ts'
import { readAccount } from '../read-account.ts'
import { findRegions, type Region } from './regions.ts'
import { findSpots, numberStyleOf, type Span, type Spot } from './spots.ts'
import { NAMES_ACCOUNT, NAMES_REFERENCE, roleOf } from './vocabulary.ts'

/** A number that may be the amount: as printed with its currency mark, and every place where it stands. */
export type AmountCandidate = {
  readonly text: string
  /** ISO 4217, or null when no mark is printed beside it. */
  readonly currency: string | null
  /** What the words beside it say that it is instead of the amount, or null. */
  readonly seems: 'balance' | 'fee' | null
  readonly places: readonly Span[]
}

/** A number that may be the account: as printed, with its visible tail (null when its mask is at the end). */
export type AccountCandidate = { readonly text: string; readonly tail: string | null; readonly place: Span }

/** A name that may be the other side. */
export type PartyCandidate = { readonly text: string; readonly place: Span }

/** What a person is asked about a message, likeliest first. The same text always gives the same questions. */
export type Questions = {
  readonly amounts: readonly AmountCandidate[]
  /** The direction its words suggest is first. */
  readonly directions: readonly [Direction, Direction]
  readonly accounts: readonly AccountCandidate[]
  readonly parties: readonly PartyCandidate[]
}

/** A message taken apart for teaching. */
export type Dissected = {
  readonly message: NormalizedText
  readonly style: NumberStyle
  readonly spots: readonly Spot[]
  readonly questions: Questions
}

/** As many as fit under a message without scrolling. */
const CANDIDATES_MAX = 8

/** The values of a message and the questions about them. */
export function dissect(text: string): Dissected {
  const message = normalize(text)
  const style = numberStyleOf(message)
  const spots = findSpots(message, style)
  const questions: Questions = {
    amounts: amountsOf(message, spots),
    directions: directionsOf(message),
    accounts: accountsOf(message, spots),
    parties: partiesOf(message, findRegions(message, spots, [])),
  }
  return { message, style, spots, questions }
}

/** What the words in front of a number, back to the value before it, say about it. */
export function roleOfSpot(message: NormalizedText, spots: readonly Spot[], spot: Spot): ReturnType<typeof roleOf> {
  const before = spots.findLast((other) => other.end <= spot.start)
  return roleOf(message.lower.slice(Math.max(before?.end ?? 0, spot.start - 48), spot.start))
}

type Ranked = { readonly score: number; readonly role: string; candidate: AmountCandidate }

function amountsOf(message: NormalizedText, spots: readonly Spot[]): AmountCandidate[] {
  const ranked = new Map<string, Ranked>()
  for (const spot of spots) {
    if (spot.kind !== 'money') continue
    const { number, mark } = spot
    const isZero = /^0*$/u.test(number.whole + number.decimals)
    const role = roleOfSpot(message, spots, spot)
    const isBare = mark === null && number.decimals === '' && !spot.isGrouped
    if (isZero || (isBare && (role === 'other' || isOfAccount(message, spot) || number.whole.length > 7))) continue
    const seems = role === 'balance' || role === 'fee' ? role : null
    const key = `${seems} ${mark?.currency ?? ''} ${number.whole}.${number.decimals}`
    const place = { start: spot.start, end: spot.end }
    const known = ranked.get(key)
    if (known !== undefined) {
      known.candidate = { ...known.candidate, places: [...known.candidate.places, place] }
      continue
    }
    const text = message.text.slice(spot.start, spot.side?.start ?? spot.end)
    const candidate = { text, currency: mark?.currency ?? null, seems, places: [place] }
    ranked.set(key, { score: scoreOf(spot, role), role, candidate })
  }
  return [...ranked.values()]
    .sort((left, right) => right.score - left.score)
    .slice(0, CANDIDATES_MAX)
    .map(({ candidate }) => candidate)
}

function isOfAccount({ lower }: NormalizedText, { start }: Span): boolean {
  return NAMES_ACCOUNT.test(lower.slice(Math.max(0, start - 32), start))
}

const ROLE_SCORES = { amount: 3, plain: 0, fee: -3, balance: -4, other: -5 } as const

function scoreOf(spot: Spot & { kind: 'money' }, role: keyof typeof ROLE_SCORES): number {
  const printed = (spot.mark === null ? 0 : 3) + (spot.number.decimals === '' ? 0 : 2) + (spot.isGrouped ? 1 : 0)
  return printed + ROLE_SCORES[role]
}

const OUT =
  /(?<![\p{L}\p{N}])(?:dr|debit|debited|sent|paid|spent|withdrawn|withdrawal|purchase|bought)(?![\p{L}\p{N}])/u
const IN = /(?<![\p{L}\p{N}])(?:cr|credit|credited|received|deposit|deposited|refund|reversal)(?![\p{L}\p{N}])/u

/** The direction of the first word that tells one comes first. */
function directionsOf({ lower }: NormalizedText): readonly [Direction, Direction] {
  const [out, into] = [OUT.exec(lower)?.index, IN.exec(lower)?.index]
  const isIn = into !== undefined && (out === undefined || into < out)
  return isIn ? ['credit', 'debit'] : ['debit', 'credit']
}

function accountsOf(message: NormalizedText, spots: readonly Spot[]): AccountCandidate[] {
  return spots
    .flatMap((spot): (AccountCandidate & { readonly score: number })[] => {
      const read = readAccount(message.lower, spot.start)
      const isNumber =
        spot.kind === 'account' || spot.kind === 'digits' || (spot.kind === 'money' && isOfAccount(message, spot))
      if (read === null || read.end !== spot.end || !isNumber) return []
      const front = message.lower.slice(Math.max(0, spot.start - 24), spot.start)
      const isOthers = /(?:to|from|for|help|call)[^\p{L}\p{N}]{0,3}$/u.test(front) || NAMES_REFERENCE.test(front)
      const score = (isOfAccount(message, spot) ? 4 : isOthers ? -2 : 0) + (spot.kind === 'account' ? 1 : 0)
      const { start, end } = spot
      return [{ text: message.text.slice(start, end), tail: read.tail, place: { start, end }, score }]
    })
    .sort((left, right) => right.score - left.score)
    .slice(0, CANDIDATES_MAX)
    .map(({ text, tail, place }) => ({ text, tail, place }))
}

/** Names first as they stand, the purpose of the payment last: it may be the only thing that names anybody. */
function partiesOf({ text }: NormalizedText, regions: readonly Region[]): PartyCandidate[] {
  const ranks = { party: 0, aside: 1, purpose: 2 } as const
  const candidates = regions
    .filter(({ start, end }) => /\p{L}{2}/u.test(text.slice(start, end)))
    .sort((left, right) => ranks[left.kind] - ranks[right.kind])
    .map(({ start, end }) => ({ text: text.slice(start, end), place: { start, end } }))
  return candidates
    .filter((one, at) => candidates.findIndex((other) => other.text === one.text) === at)
    .slice(0, CANDIDATES_MAX)
}

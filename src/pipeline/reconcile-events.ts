import { alertKeyText } from '../domain/alert.ts'
import type { EventClaim } from '../domain/reconciliation.ts'
import { compareClaims } from './openings.ts'
import type { TimedStep } from './reconcile-order.ts'

/** `guess`: milliseconds since 1970, for what states no time of day. */
type SortedClaim = EventClaim & { readonly day: number; readonly at: number | null; readonly guess: number }

const DAY_MS = 86_400_000
/** Whatever the zone, a message that comes on the day it speaks of, or the night after, comes this near to its noon. */
const NEAR_ITS_DAY_MS = 1.5 * DAY_MS

/** One event's step in the chain, with every claim that states it, the best timed first. */
export type ClaimStep = TimedStep & { readonly claims: readonly EventClaim[]; readonly claim: EventClaim }

/**
 * The claims of an account as steps in order of time: witnesses of one event are one step, a balance of zero to which
 * no other leads is taken for "unknown", and where witnesses of one event state different balances (one the ledger's, one the
 * available) the one that fits the chain stays. Claims that make no step come back in `unknown`.
 */
export function stepsOf(claims: readonly EventClaim[]): { steps: ClaimStep[]; unknown: EventClaim[] } {
  const sorted = sortClaims(claims)
  const merged = mergeWitnesses(sorted)
  const ends = new Set(merged.filter((step) => step.after !== 0n).map((step) => step.after))
  const starts = new Set(merged.filter((step) => step.after !== 0n).map((step) => step.before))
  const isUnknown = (step: ClaimStep) => step.after === 0n && !ends.has(step.before)
  const known = merged.filter((step) => !isUnknown(step))
  const views = withoutOtherViews(known, (step) => ends.has(step.before) || starts.has(step.after))
  const steps = views.sort((left, right) => left.rank - right.rank).map((step, rank) => ({ ...step, rank }))
  return { steps, unknown: merged.filter(isUnknown).flatMap((step) => step.claims) }
}

/**
 * Sorted by day, then by time; numbers are compared, since comparing dates is dear. What states no time of day stands where
 * its message came, if that was near its day, and else in the order of its rows.
 */
function sortClaims(claims: readonly EventClaim[]): SortedClaim[] {
  const known = new Map<string, number>()
  const dayOf = ({ occurred: { date } }: EventClaim) => {
    const text = date.toString()
    const day = known.get(text) ?? dayNumber(date)
    known.set(text, day)
    return day
  }
  return claims
    .map((claim) => {
      const day = dayOf(claim)
      // When a message came bounds when its event was; messages may overtake each other.
      const at = claim.occurred.from === 'receipt' ? null : (claim.occurred.at?.epochMilliseconds ?? null)
      return { ...claim, day, at, guess: at ?? guessTime(claim, day) }
    })
    .sort((left, right) => left.day - right.day || left.guess - right.guess || compareKeys(left, right))
}

function guessTime({ receivedAt }: EventClaim, day: number): number {
  const noon = (day + 0.5) * DAY_MS
  const received = receivedAt.epochMilliseconds
  return Math.abs(received - noon) <= NEAR_ITS_DAY_MS ? received : noon - DAY_MS / 2
}

/** Days since 1970-01-01. */
export function dayNumber(date: Temporal.PlainDate): number {
  return Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'day' }).days
}

function compareKeys(left: EventClaim, right: EventClaim): number {
  return alertKeyText(left.key) < alertKeyText(right.key) ? -1 : 1
}

function mergeWitnesses(sorted: readonly SortedClaim[]): ClaimStep[] {
  const groups = Map.groupBy(
    sorted,
    // A payment and its return are one event, and what came in between may make both end at one balance.
    (claim) =>
      `${claim.eventId ?? alertKeyText(claim.key)} ${claim.balance.minor} ${claim.beforeMinor < claim.balance.minor}`,
  )
  const ends = new Set(sorted.map((claim) => claim.balance.minor))
  return [...groups.values()].map((witnesses, rank) => {
    // What states a time knows better when it was than what states a day; a stated time better than a receipt.
    const best = witnesses.toSorted((left, right) => timeQuality(right) - timeQuality(left))[0] as SortedClaim
    const fitting = witnesses.find((claim) => ends.has(claim.beforeMinor)) ?? best
    return {
      before: fitting.beforeMinor,
      after: best.balance.minor,
      rank,
      day: best.day,
      at: best.at,
      claims: witnesses,
      claim: best,
    }
  })
}

function timeQuality({ at, occurred }: SortedClaim): number {
  return at !== null ? 2 : occurred.from === 'receipt' ? 1 : 0
}

/** Of two balances stated for one movement of one event, only one belongs to the chain. */
function withoutOtherViews(steps: readonly ClaimStep[], fits: (step: ClaimStep) => boolean): ClaimStep[] {
  const byMovement = Map.groupBy(steps, (step) =>
    step.claim.eventId === null ? step.rank : `${step.claim.eventId} ${step.after - step.before}`,
  )
  if (byMovement.size === steps.length) return [...steps]
  const usual = Map.groupBy(steps, (step) => step.claim.source)
  const count = (step: ClaimStep) => usual.get(step.claim.source)?.length ?? 0
  return [...byMovement.values()].map((views) => {
    const [best] = views.toSorted(
      (left, right) =>
        Number(fits(right)) - Number(fits(left)) ||
        count(right) - count(left) ||
        compareClaims(left.claim, right.claim),
    )
    return best as ClaimStep
  })
}

import type { AccountPosting } from '../domain/ports.ts'
import { dayNumber } from './reconcile-events.ts'
import type { TimedStep } from './reconcile-order.ts'

/** A link of the chain that does not close: the next step starts elsewhere than the last one ended. */
export type Break<Item> = { readonly after: Item; readonly before: Item; readonly differenceMinor: bigint }

type Candidate = { readonly amount: bigint; readonly day: number; readonly at: number | null; isUsed: boolean }

/** More than this many entries of uncertain time are not tried in every combination. */
const COMBINED_MAX = 10

/**
 * What of each break our entries without a stated balance (quick entries, alerts that print none) do not explain; zero
 * where they explain all. An entry explains one break at most: first those it closes to the kobo, whatever its exact
 * time; what is left and lies wholly inside a break counts there.
 */
export function explainBreaks<Item extends TimedStep>(
  breaks: readonly Break<Item>[],
  entries: readonly AccountPosting[],
): bigint[] {
  const candidates = entries
    .map(
      (entry): Candidate => ({
        amount: entry.amountMinor,
        day: dayNumber(entry.date),
        at: entry.at?.epochMilliseconds ?? null,
        isUsed: false,
      }),
    )
    .sort((left, right) => left.day - right.day)
  const isClosed = breaks.map((gap) => close(gap, candidates))
  return breaks.map((gap, index) => {
    if (isClosed[index]) return 0n
    const inside = near(gap, candidates).filter((entry) => !entry.isUsed && placeOf(entry, gap) === 'inside')
    for (const entry of inside) entry.isUsed = true
    return inside.reduce((rest, entry) => rest - entry.amount, gap.differenceMinor)
  })
}

/** Uses entries that close a break exactly: all that lie inside it, and as few as possible of those that may. */
function close<Item extends TimedStep>(gap: Break<Item>, sorted: readonly Candidate[]): boolean {
  const free = near(gap, sorted).filter((entry) => !entry.isUsed)
  const inside = free.filter((entry) => placeOf(entry, gap) === 'inside')
  const perhaps = free.filter((entry) => placeOf(entry, gap) === 'perhaps')
  const rest = inside.reduce((sum, entry) => sum - entry.amount, gap.differenceMinor)
  const chosen = subsetWithSum(perhaps.slice(0, COMBINED_MAX), rest)
  if (chosen === null) return false
  for (const entry of [...inside, ...chosen]) entry.isUsed = true
  return true
}

/** The smallest selection with this sum; null when there is none. */
function subsetWithSum(entries: readonly Candidate[], sum: bigint): readonly Candidate[] | null {
  let found: readonly Candidate[] | null = null
  const choose = (index: number, chosen: readonly Candidate[], rest: bigint) => {
    if (rest === 0n && (found === null || chosen.length < found.length)) found = chosen
    const entry = entries[index]
    if (entry === undefined) return
    choose(index + 1, [...chosen, entry], rest - entry.amount)
    choose(index + 1, chosen, rest)
  }
  choose(0, [], sum)
  return found
}

function near<Item extends TimedStep>(gap: Break<Item>, sorted: readonly Candidate[]): Candidate[] {
  const found: Candidate[] = []
  // A row may be moved against its own day, so the later day of the two is not always the second.
  const [from, to] = [Math.min(gap.after.day, gap.before.day), Math.max(gap.after.day, gap.before.day)]
  for (let index = firstFrom(sorted, from); index < sorted.length; index += 1) {
    const entry = sorted[index] as Candidate
    if (entry.day > to) break
    if (placeOf(entry, gap) !== 'outside') found.push(entry)
  }
  return found
}

function firstFrom(sorted: readonly Candidate[], day: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as Candidate).day < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether an entry lies in a break for certain, perhaps, or not. */
function placeOf<Item extends TimedStep>(entry: Candidate, { after, before }: Break<Item>): Place {
  const fromStart = compare(entry, after)
  const toEnd = compare(before, entry)
  if (fromStart === 'earlier' || toEnd === 'earlier') return 'outside'
  return fromStart === 'later' && toEnd === 'later' ? 'inside' : 'perhaps'
}

type Place = 'inside' | 'perhaps' | 'outside'
type Timed = { readonly day: number; readonly at: number | null }

function compare(one: Timed, other: Timed): 'earlier' | 'later' | 'unknown' {
  if (one.day !== other.day) return one.day < other.day ? 'earlier' : 'later'
  if (one.at === null || other.at === null || one.at === other.at) return 'unknown'
  return one.at < other.at ? 'earlier' : 'later'
}

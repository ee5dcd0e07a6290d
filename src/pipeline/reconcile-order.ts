import { orderTied, type Step, startOf } from './reconcile-ties.ts'

/** A step with its time: the day as a day number, and milliseconds since 1970 where a time of day is known. */
export type TimedStep = Step & { readonly day: number; readonly at: number | null }

type Run<Item> = Step & { readonly steps: readonly Item[] }

const MINUTE_MS = 60_000
/** Two alerts of one bank may be stamped in the wrong order when they are this close. */
const SWAPPED_MINUTES = 5
/** A row known by its day may be posted this much later than alerts say: over a weekend with a holiday. */
const LATE_POSTING_DAYS = 4

/**
 * The steps of an account in the order of its chain. Time decides where it is stated; steps of one minute, or known by
 * their day alone, are put where the balances fit. `sorted` is in order of day, then of time, ranks rising.
 */
export function orderSteps<Item extends TimedStep>(sorted: readonly Item[]): Item[] {
  const days = splitBy(sorted, (step) => step.day)
  const ordered: Item[] = []
  days.forEach((day, index) => {
    const following = days[index + 1]
    const next = following === undefined ? null : startOfDay(following)
    for (const step of orderDay(day, ordered.at(-1)?.after ?? null, next)) ordered.push(step)
  })
  return moveStrays(swapNeighbours(ordered))
}

/** Consecutive items with equal keys. */
function splitBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Item[][] {
  const groups: Item[][] = []
  let key: number | null = null
  for (const item of items) {
    if (keyOf(item) === key) groups.at(-1)?.push(item)
    else groups.push([item])
    key = keyOf(item)
  }
  return groups
}

function startOfDay(day: readonly TimedStep[]): bigint | null {
  if (day.some((step) => step.at === null)) return startOf(day)
  return startOf(splitBy(day, minuteOf)[0] ?? [])
}

function minuteOf(step: TimedStep): number {
  return Math.floor((step.at ?? 0) / MINUTE_MS)
}

function orderDay<Item extends TimedStep>(day: readonly Item[], previous: bigint | null, next: bigint | null): Item[] {
  const loose = day.filter((step) => step.at === null)
  const precise = day.filter((step) => step.at !== null)
  if (precise.length === 0) return orderTied(loose, previous, next)
  const timed = orderPrecise(precise, previous, loose.length === 0 ? next : null)
  if (loose.length === 0) return timed
  const runs = [...closedRuns(timed), ...loose.map((step): Run<Item> => ({ ...step, steps: [step] }))]
  const together = orderTied(runs, previous, next).flatMap((run) => run.steps)
  // Balances that happen to fit must not turn the clock back: then the untimed ones wait for a break they close.
  return isInTime(together) ? together : [...timed, ...orderTied(loose, timed.at(-1)?.after ?? null, next)]
}

function orderPrecise<Item extends TimedStep>(
  precise: readonly Item[],
  previous: bigint | null,
  next: bigint | null,
): Item[] {
  const minutes = splitBy(precise, minuteOf)
  const ordered: Item[] = []
  minutes.forEach((minute, index) => {
    const following = minutes[index + 1]
    const end = following === undefined ? next : startOf(following)
    for (const step of orderTied(minute, ordered.at(-1)?.after ?? previous, end)) ordered.push(step)
  })
  return ordered
}

function isInTime(steps: readonly TimedStep[]): boolean {
  let latest = Number.NEGATIVE_INFINITY
  return steps.every((step) => {
    if (step.at === null) return true
    const isLater = minuteOf(step) >= latest
    latest = minuteOf(step)
    return isLater
  })
}

/** The longest stretches in which each step follows from the one before. */
function closedRuns<Item extends Step>(steps: readonly Item[]): Run<Item>[] {
  const runs: Item[][] = []
  for (const step of steps) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1)?.after === step.before) run.push(step)
    else runs.push([step])
  }
  return runs.map((run) => {
    const [first, last] = [run[0] as Item, run.at(-1) as Item]
    return { before: first.before, after: last.after, rank: first.rank, steps: run }
  })
}

/** Exchanges two neighbours a few minutes apart where that closes at least two links more. */
function swapNeighbours<Item extends TimedStep>(ordered: readonly Item[]): Item[] {
  const result = [...ordered]
  const closes = (left: number, right: number) => Number(result[left]?.after === result[right]?.before)
  for (let index = 0; index + 1 < result.length; index += 1) {
    const [left, right] = [result[index] as Item, result[index + 1] as Item]
    if (left.at === null || right.at === null || right.at - left.at > SWAPPED_MINUTES * MINUTE_MS) continue
    const now = closes(index - 1, index) + closes(index, index + 1) + closes(index + 1, index + 2)
    if (now > 1) continue
    const swapped =
      Number(result[index - 1]?.after === right.before) +
      Number(right.after === left.before) +
      Number(left.after === result[index + 2]?.before)
    if (swapped >= now + 2) [result[index], result[index + 1]] = [right, left]
  }
  return result
}

/** Moves a stretch that stands alone into the break it closes exactly, when the two are near enough in time. */
function moveStrays<Item extends TimedStep>(ordered: readonly Item[]): Item[] {
  const runs = closedRuns(ordered)
  if (runs.length < 3) return [...ordered]
  const byEnds = Map.groupBy(runs.keys(), (index) => endsText(runs[index]?.before, runs[index]?.after))
  const movedTo = new Map<number, number>()
  const keeps = new Set<number>()
  for (let index = 0; index + 1 < runs.length; index += 1) {
    const [left, right] = [runs[index] as Run<Item>, runs[index + 1] as Run<Item>]
    if (movedTo.has(index) || movedTo.has(index + 1)) continue
    const stray = byEnds
      .get(endsText(left.after, right.before))
      ?.find(
        (other) =>
          other !== index && other !== index + 1 && !movedTo.has(other) && !keeps.has(other) && fits(runs[other], left),
      )
    if (stray === undefined) continue
    movedTo.set(stray, index)
    keeps.add(index).add(index + 1)
  }
  const strayAfter = new Map([...movedTo].map(([stray, index]) => [index, stray]))
  return runs.flatMap((run, index) => {
    if (movedTo.has(index)) return []
    const stray = strayAfter.get(index)
    return stray === undefined ? run.steps : [...run.steps, ...(runs[stray]?.steps ?? [])]
  })
}

function endsText(start: bigint | undefined, end: bigint | undefined): string {
  return `${start} ${end}`
}

function fits<Item extends TimedStep>(stray: Run<Item> | undefined, left: Run<Item>): boolean {
  const [first, last] = [stray?.steps[0], left.steps.at(-1)]
  if (first === undefined || last === undefined) return false
  if (first.at !== null && last.at !== null) return Math.abs(first.at - last.at) <= SWAPPED_MINUTES * MINUTE_MS
  return Math.abs(first.day - last.day) <= LATE_POSTING_DAYS
}

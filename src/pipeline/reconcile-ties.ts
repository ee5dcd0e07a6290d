/** One step of a running balance: from what an account held to what it held after. `rank` prefers one order to another. */
export type Step = { readonly before: bigint; readonly after: bigint; readonly rank: number }

/** Stands beside all balances: where a chain comes from and goes to when the step before or after it is not here. */
const OUTSIDE = 'outside'
type Place = bigint | typeof OUTSIDE
type Edge<Item> = { readonly to: Place; readonly rank: number; readonly step: Item | null }
type Trail<Item> = { readonly steps: Item[]; readonly isFirst: boolean; readonly isLast: boolean }

/**
 * Puts steps whose times do not order them in the order in which the most of them follow from one another. Balances are
 * places and steps are roads between them: the fewest unbroken trails that use every road once. `previous` is the balance
 * before all of them and `next` the one after, null where unknown. Among equally good orders ranks decide. Near-linear.
 */
export function orderTied<Item extends Step>(
  steps: readonly Item[],
  previous: bigint | null,
  next: bigint | null,
): Item[] {
  if (steps.length < 2) return [...steps]
  const trails = trailsOf(buildRoads(steps, previous, next))
  const first = trails.find((trail) => trail.isFirst)
  const last = trails.find((trail) => trail.isLast && trail !== first)
  const others = trails
    .filter((trail) => trail !== first && trail !== last && trail.steps.length > 0)
    .sort((left, right) => rankOf(left) - rankOf(right))
  // Where the steps already lead from the balance before to the balance after, what is left over stands where its time says.
  if (first?.isLast === true) return insertByRank(first.steps, others)
  return [...(first?.steps ?? []), ...others.flatMap((trail) => trail.steps), ...(last?.steps ?? [])]
}

/**
 * The balance that steps start from and none of them ends at, counted; null when there is none or more than one: then
 * nothing says where they begin.
 */
export function startOf(steps: readonly Pick<Step, 'before' | 'after'>[]): bigint | null {
  const surplus = surplusOf(steps)
  const starts = [...surplus].filter(([, count]) => count > 0)
  return starts.length === 1 && starts[0]?.[1] === 1 ? starts[0][0] : null
}

/** How many more steps leave each balance than reach it. */
function surplusOf(steps: readonly Pick<Step, 'before' | 'after'>[]): Map<bigint, number> {
  const surplus = new Map<bigint, number>()
  for (const { before, after } of steps) {
    surplus.set(before, (surplus.get(before) ?? 0) + 1)
    surplus.set(after, (surplus.get(after) ?? 0) - 1)
  }
  return surplus
}

/** The steps as roads, and as few roads from and to the outside as make every place as often left as reached. */
function buildRoads<Item extends Step>(
  steps: readonly Item[],
  previous: bigint | null,
  next: bigint | null,
): Map<Place, Edge<Item>[]> {
  const roads = new Map<Place, Edge<Item>[]>([[OUTSIDE, []]])
  const add = (from: Place, edge: Edge<Item>) => {
    const known = roads.get(from)
    if (known === undefined) roads.set(from, [edge])
    else known.push(edge)
  }
  const surplus = surplusOf(steps)
  const entry = new Map<bigint, number>()
  for (const step of steps) {
    add(step.before, { to: step.after, rank: step.rank, step })
    entry.set(step.before, Math.min(entry.get(step.before) ?? Number.POSITIVE_INFINITY, step.rank))
  }
  if (previous !== null) {
    add(OUTSIDE, { to: previous, rank: Number.NEGATIVE_INFINITY, step: null })
    surplus.set(previous, (surplus.get(previous) ?? 0) - 1)
  }
  if (next !== null) {
    add(next, { to: OUTSIDE, rank: Number.POSITIVE_INFINITY, step: null })
    surplus.set(next, (surplus.get(next) ?? 0) + 1)
  }
  for (const [balance, count] of surplus) {
    const rank = entry.get(balance) ?? Number.MAX_VALUE
    for (let index = 0; index < count; index += 1) add(OUTSIDE, { to: balance, rank, step: null })
    for (let index = 0; index < -count; index += 1) add(balance, { to: OUTSIDE, rank: Number.MAX_VALUE, step: null })
  }
  connect(roads, steps, add)
  // Taken from the end, so the preferred road stands last.
  for (const edges of roads.values()) edges.sort((left, right) => compareRanks(right.rank, left.rank))
  return roads
}

/** Money that went round in a circle is reached from nowhere; it is entered and left at its first step. */
function connect<Item extends Step>(
  roads: ReadonlyMap<Place, Edge<Item>[]>,
  steps: readonly Item[],
  add: (from: Place, edge: Edge<Item>) => void,
): void {
  const reached = new Set<Place>()
  const visit = (start: Place) => {
    const waiting = [start]
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (reached.has(place)) continue
      reached.add(place)
      for (const { to } of roads.get(place) ?? []) waiting.push(to)
    }
  }
  visit(OUTSIDE)
  for (const { before, rank } of [...steps].sort((left, right) => left.rank - right.rank)) {
    if (reached.has(before)) continue
    add(OUTSIDE, { to: before, rank, step: null })
    add(before, { to: OUTSIDE, rank: Number.MAX_VALUE, step: null })
    visit(before)
  }
}

/** Every road once, in one walk from the outside and back (Hierholzer 1873), cut where it passes the outside. */
function trailsOf<Item extends Step>(roads: ReadonlyMap<Place, Edge<Item>[]>): Trail<Item>[] {
  const walk: Edge<Item>[] = []
  const stack: { readonly place: Place; readonly by: Edge<Item> | null }[] = [{ place: OUTSIDE, by: null }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const edge = roads.get(top.place)?.pop()
    if (edge !== undefined) stack.push({ place: edge.to, by: edge })
    else {
      stack.pop()
      if (top.by !== null) walk.push(top.by)
    }
  }
  const trails: Trail<Item>[] = []
  let steps: Item[] = []
  let isFirst = false
  for (const { to, rank, step } of walk.reverse()) {
    if (step !== null) steps.push(step)
    if (step === null && rank === Number.NEGATIVE_INFINITY) isFirst = true
    if (to !== OUTSIDE) continue
    trails.push({ steps, isFirst, isLast: rank === Number.POSITIVE_INFINITY })
    steps = []
    isFirst = false
  }
  return trails
}

function insertByRank<Item extends Step>(main: readonly Item[], others: readonly Trail<Item>[]): Item[] {
  const result: Item[] = []
  let waiting = 0
  for (const step of main) {
    for (let other = others[waiting]; other !== undefined && rankOf(other) < step.rank; other = others[waiting]) {
      result.push(...other.steps)
      waiting += 1
    }
    result.push(step)
  }
  return [...result, ...others.slice(waiting).flatMap((trail) => trail.steps)]
}

function rankOf<Item extends Step>(trail: Trail<Item>): number {
  return trail.steps[0]?.rank ?? 0
}

/** Infinities of one sign are equal; their difference is not a number. */
function compareRanks(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1
}

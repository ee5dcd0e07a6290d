import { type Arrival, type ArrivalPlan, arrive, EVERYTHING } from './arrival.ts'
import { HOUSEHOLDS } from './households.ts'
import { live, TWO_YEARS } from './life.ts'
import { createRandom } from './random.ts'
import { createTruth, type Truth } from './truth.ts'
import { DAY } from './wall-time.ts'

/** What a household to simulate is told by. `days` cuts the two years short, centred on the change of 2026-01-01. */
export type HouseholdPlan = {
  readonly seed: number
  readonly type: string
  readonly eventsPerDay: number
  readonly days?: number
  readonly habitShare?: number
  readonly arrival?: Partial<ArrivalPlan>
}

/** A household with all its messages and the truth about them; the same plan gives the same one. */
export function makeHousehold(plan: HouseholdPlan): { readonly arrival: Arrival; readonly truth: Truth } {
  const random = createRandom(plan.seed)
  const accounts = HOUSEHOLDS[plan.type]
  if (accounts === undefined) throw new Error(`no household ${plan.type}`)
  const middle = TWO_YEARS.from + 365 * DAY
  const half = Math.floor((plan.days ?? 730) / 2) * DAY
  const world = live(
    {
      accounts,
      from: middle - half,
      until: middle + half,
      eventsPerDay: plan.eventsPerDay,
      habitShare: plan.habitShare ?? 0.4,
    },
    random.fork('life'),
  )
  const arrival = arrive(world, { ...EVERYTHING, ...plan.arrival }, random.fork('arrival'))
  return { arrival, truth: createTruth(world, arrival) }
}

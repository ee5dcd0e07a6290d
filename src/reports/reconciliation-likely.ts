import type { PastMovement } from '../domain/reconciliation.ts'

/** What is missing, as a guess of the counterparty needs it. */
export type MissingMovement = {
  readonly accountId: string
  /** Signed: minus is money out. Not zero. */
  readonly missingMinor: bigint
  readonly from: Temporal.ZonedDateTime
  readonly to: Temporal.ZonedDateTime
}

/** Who is probably behind a missing movement; scores are shares of one, highest first. */
export type LikelyCounterparty = { readonly counterparty: string; readonly score: number }

/** A ledger's history by direction and counterparty, made once for all gaps. */
export type MovementHistory = { readonly out: readonly Habit[]; readonly in: readonly Habit[] }

type Occurrence = {
  readonly accountId: string
  readonly minor: number
  readonly day: number
  readonly weekday: number
  readonly dayOfMonth: number
  readonly minuteOfDay: number | null
}
type Habit = { readonly counterparty: string; readonly occurrences: readonly Occurrence[] }

const SHOWN_MAX = 5
/** A habit's occurrences nearest to the gap tell enough. */
const NEAREST = 60
/** So many of them tell how often it happens. */
const COUNTED = 400
/** Charges that may be in a missing amount: transfer fees of ₦10, ₦25 and ₦50 with 7.5 % VAT, stamp duty of ₦50, and both (field.md, CBN guide to charges). */
const CHARGES_MINOR = [1_075, 2_688, 5_375, 5_000, 6_075, 7_688, 10_375]
/** What somebody never seen before gets: keeps the scores of poor guesses low. */
const STRANGER = 1e-7

/** Groups past movements by direction and name; names that differ in case, marks and numbers only are one. */
export function movementHistory(movements: readonly PastMovement[], timeZone: string): MovementHistory {
  const habitsOf = (own: readonly PastMovement[]): Habit[] =>
    [...Map.groupBy(own, ({ counterparty }) => nameKey(counterparty)).values()].map((group) => ({
      counterparty: group[0]?.counterparty ?? '',
      occurrences: group
        .map((movement) => occurrenceOf(movement, timeZone))
        .sort((left, right) => left.day - right.day),
    }))
  return {
    out: habitsOf(movements.filter(({ amountMinor }) => amountMinor < 0n)),
    in: habitsOf(movements.filter(({ amountMinor }) => amountMinor > 0n)),
  }
}

/** Terminals and references put numbers into names: `SHOPRITE LEKKI 0098` is `SHOPRITE LEKKI`. */
function nameKey(name: string): string {
  const words = name.toUpperCase().split(/[^\p{L}\p{N}]+/u)
  const plain = words.filter((word) => word !== '' && !/\p{N}/u.test(word))
  return (plain.length > 0 ? plain : words).join(' ')
}

function occurrenceOf({ accountId, amountMinor, date, at }: PastMovement, timeZone: string): Occurrence {
  const wall = at?.toZonedDateTimeISO(timeZone)
  return {
    accountId,
    minor: Math.abs(Number(amountMinor)),
    day: dayNumber(date),
    weekday: date.dayOfWeek,
    dayOfMonth: date.day,
    minuteOfDay: wall === undefined ? null : wall.hour * 60 + wall.minute,
  }
}

/**
 * The likeliest counterparties of a missing movement from what this ledger usually sees: the amount (exact, with a listed
 * charge, or usual), how often and how lately, weekday, time of day, the rhythm of what is due, and the account.
 */
export function likelyCounterparties(missing: MissingMovement, history: MovementHistory): LikelyCounterparty[] {
  const habits = missing.missingMinor < 0n ? history.out : history.in
  const gap = describeGap(missing)
  const weighed = habits.map((habit) => ({ counterparty: habit.counterparty, weight: weigh(habit, gap) }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, STRANGER)
  return weighed
    .sort((left, right) => right.weight - left.weight || (left.counterparty < right.counterparty ? -1 : 1))
    .slice(0, SHOWN_MAX)
    .map(({ counterparty, weight }) => ({ counterparty, score: Math.round((weight / total) * 1000) / 1000 }))
    .filter(({ score }) => score > 0)
}

type GapFacts = {
  readonly accountId: string
  readonly minor: number
  readonly firstDay: number
  readonly lastDay: number
  readonly weekdays: ReadonlySet<number>
  readonly daysOfMonth: ReadonlySet<number>
  /** Minutes of the day from and to, or null when the gap is open for most of a day. */
  readonly minutes: { readonly from: number; readonly to: number } | null
}

function describeGap({ accountId, missingMinor, from, to }: MissingMovement): GapFacts {
  const [firstDate, lastDate] = [from.toPlainDate(), to.toPlainDate()]
  const [firstDay, lastDay] = [dayNumber(firstDate), dayNumber(lastDate)]
  const dates = Array.from({ length: Math.min(31, lastDay - firstDay + 1) }, (_, index) =>
    firstDate.add({ days: index }),
  )
  const minutes = from.until(to).total('minutes')
  const start = from.hour * 60 + from.minute
  return {
    accountId,
    minor: Math.abs(Number(missingMinor)),
    firstDay,
    lastDay,
    weekdays: new Set(dates.map((date) => date.dayOfWeek)),
    daysOfMonth: new Set(dates.map((date) => date.day)),
    minutes: minutes >= 18 * 60 ? null : { from: start, to: start + minutes },
  }
}

function weigh({ occurrences }: Habit, gap: GapFacts): number {
  const near = nearest(occurrences, gap.firstDay, NEAREST)
  const lately = nearest(occurrences, gap.firstDay, COUNTED).reduce(
    (sum, { day }) => sum + Math.exp(-Math.abs(day - gap.firstDay) / 120),
    0,
  )
  return lately * fitOfAmount(near, gap) * fitOfTime(near, gap) * fitOfRhythm(near, gap) * fitOfAccount(near, gap)
}

/** The occurrences around a day, half of them on either side; `sorted` is by day. */
function nearest(sorted: readonly Occurrence[], day: number, count: number): readonly Occurrence[] {
  if (sorted.length <= count) return sorted
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as Occurrence).day < day) low = middle + 1
    else high = middle
  }
  const start = Math.max(0, Math.min(sorted.length - count, low - count / 2))
  return sorted.slice(start, start + count)
}

/** How probable the amount is for this counterparty: seen to the kobo before, or near what is usual and as round. */
function fitOfAmount(near: readonly Occurrence[], { minor }: GapFacts): number {
  const share = (amount: number) => near.filter((one) => one.minor === amount).length / (near.length + 1)
  const exact = share(minor)
  const withCharge = Math.max(0, ...CHARGES_MINOR.map((charge) => (minor > charge ? share(minor - charge) : 0)))
  const spread = near.reduce((sum, one) => sum + Math.exp(-Math.abs(Math.log(minor / Math.max(1, one.minor))) / 0.3), 0)
  const unit = near.reduce((common, one) => Math.min(common, unitOf(one.minor)), unitOf(near[0]?.minor ?? 1))
  // A rounder unit means fewer amounts are possible, so that each is likelier; one that does not fit it is not.
  const density = unitOf(minor) >= unit ? Math.min(1, unit / minor / 0.6) : 0.05 * Math.min(1, 1 / minor)
  return exact + 0.3 * withCharge + (spread / (near.length + 1)) * density * 0.5 + 1e-9
}

/** The roundest unit an amount is a multiple of, in minor units. */
function unitOf(minor: number): number {
  return (
    [1_000_000, 500_000, 100_000, 50_000, 10_000, 5_000, 1_000, 500, 100, 50, 10, 5].find(
      (unit) => minor % unit === 0,
    ) ?? 1
  )
}

function fitOfTime(near: readonly Occurrence[], { minutes, weekdays }: GapFacts): number {
  const onWeekday = near.filter(({ weekday }) => weekdays.has(weekday)).length
  const weekdayFit = (onWeekday + (0.7 * weekdays.size) / 7) / (near.length + 0.7) / (weekdays.size / 7)
  if (minutes === null) return weekdayFit
  const timed = near.flatMap(({ minuteOfDay }) => minuteOfDay ?? [])
  if (timed.length === 0) return weekdayFit * 0.5
  const width = 90
  const overlap = (centre: number) =>
    Math.max(0, Math.min(centre + width, minutes.to + 1) - Math.max(centre - width, minutes.from)) / (2 * width)
  // A gap may run past midnight: then yesterday's clock and today's are both in it.
  const covered = timed.reduce((sum, minute) => sum + Math.min(1, overlap(minute) + overlap(minute + 1440)), 0)
  const share = Math.min(1, (minutes.to - minutes.from + 1) / 1440)
  return (weekdayFit * (covered + 0.3 * share)) / (timed.length + 0.3)
}

/** More for what is due and was not seen around the gap, less for what was just paid or is not due yet. */
function fitOfRhythm(near: readonly Occurrence[], gap: GapFacts): number {
  const days = [...new Set(near.map(({ day }) => day))]
  if (days.length < 2) return 1
  const steps = days.slice(1).map((day, index) => day - (days[index] as number))
  const usual = steps.toSorted((left, right) => left - right)[Math.floor(steps.length / 2)] as number
  const last = days.findLast((day) => day <= gap.lastDay)
  const next = days.find((day) => day >= gap.firstDay)
  const since = last === undefined ? null : gap.firstDay - last
  const until = next === undefined ? null : next - gap.lastDay
  const monthly = fitOfMonth(near, gap, usual, since, until)
  if (monthly !== null) return monthly
  const isRegular =
    steps.filter((step) => Math.abs(step - usual) <= Math.max(1, usual * 0.2)).length >= steps.length * 0.6
  if (!isRegular) return 1
  const slack = Math.max(1, usual * 0.2)
  const isDue = since !== null && Math.abs(since - usual) <= slack
  const leavesRoom = until === null || until >= usual - slack
  if (isDue && leavesRoom) return 3
  const isJustPaid = (since !== null && since < usual * 0.5) || (until !== null && until < usual * 0.5)
  return isJustPaid ? 0.3 : 1
}

/** What comes once a month: due on its day, out of place on any other; null for what comes in another rhythm. */
function fitOfMonth(
  near: readonly Occurrence[],
  gap: GapFacts,
  usual: number,
  since: number | null,
  until: number | null,
): number | null {
  if (usual < 25 || usual > 65) return null
  if ((since !== null && since < 20) || (until !== null && until < 20)) return 0.05
  const distance = (one: number, other: number) => Math.min(Math.abs(one - other), 31 - Math.abs(one - other))
  const onDay = near.filter(({ dayOfMonth }) => [...gap.daysOfMonth].some((day) => distance(day, dayOfMonth) <= 3))
  return onDay.length >= near.length * 0.6 ? 12 : 0.3
}

function fitOfAccount(near: readonly Occurrence[], { accountId }: GapFacts): number {
  return (near.filter((one) => one.accountId === accountId).length + 0.2) / (near.length + 0.4)
}

function dayNumber(date: Temporal.PlainDate): number {
  return Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'day' }).days
}

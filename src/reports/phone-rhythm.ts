/** How often a phone delivers, and whether it has stopped. */
export type PhoneRhythm = {
  /** SMS on a day in the middle of all its days, quiet ones included; null before it has been there for three days. */
  readonly perDay: number | null
  /** Since when it has been silent for three times its usual pause; null while it has not, or has no rhythm yet. */
  readonly silentSince: Temporal.Instant | null
}

/** What comes within an hour is one arrival: phones deliver what they kept all at once. */
const ARRIVAL_MS = 3_600_000
/** The usual pause is one that nine of ten do not pass, so that nights do not count as silence. */
const USUAL_SHARE = 0.9
const SILENT_FACTOR = 3
const PAUSES_MIN = 8
/** Nobody is alarmed within half a day. */
const SILENT_MIN_MS = 12 * 3_600_000
const DAYS_MIN = 3

/** The rhythm of a phone from when its SMS were delivered, oldest first; days are those of `timeZone`. */
export function phoneRhythm(
  deliveredAt: readonly Temporal.Instant[],
  now: Temporal.Instant,
  timeZone: string,
): PhoneRhythm {
  return { perDay: medianPerDay(deliveredAt, now, timeZone), silentSince: silentSince(deliveredAt, now) }
}

function medianPerDay(
  deliveredAt: readonly Temporal.Instant[],
  now: Temporal.Instant,
  timeZone: string,
): number | null {
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(timeZone).toPlainDate()
  const [first] = deliveredAt
  if (first === undefined) return null
  const [from, today] = [dayOf(first), dayOf(now)]
  // Today is not over, so it says nothing yet.
  const days = from.until(today).days
  if (days < DAYS_MIN) return null
  const counts = new Array<number>(days).fill(0)
  for (const instant of deliveredAt) {
    const day = from.until(dayOf(instant)).days
    if (day < days) counts[day] = (counts[day] ?? 0) + 1
  }
  counts.sort((left, right) => left - right)
  return counts[Math.floor(days / 2)] ?? null
}

function silentSince(deliveredAt: readonly Temporal.Instant[], now: Temporal.Instant): Temporal.Instant | null {
  const times = deliveredAt.map((instant) => instant.epochMilliseconds)
  const pauses = times
    .slice(1)
    .map((time, index) => time - (times[index] as number))
    .filter((pause) => pause >= ARRIVAL_MS)
    .sort((left, right) => left - right)
  const last = deliveredAt.at(-1)
  if (pauses.length < PAUSES_MIN || last === undefined) return null
  const usual = pauses[Math.ceil(pauses.length * USUAL_SHARE) - 1] as number
  const since = last.add({ milliseconds: Math.max(usual * SILENT_FACTOR, SILENT_MIN_MS) })
  return Temporal.Instant.compare(since, now) <= 0 ? since : null
}

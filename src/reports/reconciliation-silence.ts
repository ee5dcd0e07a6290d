import type { MessageSource } from '../domain/message.ts'
import type { SourceArrivals } from '../domain/reconciliation.ts'

/** A source that has been quiet for longer than it nearly ever was. */
export type SilentSource = {
  readonly source: MessageSource
  readonly institution: string
  readonly lastAt: Temporal.Instant
  /** Since when its silence is unusual: its last alert plus the pause that 99 of 100 of its pauses do not pass. */
  readonly unusualSince: Temporal.Instant
}

/** A rhythm is read from at least so many days with alerts, and only of sources that bring about three such days a week. */
const DAYS_MIN = 8
const DAYS_PER_WEEK_MIN = 3
const DAY_MS = 86_400_000
/** Nobody is alarmed about one quiet day. */
const PAUSE_MIN_MS = 2 * DAY_MS

/**
 * Sources that are silent at `now` by their own rhythm: longer than 99 of 100 pauses between their alerts, with half of the
 * longest pause on top while too few pauses are known to tell. Alerts within an hour are one arrival, since phones send
 * what they kept all at once.
 */
export function silentSources(arrivals: readonly SourceArrivals[], now: Temporal.Instant): SilentSource[] {
  return arrivals.flatMap(({ source, institution, receivedAt }) => {
    const pauseMs = unusualPauseMs(receivedAt)
    const lastAt = receivedAt.at(-1)
    if (pauseMs === null || lastAt === undefined) return []
    const unusualSince = lastAt.add({ milliseconds: Math.ceil(pauseMs) })
    return Temporal.Instant.compare(unusualSince, now) <= 0 ? [{ source, institution, lastAt, unusualSince }] : []
  })
}

/** The pause a source nearly never passes, in milliseconds; null for one without a rhythm. */
function unusualPauseMs(receivedAt: readonly Temporal.Instant[]): number | null {
  const times = receivedAt.map((instant) => instant.epochMilliseconds)
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return null
  const days = new Set(times.map((time) => Math.floor(time / DAY_MS))).size
  const weeks = Math.max(1, (last - first) / (7 * DAY_MS))
  if (days < DAYS_MIN || days / weeks < DAYS_PER_WEEK_MIN) return null
  const pauses = times
    .slice(1)
    .map((time, index) => time - (times[index] as number))
    .filter((pause) => pause >= DAY_MS / 24)
    .sort((left, right) => left - right)
  const longest = pauses.at(-1) ?? 0
  // The 99 % point of fewer than a hundred pauses is the longest one, which the next may well pass by a little.
  const usual = pauses.length >= 100 ? (pauses[Math.ceil(pauses.length * 0.99) - 1] as number) : longest * 1.5
  return Math.max(usual, PAUSE_MIN_MS)
}

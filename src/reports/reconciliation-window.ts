import type { BalanceClaim } from '../domain/balance.ts'

/** A gap's window in a ledger's zone, as wide as the two claims allow. */
export type GapWindow = { readonly from: Temporal.ZonedDateTime; readonly to: Temporal.ZonedDateTime }

type Bounds = { readonly after: Pick<BalanceClaim, 'occurred'>; readonly before: Pick<BalanceClaim, 'occurred'> }

/**
 * Between when something is missing. A claim that states a day only may have come at any time of it, so the window then
 * begins with that day, or ends with it.
 */
export function gapWindow({ after, before }: Bounds, timeZone: string): GapWindow {
  const start = after.occurred.at?.toZonedDateTimeISO(timeZone) ?? after.occurred.date.toZonedDateTime(timeZone)
  const end =
    before.occurred.at?.toZonedDateTimeISO(timeZone) ??
    before.occurred.date.add({ days: 1 }).toZonedDateTime(timeZone).subtract({ seconds: 1 })
  // A row that was posted late stands in the chain ahead of its own day: what is missing lies on either side of the clock.
  return Temporal.ZonedDateTime.compare(start, end) <= 0 ? { from: start, to: end } : { from: end, to: start }
}

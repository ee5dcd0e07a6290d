/**
 * When an event happened, as far as the message says. `date` is the local day where the bank writes; `at` is the instant
 * when the message states a time, else null; `from` tells whether the message said so or we fell back to its receipt.
 */
export type Occurred = {
  readonly date: Temporal.PlainDate
  readonly at: Temporal.Instant | null
  readonly from: 'message' | 'receipt'
}

/** What a message prints about time: a day, a wall time in the bank's zone, or an instant when it names another zone. */
export type StatedTime =
  | { readonly kind: 'date'; readonly date: Temporal.PlainDate }
  | { readonly kind: 'wall'; readonly at: Temporal.PlainDateTime; readonly zone: string }
  | { readonly kind: 'instant'; readonly at: Temporal.Instant }

/** The machine's clock; only composition roots and tests use it, everything else is given a clock. */
export const systemClock = { now: () => Temporal.Now.instant() }

/** Resolves what a message prints to the event's day and instant; null falls back to the receipt, in `zone`. */
export function resolveOccurred(stated: StatedTime | null, receivedAt: Temporal.Instant, zone: string): Occurred {
  if (stated === null) {
    return { date: receivedAt.toZonedDateTimeISO(zone).toPlainDate(), at: receivedAt, from: 'receipt' }
  }
  switch (stated.kind) {
    case 'date':
      return { date: stated.date, at: null, from: 'message' }
    case 'wall':
      return { date: stated.at.toPlainDate(), at: stated.at.toZonedDateTime(stated.zone).toInstant(), from: 'message' }
    case 'instant':
      return { date: stated.at.toZonedDateTimeISO(zone).toPlainDate(), at: stated.at, from: 'message' }
  }
}

/** Whole days from `from` to `to`: positive when `to` is later. */
export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to, { largestUnit: 'day' }).days
}

import type { AccountPosting } from '../../../src/domain/ports.ts'
import type { EventClaim } from '../../../src/domain/reconciliation.ts'

/** One event on an account as its bank knows it. */
export type BankEvent = {
  readonly id: string
  readonly minor: bigint
  readonly minute: number
  readonly isDayOnly?: boolean
}

const START = Temporal.Instant.from('2026-03-01T00:00:00+01:00')

/** The instant of a minute since the beginning of March 2026, and its day in Lagos. */
function timeOf(minute: number): { at: Temporal.Instant; date: Temporal.PlainDate } {
  const at = START.add({ minutes: minute })
  return { at, date: at.toZonedDateTimeISO('Africa/Lagos').toPlainDate() }
}

/** The claims that the alerts of events make, from a balance at the beginning. */
export function claimsOfBank(events: readonly BankEvent[], opening: bigint): EventClaim[] {
  let balance = opening
  return events.map(({ id, minor, minute, isDayOnly }) => {
    const beforeMinor = balance
    balance += minor
    return claim({ id, beforeMinor, balance, minute, isDayOnly: isDayOnly === true })
  })
}

/** One claim; its event is named after its message. */
export function claim(given: {
  readonly id: string
  readonly beforeMinor: bigint
  readonly balance: bigint
  readonly minute: number
  readonly isDayOnly?: boolean
  readonly eventId?: string
  readonly source?: EventClaim['source']
}): EventClaim {
  const { at, date } = timeOf(given.minute)
  return {
    key: { messageId: given.id, position: 0 },
    accountId: 'account',
    balance: { minor: given.balance, currency: 'NGN' },
    beforeMinor: given.beforeMinor,
    occurred: { date, at: given.isDayOnly === true ? null : at, from: 'message' },
    eventId: given.eventId ?? `event ${given.id}`,
    eventStatus: 'posted',
    source: given.source ?? 'sms',
    receivedAt: at.add({ minutes: 1 }),
  }
}

/** An entry that no stated balance speaks of; `minute` null when only the day, given as minutes, is known. */
export function entry(minor: bigint, minute: number, isDayOnly = false): AccountPosting {
  const { at, date } = timeOf(minute)
  const id = `entry ${minor} ${minute}`
  return {
    transactionId: id,
    amountMinor: minor,
    date,
    at: isDayOnly ? null : at,
    keys: [{ messageId: id, position: 0 }],
  }
}

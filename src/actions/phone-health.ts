import type { Phone } from '../domain/phone.ts'
import type { LedgerSession } from '../domain/ports.ts'
import { type PhoneRhythm, phoneRhythm } from '../reports/phone-rhythm.ts'

/** A phone with what it has delivered. */
export type PhoneHealth = PhoneRhythm & {
  readonly phone: Phone
  /** SMS that were kept; what several apps delivered counts once. */
  readonly count: number
  readonly lastAt: Temporal.Instant | null
}

/** A rhythm is read from the last half year. */
const RHYTHM_DAYS = 182

/** The phones that may post, first added first, with how they are. */
export async function phoneHealth(
  session: LedgerSession,
  now: Temporal.Instant,
  timeZone: string,
): Promise<PhoneHealth[]> {
  const phones = (await session.phones()).filter(({ revokedAt }) => revokedAt === null)
  if (phones.length === 0) return []
  const counts = new Map((await session.smsCounts()).map((each) => [each.phoneId, each]))
  const arrivals = await session.smsArrivals(now.subtract({ hours: 24 * RHYTHM_DAYS }))
  const deliveredAt = new Map(arrivals.map((each) => [each.phoneId, each.deliveredAt]))
  return phones.map((phone) => ({
    phone,
    count: counts.get(phone.id)?.count ?? 0,
    lastAt: counts.get(phone.id)?.lastAt ?? null,
    ...phoneRhythm(deliveredAt.get(phone.id) ?? [], now, timeZone),
  }))
}

/** Phones whose silence has become unusual within the last day: a job that runs once a day tells each silence once. */
export async function newlySilentPhones(
  session: LedgerSession,
  now: Temporal.Instant,
  timeZone: string,
): Promise<PhoneHealth[]> {
  const dayAgo = now.subtract({ hours: 24 })
  return (await phoneHealth(session, now, timeZone)).filter(
    ({ silentSince }) => silentSince !== null && Temporal.Instant.compare(silentSince, dayAgo) > 0,
  )
}

import type { SmsDelivery } from '../domain/phone.ts'

/** Apps stamp the same SMS this far apart at most; an app that gives no time repeats it within this. */
const SAME_SMS_SECONDS = 900

/** What deliveries are, given those that are known. */
export type FoldedDeliveries = {
  /** Whether each of them brings a message that nobody brought before. */
  readonly isNew: readonly boolean[]
  /** Those to be kept, each under the message it is a delivery of. */
  readonly kept: readonly SmsDelivery[]
}

/**
 * Tells repetitions from messages that say the same. Of one text, each way (phone, app, SIM) delivers every SMS once: the second
 * delivery by one way is a second SMS, and the first by a second way is the first SMS again. A way that tells no times cannot
 * say which it is: what it brings again within a quarter of an hour is a repetition. Pure; `deliveries` in the order they came.
 */
export function foldDeliveries(deliveries: readonly SmsDelivery[], known: readonly SmsDelivery[]): FoldedDeliveries {
  const all = new Map(known.map((delivery) => [delivery.id, delivery]))
  const isNew: boolean[] = []
  const kept: SmsDelivery[] = []
  for (const delivery of deliveries) {
    const before = all.get(delivery.id)
    if (before !== undefined) {
      isNew.push(false)
      continue
    }
    const former = messageBefore(delivery, [...all.values()])
    const folded = former === null ? delivery : { ...delivery, messageId: former }
    all.set(folded.id, folded)
    kept.push(folded)
    isNew.push(former === null)
  }
  return { isNew, kept }
}

/** The message that a delivery repeats; null when it brings a new one. */
function messageBefore(delivery: SmsDelivery, known: readonly SmsDelivery[]): string | null {
  const near = known
    .filter((one) => one.fingerprint === delivery.fingerprint && isNear(one, delivery))
    .sort((left, right) => Temporal.Instant.compare(left.sentAt, right.sentAt))
  const messages = [...new Set(near.map(({ messageId }) => messageId))]
  const sameWay = near.filter((one) => one.phoneId === delivery.phoneId && one.channel === delivery.channel)
  const broughtBefore = new Set(sameWay.map(({ messageId }) => messageId))
  if (!delivery.isTimed && sameWay.length > 0) return sameWay.at(-1)?.messageId ?? null
  return messages.find((id) => !broughtBefore.has(id)) ?? null
}

function isNear(one: SmsDelivery, other: SmsDelivery): boolean {
  const within = (left: Temporal.Instant, right: Temporal.Instant) =>
    Math.abs(left.epochMilliseconds - right.epochMilliseconds) <= SAME_SMS_SECONDS * 1_000
  if (within(one.sentAt, other.sentAt)) return true
  // Without a time of its own an SMS counts from its arrival, which may be long after it was sent.
  return !(one.isTimed && other.isTimed) && within(one.deliveredAt, other.deliveredAt)
}

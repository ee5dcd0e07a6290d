import type { StatedTime } from '../../domain/calendar.ts'
import type { Scene } from './scene.ts'
import { isInside } from './spans.ts'
import type { Token } from './token.ts'
import { MONTH_FIRST, ZONES } from './words/currencies.ts'

const NEAR_RECEIPT_DAYS = 2

/**
 * When the message says it happened, in the zone of the currency's country (UTC where that is several); null when it does
 * not say, says two things, or may have been cut. A day that can be read two ways is read by the day of receipt or by the
 * country's habit, and not at all where these do not agree.
 */
export function findOccurred(scene: Scene, currency: string, receivedAt: Temporal.Instant): StatedTime | null {
  const zone = ZONES[currency] ?? 'UTC'
  const open = scene.tokens.filter(({ start }) => !isInside(start, scene.narrations))
  const days = open.filter((token) => token.kind === 'date')
  const first = days[0]
  if (first?.day?.date == null || isCut(scene, first)) return null
  const today = receivedAt.toZonedDateTimeISO(zone).toPlainDate()
  const date = dayOf(first, currency, today)
  if (date === null) return null
  if (first.day.time !== null)
    return endsHere(scene, first) ? null : { kind: 'wall', at: date.toPlainDateTime(first.day.time), zone }
  const times = open.filter(({ kind, day }) => kind === 'time' && day?.time != null)
  const time = times.length === 1 && !endsWithoutSeconds(scene, times[0]) ? times[0]?.day?.time : null
  return time == null ? { kind: 'date', date } : { kind: 'wall', at: date.toPlainDateTime(time), zone }
}

function dayOf({ day }: Token, currency: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (day?.date == null) return null
  if (day.alternative === null) return day.date
  const isNear = (date: Temporal.PlainDate): boolean =>
    Math.abs(date.until(today, { largestUnit: 'day' }).days) <= NEAR_RECEIPT_DAYS
  if (isNear(day.date) && !isNear(day.alternative)) return day.date
  if (isNear(day.alternative) && !isNear(day.date)) return MONTH_FIRST.has(currency) ? day.alternative : null
  return MONTH_FIRST.has(currency) ? null : day.date
}

function isCut(scene: Scene, token: Token): boolean {
  if (!endsHere(scene, token)) return /^:\d?(?!\d)/u.test(scene.text.slice(token.end, token.end + 3))
  return token.day?.mayBeCut === true || token.day?.time === null ? token.day?.mayBeCut === true : false
}

function endsHere({ text }: Scene, { end }: Token): boolean {
  return end >= text.length && /:\d\d$/u.test(text) === false && /\d$/u.test(text) && /:\d$/u.test(text)
}

function endsWithoutSeconds({ text }: Scene, token: Token | undefined): boolean {
  return token !== undefined && token.end >= text.length && /:\d$/u.test(text)
}

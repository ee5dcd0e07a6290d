import { type Alert, alertKeyText } from '../domain/alert.ts'
import { dayNumber } from './solve/days.ts'

/**
 * A total order of alerts by what they say and never by when they were processed: day, then instant (an alert with a
 * day only comes first on its day), then receipt, then text, then place in the message, then key.
 */
export function compareAlerts(left: Alert, right: Alert): number {
  return (
    dayNumber(left.occurred.date) - dayNumber(right.occurred.date) ||
    compareInstants(left.occurred.at, right.occurred.at) ||
    Temporal.Instant.compare(left.receivedAt, right.receivedAt) ||
    compareText(groupText(left), groupText(right)) ||
    left.key.position - right.key.position ||
    compareText(alertKeyText(left.key), alertKeyText(right.key))
  )
}

/** How far each source is believed field by field: statement, e-mail, SMS, other, quick entry. */
const PRECEDENCE: Readonly<Record<Alert['source'], number>> = { statement: 0, email: 1, sms: 2, api: 3, manual: 4 }

/** The most believed first; equal sources stay in the order given. */
export function byPrecedence(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort((left, right) => PRECEDENCE[left.source] - PRECEDENCE[right.source])
}

/** Fields of an event of which each goes by the most believed alert that states it. */
export type SpokenField = 'counterparty' | 'narration' | 'channel' | 'reference' | 'runningBalance'

/** The alert whose word on a field counts; undefined where none states it. */
export function speakerOn(alerts: readonly Alert[], field: SpokenField): Alert | undefined {
  return byPrecedence(alerts).find(({ reading }) => reading[field] !== null)
}

/** The alert that speaks for its event: the most believed one that states a time of day, else the most believed one. */
export function leadingAlert(alerts: readonly Alert[]): Alert {
  const ordered = byPrecedence(alerts)
  return (ordered.find((alert) => alert.occurred.at !== null && alert.occurred.from === 'message') ??
    ordered[0]) as Alert
}

/** Rows of one file stay together, in its order; equal texts stand side by side. */
function groupText({ source, key, fingerprint }: Alert): string {
  return source === 'statement' ? key.messageId : fingerprint
}

function compareInstants(left: Temporal.Instant | null, right: Temporal.Instant | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1
  return Temporal.Instant.compare(left, right)
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

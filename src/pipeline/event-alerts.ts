import type { Alert, ParsedAlert } from '../domain/alert.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { EventGroup } from '../domain/plan.ts'
import type { WitnessRole } from '../domain/transaction.ts'
import { byPrecedence, type SpokenField, speakerOn } from './order.ts'

/** The alerts an event goes by: of a transfer its `from` leg, of a returned payment the payment. */
export function firstLeg(event: EventGroup, alerts: readonly Alert[]): readonly Alert[] {
  switch (event.kind) {
    case 'single':
      return alerts
    case 'transfer': {
      const from = leg(event, alerts, 'from')
      return from.length === 0 ? alerts : from
    }
    case 'reversed':
      return leg(event, alerts, 'payment')
    default:
      return assertNever(event.kind)
  }
}

/** The fields of one event from all its witnesses: for each field the most believed witness that states it. */
export function mergeReadings(alerts: readonly Alert[]): ParsedAlert {
  const ordered = byPrecedence(alerts).map((alert) => alert.reading)
  const [first] = ordered as [ParsedAlert]
  const stated = <Field extends SpokenField>(field: Field) => speakerOn(alerts, field)?.reading[field] ?? null
  return {
    ...first,
    counterparty: stated('counterparty'),
    narration: stated('narration'),
    channel: stated('channel'),
    reference: stated('reference'),
    runningBalance: stated('runningBalance'),
  }
}

/** The alerts of one side of an event. */
export function leg(event: EventGroup, alerts: readonly Alert[], role: WitnessRole): Alert[] {
  return alerts.filter((_, index) => event.witnesses[index]?.role === role)
}

/** When an event was first known; null when it comes now. */
export function firstStored(alerts: readonly Alert[]): Temporal.Instant | null {
  const instants = alerts.flatMap((alert) => alert.storedAt ?? [])
  return instants.sort(Temporal.Instant.compare)[0] ?? null
}

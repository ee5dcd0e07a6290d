import type { Alert } from '../../domain/alert.ts'
import type { AlertProbe } from '../../domain/ports.ts'
import { wordsOf } from './alert-words.ts'
import { amountsAcross } from './connections.ts'
import { TRANSFER_WINDOW_DAYS } from './legs.ts'
import { REVERSAL_WINDOW_DAYS } from './reversals.ts'
import { SAME_EVENT_WINDOW_DAYS } from './same-event.ts'

/** What to look for in the store so that everything `mayConnect` joins to an alert is found; it may find more. */
export function probesFor(alert: Alert): AlertProbe[] {
  const across = alert.source === 'manual' ? [] : [otherLegs(alert), returns(alert)]
  return [sightings(alert), ...copiesAtAnyTime(alert), ...across]
}

function sightings(alert: Alert): AlertProbe {
  const { reading, occurred, source, fingerprint } = alert
  return {
    direction: reading.direction,
    amounts: [reading.amount.minor],
    currency: reading.amount.currency,
    // A quick entry names no institution, and may be of any.
    institution: source === 'manual' ? null : reading.institution,
    from: occurred.date.subtract({ days: SAME_EVENT_WINDOW_DAYS }),
    to: occurred.date.add({ days: SAME_EVENT_WINDOW_DAYS }),
    copyOf: { source, fingerprint, balanceMinor: reading.runningBalance?.minor ?? null },
    fingerprint: null,
  }
}

/** A text that states no day may come again at any time. */
function copiesAtAnyTime(alert: Alert): AlertProbe[] {
  if (alert.occurred.from === 'message') return []
  return [{ ...sightings(alert), from: null, to: null, copyOf: null, fingerprint: alert.fingerprint }]
}

function otherLegs(alert: Alert): AlertProbe {
  const { reading, occurred } = alert
  const isDebit = reading.direction === 'debit'
  return {
    direction: isDebit ? 'credit' : 'debit',
    amounts: [reading.amount.minor, ...amountsAcross(alert)],
    currency: reading.amount.currency,
    institution: null,
    from: occurred.date.subtract({ days: isDebit ? 1 : TRANSFER_WINDOW_DAYS }),
    to: occurred.date.add({ days: isDebit ? TRANSFER_WINDOW_DAYS : 1 }),
    copyOf: null,
    fingerprint: null,
  }
}

function returns(alert: Alert): AlertProbe {
  const { reading, occurred } = alert
  const words = wordsOf(alert)
  const mayReturn = words.undoes !== null || words.references.size > 0
  return {
    direction: reading.direction === 'debit' ? 'credit' : 'debit',
    amounts: [reading.amount.minor],
    currency: reading.amount.currency,
    institution: reading.institution,
    from: occurred.date.subtract({ days: mayReturn ? REVERSAL_WINDOW_DAYS : 1 }),
    to: occurred.date.add({ days: REVERSAL_WINDOW_DAYS }),
    copyOf: null,
    fingerprint: null,
  }
}

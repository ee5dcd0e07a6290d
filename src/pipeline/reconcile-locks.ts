import { alertKeyText } from '../domain/alert.ts'
import type { BalanceClaim } from '../domain/balance.ts'
import type { ReadMessage } from '../domain/ports.ts'
import type { StatementLock } from '../domain/reconciliation.ts'
import type { AlertTrace } from './trace.ts'

/** A statement of fewer rows proves nothing. */
const ROWS_MIN = 2

/**
 * The statements among messages whose rows all state a balance that follows from the one before, per account: what rests
 * on them is reconciled, and automation leaves it alone from then on.
 */
export function locksOf(
  messages: readonly ReadMessage[],
  claims: readonly BalanceClaim[],
  traces: ReadonlyMap<string, AlertTrace>,
): StatementLock[] {
  const claimOf = new Map(claims.map((claim) => [alertKeyText(claim.key), claim]))
  return messages.flatMap(({ message, alerts }) => {
    if (message.source !== 'statement') return []
    const rows = alerts.map(({ key }) => claimOf.get(alertKeyText(key)))
    const addUp = alerts.every(({ key }) => isProven(traces.get(alertKeyText(key))))
    if (!addUp || rows.length < ROWS_MIN) return []
    const stated = rows.filter((row) => row !== undefined)
    return [...Map.groupBy(stated, (row) => row.accountId)].map(([accountId, own]): StatementLock => {
      const dates = own.map((row) => row.occurred.date).sort(Temporal.PlainDate.compare)
      const [from, to] = [dates[0] as Temporal.PlainDate, dates.at(-1) as Temporal.PlainDate]
      return { messageId: message.id, accountId, from, to }
    })
  })
}

function isProven(trace: AlertTrace | undefined): boolean {
  return trace?.check.kind === 'closes' || trace?.check.kind === 'first'
}

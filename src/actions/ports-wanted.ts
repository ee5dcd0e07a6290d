import type { AlertKey } from '../domain/alert.ts'
import type { BalanceCheck } from '../domain/balance.ts'
import type { LedgerSession } from '../domain/ports.ts'

/** What the actions ask of a ledger's storage beyond `LedgerSession`. */
export type ActionSession = LedgerSession & {
  /** The present balance check of each of these alerts, by `alertKeyText`; an alert never checked is not in the map. */
  balanceChecks(keys: readonly AlertKey[]): Promise<ReadonlyMap<string, BalanceCheck>>
  /** When a transaction was first booked (not when it happened); null when there is none with this id. */
  bookedAt(transactionId: string): Promise<Temporal.Instant | null>
}

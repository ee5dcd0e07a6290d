import type { LedgerSession } from '../domain/ports.ts'

/** What the actions ask of a ledger's storage: `LedgerSession`, and when things were booked. */
export type ActionSession = LedgerSession & {
  /** When a transaction was first booked (not when it happened); null when there is none with this id. */
  bookedAt(transactionId: string): Promise<Temporal.Instant | null>
}

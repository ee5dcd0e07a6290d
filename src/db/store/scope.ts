import type { Clock } from '../../domain/ports.ts'
import type { Transaction } from '../client.ts'
import type { Vault } from '../vault.ts'

/** One open transaction on one ledger: every query of the store says both, so that policies are the second fence. */
export type LedgerScope = {
  readonly ledgerId: string
  readonly transaction: Transaction
  readonly vault: Vault
  readonly clock: Clock
  /** The trace that the work at hand belongs to (W3C traceparent). */
  readonly traceParent: () => string | null
}

/** JSON for `jsonb_to_recordset`: bigints as text, which PostgreSQL casts to the column's type. */
export function recordset(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
}

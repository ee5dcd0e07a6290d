import type { TransactionDetail } from '../domain/ports.ts'
import type { ExportContext } from './ledger-export.ts'

/** What the export of one range of days knows from the start. */
export type ExportOptions = {
  readonly timeZone: string
  /** When the file is made. */
  readonly now: Temporal.Instant
  /** First day listed; null: from the beginning. Earlier transactions reach only a format that wants balances. */
  readonly from: Temporal.PlainDate | null
  /** Last day; null: until now. */
  readonly to: Temporal.PlainDate | null
}

/** A file of an export, made piece by piece from transactions that come oldest first. */
export type ExportFile = {
  /** Whether it must be given the transactions before `from` too, such as for a balance. */
  readonly wantsEarlier: boolean
  start(): string
  transaction(detail: TransactionDetail, context: ExportContext): string
  end(): string
}

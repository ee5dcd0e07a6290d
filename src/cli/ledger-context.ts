import type { Parse, Pipeline } from '../actions/context.ts'
import type { ReadStatementRows } from '../actions/import-statement.ts'
import type { ReadQuickEntry } from '../actions/read-text.ts'
import type { ReadMail } from '../domain/mail.ts'
import type { Clock, Identifiers, Ledger, LedgerSession } from '../domain/ports.ts'
import type { ReadStatementFile } from '../domain/statement.ts'
import type { Streams } from './streams.ts'

/** What a command on a ledger works with. */
export type LedgerContext = {
  readonly streams: Streams
  readonly clock: Clock
  readonly ids: Identifiers
  readonly pipeline: Pipeline
  readonly parse: Parse
  readonly readQuickEntry: ReadQuickEntry
  readonly readMail: ReadMail
  /** Opens a statement file in a process of its own. */
  readonly readStatementFile: ReadStatementFile
  readonly readStatementRows: ReadStatementRows
  /** Replaces one-time codes; called before anything is written. */
  readonly redact: (text: string) => { readonly text: string; readonly found: boolean }
  inLedger<T>(work: (session: LedgerSession) => Promise<T>): Promise<T>
  ledger(): Promise<Ledger>
}

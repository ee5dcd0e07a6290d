import { resolve } from 'node:path'
import { importStatement } from '../actions/import-statement.ts'
import type { Trace } from '../actions/ingest-messages.ts'
import type { Ledger } from '../domain/ports.ts'
import type { LedgerContext } from './ledger-context.ts'
import { explainReading, openStatement } from './statement-file.ts'

/** A statement among the lines that `ingest` takes. `account` is a tail or a name, for files that do not say whose they are. */
export type StatementLine = {
  readonly origin: string
  readonly receivedAt: Temporal.Instant
  /** Relative to the folder of the file with the lines. */
  readonly file: string
  readonly account: string | null
  readonly password: string | null
}

/** Books a statement file; gives its trace, or in words why nothing was booked. */
export async function ingestStatement(
  line: StatementLine,
  folder: string,
  ledger: Ledger,
  context: LedgerContext,
): Promise<Trace | string> {
  const opened = await openStatement(resolve(folder, line.file), line.password, ledger, context)
  if (opened === null) return 'the file cannot be read'
  const { reading, fileName } = opened
  if (reading.kind !== 'statements') return explainReading(reading, '"password"')
  const outcome = await context.inLedger((session) =>
    importStatement(
      { ...context, session, actor: { personId: null, role: 'owner' } },
      { ...line, fileName, statements: reading.statements, acceptsProblems: false, namesKnown: true },
      context.readStatementRows,
    ),
  )
  switch (outcome.kind) {
    case 'imported':
      return outcome.trace
    case 'does-not-add-up': {
      const [first] = reading.statements.flatMap(({ problems }) => problems)
      return `the statement does not add up: line ${first?.line}: ${first?.what}`
    }
    case 'unknown-account':
      return 'the file does not say whose account it is: give "account"'
    case 'forbidden':
      throw new Error('the owner may import')
  }
}

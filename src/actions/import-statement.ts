import type { Account } from '../domain/account.ts'
import type { ParsedAlert } from '../domain/alert.ts'
import type { Statement } from '../domain/statement.ts'
import type { UploadPlace } from '../domain/statement-upload.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import type { Trace } from '../pipeline/trace.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { placeStatements } from './place-statement.ts'

/** Rows of a statement as alerts, which are made when they are asked for, and the text of each. */
export type ReadStatementRows = (statement: Statement) => {
  readonly readings: readonly ParsedAlert[]
  readonly texts: readonly string[]
}

/** A statement file that was read, on its way into the ledger. */
export type StatementFile = {
  /** Names the delivery: the same origin with the same rows is skipped. */
  readonly origin: string
  readonly fileName: string
  readonly receivedAt: Temporal.Instant
  readonly statements: readonly Statement[]
  /** A tail or a name, for files that do not say whose they are; null where none was given. */
  readonly account: string | null
  /** Where statements go that do not say whose they are, and for which no `account` was given. */
  readonly place?: UploadPlace | null
  /** Books statements that do not add up, too. */
  readonly acceptsProblems: boolean
  /** The trace of a file that came before names its transactions; left out: it need not. */
  readonly namesKnown?: boolean
}

/** What became of one statement's rows. */
export type StatementCounts = { readonly booked: number; readonly matched: number }

/**
 * `imported` has the counts in the order of the statements, the trace of the whole file, and the id under which it can be taken
 * back; null when the file had been imported before. `fitted`: accounts that statements went to by amounts and balances alone.
 */
export type StatementImport =
  | {
      readonly kind: 'imported'
      readonly counts: readonly StatementCounts[]
      readonly trace: Trace
      readonly importId: string | null
      readonly fitted: readonly Account[]
    }
  | { readonly kind: 'does-not-add-up' }
  | { readonly kind: 'unknown-account' }

/**
 * Takes the statements of a file through the pipeline as one message, all or nothing. Nothing is booked of a file that
 * does not add up, unless that was accepted, or when it is not known whose account one of its statements is.
 */
export function importStatement(
  context: ActionContext,
  file: StatementFile,
  readRows: ReadStatementRows,
): Promise<StatementImport | Forbidden> {
  return whenAllowed(context, 'ingest', async () => {
    if (!file.acceptsProblems && file.statements.some(({ problems }) => problems.length > 0)) {
      return { kind: 'does-not-add-up' }
    }
    const placing = await placeStatements(context, file)
    if (placing === null) return { kind: 'unknown-account' }
    const { placed, fitted } = placing
    const rows = placed.map(readRows)
    const { origin, importId } = await deliveryOf(context, file.origin)
    const message = messageOf({ ...file, origin }, rows)
    const trace = await context.pipeline.runImport(message, importId, pipelinePorts(context), {
      namesKnown: file.namesKnown === true,
    })
    const isNew = trace.alerts.length > 0
    return { kind: 'imported', counts: countsOf(rows, trace), trace, importId: isNew ? importId : null, fitted }
  })
}

/** The origin and the id of an import: a file whose import was taken back may come again, under another origin. */
async function deliveryOf(
  { session, ids }: ActionContext,
  base: string,
): Promise<{ origin: string; importId: string }> {
  for (let times = 1; ; times += 1) {
    const origin = times === 1 ? base : `${base}#${times}`
    const importId = ids.id('import', origin)
    if (!(await session.isRereadTakenBack(importId))) return { origin, importId }
  }
}

/** The message that a file's rows make; a row's position counts through all of the file's statements. */
function messageOf(file: StatementFile, rows: readonly ReturnType<ReadStatementRows>[]): IncomingMessage {
  const texts = rows.flatMap((own) => own.texts)
  return {
    origin: file.origin,
    source: 'statement',
    sender: null,
    subject: file.fileName,
    text: texts.join('\n'),
    receivedAt: file.receivedAt,
    authenticity: 'vouched',
    get readings() {
      return rows.flatMap(({ readings }) => readings)
    },
    readingTexts: texts,
  }
}

/** How many rows of each statement were new. A file that came before has no alerts in its trace: all its rows are known. */
function countsOf(rows: readonly ReturnType<ReadStatementRows>[], trace: Trace): StatementCounts[] {
  let start = 0
  return rows.map(({ texts: { length } }) => {
    const own = trace.alerts.slice(start, start + length)
    start += length
    const booked = own.filter(({ effect }) => effect !== 'witness').length
    return { booked, matched: (trace.outcome === 'error' ? own.length : length) - booked }
  })
}

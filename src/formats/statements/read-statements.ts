import { assertNever } from '../../domain/assert-never.ts'
import type { Statement } from '../../domain/statement.ts'
import { readCamt } from './camt.ts'
import { readMt940 } from './mt940.ts'
import { readOfx } from './ofx.ts'
import { placeColumns } from './place-columns.ts'
import { readQif } from './qif.ts'
import { readTables, type StatementContext } from './read-tables.ts'
import { splitLines } from './split-lines.ts'
import { readStructured } from './structured.ts'
import type { FileContent, PlacedLine } from './table.ts'

/** The statements in a file's content, an account each; none where nothing in it is a list of transactions. */
export function readStatements(content: FileContent, context: StatementContext): Statement[] {
  switch (content.kind) {
    case 'tables':
      return readTables(content.tables, context)
    case 'lines':
      return readLines(content.lines, context)
    case 'text':
      return readStructured(STRUCTURED[content.type](content.text), context).filter(
        ({ rows, problems }) => rows.length + problems.length > 0,
      )
    default:
      return assertNever(content)
  }
}

/** Pages by their columns; where those give nothing, line by line. */
function readLines(lines: readonly PlacedLine[], context: StatementContext): Statement[] {
  const placed = readTables([placeColumns(lines)], context)
  if (placed.some(({ rows }) => rows.length > 0)) return placed
  const split = splitLines(lines)
  return split === null ? placed : readTables([split], context)
}

const STRUCTURED = { ofx: readOfx, qif: readQif, mt940: readMt940, camt: readCamt }

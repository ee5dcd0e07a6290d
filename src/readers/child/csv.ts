import { type Options, parse } from 'csv-parse/sync'
import type { Table, TableRow } from '../../formats/statements/table.ts'
import { LIMITS } from '../limits.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Lines by which the delimiter is told. */
const SAMPLE_LINES = 200

/** The rows of delimited text, with the lines they begin at. `isCut`: there were more rows than are read. */
export function readCsv(text: string): { table: Table; isCut: boolean } {
  const named = /^sep=(.)\r?\n/u.exec(text)
  const delimiter = named?.[1] ?? delimiterOf(text)
  const rows = records(text, { delimiter }) ?? records(text, { delimiter, quote: false }) ?? []
  const isCut = rows.length > LIMITS.rows
  return { table: { name: null, rows: isCut ? rows.slice(0, LIMITS.rows) : rows }, isCut }
}

/** Null where quotes do not close: such a text has quote marks of its own. */
function records(text: string, options: Options): TableRow[] | null {
  const rows: TableRow[] = []
  try {
    parse(text, {
      ...options,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: text.includes('\n') ? ['\r\n', '\n'] : ['\r'],
      max_record_size: 100_000,
      to: LIMITS.rows + 1,
      on_record: (record: string[], { lines }) => {
        const cells = record.slice(0, LIMITS.cellsPerRow)
        rows.push({
          line: lines,
          cells: cells.map((cell) => (cell.length > LIMITS.cellLength ? cell.slice(0, LIMITS.cellLength) : cell)),
        })
        return null
      },
    })
  } catch (error) {
    if (isCsvError(error) && options.quote !== false) return null
    if (!isCsvError(error)) throw error
  }
  return rows
}

function isCsvError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
}

/** The delimiter that parts most lines into the same number of cells. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 200_000)
    .split(/\r\n|\n|\r/u, SAMPLE_LINES)
    .filter((line) => line.trim() !== '')
  let best: string = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const count = line.replace(/"[^"]*"/gu, '').split(delimiter).length
      if (count > 1) counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    const score = Math.max(0, ...[...counts].map(([count, times]) => (count - 1) * times))
    if (score <= bestScore) continue
    best = delimiter
    bestScore = score
  }
  return best
}

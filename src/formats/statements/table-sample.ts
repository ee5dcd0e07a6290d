import type { ColumnHolds, TableSample } from '../../domain/taught-columns.ts'
import { readAmountCell } from './amount-cell.ts'
import { readDayCell } from './day-cell.ts'
import { findHeaders } from './header.ts'
import { type Cell, cellText, type Table, type TableRow } from './table.ts'

/** Lines above the first row at most. */
const ROWS_SEARCHED = 500
/** Rows by which a column is told. */
const ROWS_MAX = 200
const COLUMNS_MAX = 40
const CELLS_SHOWN = 3
const CELL_LENGTH_MAX = 40
/** Lines between a header and the first row below it. */
const HEADER_DISTANCE_MAX = 3

/** What a person is shown of the largest table, to say what its columns are; null where no row has a day and an amount. */
export function sampleOfTables(tables: readonly Table[]): TableSample | null {
  const [largest] = tables.toSorted((left, right) => right.rows.length - left.rows.length)
  if (largest === undefined) return null
  const first = largest.rows.slice(0, ROWS_SEARCHED).findIndex(isData)
  if (first < 0) return null
  const body = largest.rows.slice(first, first + ROWS_MAX).filter(isData)
  const width = Math.min(COLUMNS_MAX, Math.max(...body.map(({ cells }) => cells.length)))
  const header = headerAbove(largest.rows, first)
  const columns = Array.from({ length: width }, (_, column) => sampleOfColumn(body.map(({ cells }) => cells[column])))
  const headings = Array.from({ length: Math.max(width, header?.length ?? 0) }, (_, column) => header?.[column] ?? '')
  return { headings, columns }
}

/** Whether a row has a day and, in another cell, an amount. */
function isData({ cells }: TableRow): boolean {
  const days = cells.filter(isDay).length
  return days > 0 && cells.filter((cell) => isAmount(cell) && !isDay(cell)).length > 0
}

function isDay(cell: Cell | undefined): boolean {
  return readDayCell(cell, 'day-first') !== null || readDayCell(cell, 'month-first') !== null
}

function isAmount(cell: Cell | undefined): boolean {
  const read = readAmountCell(cell)
  return read !== null && read !== 'empty'
}

function headerAbove(rows: readonly TableRow[], first: number): readonly string[] | null {
  const known = findHeaders(rows.slice(0, first)).at(-1)
  if (known !== undefined) return known.first === known.last ? known.headings : null
  const filled = rows[first]?.cells.filter((cell) => cellText(cell).trim() !== '').length ?? 0
  for (let index = first - 1; index >= Math.max(0, first - HEADER_DISTANCE_MAX); index--) {
    const cells = rows[index]?.cells ?? []
    const texts = cells.filter((cell) => cellText(cell).trim() !== '')
    const isWords = texts.every((cell) => typeof cell === 'string' && !isDay(cell) && !isAmount(cell))
    if (texts.length > 1 && texts.length * 2 >= filled && isWords) return cells.map(cellText)
  }
  return null
}

function sampleOfColumn(cells: readonly (Cell | undefined)[]): TableSample['columns'][number] {
  const filled = cells.filter((cell) => cellText(cell).trim() !== '')
  const texts = [...new Set(filled.map((cell) => cellText(cell).trim().slice(0, CELL_LENGTH_MAX)))]
  const signed = filled.map((cell) => readAmountCell(cell)).filter((read) => read !== null && read !== 'empty')
  return {
    cells: texts.slice(0, CELLS_SHOWN),
    holds: holds(filled),
    hasSigns: signed.some(({ isNegative, side }) => isNegative || side !== null),
  }
}

function holds(filled: readonly (Cell | undefined)[]): ColumnHolds {
  const most = (test: (cell: Cell | undefined) => boolean): boolean => filled.filter(test).length * 2 > filled.length
  if (most(isDay)) return 'days'
  return most(isAmount) ? 'amounts' : 'texts'
}

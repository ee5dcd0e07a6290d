import { readAmountCell } from './amount-cell.ts'
import { readDayCell } from './day-cell.ts'
import { type Cell, cellText, type TableRow } from './table.ts'
import { type ColumnField, headingFields } from './vocabulary.ts'

/** Row indexes of a header and the headings of its columns. A header may run over two rows. */
export type Header = { readonly first: number; readonly last: number; readonly headings: readonly string[] }

const DATES: readonly ColumnField[] = ['date', 'valueDate', 'time']
const MONEY: readonly ColumnField[] = ['debit', 'credit', 'amount', 'balance']
const MOVEMENTS: readonly ColumnField[] = ['debit', 'credit', 'amount']

/** So many known headings make a header of any row, however many others it has; fewer with one for what was moved. */
const WIDE = 6
const WIDE_WITH_MOVEMENT = 4

/** The header rows of a table, in order: a repeated header counts each time. */
export function findHeaders(rows: readonly TableRow[]): Header[] {
  const headers: Header[] = []
  for (let index = 0; index < rows.length; index++) {
    const header = headerAt(rows, index)
    if (header === null) continue
    headers.push(header)
    index = header.last
  }
  return headers
}

function headerAt(rows: readonly TableRow[], index: number): Header | null {
  const own = textsOf(rows[index])
  if (own.every((text) => text === '') || !mayBeHeader(rows[index])) return null
  const below = mayBeHeader(rows[index + 1]) ? textsOf(rows[index + 1]) : null
  const alone = headerScore(own)
  const both = below === null ? [] : joined(own, below)
  const together = below === null || headerScore(below) > 0 ? 0 : headerScore(both)
  if (together > alone && together > 0) return { first: index, last: index + 1, headings: both }
  return alone === 0 ? null : { first: index, last: index, headings: own }
}

function textsOf(row: TableRow | undefined): string[] {
  return row?.cells.map(cellText) ?? []
}

function joined(above: readonly string[], below: readonly string[]): string[] {
  const length = Math.max(above.length, below.length)
  return Array.from({ length }, (_, at) => `${above[at] ?? ''} ${below[at] ?? ''}`.trim())
}

/** No heading has a number like this; most rows do. */
const LONG_NUMBER = /\d{3}/u

/** A header holds words, in two cells at least: no day and no amount. */
function mayBeHeader(row: TableRow | undefined): boolean {
  if (row === undefined) return false
  const filled = row.cells.filter((cell) => typeof cell !== 'string' || cell.trim() !== '')
  return (
    filled.length > 1 && filled.every((cell) => typeof cell === 'string' && !LONG_NUMBER.test(cell) && !isData(cell))
  )
}

function isData(cell: Cell): boolean {
  if (typeof cell !== 'string') return true
  if (readDayCell(cell, 'day-first') !== null) return true
  const amount = readAmountCell(cell)
  return amount !== null && amount !== 'empty'
}

/** How many columns a header names; 0 for a row that is none: it must have a day's column, one with money, and a third. */
export function headerScore(texts: readonly string[]): number {
  const candidates = texts.map((text) => headingFields(text).map(({ field }) => field))
  const named = candidates.filter((fields) => fields.length > 0)
  const has = (wanted: readonly ColumnField[]): boolean =>
    named.some((fields) => fields.some((field) => wanted.includes(field)))
  const filled = texts.filter((text) => text.trim() !== '').length
  const wide = has(MOVEMENTS) ? WIDE_WITH_MOVEMENT : WIDE
  if (!has(DATES) || !has(MONEY) || named.length < 2 || (named.length * 2 < filled && named.length < wide)) return 0
  // `Date` and `Balance` alone may stand in any block of facts.
  return named.length > 2 || has(MOVEMENTS) ? named.length : 0
}

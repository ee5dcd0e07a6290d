import { decimalMarkOf, readAmountCell, toMinorUnits } from './amount-cell.ts'
import type { Columns } from './columns.ts'
import { readDayCell } from './day-cell.ts'
import { cellText, type TableRow } from './table.ts'

/** Enough rows to tell what a column holds. */
const SAMPLE_SIZE = 500

/**
 * The columns of a table that has no headings: the first with days, one or more with amounts, the longest text. Of two
 * columns with numbers the balance is the one that the other explains. Null when there is no day or no amount.
 */
export function inferColumns(rows: readonly TableRow[]): Columns | null {
  const sample = rows.slice(0, SAMPLE_SIZE)
  const width = Math.max(0, ...sample.map(({ cells }) => cells.length))
  const all = Array.from({ length: width }, (_, column) => column)
  const isMostly = (column: number, test: (row: TableRow) => boolean): boolean =>
    sample.length > 0 && sample.filter(test).length >= sample.length * 0.8 && column < width
  const dates = all.filter((column) => isMostly(column, ({ cells }) => isDay(cells[column])))
  const numbers = all.filter(
    (column) =>
      !dates.includes(column) &&
      isMostly(column, ({ cells }) => isAmount(cells[column])) &&
      hasDecimals(sample, column),
  )
  const [date] = dates
  if (date === undefined || numbers.length === 0 || numbers.length > 3) return null
  const texts = all.filter((column) => !dates.includes(column) && !numbers.includes(column))
  const lengthOf = (column: number): number =>
    sample.reduce((sum, { cells }) => sum + cellText(cells[column]).length, 0)
  const narrations = texts.sort((left, right) => lengthOf(right) - lengthOf(left)).slice(0, 2)
  const money = moneyColumns(sample, numbers)
  const valueDate = dates[1]
  return { date, ...(valueDate === undefined ? {} : { valueDate }), ...money, narrations }
}

function isDay(cell: TableRow['cells'][number] | undefined): boolean {
  return readDayCell(cell, 'day-first') !== null || readDayCell(cell, 'month-first') !== null
}

function isAmount(cell: TableRow['cells'][number] | undefined): boolean {
  return readAmountCell(cell) !== null
}

function hasDecimals(rows: readonly TableRow[], column: number): boolean {
  return rows.some(({ cells }) => /[.,]\d{2}(?!\d)/u.test(cellText(cells[column])))
}

function moneyColumns(
  rows: readonly TableRow[],
  numbers: readonly number[],
): Pick<Columns, 'amount' | 'balance' | 'debit' | 'credit'> {
  const [first, second, third] = numbers
  if (first === undefined || second === undefined) return { amount: first as number }
  if (third !== undefined) return { debit: first, credit: second, balance: third }
  const values = rows.map(({ cells }) => [minorOf(cells[first]), minorOf(cells[second])] as const)
  const explained = values.filter(([amount, balance], index) => {
    const [, before] = values[index - 1] ?? []
    const [nextAmount, after] = values[index + 1] ?? []
    return (
      (before !== undefined && before + amount === balance) ||
      (nextAmount !== undefined && after !== undefined && after + amount === balance)
    )
  }).length
  return explained * 2 > values.length - 1 ? { amount: first, balance: second } : { debit: first, credit: second }
}

function minorOf(cell: TableRow['cells'][number] | undefined): bigint {
  const read = readAmountCell(cell)
  if (read === null || read === 'empty') return 0n
  const minor = toMinorUnits(read.digits, read.isTyped ? '.' : decimalMarkOf([read.digits]), 'EUR') ?? 0n
  return read.isNegative ? -minor : minor
}

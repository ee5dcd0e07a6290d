import type { DateOrder } from '../bank-format.ts'
import { type AmountCell, readAmountCell, readSide } from './amount-cell.ts'
import type { Columns } from './columns.ts'
import { type DayCell, readDayCell, readTimeCell } from './day-cell.ts'
import type { LogicalRow } from './logical-rows.ts'
import { plainText } from './plain-text.ts'
import { type Cell, cellText } from './table.ts'

/** An amount's place: `unreadable` holds text that is none. */
export type Printed = AmountCell | 'unreadable' | null

/** A row of a table by what its columns mean; digits and signs are not decided yet. */
export type Entry = {
  readonly line: number
  readonly day: DayCell | null
  readonly otherDay: DayCell | null
  /** Whether a column for days holds anything. */
  readonly hasDayText: boolean
  readonly debit: Printed
  readonly credit: Printed
  readonly amount: Printed
  readonly side: 'credit' | 'debit' | null
  readonly balance: Printed
  readonly balanceSide: 'credit' | 'debit' | null
  readonly fee: Printed
  readonly currency: string | null
  readonly account: string | null
  readonly status: string | null
  readonly kind: string | null
  readonly narration: string
  readonly counterparty: string | null
  readonly reference: string | null
  /** Every text of the row: an opening or total row says so in any of its cells. */
  readonly texts: readonly string[]
}

/** The entry of a row. A day may stand with or without its time, and over two lines. */
export function entryOf(row: LogicalRow, columns: Columns, order: DateOrder): Entry {
  const text = (column: number | undefined): string | null => {
    const joined = joinText(column === undefined ? [] : (row.cells.get(column) ?? []))
    return joined === '' ? null : joined
  }
  const amount = (column: number | undefined): Printed =>
    readPrinted(column === undefined ? [] : (row.cells.get(column) ?? []))
  const side = (column: number | undefined) => readSide(text(column) ?? '')
  // Some tables describe a transaction by its kind, or by the other side, and by nothing else.
  const describing = columns.narrations.length > 0 ? columns.narrations : [columns.counterparty, columns.kind]
  const own = readDay(columns.date, row, order)
  const value = readDay(columns.valueDate, row, order)
  const day = withTime(own ?? value, text(columns.time))
  return {
    line: row.line,
    day,
    otherDay: own === null ? null : value,
    hasDayText: (text(columns.date) ?? text(columns.valueDate)) !== null,
    debit: amount(columns.debit),
    credit: amount(columns.credit),
    amount: amount(columns.amount),
    side: side(columns.side) ?? row.side,
    balance: amount(columns.balance),
    balanceSide: side(columns.balanceSide),
    fee: amount(columns.fee),
    currency: text(columns.currency),
    account: text(columns.account),
    status: text(columns.status),
    kind: text(columns.kind) ?? text(columns.side),
    // Some exports put an apostrophe in front of texts, so that a spreadsheet takes none for a formula.
    narration: (describing.map(text).find((narration) => narration !== null) ?? '').replace(/^'/u, ''),
    counterparty: text(columns.counterparty),
    reference: text(columns.reference)?.replace(/^'/u, '') ?? null,
    texts: [...row.cells.values()].map(joinText),
  }
}

function joinText(cells: readonly Cell[]): string {
  return cells
    .map((cell) => cellText(cell).trim())
    .join(' ')
    .replace(/[\r\n]+/gu, ' ')
    .trim()
}

function readPrinted(cells: readonly Cell[]): Printed {
  const [first] = cells
  if (first === undefined) return null
  const read = readAmountCell(cells.length === 1 ? first : joinText(cells))
  const alone = read ?? readAmountCell(first)
  return alone === 'empty' ? null : (alone ?? 'unreadable')
}

/** A day that breaks over lines is put together without a space first: `30-JAN-` and `25`. */
function readDay(column: number | undefined, row: LogicalRow, order: DateOrder): DayCell | null {
  const cells = column === undefined ? [] : (row.cells.get(column) ?? [])
  const [first] = cells
  if (first === undefined) return null
  if (cells.length === 1) return readDayCell(first, order)
  const parts = cells.map((cell) => plainText(cellText(cell)))
  return readDayCell(parts.join(''), order) ?? readDayCell(parts.join(' '), order) ?? readDayCell(first, order)
}

function withTime(day: DayCell | null, text: string | null): DayCell | null {
  if (day === null || day.time !== null || text === null) return day
  const time = readTimeCell(text) ?? readTimeCell(/\d{1,2}:\d{2}.*$/u.exec(text)?.[0] ?? '')
  return time === null ? day : { ...day, time: time.time, offset: time.offset }
}

import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx'
import type { Cell, Table, TableRow } from '../../formats/statements/table.ts'
import { LIMITS } from '../limits.ts'
import { Locked, Refused } from './refused.ts'

/** The sheets of an Excel file of any age (XLSX, BIFF, the XML of 2003), numbers and days as the file stores them. */
export function readWorkbook(bytes: Buffer): Table[] {
  let book: WorkBook
  try {
    book = read(bytes, {
      type: 'buffer',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellHTML: false,
      cellFormula: false,
      sheetRows: LIMITS.rows + 1,
    })
  } catch (cause) {
    if (cause instanceof Error && /password|encrypt/iu.test(cause.message)) throw new Locked(false)
    throw new Refused('damaged', 'the workbook cannot be read')
  }
  const is1904 = book.Workbook?.WBProps?.date1904 === true
  let rows = 0
  return book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name]
    const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0
    if (sheet === undefined || isHidden) return []
    const table = { name, rows: rowsOf(sheet, is1904) }
    rows += table.rows.length
    if (rows > LIMITS.rows) throw new Refused('too-large', `more than ${LIMITS.rows} rows`)
    return [table]
  })
}

function rowsOf(sheet: WorkSheet, is1904: boolean): TableRow[] {
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  const rows: TableRow[] = []
  data.forEach((cells, index) => {
    if (cells === undefined) return
    const read = Array.from(cells.slice(0, LIMITS.cellsPerRow), (cell) => cellOf(cell, is1904))
    rows.push({ line: index + 1, cells: read })
  })
  return rows
}

function cellOf(cell: CellObject | undefined, is1904: boolean): Cell {
  if (cell === undefined || cell.v === undefined || cell.t === 'e' || cell.t === 'z') return ''
  if (cell.t === 'd' && cell.v instanceof Date) return { date: cell.v.toISOString().slice(0, 19) }
  if (typeof cell.v !== 'number') return String(cell.v).slice(0, LIMITS.cellLength)
  if (typeof cell.z === 'string' && SSF.is_date(cell.z)) return dayOf(cell.v, is1904) ?? { number: decimal(cell.v) }
  return { number: decimal(cell.v) }
}

/** A number without an exponent; what a spreadsheet cannot hold exactly has at most 15 digits. */
function decimal(value: number): string {
  const text = String(value)
  return /e/iu.test(text) ? value.toFixed(Math.abs(value) < 1 ? 10 : 0) : text
}

/** Days since 1900 or 1904, with the time as a fraction. A fraction alone is a time of day and stays text. */
function dayOf(serial: number, is1904: boolean): Cell | null {
  const parts = SSF.parse_date_code(serial, { date1904: is1904 })
  if (parts === null || parts === undefined) return null
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const time = `${two(parts.H)}:${two(parts.M)}:${two(parts.S)}`
  if (serial < 1) return time
  if (parts.y < 1990 || parts.y > 2100) return null
  const date = `${parts.y}-${two(parts.m)}-${two(parts.d)}`
  return { date: time === '00:00:00' ? date : `${date}T${time}` }
}

/** The bytes of a workbook without its lock. */
export async function unlockWorkbook(bytes: Buffer, password: string | null): Promise<Buffer> {
  const { default: crypto } = await import('officecrypto-tool')
  let isLocked: boolean
  try {
    isLocked = crypto.isEncrypted(bytes)
  } catch {
    // Not a file whose lock it knows: the reader says whether it can be read.
    return bytes
  }
  if (!isLocked) return bytes
  if (password === null) throw new Locked(false)
  try {
    return await crypto.decrypt(bytes, { password })
  } catch {
    throw new Locked(true)
  }
}

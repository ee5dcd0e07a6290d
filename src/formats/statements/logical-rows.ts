import { readAmountCell } from './amount-cell.ts'
import { beginsDay, type Columns } from './columns.ts'
import { readDayCell } from './day-cell.ts'
import { type Cell, cellText, type TableRow } from './table.ts'
import { summaryKind } from './vocabulary.ts'

/** A row of the statement with the lines it wraps over: what each column holds, from top to bottom. */
export type LogicalRow = {
  readonly line: number
  readonly cells: ReadonlyMap<number, readonly Cell[]>
  /** What the title of its part of the table says. */
  readonly side: 'credit' | 'debit' | null
}

type Kind = 'day' | 'money' | 'text' | 'blank'

/** Lines of a wrapped cell stand closer together than this, in heights of the text. */
const WRAP_GAP_MAX = 2.3

/** The rows of a table's body, with wrapped lines joined. Lines that belong to no row are left out. */
export function logicalRows(body: readonly TableRow[], columns: Columns): LogicalRow[] {
  const kinds = body.map((row) => kindOf(row, columns))
  const rows: { line: number; members: TableRow[]; hasMoney: boolean }[] = []
  const owners = isCentred(body, kinds) ? nearestStarts(body, kinds) : null
  let isOpen = false
  body.forEach((row, index) => {
    const kind = kinds[index] as Kind
    const current = rows.at(-1)
    if (kind === 'blank') return
    if (kind === 'day' || (kind === 'money' && (current === undefined || current.hasMoney || !isNear(row)))) {
      rows.push({ line: row.line, members: [row], hasMoney: hasMoney(row, columns) })
      isOpen = true
      return
    }
    if (owners !== null) return
    isOpen = isOpen && current !== undefined && continues(row, kind, columns)
    if (!isOpen || current === undefined) return
    current.members.push(row)
    current.hasMoney ||= kind === 'money'
  })
  if (owners !== null) addTexts(rows, body, kinds, owners)
  return rows.map(({ line, members }) => ({ line, cells: gather(members), side: members[0]?.side ?? null }))
}

function kindOf(row: TableRow, columns: Columns): Kind {
  const day = row.cells[columns.date ?? columns.valueDate ?? -1]
  const money = hasMoney(row, columns)
  if (readDayCell(day, 'day-first') !== null || readDayCell(day, 'month-first') !== null) return 'day'
  if (beginsDay(cellText(day)) && money) return 'day'
  if (money || row.cells.some((cell) => summaryKind(cellText(cell)) !== null)) return 'money'
  return row.cells.every((cell) => cellText(cell).trim() === '') ? 'blank' : 'text'
}

function hasMoney(row: TableRow, { debit, credit, amount, balance }: Columns): boolean {
  return [debit, credit, amount, balance].some((column) => {
    if (column === undefined) return false
    const read = readAmountCell(row.cells[column])
    return read !== null && read !== 'empty'
  })
}

function isNear(row: TableRow): boolean {
  return row.position === undefined || row.position.gap <= WRAP_GAP_MAX
}

/** Whether a line without a day goes on with the row above it. */
function continues(row: TableRow, kind: Kind, columns: Columns): boolean {
  if (kind === 'money' || row.position === undefined) return kind === 'money' || isTextOnly(row, columns)
  if (/\bpage\s+\d+/iu.test(row.cells.map(cellText).join(' '))) return false
  // Over a page's end only the narration goes on; what else stands there is a footer or a heading.
  return row.position.gap === Number.POSITIVE_INFINITY ? isTextOnly(row, columns) : isNear(row)
}

/** Whether only columns of free text are filled. */
function isTextOnly(row: TableRow, columns: Columns): boolean {
  const free = new Set<number | undefined>([...columns.narrations, columns.counterparty])
  return row.cells.every((cell, column) => cellText(cell).trim() === '' || free.has(column))
}

/** Whether cells are centred in their rows: then text stands above the first row's own line too. */
function isCentred(body: readonly TableRow[], kinds: readonly Kind[]): boolean {
  const first = kinds.findIndex((kind) => kind !== 'blank')
  return (
    body[first]?.position !== undefined &&
    kinds[first] === 'text' &&
    kinds[first + 1] === 'day' &&
    isNear(body[first + 1] as TableRow)
  )
}

/** For each line of text the index of the nearest line that begins a row, on the same page. */
function nearestStarts(body: readonly TableRow[], kinds: readonly Kind[]): ReadonlyMap<number, number> {
  const starts = body.flatMap((_, index) => (kinds[index] === 'day' ? [index] : []))
  const owners = new Map<number, number>()
  let next = 0
  body.forEach((row, index) => {
    while (next < starts.length && (starts[next] as number) < index) next++
    if (kinds[index] !== 'text') return
    const nearest = [starts[next - 1], starts[next]]
      .filter((start) => start !== undefined && body[start]?.position?.page === row.position?.page)
      .sort((left, right) => distance(body, left as number, index) - distance(body, right as number, index))[0]
    if (nearest !== undefined && distance(body, nearest, index) < 40) owners.set(index, nearest)
  })
  return owners
}

function distance(body: readonly TableRow[], left: number, right: number): number {
  return Math.abs((body[left]?.position?.top ?? 0) - (body[right]?.position?.top ?? 0))
}

function addTexts(
  rows: readonly { line: number; members: TableRow[] }[],
  body: readonly TableRow[],
  kinds: readonly Kind[],
  owners: ReadonlyMap<number, number>,
): void {
  const byLine = new Map(rows.map((row) => [row.line, row]))
  for (const [text, start] of owners) {
    if (kinds[text] !== 'text' || /\bpage\s+\d+/iu.test((body[text]?.cells ?? []).map(cellText).join(' '))) continue
    byLine.get(body[start]?.line ?? 0)?.members.push(body[text] as TableRow)
  }
  for (const { members } of rows) members.sort((left, right) => left.line - right.line)
}

function gather(members: readonly TableRow[]): ReadonlyMap<number, readonly Cell[]> {
  const cells = new Map<number, Cell[]>()
  for (const { cells: own } of members) {
    own.forEach((cell, column) => {
      if (cellText(cell).trim() === '') return
      const above = cells.get(column)
      if (above === undefined) cells.set(column, [cell])
      else above.push(cell)
    })
  }
  return cells
}

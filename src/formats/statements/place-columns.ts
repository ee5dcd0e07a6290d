import { readAmountCell } from './amount-cell.ts'
import { readDayCell } from './day-cell.ts'
import { headerScore } from './header.ts'
import type { PlacedLine, PlacedText, Table, TableRow } from './table.ts'
import { CONTAINED_RANK, headingFields } from './vocabulary.ts'

/** A column of a page: its heading and how far it reaches. */
type Column = { readonly heading: string; readonly left: number; readonly right: number }
type PlacedHeader = { readonly count: number; readonly columns: readonly Column[] }

/** At most this many lines make a header. */
const HEADER_LINES_MAX = 3

/**
 * The lines of PDF pages as tables: each piece of text goes under the heading it stands below. Lines above the first
 * header keep their pieces as cells. A repeated header begins no new table.
 */
export function placeColumns(lines: readonly PlacedLine[]): Table {
  const headers = headersOf(lines)
  const starts = [...headers.keys(), lines.length]
  const rows: TableRow[] = lines.slice(0, starts[0]).map((line) =>
    rowOf(
      line,
      line.pieces.map(({ text }) => text),
    ),
  )
  starts.slice(0, -1).forEach((start, at) => {
    const { count, columns } = headers.get(start) as PlacedHeader
    const body = lines.slice(start + count, starts[at + 1])
    const wide = widened(columns, body)
    rows.push(
      rowOf(
        lines[start] as PlacedLine,
        columns.map(({ heading }) => heading),
      ),
    )
    for (const line of body) rows.push(rowOf(line, cellsOf(line.pieces, wide)))
  })
  return { name: null, rows }
}

/** The headers by the index of their first line. */
function headersOf(lines: readonly PlacedLine[]): ReadonlyMap<number, PlacedHeader> {
  const headers = new Map<number, PlacedHeader>()
  for (let index = 0; index < lines.length; index++) {
    const header = headerAt(lines, index)
    if (header === null) continue
    headers.set(index, header)
    index += header.count - 1
  }
  return headers
}

function rowOf({ line, page, gap, top }: PlacedLine, cells: readonly string[]): TableRow {
  return { line, cells, position: { page, gap, top } }
}

/** The header that begins at a line: words wrapped over up to three lines are put together by where they stand. */
function headerAt(lines: readonly PlacedLine[], index: number): PlacedHeader | null {
  let best: (PlacedHeader & { score: number }) | null = null
  for (let count = 1; count <= HEADER_LINES_MAX; count++) {
    const used = lines.slice(index, index + count)
    const last = used.at(-1)
    if (used.length < count || last === undefined || last.pieces.some(isData)) break
    // A line that is a header by itself takes nothing from the lines above it.
    if (count > 1 && (last.gap > 3 || scoreOf([last]) > 0 || used.some(isSentence))) break
    const columns = stacked(used)
    const score = scoreOf(used)
    if (score > (best?.score ?? 0)) best = { count, columns, score }
  }
  return best
}

function scoreOf(lines: readonly PlacedLine[]): number {
  return headerScore(stacked(lines).map(({ heading }) => heading))
}

/** Labels with values, and long texts, are no part of a heading. */
function isSentence({ pieces }: PlacedLine): boolean {
  return pieces.some(({ text }) => text.includes(':') || text.length > 40)
}

function isData({ text }: PlacedText): boolean {
  const amount = readAmountCell(text)
  return (amount !== null && amount !== 'empty') || readDayCell(text, 'day-first') !== null
}

/** Headings that stand so close that a word of one was taken for the next one's: `MONEY` and `IN LEDGER BALANCE`. */
function regrouped(pieces: readonly PlacedText[]): readonly PlacedText[] {
  const grouped: PlacedText[] = []
  for (const piece of pieces) {
    const last = grouped.at(-1)
    const cut = last === undefined || isHeading(piece.text) ? null : cutBehindFirst(last, piece)
    if (cut === null) grouped.push(piece)
    else grouped.splice(-1, 1, ...cut)
  }
  return grouped
}

function cutBehindFirst(last: PlacedText, { left, right, text }: PlacedText): PlacedText[] | null {
  const space = text.indexOf(' ')
  const [first, rest] = [text.slice(0, space), text.slice(space + 1)]
  const together = `${last.text} ${first}`
  if (space < 0 || !isHeading(together) || !isHeading(rest)) return null
  const end = left + ((right - left) * space) / text.length
  const start = left + ((right - left) * (space + 1)) / text.length
  return [
    { left: last.left, right: end, text: together },
    { left: start, right, text: rest },
  ]
}

/** Whether a text is a heading as it stands, and does not just hold one. */
function isHeading(text: string): boolean {
  return headingFields(text).some(({ rank }) => rank < CONTAINED_RANK)
}

function stacked(lines: readonly PlacedLine[]): Column[] {
  const columns: { heading: string; left: number; right: number }[] = []
  for (const { pieces } of lines) {
    for (const { left, right, text } of regrouped(pieces)) {
      const above = columns.find((column) => Math.min(column.right, right) - Math.max(column.left, left) > 0)
      if (above === undefined) columns.push({ heading: text, left, right })
      else {
        above.heading = `${above.heading} ${text}`
        above.left = Math.min(above.left, left)
        above.right = Math.max(above.right, right)
      }
    }
  }
  return columns.sort((left, right) => left.left - right.left)
}

/** Columns as wide as what stands in them, where white space parts it from the next. */
function widened(columns: readonly Column[], body: readonly PlacedLine[]): Column[] {
  const blocks = blocksOf(body, columns)
  return columns.map((column, index) => {
    const block = blocks.find(({ left, right }) => Math.min(right, column.right) - Math.max(left, column.left) > 0)
    const isAlone =
      block !== undefined &&
      columns.every(
        (other, at) => at === index || Math.min(block.right, other.right) <= Math.max(block.left, other.left),
      )
    return isAlone && block !== undefined
      ? { ...column, left: Math.min(block.left, column.left), right: Math.max(block.right, column.right) }
      : column
  })
}

/** Stretches of the page's width that some line of a row covers. */
function blocksOf(body: readonly PlacedLine[], columns: readonly Column[]): { left: number; right: number }[] {
  const rows = body.filter(({ pieces }) => pieces.length >= 3 && pieces.length <= columns.length + 2)
  const spans = rows.flatMap(({ pieces }) => pieces.map(({ left, right }) => ({ left, right })))
  spans.sort((left, right) => left.left - right.left)
  const blocks: { left: number; right: number }[] = []
  for (const span of spans) {
    const last = blocks.at(-1)
    if (last !== undefined && span.left <= last.right) last.right = Math.max(last.right, span.right)
    else blocks.push({ ...span })
  }
  return blocks
}

function cellsOf(pieces: readonly PlacedText[], columns: readonly Column[]): string[] {
  const cells = columns.map(() => '')
  let end = 0
  for (const piece of pieces) {
    const at = columnOf(piece, columns)
    // Terminals pad names with spaces, and what is padded is cut off there later.
    const joint = cells[at] === '' ? '' : piece.left - end > 6 ? '  ' : ' '
    cells[at] += joint + piece.text
    end = piece.right
  }
  return cells
}

/** The column a piece stands in: the one it covers most; free text the first it touches; else the nearest. */
function columnOf(piece: PlacedText, columns: readonly Column[]): number {
  const overlaps = columns.map(({ left, right }) => Math.min(right, piece.right) - Math.max(left, piece.left))
  const isNumber = readAmountCell(piece.text) !== null
  if (!isNumber) {
    const first = overlaps.findIndex((overlap) => overlap > 1)
    if (first >= 0) return first
  }
  return overlaps.indexOf(Math.max(...overlaps))
}

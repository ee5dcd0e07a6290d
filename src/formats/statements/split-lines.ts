import { readAmountCell } from './amount-cell.ts'
import { readDayCell } from './day-cell.ts'
import type { PlacedLine, Table, TableRow } from './table.ts'

/** Headings for what a line is split into, by how many amounts stand at its end. */
const HEADINGS: Readonly<Record<number, readonly string[]>> = {
  1: ['Date', 'Value Date', 'Description', 'Amount'],
  2: ['Date', 'Value Date', 'Description', 'Amount', 'Balance'],
  3: ['Date', 'Value Date', 'Description', 'Debit', 'Credit', 'Balance'],
}

type SplitLine = { readonly days: readonly string[]; readonly words: string; readonly amounts: readonly string[] }

const DAY_WORDS_MAX = 4
const AMOUNT =
  /(?:^|\s)([-+(]?(?:\p{Sc}|[A-Z]{3} )?(?:\d{1,3}(?:[ ']\d{3})+|\d{1,3}(?:[.,]\d{2,3})+|\d+)[.,]\d{2}\)?-?(?:\s?(?:CR|DR|Cr|Dr)\b\.?)?|-{1,2})$/u

/**
 * Pages whose columns have run together, as a table: a line that begins with a day and ends with amounts is a row, and what
 * stands between is its narration. Null when no such lines are there.
 */
export function splitLines(lines: readonly PlacedLine[]): Table | null {
  const split = lines.map(splitLine)
  const counts = Map.groupBy(
    split.filter((line) => line !== null),
    ({ amounts }) => amounts.length,
  )
  const [usual] = [...counts].sort(([, left], [, right]) => right.length - left.length)[0] ?? []
  const headings = HEADINGS[usual ?? 0]
  const first = split.findIndex((line) => line !== null)
  if (usual === undefined || headings === undefined || first < 0) return null
  const rows = lines.map((line, index): TableRow => {
    const own = split[index] ?? null
    const text = textOf(line)
    const cells =
      own === null ? (index < first ? line.pieces.map((piece) => piece.text) : ['', '', text]) : cellsOf(own, usual)
    return { line: line.line, cells, position: { page: line.page, gap: line.gap, top: line.top } }
  })
  const header: TableRow = { line: lines[first]?.line ?? 1, cells: headings }
  return { name: null, rows: [...rows.slice(0, first), header, ...rows.slice(first)] }
}

function textOf({ pieces }: PlacedLine): string {
  return pieces.map(({ text }) => text).join(' ')
}

/** Fewer amounts than usual: the balance is always there, the rest is not. */
function cellsOf({ days, words, amounts }: SplitLine, usual: number): string[] {
  const missing = Array.from({ length: Math.max(0, usual - amounts.length) }, () => '')
  return [days[0] ?? '', days[1] ?? '', words, ...missing, ...amounts]
}

function splitLine(line: PlacedLine): SplitLine | null {
  let rest = textOf(line).trim()
  const days: string[] = []
  for (let day = leadingDay(rest); day !== null && days.length < 2; day = leadingDay(rest)) {
    days.push(day)
    rest = rest.slice(day.length).trim()
  }
  const amounts: string[] = []
  for (let match = AMOUNT.exec(rest); match !== null && amounts.length < 3; match = AMOUNT.exec(rest)) {
    amounts.unshift(match[1] ?? '')
    rest = rest.slice(0, match.index).trim()
  }
  const isRow = days.length > 0 && amounts.some((amount) => /\d/u.test(amount) && readAmountCell(amount) !== null)
  return isRow ? { days, words: rest, amounts } : null
}

/** The day at the start of a text, with its time; the longest that reads. */
function leadingDay(text: string): string | null {
  const words = text.split(' ')
  for (let count = Math.min(DAY_WORDS_MAX, words.length); count > 0; count--) {
    const front = words.slice(0, count).join(' ')
    if (readDayCell(front, 'day-first') !== null || readDayCell(front, 'month-first') !== null) return front
  }
  return null
}

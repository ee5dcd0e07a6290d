import type { Table, TableRow } from '../../formats/statements/table.ts'
import { LIMITS } from '../limits.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Lines by which the delimiter is told. */
const SAMPLE_LINES = 200
/** A quoted cell that is longer never ends: its quote mark is text. */
const QUOTED_MAX = 20_000
const [QUOTE, LINE_FEED, RETURN] = ['"', '\n', '\r']

/** The rows of delimited text, with the lines they begin at. `isCut`: there were more rows than are read. */
export function readCsv(text: string): { table: Table; isCut: boolean } {
  const named = /^sep=(.)\r?\n/u.exec(text)
  const reader = new CsvReader(text.replace(/^\uFEFF/u, ''), named?.[1] ?? delimiterOf(text))
  const rows: TableRow[] = []
  while (rows.length < LIMITS.rows) {
    const row = reader.next()
    if (row === null) return { table: { name: null, rows }, isCut: false }
    rows.push(row)
  }
  return { table: { name: null, rows }, isCut: reader.next() !== null }
}

/** Reads record after record in one pass; a quote that does not close within bounds counts as a character. */
class CsvReader {
  readonly #text: string
  readonly #delimiter: string
  #at = 0
  #line = 1

  constructor(text: string, delimiter: string) {
    this.#text = text
    this.#delimiter = delimiter
  }

  /** The next record, or null behind the last. */
  next(): TableRow | null {
    if (this.#at >= this.#text.length) return null
    const line = this.#line
    const cells: string[] = []
    do {
      const cell = this.#cell()
      if (cells.length < LIMITS.cellsPerRow) cells.push(cell.slice(0, LIMITS.cellLength))
    } while (this.#takeDelimiter())
    this.#takeLineEnd()
    return { line, cells }
  }

  #cell(): string {
    if (this.#text[this.#at] === QUOTE) {
      const quoted = this.#quoted()
      if (quoted !== null) return quoted
    }
    const start = this.#at
    while (this.#at < this.#text.length && !this.#isEnd(this.#text[this.#at])) this.#at++
    return this.#text.slice(start, this.#at)
  }

  /** A cell in quotes, doubled ones inside it read as one; null where it has no end, or text stands behind its end. */
  #quoted(): string | null {
    let at = this.#at + 1
    for (;;) {
      const end = this.#text.indexOf(QUOTE, at)
      if (end < 0 || end - this.#at > QUOTED_MAX) return null
      if (this.#text[end + 1] === QUOTE) {
        at = end + 2
        continue
      }
      const behind = this.#text[end + 1]
      if (behind !== undefined && !this.#isEnd(behind)) return null
      const cell = this.#text.slice(this.#at + 1, end).replaceAll('""', QUOTE)
      this.#line += cell.split(LINE_FEED).length - 1
      this.#at = end + 1
      return cell
    }
  }

  #isEnd(character: string | undefined): boolean {
    return character === this.#delimiter || character === LINE_FEED || character === RETURN
  }

  #takeDelimiter(): boolean {
    if (this.#text[this.#at] !== this.#delimiter) return false
    this.#at++
    return true
  }

  #takeLineEnd(): void {
    if (this.#text[this.#at] === RETURN) this.#at++
    if (this.#text[this.#at] === LINE_FEED) this.#at++
    this.#line++
  }
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

import { Parser } from 'htmlparser2'
import type { Table, TableRow } from '../../formats/statements/table.ts'
import { LIMITS } from '../limits.ts'
import { Refused } from './refused.ts'

/** Text in these is not shown. */
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template'])

/**
 * The rows of a page's tables, in order, as one table; text outside them is a row of its own. A table inside a cell gives
 * its own rows and no text to that cell. Row numbers count rows. The names are the tables' ids.
 */
export function readHtmlTables(html: string): Table {
  const page = new TablePage()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => page.open(name, attributes),
      onclosetag: (name) => page.close(name),
      ontext: (text) => page.text(text),
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  return page.finish()
}

/** A row being read; `at` is the cell that text goes to. */
type OpenRow = { cells: string[]; isInCell: boolean; at: number }

class TablePage {
  readonly #rows: TableRow[] = []
  readonly #tables: OpenRow[] = []
  readonly #ids: string[] = []
  #loose = ''
  #depth = 0
  #unseen = 0

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (++this.#depth > LIMITS.depth * 4) throw new Refused('unsafe', 'elements nest too deep')
    if (UNSEEN.has(name)) this.#unseen++
    if (name === 'table') {
      this.#endLoose()
      if (attributes.id !== undefined) this.#ids.push(attributes.id)
      if (this.#tables.length > LIMITS.depth) throw new Refused('unsafe', 'tables nest too deep')
      this.#tables.push({ cells: [], isInCell: false, at: 0 })
    }
    const table = this.#tables.at(-1)
    if (name === 'tr') this.#endRow()
    if ((name === 'td' || name === 'th') && table !== undefined) {
      // A cell over several columns holds its text in the first of them.
      const span = Math.max(1, Math.min(Number(attributes.colspan) || 1, LIMITS.cellsPerRow))
      table.at = table.cells.length
      table.isInCell = table.cells.length < LIMITS.cellsPerRow
      if (table.isInCell) table.cells.push(...Array.from({ length: span }, () => ''))
    }
    if (name === 'br' || name === 'p' || name === 'div' || name === 'span') this.text(' ')
  }

  close(name: string): void {
    this.#depth--
    if (UNSEEN.has(name)) this.#unseen--
    if (name === 'tr') this.#endRow()
    if (name === 'table') {
      this.#endRow()
      this.#tables.pop()
    }
    const table = this.#tables.at(-1)
    if ((name === 'td' || name === 'th') && table !== undefined) table.isInCell = false
    if (/^(?:p|div|h\d|li|br)$/u.test(name) && this.#tables.length === 0) this.#endLoose()
  }

  text(text: string): void {
    if (this.#unseen > 0) return
    const table = this.#tables.at(-1)
    if (table === undefined) this.#loose = `${this.#loose}${text}`.slice(-LIMITS.cellLength)
    else if (table.isInCell) {
      const cell = table.cells[table.at] ?? ''
      if (cell.length < LIMITS.cellLength) table.cells[table.at] = `${cell}${text}`
    }
  }

  finish(): Table {
    while (this.#tables.length > 0) this.close('table')
    this.#endLoose()
    return { name: this.#ids.join(' ') || null, rows: this.#rows }
  }

  #endRow(): void {
    const table = this.#tables.at(-1)
    if (table === undefined || table.cells.length === 0) return
    this.#push(table.cells)
    table.cells = []
    table.isInCell = false
  }

  #endLoose(): void {
    const text = this.#loose.trim()
    this.#loose = ''
    if (text !== '') this.#push([text])
  }

  #push(cells: readonly string[]): void {
    if (this.#rows.length >= LIMITS.rows) throw new Refused('too-large', `more than ${LIMITS.rows} rows`)
    this.#rows.push({ line: this.#rows.length + 1, cells: cells.map((cell) => cell.replace(/\s+/gu, ' ').trim()) })
  }
}

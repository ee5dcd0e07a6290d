/** A cell as the file has it: text, or a number or a day that a spreadsheet stores as such. */
export type Cell =
  | string
  /** A decimal number with a point, no grouping. */
  | { readonly number: string }
  /** `2026-10-02` or `2026-10-02T09:36:00`. */
  | { readonly date: string }

/** One line of a table. `gap`: how far below the line above it stands, in heights of its text (PDF); `page` from 1. */
export type TableRow = {
  readonly line: number
  readonly cells: readonly Cell[]
  /** What the title of its part of the table says: `Withdrawals`. */
  readonly side?: 'credit' | 'debit'
  readonly position?: { readonly page: number; readonly gap: number; readonly top: number }
}

/** Rows of one sheet, page run, HTML page or text file. */
export type Table = { readonly name: string | null; readonly rows: readonly TableRow[] }

/** A piece of text on a PDF page; `left` and `right` in points. */
export type PlacedText = { readonly left: number; readonly right: number; readonly text: string }

/** A line of placed texts, not yet in columns. */
export type PlacedLine = {
  readonly line: number
  readonly page: number
  /** Distance from the line above, in heights of its text. */
  readonly gap: number
  /** Distance from the top of the page, in points. */
  readonly top: number
  readonly pieces: readonly PlacedText[]
}

/** What the readers make of a file's bytes. */
export type FileContent =
  | { readonly kind: 'tables'; readonly tables: readonly Table[] }
  | { readonly kind: 'lines'; readonly lines: readonly PlacedLine[] }
  | { readonly kind: 'text'; readonly type: 'ofx' | 'qif' | 'mt940' | 'camt'; readonly text: string }

/** The text of a cell; numbers with a point, days as in ISO 8601. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  return 'number' in cell ? cell.number : cell.date
}

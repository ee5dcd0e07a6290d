import { type Columns, resolveColumns } from './columns.ts'
import { type DescribedColumns, describedByWidth, describedColumns, findDescribed } from './described-columns.ts'
import { accountTailOf } from './facts.ts'
import { findHeaders } from './header.ts'
import { inferColumns } from './infer-columns.ts'
import { plainText, words } from './plain-text.ts'
import { cellText, type Table, type TableRow } from './table.ts'
import { withTitledSide } from './titled-sides.ts'
import { summaryKind } from './vocabulary.ts'

/** A table of transactions with what stands around it. */
export type Section = {
  readonly name: string | null
  /** Rows above the table, since the table before it. */
  readonly block: readonly TableRow[]
  readonly headings: readonly string[]
  readonly columns: Columns
  readonly body: readonly TableRow[]
}

/** The tables of transactions on a sheet; `described` columns go before what headings are known to mean. A header that is printed again, as on every page, goes on with its table. */
export function sectionsOf(table: Table, described: readonly DescribedColumns[] = []): Section[] {
  const known = findDescribed(table.rows, described)
  const headers = known?.headers ?? findHeaders(table.rows)
  if (headers.length === 0) return inferred(table, describedByWidth(table.rows, described))
  const parts: { block: TableRow[]; headings: readonly string[]; body: TableRow[] }[] = []
  headers.forEach((header, index) => {
    const above = index === 0 ? table.rows.slice(0, header.first) : betweenTables(table.rows, header.first)
    const below = bodyOf(table.rows, header.last + 1, headers[index + 1]?.first ?? table.rows.length)
    const body = headers.length === 1 ? below : withTitledSide(below, above)
    const current = parts.at(-1)
    const isAnother = current !== undefined && namesAnother(current.block, above)
    if (current !== undefined && sameHeadings(current.headings, header.headings) && !isAnother) {
      current.body.push(...body)
    } else {
      // What stands above the table of another account is no row of the one before it.
      const own = new Set(isAnother ? above.map(({ line }) => line) : [])
      if (current !== undefined) current.body = current.body.filter(({ line }) => !own.has(line))
      parts.push({ block: [...above], headings: header.headings, body: [...body] })
    }
  })
  return parts.map(({ block, headings, body }) => ({
    name: table.name,
    block,
    headings,
    columns: columnsOf(headings, body, known?.described ?? null),
    body,
  }))
}

function columnsOf(
  headings: readonly string[],
  body: readonly TableRow[],
  described: DescribedColumns | null,
): Columns {
  const found = resolveColumns(headings, body)
  return described === null ? found : describedColumns(described, headings, found)
}

/** The rows from `first` to the next header, without what stands above that header on its page. */
function bodyOf(rows: readonly TableRow[], first: number, end: number): readonly TableRow[] {
  const nextPage = rows[end]?.position?.page
  const body = rows.slice(first, end)
  const ownPage = rows[first - 1]?.position?.page
  return nextPage === undefined || nextPage === ownPage
    ? body
    : body.filter(({ position }) => position?.page !== nextPage)
}

/** The lines right above a header: those of its page, or up to the end of the table before. */
function betweenTables(rows: readonly TableRow[], end: number): readonly TableRow[] {
  const page = rows[end]?.position?.page
  let start = end
  const isAbove = (row: TableRow | undefined): boolean =>
    row !== undefined &&
    !row.cells.some((cell) => ENDS.includes(summaryKind(cellText(cell)))) &&
    (page === undefined
      ? row.cells.filter((cell) => cellText(cell).trim() !== '').length <= 4
      : row.position?.page === page)
  while (start > 0 && end - start < 25 && isAbove(rows[start - 1])) start--
  return rows.slice(start, end)
}

/** What a table ends with. */
const ENDS: readonly ReturnType<typeof summaryKind>[] = ['closing', 'total']

function sameHeadings(left: readonly string[], right: readonly string[]): boolean {
  return left.map(words).join('|') === right.map(words).join('|')
}

/** Whether the lines above a repeated header name another account than the block of its table. */
function namesAnother(block: readonly TableRow[], above: readonly TableRow[]): boolean {
  const own = accountsIn(block)
  return accountsIn(above).some((tail) => !own.includes(tail))
}

function accountsIn(rows: readonly TableRow[]): string[] {
  return rows.flatMap(({ cells }) => {
    const line = plainText(cells.map(cellText).join(' '))
    const labelled =
      /\b(?:account|acct|a\/c|iban|konto)[\p{L} ./]*[:#, ]\s*(?:\p{L}+\s+){0,3}([\dX*x][\dX*x -]{5,34}|[A-Z]{2}\d{2}[A-Z0-9 ]{10,34})/iu.exec(
        line,
      )
    const tail = labelled === null ? null : accountTailOf(labelled[1] ?? '')
    return tail === null ? [] : [tail]
  })
}

/** A table without headings, where its columns show what they hold, or somebody said it. */
function inferred(table: Table, described: DescribedColumns | null): Section[] {
  const found = inferColumns(table.rows)
  const columns = described === null ? found : describedColumns(described, [], found ?? { narrations: [] })
  return columns === null ? [] : [{ name: table.name, block: [], headings: [], columns, body: table.rows }]
}

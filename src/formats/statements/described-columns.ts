import type { ColumnQuestion, TaughtColumns } from '../../domain/taught-columns.ts'
import type { StatementFormat } from '../bank-format.ts'
import type { Columns } from './columns.ts'
import type { Header } from './header.ts'
import { words } from './plain-text.ts'
import { cellText, type TableRow } from './table.ts'
import type { ColumnField } from './vocabulary.ts'

/**
 * Columns that somebody described: a bank file by their headings, which may stand in any order among others, or a person who was
 * shown a table, by their places under exactly these headings.
 */
export type DescribedColumns =
  | { readonly kind: 'headings'; readonly headings: NonNullable<StatementFormat['headings']> }
  | { readonly kind: 'taught'; readonly taught: TaughtColumns }

/** The rows of a table that are the header of a description, the first description that has one; null where none has. */
export function findDescribed(
  rows: readonly TableRow[],
  described: readonly DescribedColumns[],
): { readonly headers: readonly Header[]; readonly described: DescribedColumns } | null {
  if (described.length === 0) return null
  const texts = rows.map(({ cells }) => cells.map((cell) => words(cellText(cell))))
  for (const one of described) {
    const headers = texts.flatMap((own, index) =>
      isHeaderOf(own, one) ? [{ first: index, last: index, headings: rows[index]?.cells.map(cellText) ?? [] }] : [],
    )
    if (headers.length > 0) return { headers, described: one }
  }
  return null
}

function isHeaderOf(texts: readonly string[], described: DescribedColumns): boolean {
  if (described.kind === 'taught') {
    const wanted = withoutEnd(described.taught.headings.map(words))
    const own = withoutEnd(texts)
    return wanted.length > 0 && wanted.length === own.length && wanted.every((heading, at) => heading === own[at])
  }
  const wanted = Object.values(described.headings).map(words)
  return wanted.length > 1 && wanted.every((heading) => texts.includes(heading))
}

/** The description of a table without headings that has as many columns as this one. */
export function describedByWidth(
  rows: readonly TableRow[],
  described: readonly DescribedColumns[],
): DescribedColumns | null {
  const width = Math.max(0, ...rows.slice(0, 200).map(({ cells }) => withoutEnd(cells.map(cellText)).length))
  const fits = (one: DescribedColumns): boolean =>
    one.kind === 'taught' && one.taught.headings.length === width && one.taught.headings.every((text) => text === '')
  return described.find(fits) ?? null
}

function withoutEnd(texts: readonly string[]): readonly string[] {
  return texts.slice(0, texts.findLastIndex((text) => text.trim() !== '') + 1)
}

/** The columns of a table as described; `found` is what the reader makes of those that nobody described. */
export function describedColumns(described: DescribedColumns, headings: readonly string[], found: Columns): Columns {
  if (described.kind === 'headings') {
    const own = headings.map(words)
    return together(
      Object.entries(described.headings).map(([field, heading]) => [field as ColumnField, own.indexOf(words(heading))]),
      [],
      found,
    )
  }
  const { answers } = described.taught
  const told = Object.entries(answers) as [ColumnQuestion, number][]
  return together(
    told.filter(([, column]) => column >= 0),
    told.flatMap(([question, column]) => (column < 0 ? [question] : [])),
    found,
  )
}

const MONEY: readonly ColumnField[] = ['amount', 'debit', 'credit']

function together(
  told: readonly (readonly [ColumnField, number])[],
  without: readonly ColumnField[],
  found: Columns,
): Columns {
  const taken = new Set(told.map(([, column]) => column))
  const hasMoney = told.some(([field]) => MONEY.includes(field))
  const isOpen = (field: string, column: number): boolean =>
    !taken.has(column) &&
    !without.includes(field as ColumnField) &&
    !(hasMoney && MONEY.includes(field as ColumnField)) &&
    !told.some(([own]) => own === field)
  const { narrations: free, ...others } = found
  const kept = Object.entries(others).filter(([field, column]) => column !== undefined && isOpen(field, column))
  const narrations = told.flatMap(([field, column]) => (field === 'narration' ? [column] : []))
  return {
    ...Object.fromEntries([...kept, ...told.filter(([field]) => field !== 'narration' && field !== 'ignored')]),
    narrations: [...narrations, ...(without.includes('narration') ? [] : free.filter((column) => !taken.has(column)))],
  }
}

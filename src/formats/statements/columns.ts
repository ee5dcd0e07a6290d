import { readAmountCell, readSide } from './amount-cell.ts'
import { readDayCell, readTimeCell } from './day-cell.ts'
import { words } from './plain-text.ts'
import { type Cell, cellText, type TableRow } from './table.ts'
import { type ColumnField, headingFields } from './vocabulary.ts'

/** Which column holds what: indexes into a row's cells. */
export type Columns = {
  readonly [Field in Exclude<ColumnField, 'ignored' | 'narration'>]?: number
} & {
  /** `CR` or `DR` of the balance, in a column of its own. */
  readonly balanceSide?: number
  /** Best first; the first that is filled is the narration. */
  readonly narrations: readonly number[]
}

/** The order in which a column's meanings are tried: what its cells must look like first, then free text. */
const BY_CONTENT: readonly ColumnField[] = [
  'side',
  'currency',
  'time',
  'date',
  'valueDate',
  'debit',
  'credit',
  'amount',
  'balance',
  'fee',
  'status',
  'counterparty',
  'reference',
  'narration',
  'kind',
  'account',
  'ignored',
]

/** Rows by which a column's meaning is told. */
const SAMPLE_SIZE = 1_000

type Claim = { readonly column: number; readonly field: ColumnField; readonly rank: number }

/** The meaning of each column, from its heading and from what stands below it. */
export function resolveColumns(headings: readonly string[], rows: readonly TableRow[]): Columns {
  const sample = rows.slice(0, SAMPLE_SIZE)
  const claims = headings
    .flatMap((heading, column) => claimsOf(heading, column, sample))
    .sort((left, right) => left.rank - right.rank || left.column - right.column)
  const taken = new Map<ColumnField | 'balanceSide', number>()
  const used = new Set<number>()
  const narrations: number[] = []
  const byField = Map.groupBy(claims, ({ column }) => column)
  const bestOf = new Map([...byField].map(([column, own]) => [column, mostSpecific(own)]))
  for (const claim of claims) {
    const { column, field } = claim
    if (used.has(column) || bestOf.get(column) !== field) continue
    if (field === 'narration') narrations.push(column)
    else if (taken.has(field)) {
      const next = secondChoice(field, column, byField.get(column) ?? [], taken)
      if (next === null) continue
      if (next === 'narration') narrations.push(column)
      else taken.set(next, column)
    } else taken.set(field, column)
    used.add(column)
  }
  taken.delete('ignored')
  const filled = narrations.filter((column) => sample.some(({ cells }) => cellText(cells[column]).trim() !== ''))
  return { ...Object.fromEntries(withBalanceSide(taken)), narrations: filled }
}

function claimsOf(heading: string, column: number, rows: readonly TableRow[]): Claim[] {
  const candidates = headingFields(heading)
  if (candidates.length === 0) return []
  const cells = rows.map((row) => row.cells[column]).filter((cell) => cellText(cell).trim() !== '')
  const claims = candidates.map(({ field, rank }) => ({ column, field, rank }))
  const fitting = claims.filter(({ field }) =>
    field === 'account' ? isOwnAccount(heading, cells) : fits(field, cells),
  )
  if (fitting.length > 0) return fitting
  // Cells that are not what their heading says are errors, and shall be told as such.
  return claims.filter(({ field }) => PROMISED.includes(field)).slice(0, 1)
}

/** Headings that can only mean the account whose statement it is. */
const OWN_ACCOUNT =
  /auftragskonto|own account|konto iban|account iban|kliendi konto|moj rachunek|zleceniodawcy|from account/u

/** A file has few accounts; what differs from row to row are those of others. */
function isOwnAccount(heading: string, cells: readonly (Cell | undefined)[]): boolean {
  const different = new Set(cells.map((cell) => cellText(cell).trim())).size
  return OWN_ACCOUNT.test(words(heading)) || different <= 1 || different * 2 <= cells.length
}

const PROMISED: readonly ColumnField[] = ['date', 'debit', 'credit', 'amount', 'balance']

function mostSpecific(claims: readonly Claim[]): ColumnField | undefined {
  return BY_CONTENT.find((field) => claims.some((claim) => claim.field === field))
}

/** A second column for a field: another day is the value date, a side behind the balance is the balance's. */
function secondChoice(
  field: ColumnField,
  column: number,
  claims: readonly Claim[],
  taken: ReadonlyMap<ColumnField | 'balanceSide', number>,
): ColumnField | 'balanceSide' | null {
  if (field === 'date' && !taken.has('valueDate')) return 'valueDate'
  if (field === 'side' && taken.get('balance') === column - 1) return 'balanceSide'
  const other = BY_CONTENT.find((next) => next !== field && claims.some((claim) => claim.field === next))
  if (other === undefined || other === 'ignored') return null
  return other === 'narration' || !taken.has(other) ? other : null
}

/** Where debits and credits have columns of their own, a lone `Dr/Cr` is the balance's. */
function withBalanceSide(
  taken: ReadonlyMap<ColumnField | 'balanceSide', number>,
): ReadonlyMap<ColumnField | 'balanceSide', number> {
  const side = taken.get('side')
  if (side === undefined || !taken.has('debit') || !taken.has('credit')) return taken
  const changed = new Map(taken)
  changed.delete('side')
  if (taken.get('balance') === side - 1) changed.set('balanceSide', side)
  return changed
}

/** Whether the filled cells below a heading can be what it says: most of them, since wrapped lines and footers stand there too. */
function fits(field: ColumnField, cells: readonly (Cell | undefined)[]): boolean {
  const share = (test: (cell: Cell | undefined) => boolean): number =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length
  switch (field) {
    case 'date':
      return share((cell) => startsWithDay(cell)) >= 0.4
    case 'valueDate':
      return share((cell) => startsWithDay(cell)) >= 0.4
    case 'time':
      return share((cell) => readTimeCell(cellText(cell)) !== null) >= 0.5
    case 'debit':
    case 'credit':
    case 'amount':
    case 'balance':
    case 'fee':
      return cells.length === 0 || share((cell) => readAmountCell(cell) !== null) >= 0.5
    case 'side':
      return share((cell) => readSide(cellText(cell)) !== null) >= 0.8
    case 'currency':
      return share((cell) => /^[A-Za-z]{3}$/u.test(cellText(cell).trim())) >= 0.8
    default:
      return true
  }
}

/** A whole day, or the first line of one that breaks: `30-JAN-`, `2026-05-02T18:3`. */
function startsWithDay(cell: Cell | undefined): boolean {
  return (
    readDayCell(cell, 'day-first') !== null || readDayCell(cell, 'month-first') !== null || beginsDay(cellText(cell))
  )
}

/** Whether a text is the front part of a broken day. */
export function beginsDay(text: string): boolean {
  return /^\s*(?:\d{1,2}[-/. ]+(?:\p{L}{3,9}|\d{1,2})[-/., ]+|\d{4}-\d{2}-(?:\d{2}[T ][\d:]*)?)$/iu.test(text)
}

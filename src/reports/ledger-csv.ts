import { decimalAmount } from './decimal-amount.ts'
import type { ExportLine } from './ledger-export.ts'

const COLUMNS = [
  'id',
  'occurredAt',
  'kind',
  'status',
  'payee',
  'narration',
  'note',
  'account',
  'category',
  'amount',
  'currency',
  'tags',
] as const

/** The heading of the CSV export: a row per posting follows. */
export const CSV_HEADER = `${COLUMNS.join(',')}\r\n`

/** The CSV rows of a transaction, one per posting; amounts are decimal numbers, plus is into the account. */
export function csvRow(line: ExportLine): string {
  return line.postings
    .map((posting) => {
      const cells: Record<(typeof COLUMNS)[number], string> = {
        id: line.id,
        occurredAt: line.occurredAt,
        kind: line.kind,
        status: line.status,
        payee: text(line.payee),
        narration: text(line.narration),
        note: text(line.note),
        account: 'account' in posting ? text(posting.account) : '',
        category: 'category' in posting ? text(posting.category) : '',
        amount: decimalAmount(BigInt(posting.amountMinor), posting.currency),
        currency: posting.currency,
        tags: text(line.tags.join(' ')),
      }
      return `${COLUMNS.map((column) => quote(cells[column])).join(',')}\r\n`
    })
    .join('')
}

/** Text that a spreadsheet must not run: a leading sign of a formula is quoted (OWASP, CSV injection). */
function text(value: string | null): string {
  if (value === null) return ''
  return /^[=+\-@\t\r\0]/u.test(value) ? `'${value}` : value
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

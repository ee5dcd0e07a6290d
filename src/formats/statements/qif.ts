import type { DateOrder } from '../bank-format.ts'
import { readAmountCell } from './amount-cell.ts'
import { readDayCell } from './day-cell.ts'
import { dayOrderOf } from './day-order.ts'
import type { Entry } from './entries.ts'
import { emptyEntry, type StructuredStatement } from './structured.ts'

type QifRecord = { readonly line: number; readonly fields: ReadonlyMap<string, string> }

/** The transactions of a QIF file: a letter and a value in each line, `^` behind each record. Splits stay one transaction. */
export function readQif(text: string): StructuredStatement[] {
  const statements: { account: string | null; records: QifRecord[] }[] = []
  let isAccount = false
  let account: string | null = null
  let fields = new Map<string, string>()
  let start = 1
  text.split(/\r\n|\n|\r/u).forEach((raw, index) => {
    const line = raw.trim()
    if (line.startsWith('!')) {
      isAccount = /^!Account/iu.test(line)
      if (/^!Type:/iu.test(line)) statements.push({ account, records: [] })
      fields = new Map()
      start = index + 2
    } else if (line === '^') {
      if (isAccount) account = fields.get('N') ?? null
      else if (fields.size > 0) statements.at(-1)?.records.push({ line: start, fields })
      fields = new Map()
      start = index + 2
    } else if (line !== '' && !fields.has(line.charAt(0))) fields.set(line.charAt(0), line.slice(1).trim())
  })
  return statements
    .filter(({ records }) => records.length > 0)
    .map(({ account: name, records }) => statementFrom(name, records))
}

function statementFrom(account: string | null, records: readonly QifRecord[]): StructuredStatement {
  const days = records.map(({ fields }) => plainDay(fields.get('D')))
  const order = dayOrderOf(days, { known: null, periodIn: () => [], currency: null })
  const isOpening = ({ fields }: QifRecord): boolean => /^opening balance$/iu.test(fields.get('P') ?? '')
  const opening = records.find(isOpening)
  const amount = opening === undefined ? null : readAmountCell(opening.fields.get('T') ?? '')
  return {
    codes: account === null ? [] : [account],
    account,
    currency: null,
    opening: opening === undefined || amount === null || amount === 'empty' ? null : { line: opening.line, amount },
    closing: null,
    entries: records.filter((record) => !isOpening(record)).map((record) => entryOf(record, order)),
    order: null,
  }
}

/** Quicken writes `3/14'26` and `3/ 4/26`. */
function plainDay(text: string | undefined): string {
  return (text ?? '').replace(/'\s*/u, '/').replace(/\/\s+/gu, '/')
}

function entryOf({ line, fields }: QifRecord, order: DateOrder): Entry {
  const amount = readAmountCell(fields.get('T') ?? fields.get('U') ?? '')
  const [payee, memo] = [fields.get('P') ?? null, fields.get('M') ?? null]
  return {
    ...emptyEntry(line),
    day: readDayCell(plainDay(fields.get('D')), order),
    amount: amount === 'empty' ? null : (amount ?? 'unreadable'),
    narration: memo || payee || '',
    counterparty: memo === null || memo === '' ? null : payee,
    reference: fields.get('N') ?? null,
    kind: fields.get('L') ?? null,
  }
}

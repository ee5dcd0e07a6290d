import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowEffect } from '../../src/domain/statement.ts'
import { readStatements } from '../../src/formats/statements/read-statements.ts'
import { readCsv } from '../../src/readers/child/csv.ts'
import { decodeText } from '../../src/readers/child/decode-text.ts'

/** A way to write a table: delimiter, number and date style, headings, columns, order. */
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isQuoted: fc.boolean(),
  numbers: fc.constantFrom('1,234.56', '1.234,56', '1 234,56', '1234.56', '1234,56'),
  days: fc.constantFrom('dd/MM/yyyy', 'yyyy-MM-dd', 'dd-MMM-yyyy', 'dd.MM.yy', 'yyyyMMdd'),
  amounts: fc.constantFrom('two columns', 'signed', 'brackets', 'side column', 'suffix'),
  isNewestFirst: fc.boolean(),
  hasValueDate: fc.boolean(),
  hasPreamble: fc.boolean(),
  hasTotals: fc.boolean(),
  shuffle: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
})
type Dialect = typeof dialect extends fc.Arbitrary<infer Value> ? Value : never

/**
 * Days that only one order can mean are among them; movements are not zero, and of sizes of their own: three cents in, in and out
 * again are the same table read from either end.
 */
const moves = fc
  .uniqueArray(
    fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((minor) => minor !== 0),
    { minLength: 3, maxLength: 25, selector: Math.abs },
  )
  .map((minors) =>
    minors.map((minor, index) => ({ minor, date: Temporal.PlainDate.from('2026-01-13').add({ days: index }) })),
  )

function number(minor: number, style: Dialect['numbers']): string {
  const [whole = '', decimals = ''] = (Math.abs(minor) / 100).toFixed(2).split('.')
  const mark = style.at(-3) ?? '.'
  const group = style.length > 7 ? style.charAt(1) : ''
  return `${whole.replace(/\B(?=(?:\d{3})+$)/gu, group)}${mark}${decimals}`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function day(date: Temporal.PlainDate, style: Dialect['days']): string {
  const [year, month = '', dayOfMonth = ''] = date.toString().split('-')
  return style
    .replace('yyyy', String(year))
    .replace('yy', String(year).slice(-2))
    .replace('MMM', MONTHS[Number(month) - 1] ?? '')
    .replace('MM', month)
    .replace('dd', dayOfMonth)
}

function writeTable(
  rows: readonly { minor: number; date: Temporal.PlainDate }[],
  opening: number,
  style: Dialect,
): string {
  let balance = opening
  const lines = rows.map(({ minor, date }, index) => {
    balance += minor
    const plain = number(minor, style.numbers)
    const signed = `${balance < 0 ? '-' : ''}${number(balance, style.numbers)}`
    const amounts: Record<Dialect['amounts'], Record<string, string>> = {
      'two columns': { Withdrawals: minor < 0 ? plain : '', Deposits: minor > 0 ? plain : '' },
      signed: { Amount: minor < 0 ? `-${plain}` : plain },
      brackets: { Amount: minor < 0 ? `(${plain})` : plain },
      'side column': { Amount: plain, 'Dr/Cr': minor < 0 ? 'DR' : 'CR' },
      suffix: { Amount: `${plain} ${minor < 0 ? 'DR' : 'CR'}` },
    }
    return {
      'Transaction Date': day(date, style.days),
      ...(style.hasValueDate ? { 'Value Date': day(date, style.days) } : {}),
      Narration: `SHOP "${index}" AND CO`,
      ...amounts[style.amounts],
      Balance: signed,
    } as Record<string, string>
  })
  const headings = Object.keys(lines[0] ?? {}).toSorted((left, right) => rank(left, style) - rank(right, style))
  const quote = (cell: string): string =>
    style.isQuoted || cell.includes(style.delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell
  const body = (style.isNewestFirst ? lines.toReversed() : lines).map((line) =>
    headings.map((heading) => line[heading] ?? ''),
  )
  const table = [headings, ...body]
  if (style.hasPreamble) table.unshift(['Acme Bank'], ['Account Number', '0123456789'], ['Currency', 'EUR'], [])
  if (style.hasTotals) table.push([], ['Total', '', ''])
  return table.map((cells) => cells.map(quote).join(style.delimiter)).join(style.lineEnd)
}

/** The column that says debit or credit stands behind its amounts: in front of the balance it would speak of that. */
function rank(heading: string, { shuffle }: Dialect): number {
  const place = (name: string) => shuffle[name.length % 8] ?? 0
  return heading === 'Dr/Cr' ? place('Amount') + 0.5 : place(heading)
}

const context = { banks: [], currency: 'EUR', timeZone: 'Europe/Berlin', fileName: 'x.csv' }

describe('delimited text', () => {
  it('of any dialect gives back the rows that were written', () => {
    fc.assert(
      fc.property(moves, fc.integer({ min: -9_999_999, max: 99_999_999 }), dialect, (rows, opening, style) => {
        const { table } = readCsv(writeTable(rows, opening, style))
        const [statement] = readStatements({ kind: 'tables', tables: [table] }, context)
        expect(statement?.problems).toEqual([])
        expect(statement?.openingBalance).toBe(BigInt(opening))
        const read = statement?.rows.map((row) => [row.date.toString(), rowEffect(row), row.narration]) ?? []
        expect(style.isNewestFirst ? read.toReversed() : read).toEqual(
          rows.map(({ minor, date }, index) => [date.toString(), BigInt(minor), `SHOP "${index}" AND CO`]),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('is read in any encoding', () => {
    const text = 'Buchungstag;Empfänger;Betrag\n01.02.2026;Müller & Söhne;-12,50 €\n'
    const wide = Buffer.from(text, 'utf16le')
    const encodings = [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      wide,
      Buffer.from(wide).swap16(),
      Buffer.from(text.replace('€', '\u0080'), 'latin1'),
    ]
    for (const bytes of encodings) expect(decodeText(bytes)).toBe(text)
  })
})

describe('a header block', () => {
  it('keeps the minus of an overdrawn account, behind its label in one cell', () => {
    const rows = ['01-Oct-2026,"10,050.00",,"-257,891.06",A', '02-Oct-2026,,"50,000.00","-207,891.06",B']
    const head = [
      '"Opening Balance: -247,841.06"',
      '"Closing Balance: -207,891.06"',
      'Date,Debit,Credit,Balance,Remarks',
    ]
    const { table } = readCsv([...head, ...rows].join('\n'))
    const [statement] = readStatements({ kind: 'tables', tables: [table] }, context)
    expect(statement?.problems).toEqual([])
    expect(statement?.openingBalance).toBe(-24_784_106n)
    expect(statement?.rows.map(rowEffect)).toEqual([-1_005_000n, 5_000_000n])
  })
})

describe('a format that signs its amounts', () => {
  it.each(['XFER', 'DEP', 'DIRECTDEP', 'OTHER'])(
    'keeps money in as money in where an OFX file has nothing else: %s',
    (type) => {
      const text = `<OFX><STMTRS><CURDEF>NGN<BANKACCTFROM><ACCTID>0123456789</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>${type}<DTPOSTED>20261003<TRNAMT>1000.00<FITID>1<NAME>ACME LTD</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>5000.00<DTASOF>20261031</LEDGERBAL></STMTRS></OFX>`
      const [statement] = readStatements({ kind: 'text', type: 'ofx', text }, context)
      expect(statement?.rows.map(rowEffect)).toEqual([100_000n])
      expect(statement?.openingBalance).toBe(400_000n)
    },
  )

  it('keeps money in as money in where a QIF file has nothing else', () => {
    const text = '!Type:Bank\nD13/10/2026\nT1,000.00\nPACME LTD\n^\n'
    const [statement] = readStatements({ kind: 'text', type: 'qif', text }, context)
    expect(statement?.rows.map(rowEffect)).toEqual([100_000n])
  })
})

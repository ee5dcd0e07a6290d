import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rowEffect } from '../../src/domain/statement.ts'
import { tailInFileName } from '../../src/formats/statements/file-name.ts'
import { likelyCurrency } from '../../src/formats/statements/likely-currency.ts'
import { type PageText, writePdf } from './pdf-writer.ts'
import { figuresOf, readFilesHere, statementsOf } from './read-file.ts'

const OPTIONS = { password: null, currency: 'NGN', timeZone: 'Africa/Lagos' }

/** Texts of a page from lines of [x, text]; a negative x is a right edge. */
function page(...rows: readonly (readonly (readonly [number, string])[])[]): PageText[] {
  return rows.flatMap((row, index) =>
    row.map(([x, text]) => ({ x: Math.abs(x), y: 40 + index * 12, text, isRight: x < 0 })),
  )
}

async function read(bytes: Uint8Array, fileName: string) {
  return statementsOf(await readFilesHere(bytes, { ...OPTIONS, fileName }))
}

describe('PDF pages', () => {
  it('of two pages with headings that touch, balances carried over, and totals', async () => {
    const header = [
      ...([
        [40, 'TXN DATE'],
        [110, 'DESCRIPTION'],
        [300, 'VALUE DATE'],
        [-430, 'MONEY OUT'],
      ] as const),
      ...([
        [-500, 'MONEY IN'],
        [-570, 'LEDGER BALANCE'],
      ] as const),
    ]
    const first = page(
      [[40, 'KCB BANK KENYA LIMITED']],
      [
        [40, 'Account Number'],
        [160, '1107654321'],
      ],
      [
        [40, 'Statement Period'],
        [160, '01 MAY 2026 to 31 MAY 2026'],
      ],
      [],
      header,
      [
        [40, '01 MAY 2026'],
        [110, 'BALANCE B/FWD'],
        [-570, '52,310.25'],
      ],
      [
        [40, '02 MAY 2026'],
        [110, 'MPESA PAYMENT'],
        [300, '02 MAY 2026'],
        [-430, '1,250.00'],
        [-570, '51,060.25'],
      ],
      [[110, '254700111222 JOHN']],
      [
        [40, '04 MAY 2026'],
        [110, 'SALARY MAY'],
        [300, '05 MAY 2026'],
        [-500, '80,000.00'],
        [-570, '131,060.25'],
      ],
      [
        [110, 'BALANCE C/FWD'],
        [-570, '131,060.25'],
      ],
      [],
      [[250, 'Page 1 of 2']],
    )
    const second = page(
      [[40, 'KCB BANK KENYA LIMITED']],
      [
        [40, 'Account Number'],
        [160, '1107654321'],
      ],
      [],
      header,
      [
        [110, 'BALANCE B/FWD'],
        [-570, '131,060.25'],
      ],
      [
        [40, '31 MAY 2026'],
        [110, 'LEDGER FEE'],
        [300, '31 MAY 2026'],
        [-430, '55.00'],
        [-570, '131,005.25'],
      ],
      [
        [110, 'TOTALS'],
        [-430, '1,305.00'],
        [-500, '80,000.00'],
      ],
      [
        [110, 'CLOSING BALANCE'],
        [-570, '131,005.25'],
      ],
      [[250, 'Page 2 of 2']],
    )
    const [statement] = await read(writePdf([first, second]), 'x.pdf')
    expect(statement).toMatchObject({ institution: 'KCB', currency: 'KES', accountTail: '4321', problems: [] })
    expect(statement?.rows.map((row) => [row.date.toString(), rowEffect(row), row.narration])).toEqual([
      ['2026-05-02', -125_000n, 'MPESA PAYMENT 254700111222 JOHN'],
      ['2026-05-04', 8_000_000n, 'SALARY MAY'],
      ['2026-05-31', -5_500n, 'LEDGER FEE'],
    ])
    expect([statement?.openingBalance, statement?.closingBalance]).toEqual([5_231_025n, 13_100_525n])
  })

  it('with a table of deposits and one of withdrawals, neither with signs nor balances', async () => {
    const header = [
      [40, 'Date'],
      [110, 'Description'],
      [-500, 'Amount'],
    ] as const
    const own = page(
      [[40, 'Regions Bank']],
      [
        [400, 'ACCOUNT #'],
        [480, '0098123344'],
      ],
      [
        [400, 'Statement period'],
        [480, '04/01/2026 - 04/30/2026'],
      ],
      [],
      [
        [40, 'Beginning Balance'],
        [-300, '$1,500.00'],
      ],
      [
        [40, 'Ending Balance'],
        [-300, '$2,324.70'],
      ],
      [],
      [[40, 'DEPOSITS & CREDITS']],
      header,
      [
        [40, '04/03'],
        [110, 'ACME PAYROLL'],
        [-500, '2,500.00'],
      ],
      [
        [40, '04/17'],
        [110, 'ZELLE FROM MARY'],
        [-500, '250.10'],
      ],
      [
        [110, 'Total Deposits & Credits'],
        [-500, '$2,750.10'],
      ],
      [],
      [[40, 'WITHDRAWALS']],
      header,
      [
        [40, '04/02'],
        [110, 'KROGER #332'],
        [-500, '125.40'],
      ],
      [
        [40, '04/05'],
        [110, 'RENT'],
        [-500, '1,800.00'],
      ],
      [
        [110, 'Total Withdrawals'],
        [-500, '$1,925.40'],
      ],
    )
    const [statement] = await read(writePdf([own]), 'x.pdf')
    expect(statement).toMatchObject({ institution: 'Regions Bank', currency: 'USD', accountTail: '3344', problems: [] })
    expect(statement?.rows.map((row) => [row.date.toString(), rowEffect(row)])).toEqual([
      ['2026-04-03', 250_000n],
      ['2026-04-17', 25_010n],
      ['2026-04-02', -12_540n],
      ['2026-04-05', -180_000n],
    ])
    expect([statement?.openingBalance, statement?.closingBalance]).toEqual([150_000n, 232_470n])
  })
})

describe('a file of two accounts', () => {
  const world = fileURLToPath(new URL('./world/', import.meta.url))

  it.each([
    [
      'two-accounts.csv',
      'GBP',
      [
        ['3344', '3344', 50_000n, 56_000n, 2],
        ['7788', '7788', 200_000n, 150_125n, 2],
      ],
    ],
    [
      'absa-two-tables.csv',
      'ZAR',
      [
        ['7080', '7080', 100_000n, 115_000n, 2],
        ['7060', '7060', 0n, 49_500n, 2],
      ],
    ],
  ] as const)('is two statements, whether a column or the tables tell: %s', async (name, currency, expected) => {
    const statements = await read(await readFile(`${world}${name}`), name)
    expect(
      statements.map((statement) => {
        const { accountTail, openingBalanceMinor, closingBalanceMinor, transactionCount } = figuresOf(statement)
        return [statement.section, accountTail, openingBalanceMinor, closingBalanceMinor, transactionCount]
      }),
    ).toEqual(expected)
    expect(statements.map((statement) => [statement.currency, statement.problems])).toEqual([
      [currency, []],
      [currency, []],
    ])
  })
})

describe('the name of a file', () => {
  it.each([
    ['0123456789_statement_2026-06.csv', '6789'],
    ['Statement XXXX4471 Mar 2026.pdf', '4471'],
    ['account-8016.csv', '8016'],
    ['NL02BUNQ2025415389_2026.csv', '5389'],
    ['statement-20260301-20260331.csv', null],
    ['export_31032026.csv', null],
    ['statement 2026.csv', null],
    ['account 2026.csv', null],
    ['document_1718029341.pdf', null],
    ['20260301143510.csv', null],
    ['chase-4471-activity.csv', null],
  ])('says whose account it is, and no day does: %s', (name, tail) => {
    expect(tailInFileName(name)).toBe(tail)
  })
})

describe('the currency of a file that names none', () => {
  const hints = { texts: [], headings: [], digits: [], order: 'day-first', own: 'NGN' } as const

  it('is its country’s, by IBAN, sort code, grouping, order of days or language, and the ledger’s where it may be', () => {
    expect(likelyCurrency(hints)).toBeNull()
    expect(likelyCurrency({ ...hints, texts: ['IBAN: PL61 1090 1014 0000 0712 1981 2874'] })).toBe('PLN')
    expect(likelyCurrency({ ...hints, texts: ['20-11-33 11223344'] })).toBe('GBP')
    expect(likelyCurrency({ ...hints, digits: ['1,200.00', '12,45,678.90'] })).toBe('INR')
    expect(likelyCurrency({ ...hints, order: 'month-first' })).toBe('USD')
    expect(likelyCurrency({ ...hints, headings: ['Buchungstag', 'Betrag'] })).toBe('EUR')
    expect(likelyCurrency({ ...hints, headings: ['Buchungstag', 'Betrag'], own: 'CHF' })).toBe('CHF')
    expect(likelyCurrency({ ...hints, headings: ['Tarih', 'Açıklama', 'Tutar'] })).toBe('TRY')
  })
})

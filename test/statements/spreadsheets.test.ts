import { utils, write } from '@e965/xlsx'
import officeCrypto from 'officecrypto-tool'
import { describe, expect, it } from 'vitest'
import { rowEffect } from '../../src/domain/statement.ts'
import { readBytes, statementsOf } from './read-file.ts'

const ROWS: readonly (readonly (string | number | Date)[])[] = [
  ['Wema Bank Plc'],
  ['Account Number', '0123456789', 'Currency', 'NGN'],
  [],
  ['S/N', 'Date', 'Narration', 'Debit', 'Credit', 'Balance'],
  ['', '', 'Balance B/F', '', '', 1000],
  [1, new Date(Date.UTC(2026, 2, 4)), 'POS SHOP', 250.5, '', 749.5],
  [2, new Date(Date.UTC(2026, 3, 3, 9, 36)), 'TRANSFER FROM ADA', '', 0.1, 749.6],
  [3, new Date(Date.UTC(2026, 3, 3)), 'ATM WDL', 200.3, '', 549.3],
]

function workbook(bookType: 'xlsx' | 'biff8' | 'xlml' | 'html' | 'txt'): Buffer {
  const sheet = utils.aoa_to_sheet(
    ROWS as unknown[][],
    { cellDates: true, UTC: true, dateNF: 'dd/mm/yyyy hh:mm' } as object,
  )
  const book = utils.book_new(sheet, 'Statement')
  return write(book, { type: 'buffer', bookType, cellDates: false })
}

async function effects(bytes: Buffer, password: string | null = null): Promise<unknown> {
  const [statement] = statementsOf(await readBytes(bytes, 'statement', password))
  expect(statement).toMatchObject({
    institution: 'Wema Bank / ALAT',
    accountTail: '6789',
    openingBalance: 100_000n,
    problems: [],
  })
  return statement?.rows.map((row) => [row.date.toString(), rowEffect(row), row.narration])
}

const EXPECTED = [
  ['2026-03-04', -25_050n, 'POS SHOP'],
  ['2026-04-03', 10n, 'TRANSFER FROM ADA'],
  ['2026-04-03', -20_030n, 'ATM WDL'],
]

describe('workbooks', () => {
  it.each(['xlsx', 'biff8', 'xlml'] as const)(
    'of the kind %s give numbers and days as they are stored',
    async (kind) => {
      expect(await effects(workbook(kind))).toEqual(EXPECTED)
    },
  )

  it('that are locked open with their password', async () => {
    const locked = officeCrypto.encrypt(workbook('xlsx'), { password: 'secret' })
    expect(await readBytes(locked, 'locked.xlsx')).toEqual({ kind: 'needs-password' })
    expect(await readBytes(locked, 'locked.xlsx', 'wrong')).toEqual({ kind: 'wrong-password' })
    expect(await effects(locked, 'secret')).toEqual(EXPECTED)
  })
})

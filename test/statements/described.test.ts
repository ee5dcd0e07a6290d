import { describe, expect, it } from 'vitest'
import { createStatementReaders } from '../../src/compose.ts'
import { rowEffect, type Statement } from '../../src/domain/statement.ts'
import type { TaughtColumns } from '../../src/domain/taught-columns.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { readPack } from '../../src/formats/pack/read-pack.ts'
import { readStatements } from '../../src/formats/statements/read-statements.ts'
import { sampleOfTables } from '../../src/formats/statements/table-sample.ts'
import { readCsv } from '../../src/readers/child/csv.ts'

const CONTEXT = { banks: [], currency: 'EUR', timeZone: 'Europe/Berlin', fileName: 'x.csv' }

/** Headings that no vocabulary has, and a column of whole numbers that are no money. */
const ROWS = ['03/08/2026,1,1500,,48500,RIRA A', '04/08/2026,2,,250,48750,RIRA B', '05/08/2026,3,75,,48675,RIRA C']
const STRANGE = `${['Ojo,Nomba,Jade,Wole,Iyoku,Alaye', ...ROWS].join('\n')}\n`
const ANSWERS = { date: 0, amount: -1, debit: 2, credit: 3, balance: 4, narration: 5 }

function read(text: string, taught: readonly TaughtColumns[]): readonly Statement[] {
  return readStatements({ kind: 'tables', tables: [readCsv(text).table] }, { ...CONTEXT, taught })
}

function effects([statement]: readonly Statement[]): unknown {
  return statement?.rows.map((row) => [row.date.toString(), rowEffect(row), row.balance, row.narration])
}

const EXPECTED = [
  ['2026-08-03', -150_000n, 4_850_000n, 'RIRA A'],
  ['2026-08-04', 25_000n, 4_875_000n, 'RIRA B'],
  ['2026-08-05', -7_500n, 4_867_500n, 'RIRA C'],
]

describe('taught columns', () => {
  it('read tables with the same headings, wherever they stand, and no others', () => {
    const taught = { headings: ['Ojo', 'Nomba', 'Jade', 'Wole', 'Iyoku', 'Alaye'], answers: ANSWERS }
    expect(read(STRANGE, [])).toEqual([])
    expect(effects(read(STRANGE, [taught]))).toEqual(EXPECTED)
    expect(effects(read(`Acme,,\nAccount Number:,0123456789,\n${STRANGE.toUpperCase()}`, [taught]))).toEqual(EXPECTED)
    expect(read(STRANGE.replace('Jade,Wole', 'Wole,Jade'), [taught])).toEqual([])
  })

  it('read a table without headings by how many columns it has', () => {
    const taught = { headings: ['', '', '', '', '', ''], answers: ANSWERS }
    expect(effects(read(ROWS.join('\n'), [taught]))).toEqual(EXPECTED)
  })

  it('go before what headings are known to mean', () => {
    const text = 'Date,Amount,Value,Description\n03/08/2026,7.00,-15.00,A\n14/08/2026,8.00,-2.50,B\n'
    const taught = {
      headings: ['Date', 'Amount', 'Value', 'Description'],
      answers: { date: 0, amount: 2, balance: -1 },
    }
    expect(read(text, [taught])[0]?.rows.map(rowEffect)).toEqual([-1_500n, -250n])
  })
})

it('a table is shown with its headings, the first of its cells, and what they hold', () => {
  const sample = sampleOfTables([readCsv(`Some Bank,\n\n${STRANGE}`).table])
  expect(sample?.headings).toEqual(['Ojo', 'Nomba', 'Jade', 'Wole', 'Iyoku', 'Alaye'])
  expect(sample?.columns.map(({ holds }) => holds)).toEqual([
    'days',
    'amounts',
    'amounts',
    'amounts',
    'amounts',
    'texts',
  ])
  expect(sample?.columns[2]?.cells).toEqual(['1500', '75'])
  expect(sampleOfTables([readCsv('just,some\nwords,here\n').table])).toBeNull()
})

const PACK = {
  ...{ id: 'xx-rira', name: 'Rira Savings', country: 'NG', currency: 'NGN', timeZone: 'Africa/Lagos', senders: [] },
  layouts: [
    {
      id: 'debit',
      channel: 'sms',
      evidence: 'inferred',
      sample: 'Rira: you paid «amount:1,500.00» today',
      direction: 'debit',
    },
  ],
  statements: {
    evidence: 'inferred',
    headings: { date: 'Ojo', debit: 'Jade', credit: 'Wole', balance: 'Iyoku', narration: 'Alaye' },
  },
}

it('a pack that explains headings is used for files', async () => {
  const pack = readPack(JSON.stringify(PACK), createBankIndex([]), createBankIndex([]))
  if (pack.kind === 'refused') throw new Error(pack.problems.join('\n'))
  const { readStatementFile, readStatementRows } = createStatementReaders(createBankIndex([pack.bank]))
  const options = { password: null, fileName: 'x.csv', currency: 'EUR', timeZone: 'UTC' }
  const reading = await readStatementFile(Buffer.from(STRANGE), options)
  if (reading.kind !== 'statements') throw new Error('it was not read')
  expect(effects(reading.statements)).toEqual(EXPECTED)
  expect(reading.statements[0]).toMatchObject({ institution: 'Rira Savings', bankId: 'xx-rira', currency: 'NGN' })
  expect(readStatementRows(reading.statements[0]).readings).toHaveLength(3)
  const wrong = { ...PACK, statements: { ...PACK.statements, headings: { day: 'Ojo' } } }
  expect(readPack(JSON.stringify(wrong), createBankIndex([]), createBankIndex([]))).toMatchObject({
    kind: 'refused',
    problems: ['statements.headings.day is not a known key'],
  })
})

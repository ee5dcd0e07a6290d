import { describe, expect, it } from 'vitest'
import { rowEffect } from '../../src/domain/statement.ts'
import {
  CLOSING,
  centredRows,
  collapsedLines,
  dayOnce,
  mobileMoney,
  OPENING,
  ROWS,
  repeatedBlocks,
  withoutYears,
} from './pdf-pages.ts'
import { type PageText, writePdf } from './pdf-writer.ts'
import { readBytes, statementsOf } from './read-file.ts'

const LAYOUTS: readonly (readonly [
  string,
  () => PageText[][],
  { institution: string; currency: string; tail: string },
])[] = [
  [
    'mobile money, newest first, days over two lines',
    mobileMoney,
    { institution: 'M-PESA', currency: 'KES', tail: '3456' },
  ],
  ['the header block on every page', repeatedBlocks, { institution: 'HDFC Bank', currency: 'INR', tail: '5678' }],
  ['a day and a balance once for several entries', dayOnce, { institution: 'HSBC', currency: 'GBP', tail: '5670' }],
  [
    'cells centred in their rows, a header of two lines',
    centredRows,
    { institution: 'Equity Bank', currency: 'KES', tail: '9012' },
  ],
  ['days without years', withoutYears, { institution: 'Chase', currency: 'USD', tail: '6789' }],
  [
    'columns that collapsed into one line',
    collapsedLines,
    { institution: 'Unity Bank', currency: 'NGN', tail: '5678' },
  ],
]

describe('PDF statements', () => {
  it.each(LAYOUTS)('are read: %s', async (_, pages, { institution, currency, tail }) => {
    const [statement] = statementsOf(await readBytes(writePdf(pages()), 'statement.pdf'))
    if (statement === undefined) throw new Error('no statement')
    expect(statement).toMatchObject({ institution, currency, accountTail: tail, problems: [] })
    expect([statement.openingBalance, statement.closingBalance]).toEqual([BigInt(OPENING), BigInt(CLOSING)])
    const rows = [...statement.rows].sort((left, right) =>
      left.date.equals(right.date) ? 0 : left.date.toString() < right.date.toString() ? -1 : 1,
    )
    const isNewestFirst = statement.rows[0]?.date.toString() !== ROWS[0]?.day
    const inTime = isNewestFirst ? statement.rows.toReversed() : rows
    expect(inTime.map((row) => [row.date.toString(), rowEffect(row), row.narration])).toEqual(
      ROWS.map(({ day, minor, words }) => [day, BigInt(minor), words.join(' ')]),
    )
  })
})

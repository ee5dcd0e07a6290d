import { expect, test } from 'vitest'
import { readAccount } from './read-account.ts'
import { readCurrency } from './read-currency.ts'
import { readDate, readTime } from './read-date.ts'
import { readDirection } from './read-direction.ts'
import { readNumber, toMinor } from './read-number.ts'

const STYLES = { english: '1,234.56', german: '1.234,56', french: '1 234,56' } as const

test.each([
  ['1,850.00', 'NGN', 185000n],
  ['12000 ', 'NGN', 1200000n],
  ['1000.00', 'NGN', 100000n],
  ['0.01', 'NGN', 1n],
  ['-1,250.00', 'NGN', -125000n],
  ['999,999,999.99', 'NGN', 99999999999n],
  ['500 ', 'JPY', 500n],
  ['1.234 ', 'KWD', 1234n],
])('%j is read as %s %s', (text, currency, minor) => {
  const number = readNumber(text, 0, STYLES.english)
  expect(number === null ? null : toMinor(number, currency)).toBe(minor)
})

test.each([
  ['', 'nothing'],
  ['x', 'no digit'],
  ['1,87', 'a group of two'],
  ['18,750.0', 'one decimal'],
  ['18,750.000', 'three decimals'],
  ['1,8750.00', 'a group of four'],
  ['1234,567.00', 'four digits before a group'],
  ['1O0.00', 'a letter among the digits'],
  ['100l', 'a letter behind'],
  ['0100.00', 'a leading zero'],
  ['1.2.3', 'two points'],
  ['1234567890123456', 'sixteen digits'],
  ['12,000', 'the end of the text may be a cut'],
  ['12,000.', 'a point at the end may be a cut'],
  ['4,114, 127.70', 'the rest of the number behind a space'],
  ['11 ,539.10', 'the rest of the number behind a space and comma'],
  ['11*,881.40', 'a mark behind'],
])('%j is not an amount of naira: %s', (text) => {
  const number = readNumber(text, 0, STYLES.english)
  expect(number === null ? null : toMinor(number, 'NGN')).toBeNull()
})

test.each([
  [STYLES.german, '1.234,56', 123456n],
  [STYLES.german, '1234,56', 123456n],
  [STYLES.french, '1 234,56', 123456n],
  [STYLES.french, '12 234 567,00', 1223456700n],
])('in the style %s, %j is %s minor units', (style, text, minor) => {
  const number = readNumber(text, 0, style)
  expect(number === null ? null : toMinor(number, 'EUR')).toBe(minor)
})

test.each([
  ['ngn1', 'NGN', 3],
  ['ngn 1', 'NGN', 3],
  ['n1', 'NGN', 1],
  ['₦1', 'NGN', 1],
  ['#1', 'NGN', 1],
  ['=n=1', 'NGN', 3],
  ['usd1', 'USD', 3],
  ['$1', 'USD', 1],
  ['us$1', 'USD', 3],
  ['£1', 'GBP', 1],
])('the mark of %j is %s', (text, currency, end) => {
  expect(readCurrency(text, 0)).toEqual({ currency, end })
})

test.each(['nine', 'ngnx', 'abc1', '1', ''])('%j begins with no currency mark', (text) => {
  expect(readCurrency(text, 0)).toBeNull()
})

test.each([
  ['******8016', '8016'],
  ['091******448', '448'],
  ['31******07', '07'],
  ['53xxxxx118', '118'],
  ['xxx277', '277'],
  ['**418', '418'],
  ['0260187745', '7745'],
  ['2xx..45x', null],
  ['2******', null],
])('the tail of %j is %s', (text, tail) => {
  expect(readAccount(text, 0)).toEqual({ end: text.length, tail })
})

test.each(['', 'abc', '123', '80i6', '**80i6', '8x16', '*12', '**1', '**1234567', '***xx12', '1'.repeat(40)])(
  '%j is not an account',
  (text) => {
    expect(readAccount(text, 0)).toBeNull()
  },
)

test.each([
  ['02/07/2026', '2026-07-02', null],
  ['26-05-2026', '2026-05-26', null],
  ['04-jan-26', '2026-01-04', null],
  ['11/apr/26 07:45:20pm', '2026-04-11', '19:45:20'],
  ['15/01/26', '2026-01-15', null],
  ['2026-08-12 9:36am', '2026-08-12', '09:36:00'],
  ['2026-08-12t09:36:01', '2026-08-12', '09:36:01'],
  ['09-mar-2025 14:11:26', '2025-03-09', '14:11:26'],
  ['18/06/2026 07:44:51 am', '2026-06-18', '07:44:51'],
  ['20/06/2026 12:05:59 am', '2026-06-20', '00:05:59'],
  ['19/06/2026 12:00:35 pm', '2026-06-19', '12:00:35'],
  ['aug 17th, 2026 21:37:34', '2026-08-17', '21:37:34'],
  ['19 aug, 2026 | 07:05:10 pm', '2026-08-19', '19:05:10'],
  ['20 aug 2026, 15:05', '2026-08-20', '15:05:00'],
  ['20-05-2026 0:0', '2026-05-20', null],
  ['3rd september 2026', '2026-09-03', null],
  ['29/02/2028', '2028-02-29', null],
])('%j is %s at %s', (text, date, time) => {
  const read = readDate(text, 0, 'day-first')
  expect([read?.date.toString(), read?.time?.toString() ?? null, read?.end]).toEqual([date, time, text.length])
})

test.each([
  '',
  '31/02/2026',
  '29/02/2026',
  '32/01/2026',
  '12/13/2026',
  '12/08/202',
  '12/08/20265',
  '2026-8-1',
  '2026-08-1',
  '1o/08/2026',
  '12/08/2026x',
  '12/08/2026 25:00',
  '12/08/2026 9:3',
  '12/08/2026 13:00 pm',
  '12-08/2026',
  'mayo 12 2026',
])('%j is not a date', (text) => {
  expect(readDate(text, 0, 'day-first')).toBeNull()
})

test('the month comes first where a bank writes it first', () => {
  expect(readDate('06/16/2026', 0, 'month-first')?.date.toString()).toBe('2026-06-16')
  expect(readDate('16/06/2026', 0, 'month-first')).toBeNull()
})

test.each([
  ['03:09 pm', '15:09:00'],
  ['9:36am', '09:36:00'],
  ['14:49', '14:49:00'],
  ['23:59:59', '23:59:59'],
])('%j is the time %s', (text, time) => {
  expect(readTime(text, 0)?.time.toString()).toBe(time)
})

test('a direction is read only in the words its layout uses', () => {
  expect(readDirection('dr', 0, 'CR')).toEqual({ end: 2, direction: 'debit' })
  expect(readDirection('credited x', 0, 'debited')).toEqual({ end: 8, direction: 'credit' })
  expect(readDirection('dr', 0, 'Debit')).toBeNull()
  expect(readDirection('debited', 0, 'Debit')).toBeNull()
  expect(() => readDirection('dr', 0, 'sideways')).toThrow('not a direction')
})

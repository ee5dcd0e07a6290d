import { expect, test } from 'vitest'
import { moneyText } from './money.ts'

test.each([
  [2_250_000n, 'NGN', '₦22,500.00'],
  [-2_250_000n, 'NGN', '−₦22,500.00'],
  [5n, 'NGN', '₦0.05'],
  [0n, 'NGN', '₦0.00'],
  [12_000n, 'USD', '$120.00'],
  [500n, 'CHF', 'CHF 5.00'],
  [500n, 'JPY', '¥500'],
  [1_234_567n, 'KWD', 'KWD 1,234.567'],
  [900_719_925_474_099_312_345n, 'NGN', '₦9,007,199,254,740,993,123.45'],
])('%s minor units of %s are written %s', (minor, currency, words) => {
  expect(moneyText({ minor, currency })).toBe(words)
})

test('a plus is written only when asked for, and never before zero', () => {
  expect(moneyText({ minor: 100n, currency: 'NGN' }, 'always')).toBe('+₦1.00')
  expect(moneyText({ minor: 0n, currency: 'NGN' }, 'always')).toBe('₦0.00')
})

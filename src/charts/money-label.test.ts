import { describe, expect, it } from 'vitest'
import { formatMoney } from './money-label.ts'

describe('formatMoney', () => {
  it.each([
    ['NGN', 123_450n, '₦1,234.50'],
    ['NGN', 0n, '₦0.00'],
    ['NGN', 5n, '₦0.05'],
    ['NGN', -5n, '−₦0.05'],
    ['NGN', -123_456_789n, '−₦1,234,567.89'],
    ['NGN', 98_765_432_109_876_543_210_987n, '₦987,654,321,098,765,432,109.87'],
    ['EUR', 1250n, '€12.50'],
    ['JPY', 500n, '¥500'],
    ['KWD', 1_234_567n, 'KWD\u00a01,234.567'],
  ])('writes %s %i exactly', (currency, minor, text) => {
    expect(formatMoney({ minor, currency })).toBe(text)
  })

  it.each([
    [0n, '₦0'],
    [99_900n, '₦999'],
    [123_400n, '₦1.23k'],
    [-48_200_000n, '−₦482k'],
    [120_000_000n, '₦1.2m'],
    [120_000_000_000n, '₦1.2bn'],
    [350_000_000_000_000n, '₦3.5tn'],
  ])('writes %i kobo short', (minor, text) => {
    expect(formatMoney({ minor, currency: 'NGN' }, { compact: true })).toBe(text)
  })

  it('can leave the currency to the axis', () => {
    expect(formatMoney({ minor: 48_200_000n, currency: 'NGN' }, { compact: true, bare: true })).toBe('482k')
    expect(formatMoney({ minor: -1_234_567n, currency: 'KWD' }, { bare: true })).toBe('−1,234.567')
  })
})

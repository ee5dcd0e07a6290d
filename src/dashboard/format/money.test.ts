import { describe, expect, it } from 'vitest'
import { largestOf, moneyText, plainAmount } from './money.ts'
import { readAmount } from './typed-amount.ts'

describe('moneyText', () => {
  it.each([
    ['0', 'NGN', {}, '₦0.00'],
    ['123456789', 'NGN', {}, '₦1,234,567.89'],
    ['-50', 'NGN', {}, '−₦0.50'],
    ['50', 'NGN', { plus: true }, '+₦0.50'],
    ['0', 'NGN', { plus: true }, '₦0.00'],
    ['500', 'JPY', {}, '¥500'],
    ['12345', 'KWD', {}, 'KWD 12.345'],
    ['900719925474099301', 'NGN', {}, '₦9,007,199,254,740,993.01'],
    ['123400000', 'NGN', { compact: true }, '₦1.23m'],
  ] as const)('writes %s minor units of %s', (minor, currency, options, text) => {
    expect(moneyText(minor, currency, options).replaceAll('\u00a0', ' ')).toBe(text)
  })
})

describe('readAmount', () => {
  it.each([
    ['1500', 150000n],
    ['₦1,500.50', 150050n],
    ['3.2k', 320000n],
    ['1200+350', 155000n],
    ['3×500', 150000n],
    ['1200/3', 40000n],
    [' 2m ', 200000000n],
  ])('reads %s as the chat does', (text, minor) => {
    expect(readAmount(text, 'NGN')).toMatchObject({ kind: 'amount', minor, currency: 'NGN' })
  })

  it('takes another currency when it is named', () => {
    expect(readAmount('20 usd', 'NGN')).toMatchObject({ kind: 'amount', minor: 2000n, currency: 'USD' })
  })

  it.each(['abc', '1200+', '-500', '12..5', '1 2', '0'])('takes %s for no amount', (text) => {
    expect(readAmount(text, 'NGN')).toEqual({ kind: 'wrong' })
  })

  it('reads back what plainAmount writes', () => {
    for (const minor of [1n, 50n, 100n, 123456n]) {
      expect(readAmount(plainAmount(minor, 'NGN'), 'NGN')).toMatchObject({ kind: 'amount', minor })
    }
    expect(readAmount('  ', 'NGN')).toEqual({ kind: 'empty' })
  })
})

it('largestOf gives the largest, and at least its floor', () => {
  expect([largestOf([3n, 9n, -1n], 0n), largestOf([-5n], 1n), largestOf([], 2n)]).toEqual([9n, 1n, 2n])
})

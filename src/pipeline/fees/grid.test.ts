import { describe, expect, it } from 'vitest'
import { chargesOn, explainCharge, legDifferences, principalsOf, taxOn } from './grid.ts'

const BEFORE = Temporal.PlainDate.from('2025-12-31')
const AFTER = Temporal.PlainDate.from('2026-01-01')

describe('tax on charges', () => {
  it.each([
    [1_000n, 75n],
    [2_500n, 188n],
    [5_000n, 375n],
    [400n, 30n],
    [100_000n, 7_500n],
  ])('of %s kobo is %s, rounded half up', (minor, tax) => {
    expect(taxOn(minor, AFTER)).toBe(tax)
  })

  it('was five in a hundred until February 2020', () => {
    expect([
      taxOn(1_000n, Temporal.PlainDate.from('2020-01-31')),
      taxOn(1_000n, Temporal.PlainDate.from('2020-02-01')),
    ]).toEqual([50n, 75n])
  })
})

describe('charges on a transfer', () => {
  it.each([
    [499_999n, 1_075n],
    [500_001n, 2_688n],
    [5_000_000n, 2_688n],
    [5_000_001n, 5_375n],
  ])('on %s kobo come to %s with tax', (principal, whole) => {
    expect(chargesOn(principal, AFTER, 'Zenith Bank', ['transfer'])).toContain(whole)
  })

  it('are of both bands on a limit: banks read the guide both ways', () => {
    expect(chargesOn(500_000n, AFTER, 'First Bank', ['transfer'])).toEqual(expect.arrayContaining([1_075n, 2_688n]))
  })

  it('are ten naira whatever the amount at wallets that list it so', () => {
    expect(chargesOn(5_000_001n, AFTER, 'OPay', ['transfer'])).toContain(1_000n)
    expect(chargesOn(5_000_001n, AFTER, 'GTBank', ['transfer'])).not.toContain(1_000n)
  })
})

describe('duty on transfers of ten thousand naira and more', () => {
  it('is a levy until the end of 2025 and stamp duty from 2026 on', () => {
    expect(chargesOn(1_000_000n, BEFORE, null, ['levy'])).toEqual([5_000n])
    expect(chargesOn(1_000_000n, AFTER, null, ['levy'])).toEqual([])
    expect(chargesOn(1_000_000n, BEFORE, null, ['stamp-duty'])).toEqual([])
    expect(chargesOn(1_000_000n, AFTER, null, ['stamp-duty'])).toEqual([5_000n])
    expect(chargesOn(999_999n, AFTER, null, ['stamp-duty'])).toEqual([])
  })

  it('may be in the difference of two legs, alone or with the charge', () => {
    expect(legDifferences(1_000_000n, AFTER, 'GTBank')).toEqual(expect.arrayContaining([2_688n, 5_000n, 7_688n]))
    expect(legDifferences(1_000_000n, AFTER, 'GTBank')).not.toContain(0n)
  })

  it('goes by what arrives, which may be in a lower band than what left', () => {
    expect(principalsOf(501_075n, AFTER, 'GTBank')).toContain(500_000n)
    expect(principalsOf(5_002_688n, AFTER, 'GTBank')).toContain(5_000_000n)
    for (const principal of principalsOf(501_075n, AFTER, null)) {
      expect(legDifferences(principal, AFTER, null)).toContain(501_075n - principal)
    }
  })
})

describe('what a charge is made of', () => {
  it.each([
    [1_075n, 400_000n, AFTER, [{ id: 'transfer', minor: 1_000n, taxMinor: 75n }]],
    [2_500n, 1_000_000n, BEFORE, [{ id: 'transfer', minor: 2_500n, taxMinor: 0n }]],
    [188n, 1_000_000n, BEFORE, [{ id: 'transfer', minor: 0n, taxMinor: 188n }]],
    [5_000n, 1_000_000n, AFTER, [{ id: 'stamp-duty', minor: 5_000n, taxMinor: 0n }]],
    [
      7_688n,
      1_000_000n,
      AFTER,
      [
        { id: 'transfer', minor: 2_500n, taxMinor: 188n },
        { id: 'stamp-duty', minor: 5_000n, taxMinor: 0n },
      ],
    ],
    [1_234n, 1_000_000n, AFTER, null],
  ] as const)('%s kobo on %s', (taken, principal, date, parts) => {
    expect(explainCharge(taken, principal, date, 'GTBank')).toEqual(parts)
  })
})

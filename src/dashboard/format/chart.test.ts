import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleFromZero, scaleOf } from './chart.ts'

const PLACE = { top: 10, bottom: 210 }

describe('a scale', () => {
  it('has every value between its ends and few ticks, zero among them where columns begin', () => {
    const values = fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(values, (minors) => {
        expect(scaleFromZero(minors, PLACE).ticks).toContain(0n)
        for (const { y, ticks } of [scaleFromZero(minors, PLACE), scaleOf(minors, PLACE)]) {
          expect(ticks.length).toBeGreaterThanOrEqual(2)
          expect(ticks.length).toBeLessThanOrEqual(8)
          for (const minor of minors) {
            expect(y(minor)).toBeGreaterThanOrEqual(PLACE.top - 0.01)
            expect(y(minor)).toBeLessThanOrEqual(PLACE.bottom + 0.01)
          }
        }
      }),
      { numRuns: 300, seed: 8 },
    )
  })

  it('draws more higher up', () => {
    const { y, ticks } = scaleFromZero([480_000_00n], PLACE)
    expect(ticks).toEqual([0n, 200_000_00n, 400_000_00n, 600_000_00n])
    expect([y(0n), y(600_000_00n)]).toEqual([210, 10])
  })

  it('shows how a large balance moves', () => {
    expect(scaleOf([911_000n, 904_000n], PLACE).ticks).toEqual([904_000n, 906_000n, 908_000n, 910_000n, 912_000n])
  })
})

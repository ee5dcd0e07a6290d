import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign, type Edge } from './assign.ts'

/** The best sum by trying everything. */
function bestSum(edges: readonly Edge[]): number {
  const [first, ...others] = edges
  if (first === undefined) return 0
  const apart = others.filter(({ left, right }) => left !== first.left && right !== first.right)
  return Math.max(bestSum(others), first.score + bestSum(apart))
}

const edges = fc.uniqueArray(fc.record({ left: fc.nat(4), right: fc.nat(4), score: fc.integer({ min: -2, max: 9 }) }), {
  maxLength: 9,
  selector: ({ left, right }) => `${left} ${right}`,
})

describe('assign', () => {
  it('finds pairs of the greatest sum, each place once', () => {
    fc.assert(
      fc.property(edges, (given) => {
        const pairs = assign(given)
        expect(new Set(pairs.map(({ left }) => left)).size).toBe(pairs.length)
        expect(new Set(pairs.map(({ right }) => right)).size).toBe(pairs.length)
        expect(pairs.reduce((sum, { score }) => sum + score, 0)).toBe(bestSum(given.filter(({ score }) => score > 0)))
      }),
    )
  })

  it('does not let a weak pair take what a strong one needs', () => {
    const strong = { left: 1, right: 1, score: 8 }
    const pairs = assign([{ left: 0, right: 1, score: 3 }, strong, { left: 1, right: 0, score: 3 }])
    expect(pairs).toEqual([strong])
  })

  it('keeps the order of both sides where nothing else decides', () => {
    const score = (left: number, right: number) => ({ left, right, score: 5 - (left - right) ** 2 / 1_000_000 })
    const all = [0, 1, 2].flatMap((left) => [0, 1, 2].map((right) => score(left, right)))
    expect(assign(all).map(({ left, right }) => [left, right])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
  })

  it('pairs groups too large to solve exactly best first, each place once', () => {
    const all = Array.from({ length: 400 }, (_, left) =>
      [0, 1].map((step) => ({ left, right: left + step, score: 2 - step })),
    )
    expect(assign(all.flat()).filter(({ left, right }) => left === right)).toHaveLength(400)
  })
})

import { expect, it } from 'vitest'
import { bookGaps } from './booked-gaps.ts'

it('tells what is missing when a message a day is dropped for ninety days', { timeout: 180_000 }, async () => {
  const score = await bookGaps(41, 8)
  expect(score.misses).toEqual([])
  expect(score).toMatchObject({ found: score.breaks, invented: 0 })
  expect(score.namedRight / score.named).toBeGreaterThanOrEqual(0.5)
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { playRules, steps } from './rules-model.ts'
import { type RulesWorld, rulesWorld } from './rules-world.ts'

let world: RulesWorld
beforeAll(async () => {
  world = await rulesWorld()
})
afterAll(() => world.close())

it('a ledger is what its rules and answers say, and without them byte for byte what it was', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { before, solved, rebuilt, shown, meant, after } = await playRules(world, sequence)
      expect(shown).toEqual(meant)
      expect(rebuilt).toBe(solved)
      expect(after).toBe(before)
    }),
    { seed: 11, numRuns: 3, endOnFailure: true },
  )
}, 60_000)

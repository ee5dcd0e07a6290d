import { afterAll, beforeAll, it } from 'vitest'
import { checkRules } from './rules-model.ts'
import { type RulesWorld, rulesWorld } from './rules-world.ts'

let world: RulesWorld
beforeAll(async () => {
  world = await rulesWorld()
})
afterAll(() => world.close())

it('a ledger is what its rules and answers say for a thousand sequences', () => checkRules(world, 1_000), 3_600_000)

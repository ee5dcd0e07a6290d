import { it } from 'vitest'
import { expectEverythingOnce } from '../delivery/kill/expectations.ts'
import { runRolesWithKills } from './run.ts'

it('loses and doubles nothing when the process of any role is killed with updates in flight', async () => {
  const run = await runRolesWithKills({ updates: 120, victims: ['worker', 'bot', 'mail', 'web'], seed: 20_260_812 })
  expectEverythingOnce(run, { updates: 120, kills: 4 })
}, 120_000)

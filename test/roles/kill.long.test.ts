import { it } from 'vitest'
import { expectEverythingOnce } from '../delivery/kill/expectations.ts'
import type { Role } from './processes.ts'
import { runRolesWithKills } from './run.ts'

it('loses and doubles nothing in 40 kills of two bots, two workers, a mail reader and a web server', async () => {
  const round: readonly Role[] = ['worker', 'bot', 'mail', 'web']
  const victims = Array.from({ length: 10 }, () => round).flat()
  const roles: readonly Role[] = ['bot', 'worker', 'mail', 'web', 'bot', 'worker']
  const run = await runRolesWithKills({ updates: 1_200, victims, roles, seed: 20_261_123 })
  expectEverythingOnce(run, { updates: 1_200, kills: victims.length })
}, 900_000)

import { expect, it } from 'vitest'
import { expectEverythingOnce } from '../delivery/kill/expectations.ts'
import { type Role, startProcesses } from './processes.ts'
import { killUnderLoad } from './run.ts'

it('loses and doubles nothing in 40 kills of two bots, two workers, a mail reader and a web server', async () => {
  const ownerIds = [501, 502, 503]
  const roles: readonly Role[] = ['bot', 'worker', 'mail', 'web', 'bot', 'worker']
  const victims = Array.from({ length: 10 }, (): readonly Role[] => ['worker', 'bot', 'mail', 'web']).flat()
  const processes = await startProcesses({ ownerIds, roles })
  try {
    const run = await killUnderLoad(processes, { ownerIds, updates: 1_200, victims, seed: 20_261_123 })
    expectEverythingOnce(run, { updates: 1_200, kills: victims.length })
    expect(await processes.stop()).toEqual(roles.map(() => 0))
  } finally {
    await processes.close()
  }
}, 900_000)

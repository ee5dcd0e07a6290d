import { it } from 'vitest'
import { expectEverythingOnce } from './kill/expectations.ts'
import { runWithKills } from './kill/run.ts'

it('loses and doubles nothing when the program is killed 50 times with 2,000 updates in flight', async () => {
  const size = { updates: 2_000, kills: 50 }
  expectEverythingOnce(await runWithKills({ ...size, seed: 1 }), size)
}, 600_000)

import { it } from 'vitest'
import { expectEverythingOnce } from './kill/expectations.ts'
import { runWithKills } from './kill/run.ts'

it('loses and doubles nothing when the program is killed 6 times with 480 updates in flight', async () => {
  const size = { updates: 480, kills: 6 }
  expectEverythingOnce(await runWithKills({ ...size, seed: 20_260_812 }), size)
}, 120_000)

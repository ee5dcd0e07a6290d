import { expect, it } from 'vitest'
import { importWithKills } from './import-kill.ts'

it('imports all or nothing, and says so, when the program is killed 50 times while it reads and imports', async () => {
  const { underWay, ...result } = await importWithKills({ kills: 50, seed: 5 })
  expect(result).toEqual({ kills: 50, halves: 0, imported: 50, rows: 15_000, expectedRows: 15_000, told: 50 })
  expect(underWay).toBeGreaterThan(10)
}, 1_800_000)

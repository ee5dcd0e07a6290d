import { expect, it } from 'vitest'
import { importWithKills } from './import-kill.ts'

it('imports all or nothing, and says so, when the program is killed 5 times while it reads and imports', async () => {
  const { underWay, ...result } = await importWithKills({ kills: 5, seed: 20_261_123 })
  expect(result).toEqual({ kills: 5, halves: 0, imported: 5, rows: 1_500, expectedRows: 1_500, told: 5 })
  expect(underWay).toBeGreaterThan(0)
}, 300_000)

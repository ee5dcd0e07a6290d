import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/readers/limits.ts'
import { readStatementFile } from '../../src/readers/read-statement-file.ts'
import { HOSTILE_FILES, hostileCsv } from './hostile-files.ts'
import { CONTEXT, readHostile } from './hostile-reader.ts'
import { readTestFile, statementsOf } from './read-file.ts'

/** What the child may have at most, where the system tells. */
const MEGABYTES_MAX = 512

/** Longer than any child is let live: which limit ends it depends on the machine, that one does is what counts. */
const ENDED_MS = 60_000

describe('hostile files', () => {
  it.each(Object.keys(HOSTILE_FILES))('give nothing to book: %s', { timeout: ENDED_MS }, async (name) => {
    const { reading, peakMegabytes } = await readHostile((HOSTILE_FILES[name] as () => Buffer)(), 'statement')
    expect(peakMegabytes).toBeLessThan(MEGABYTES_MAX)
    if (reading === null) throw new Error('only the test ended it')
    if (reading.kind === 'statements') {
      expect(reading.statements.flatMap(({ rows }) => rows)).toEqual([])
      expect(reading.statements.flatMap(({ problems }) => problems)).not.toEqual([])
    } else expect(reading.kind).toBe('refused')
  })

  it('of a million lines give the first errors by their lines', async () => {
    const { reading, peakMegabytes } = await readHostile(hostileCsv(), 'statement.csv')
    expect(peakMegabytes).toBeLessThan(MEGABYTES_MAX)
    const [statement] = reading === null ? [] : statementsOf(reading)
    expect(statement?.rows).toEqual([])
    expect(statement?.problems.slice(0, 3)).toEqual(
      [3, 4, 5].map((line) => ({ line, what: 'the amount cannot be read' })),
    )
  })

  it('leave the caller free to do other things', async () => {
    let turns = 0
    const reading = readHostile(hostileCsv(), 'statement.csv').then(() => 'read' as const)
    while ((await Promise.race([reading, pause(10)])) !== 'read') turns++
    expect(turns).toBeGreaterThan(20)
  })
})

describe('the guards', () => {
  it('end a child that takes too much memory', async () => {
    const bytes = hostileCsv().subarray(0, 20_000_000)
    const tight = await readStatementFile(bytes, null, CONTEXT, { ...LIMITS, residentMegabytes: 120 })
    expect(tight).toMatchObject({ kind: 'refused', reason: 'too-large' })
    expect(await readStatementFile(bytes, null, CONTEXT)).toMatchObject({ kind: 'statements' })
  })

  it('end a child whose heap is full', async () => {
    const bytes = hostileCsv().subarray(0, 20_000_000)
    const tight = await readStatementFile(bytes, null, CONTEXT, { ...LIMITS, heapMegabytes: 24 })
    expect(tight).toMatchObject({ kind: 'refused', reason: 'too-large' })
  })

  it('end a child that takes too long', async () => {
    const slow = await readStatementFile(hostileCsv().subarray(0, 20_000_000), null, CONTEXT, { ...LIMITS, textMs: 50 })
    expect(slow).toMatchObject({ kind: 'refused', reason: 'too-slow' })
  })

  it('end a child that answers without end', async () => {
    const file = fileURLToPath(new URL('./files/gtbank-2026-07.csv', import.meta.url))
    expect(await readTestFile(file)).toMatchObject({ kind: 'statements' })
    const short = await readStatementFile(readFileSync(file), null, CONTEXT, { ...LIMITS, answerBytes: 500 })
    expect(short).toMatchObject({ kind: 'refused', reason: 'too-large' })
  })
})

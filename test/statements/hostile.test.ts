import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/readers/limits.ts'
import { readStatementFile } from '../../src/readers/read-statement-file.ts'
import { HOSTILE_FILES, hostileCsv } from './hostile-files.ts'
import { readBytes, readTestFile, statementsOf } from './read-file.ts'

const CONTEXT = { banks: [], currency: 'NGN', timeZone: 'Africa/Lagos', fileName: 'x' }

/** The most memory that any child of this process has had, in megabytes, as far as was seen. */
const watch = { peak: 0, timer: null as NodeJS.Timeout | null }
const children = `/proc/${process.pid}/task/${process.pid}/children`

function look(): void {
  try {
    for (const pid of readFileSync(children, 'utf8').trim().split(' ')) {
      const status = pid === '' ? '' : readFileSync(`/proc/${pid}/status`, 'utf8')
      watch.peak = Math.max(watch.peak, Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1] ?? 0) / 1_024)
    }
  } catch {
    // The child has ended in the meantime, or the system does not tell.
  }
}

beforeAll(() => {
  watch.timer = setInterval(look, 10)
})
afterAll(() => clearInterval(watch.timer ?? undefined))

/** Longer than any child is let live: which limit ends it depends on the machine, that one does is what counts. */
const ENDED_MS = 60_000

describe('hostile files', () => {
  it.each(Object.keys(HOSTILE_FILES))('give nothing to book: %s', { timeout: ENDED_MS }, async (name) => {
    const reading = await readBytes((HOSTILE_FILES[name] as () => Buffer)(), 'statement')
    if (reading.kind === 'statements') {
      expect(reading.statements.flatMap(({ rows }) => rows)).toEqual([])
      expect(reading.statements.flatMap(({ problems }) => problems)).not.toEqual([])
    } else expect(reading.kind).toBe('refused')
  })

  it('of a million lines give the first errors by their lines', async () => {
    const [statement] = statementsOf(await readBytes(hostileCsv(), 'statement.csv'))
    expect(statement?.rows).toEqual([])
    expect(statement?.problems.slice(0, 3)).toEqual(
      [3, 4, 5].map((line) => ({ line, what: 'the amount cannot be read' })),
    )
  })

  it('leave the caller free to do other things, and their reader within its memory', async () => {
    let turns = 0
    const reading = readBytes(hostileCsv(), 'statement.csv').then(() => 'read' as const)
    while ((await Promise.race([reading, pause(10)])) !== 'read') turns++
    expect(turns).toBeGreaterThan(20)
    // Where the system does not tell, nothing was seen.
    expect(watch.peak).toBeLessThan(512)
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

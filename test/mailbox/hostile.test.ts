import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstLine } from './first-line.ts'

const RISE_MAX_BYTES = 64 * 1024 * 1024

function start(file: string, ...args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return spawn(process.execPath, ['--expose-gc', path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
}

describe('a reader of mailboxes', () => {
  let server: ChildProcess
  let ports: string
  beforeAll(async () => {
    server = start('./hostile-server.ts')
    ports = await firstLine(server)
  }, 60_000)
  afterAll(() => server.kill())

  it('outlives more than twenty kinds of hostile servers, holds little memory, and goes on reading others', async () => {
    const report = JSON.parse(await firstLine(start('./hostile-reader.ts', ports)))
    expect(Object.keys(report.outcomes).length).toBeGreaterThanOrEqual(20)
    // Whatever they do, no mail is taken from them, and a lost connection never looks like an empty folder.
    const read = Object.entries(report.outcomes).filter(([, outcome]) => outcome === '1 mails')
    expect(read).toEqual([])
    expect(report.outcomes).toMatchObject({
      'no greeting': 'connect',
      'BYE greeting': 'connect',
      'no UIDVALIDITY': 'folder',
      'a UIDVALIDITY that is no number': 'folder',
      'no INBOX': 'folder',
      'endless search': 'lost',
      'a literal of gigabytes': 'lost',
      'a literal longer than its size': 'lost',
      'a literal cut short': 'lost',
      'BYE in the middle': 'lost',
    })
    expect(report.healthyReads).toBeGreaterThan(5)
    expect(report.healthyReadsAfter).toBeGreaterThan(0)
    expect(report.riseBytes).toBeLessThan(RISE_MAX_BYTES)
  }, 240_000)
})

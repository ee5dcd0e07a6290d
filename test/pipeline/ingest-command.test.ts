import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportCommand } from '../../src/cli/commands/export.ts'
import { ingestCommand } from '../../src/cli/commands/ingest.ts'
import type { LedgerContext } from '../../src/cli/ledger-context.ts'
import {
  banks,
  createParse,
  createPipeline,
  readMail,
  readQuickEntry,
  readStatementFile,
  readStatementRows,
} from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { redactOneTimeCodes } from '../../src/formats/one-time-code.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'

let test: TestLedgers
let folder: string
beforeAll(async () => {
  test = await testLedgers()
  folder = await mkdtemp(join(tmpdir(), 'ingest-command-'))
})
afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

type Outcome = { readonly exitCode: number; readonly lines: Record<string, unknown>[]; readonly words: string }

async function onNewLedger() {
  const ledgerId = await test.newLedger()
  const written = { stdout: '', stderr: '' }
  const context = (stdin: Buffer): LedgerContext => ({
    streams: {
      stdin: (async function* () {
        for (let start = 0; start < stdin.length; start += 7) yield stdin.subarray(start, start + 7)
      })(),
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
    },
    clock: systemClock,
    ids: test.ids,
    pipeline: createPipeline(),
    parse: createParse(banks),
    readQuickEntry,
    readMail,
    readStatementFile,
    readStatementRows,
    redact: redactOneTimeCodes,
    inLedger: (work) => test.ledgers.inLedger(ledgerId, work),
    ledger: () => test.ledgers.inLedger(ledgerId, (session) => session.lockLedger()),
  })
  const done = (exitCode: number): Outcome => {
    const lines = written.stdout.split('\n').filter((line) => line !== '')
    const outcome = { exitCode, lines: lines.map((line) => JSON.parse(line)), words: written.stderr }
    written.stdout = ''
    written.stderr = ''
    return outcome
  }
  return {
    ledgerId,
    ingest: async (input: string | Buffer, files: string[] = []) =>
      done(await ingestCommand(files, context(Buffer.from(input)))),
    exported: async (...options: string[]) =>
      done(await exportCommand(['--format', 'jsonl', ...options], context(Buffer.from('')))),
  }
}

function line(fields: Record<string, unknown>): string {
  return `${JSON.stringify({ channel: 'manual', receivedAt: '2026-10-12T09:37:00+01:00', text: '1500 lunch', ...fields })}\n`
}

it('answers each line in its order, and what it cannot take with an error of its own', async () => {
  const { ingest } = await onNewLedger()
  const input = [
    line({ id: 1 }),
    line({ id: '1', text: '1600 lunch' }),
    '\n',
    'not json\n',
    '[1]\n',
    line({ id: 'stranger', channel: 'toString' }),
    line({ id: 'statement', channel: 'statement', file: 'a.csv' }),
    line({ id: 'nul\0' }),
    line({ id: 'when', receivedAt: 'soon' }),
    line({ id: 'mail', channel: 'email', text: 'Subject: hi\r\n\r\nhello' }),
    line({ id: 'last' }).trimEnd(),
  ].join('')
  const { exitCode, lines } = await ingest(input)
  expect(exitCode).toBe(1)
  expect(lines.map(({ id, outcome }) => [id, outcome])).toEqual([
    [1, 'booked'],
    ['1', 'error'],
    [4, 'error'],
    [5, 'error'],
    ['stranger', 'error'],
    ['statement', 'error'],
    ['nul\0', 'error'],
    ['when', 'error'],
    ['mail', 'not-a-transaction'],
    ['last', 'booked'],
  ])
  expect(lines.flatMap(({ error }) => (error === undefined ? [] : [typeof error]))).toHaveLength(7)
  expect((await ingest(line({ id: 1 }))).lines).toMatchObject([{ id: 1, outcome: 'duplicate' }])
})

it('takes texts with any character, and lines that end at line feeds only', async () => {
  const { ingest } = await onNewLedger()
  const odd = line({ id: 'odd', channel: 'sms', text: 'Debit \0 of \ud800 something NGN5.00' })
  const separators = line({ id: 'separators', text: '1500 lunch' }).replace('lunch', 'lunch\u2028')
  const { exitCode, lines } = await ingest(`\uFEFF${odd}${separators.replace('\n', '\r\n')}`)
  expect(exitCode).toBe(0)
  expect(lines.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['odd', 'unrecognized'],
    ['separators', 'booked'],
  ])
})

it('goes on after a file it cannot read, and takes several files and a line of a megabyte', async () => {
  const { ingest } = await onNewLedger()
  const [first, second] = [join(folder, 'first.jsonl'), join(folder, 'second.jsonl')]
  await writeFile(first, line({ id: 'a' }))
  await writeFile(second, line({ id: 'b', channel: 'sms', text: 'x'.repeat(1_000_000) }))
  const { exitCode, lines, words } = await ingest(line({ id: 'c' }), [first, join(folder, 'none'), second, '-'])
  expect(exitCode).toBe(1)
  expect(words).toContain('cannot read')
  expect(lines.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

it('exports both days of a span, a day before the times of it', async () => {
  const { ingest, exported } = await onNewLedger()
  const sms = (id: string, text: string) => line({ id, channel: 'sms', text })
  await ingest(
    [
      line({ id: 'late', receivedAt: '2026-10-03T23:59:59+01:00' }),
      line({ id: 'early', receivedAt: '2026-10-02T00:00:00+01:00' }),
      line({ id: 'outside', receivedAt: '2026-10-04T00:00:00+01:00' }),
      sms('alert', 'Acct:******8016\nAmt:NGN100.00 DR\nDesc:X\nAvail Bal:NGN48,110.55\nDate:02-Oct-2026 00:01:00'),
    ].join(''),
  )
  const { lines } = await exported('--from', '2026-10-02', '--to', '2026-10-03')
  expect(lines.map(({ occurredAt, kind }) => [occurredAt, kind])).toEqual([
    ['2026-10-02', 'opening'],
    ['2026-10-02T00:00:00+01:00', 'expense'],
    ['2026-10-02T00:01:00+01:00', 'expense'],
    ['2026-10-03T23:59:59+01:00', 'expense'],
  ])
})

it('stores no one-time code', async () => {
  const { ingest, ledgerId } = await onNewLedger()
  await ingest(line({ id: 'code', channel: 'sms', text: 'Your OTP is 482913. Do not share it with anyone.' }))
  const rows = await test.fresh.database.inLedger(ledgerId, (transaction) =>
    transaction.query('SELECT 1 FROM raw_messages WHERE ledger_id = $1', [ledgerId]),
  )
  expect(rows).toEqual([])
})

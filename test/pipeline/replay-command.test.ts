import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { exportCommand } from '../../src/cli/commands/export.ts'
import { ingestCommand } from '../../src/cli/commands/ingest.ts'
import { replayCommand } from '../../src/cli/commands/replay.ts'
import type { LedgerContext } from '../../src/cli/ledger-context.ts'
import { createPipeline, readMail, readQuickEntry, readStatementFile, readStatementRows } from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { BankFormat } from '../../src/formats/bank-format.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { redactOneTimeCodes } from '../../src/formats/one-time-code.ts'
import { parseByLayouts } from '../../src/formats/parse.ts'
import { generate, LAYOUTS, seeded } from '../banks/generate.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { apartFromIds, categoryId, keyOf, say, transactionOf } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

type Outcome = { readonly exitCode: number; readonly out: string; readonly words: string }
type Command = (args: string[], context: LedgerContext) => Promise<number>

/** Runs a command on a ledger with these banks. */
async function onLedger(
  ledgerId: string,
  banks: readonly BankFormat[],
  command: Command,
  args: string[],
  input = '',
): Promise<Outcome> {
  const written = { out: '', words: '' }
  const index = createBankIndex(banks)
  const exitCode = await command(args, {
    streams: {
      stdin: (async function* () {
        yield input
      })(),
      stdout: { write: (text) => (written.out += text) },
      stderr: { write: (text) => (written.words += text) },
    },
    clock: systemClock,
    ids: test.ids,
    pipeline: createPipeline(),
    parse: (message) => parseByLayouts(message, index),
    readQuickEntry,
    readMail,
    readStatementFile,
    readStatementRows,
    redact: redactOneTimeCodes,
    inLedger: (work) => test.ledgers.inLedger(ledgerId, work),
    ledger: () => test.ledgers.inLedger(ledgerId, (session) => session.lockLedger()),
  })
  return { exitCode, ...written }
}

/** Three generated messages of every SMS layout. */
function alertsOfEveryLayout(): string {
  const random = seeded(20_261_123)
  const lines = LAYOUTS.flatMap(({ bank, layout }) =>
    [0, 1, 2].map((number) => ({ bank, layout, number, ...generate(bank, layout, random) })),
  )
  return lines
    .map(({ bank, layout, number, text }, index) => {
      const receivedAt = Temporal.Instant.from('2027-01-01T00:00:00Z').add({ minutes: index })
      return JSON.stringify({
        id: `${bank.id}-${layout.id}-${number}`,
        channel: 'sms',
        sender: bank.name,
        receivedAt,
        text,
      })
    })
    .join('\n')
}

const exported = async (ledgerId: string) => (await onLedger(ledgerId, BANKS, exportCommand, ['--format', 'jsonl'])).out

describe('a replay', () => {
  it('makes of a ledger of a few banks the ledger that all banks give, once, and can be taken back', async () => {
    const input = alertsOfEveryLayout()
    const [reduced, full] = [await test.newLedger(), await test.newLedger()]
    const few = BANKS.filter((_, index) => index % 3 === 0)
    await onLedger(reduced, few, ingestCommand, [], input)
    await onLedger(full, BANKS, ingestCommand, [], input)
    const before = await exported(reduced)

    const looked = await onLedger(reduced, BANKS, replayCommand, ['--json'])
    expect(looked.exitCode).toBe(0)
    expect(looked.words).toMatch(
      /messages read again, 0 alerts changed, \d{2,} new, 0 withdrawn, .*--apply makes it so/u,
    )
    expect(await exported(reduced)).toBe(before)

    const applied = await onLedger(reduced, BANKS, replayCommand, ['--apply', '--json'])
    expect(applied.out).toBe(looked.out)
    expect(apartFromIds(await test.exportAll(reduced))).toEqual(apartFromIds(await test.exportAll(full)))
    const again = await onLedger(reduced, BANKS, replayCommand, ['--apply'])
    expect(again.out).toBe('')
    expect(again.words).toContain('nothing changes')

    expect((await onLedger(reduced, BANKS, replayCommand, ['--undo'])).exitCode).toBe(0)
    expect(await exported(reduced)).toBe(before)
    expect((await onLedger(reduced, BANKS, replayCommand, ['--undo'])).exitCode).toBe(1)
  }, 120_000)

  it('withdraws what no layout reads any more and says so', async () => {
    const ledgerId = await test.newLedger()
    const text = 'Acct:******8016\nAmt:NGN22,500.00 DR\nDesc:POS HOTPOT\nBal:NGN48,210.55\nDate:2026-08-12 9:36AM'
    await onLedger(ledgerId, BANKS, ingestCommand, [], line('one', text))
    const { out } = await onLedger(ledgerId, [], replayCommand, ['--json', '--apply'])
    expect(JSON.parse(out)).toMatchObject({
      message: 'one',
      change: 'withdrawn',
      position: 0,
      transaction: { amountMinor: '2250000', direction: 'debit', accountTail: '8016' },
    })
    expect(await exported(ledgerId)).toBe('')
    const back = await onLedger(ledgerId, BANKS, replayCommand, [])
    expect(back.out).toMatch(/^one +new +debit 2250000 NGN 8016/u)
  })

  it('names each field that is read otherwise, before and after, and lets what people said win', async () => {
    const ledgerId = await test.newLedger()
    const acme = bankOf('Acme debit of «currency:NGN»«amount:5.00» from **«account:1234» for «remark:TEXT».')
    const better = bankOf('Acme debit of «currency:NGN»«amount:5.00» from **«account:1234» for «counterparty:TEXT».')
    await onLedger(
      ledgerId,
      [acme],
      ingestCommand,
      [],
      line('one', 'Acme debit of NGN1,500.00 from **8016 for HOTPOT.'),
    )
    const key = keyOf(test, 'one')
    const on = { test, ledgerId }
    const food = await categoryId(on, 'food')
    await say(on, { kind: 'category', categoryId: food }, [key])
    await say(on, { kind: 'edit', note: 'with Ada' }, [key])
    const { id } = await transactionOf(on, key)

    const { out } = await onLedger(ledgerId, [better], replayCommand, ['--json', '--apply'])
    expect(JSON.parse(out)).toEqual({
      message: 'one',
      position: 0,
      change: 'changed',
      fields: { counterparty: { before: null, after: 'HOTPOT' } },
    })
    const after = await transactionOf(on, key)
    expect(after).toMatchObject({ id, note: 'with Ada', payee: 'HOTPOT' })
    expect(after.postings.map(({ accountId }) => accountId)).toContain(food)
  })

  it('leaves quick entries alone', async () => {
    const ledgerId = await test.newLedger()
    const entry = { id: 'q', channel: 'manual', receivedAt: '2026-10-12T09:37:00+01:00', text: '1500 lunch' }
    await onLedger(ledgerId, BANKS, ingestCommand, [], JSON.stringify(entry))
    const before = await exported(ledgerId)
    const { words } = await onLedger(ledgerId, [], replayCommand, ['--apply'])
    expect(words).toBe('replay: 0 messages read again, nothing changes\n')
    expect(await exported(ledgerId)).toBe(before)
  })
})

function line(id: string, text: string): string {
  return JSON.stringify({ id, channel: 'sms', sender: 'Bank', receivedAt: '2026-10-12T09:37:00+01:00', text })
}

function bankOf(sample: string): BankFormat {
  return {
    id: 'xx-acme',
    name: 'Acme',
    country: 'NG',
    currency: 'NGN',
    timeZone: 'Africa/Lagos',
    senders: [],
    layouts: [{ id: 'sms', channel: 'sms', evidence: 'real', direction: 'debit', sample }],
  }
}

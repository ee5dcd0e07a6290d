import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BANKS } from '../../banks/index.ts'
import { readMail } from '../../compose.ts'
import { createBankIndex } from '../../formats/bank-index.ts'
import { parseCommand } from './parse.ts'

const banks = createBankIndex(BANKS)
const ALERT =
  'Acct:******8016\nAmt:NGN22,500.00 DR\nDesc:POS PURCHASE HOTPOT GRILL YABA LA\nBal:NGN48,210.55\nDate:2026-08-12 9:36AM'

async function run(
  args: string[],
  input = '',
): Promise<{ code: number; lines: Record<string, unknown>[]; words: string }> {
  let [written, words] = ['', '']
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(input)
  }
  const code = await parseCommand(args, {
    stdin: stdin(),
    stdout: { write: (text) => (written += text) },
    stderr: { write: (text) => (words += text) },
    banks,
    readMail,
  })
  const lines = written.split('\n').filter((line) => line !== '')
  return { code, lines: lines.map((line) => JSON.parse(line)), words }
}

test('a transaction is written with exactly the keys of the contract, minor units as strings', async () => {
  const { code, lines } = await run([], `${JSON.stringify({ id: 'a', text: ALERT })}\n`)
  expect(code).toBe(0)
  expect(lines).toEqual([
    {
      id: 'a',
      kind: 'transaction',
      transactions: [
        {
          direction: 'debit',
          amountMinor: '2250000',
          currency: 'NGN',
          accountTail: '8016',
          balanceMinor: '4821055',
          occurredAt: '2026-08-12T09:36:00',
          counterparty: 'HOTPOT GRILL',
          narration: 'POS PURCHASE HOTPOT GRILL YABA LA',
          channel: 'pos',
          reference: null,
          feeMinor: null,
        },
      ],
      institution: 'GTBank',
      layout: 'ng-gtbank/sms-2026',
      confidence: 1,
      unreadParts: 0,
    },
  ])
})

test('an alert of a bank without a file has the layout generic and no institution', async () => {
  const text = 'Your account XX1234 has been debited with KES 500.00 on 12/05/2026. Balance KES 1,500.00.'
  const { lines } = await run([], `${JSON.stringify({ id: 'a', text })}\n`)
  expect(lines).toMatchObject([{ kind: 'transaction', layout: 'generic', confidence: 0.8 }])
  expect(lines[0]).not.toHaveProperty('institution')
})

test('there is one line per input, in order, and the id defaults to the line number', async () => {
  const texts = [
    'hello there',
    ALERT,
    'Dear OPay user, 771204 is your verification code.',
    ALERT.replace('22,500', '22,5O0'),
  ]
  const { code, lines } = await run(['-'], texts.map((text) => JSON.stringify({ text })).join('\n'))
  expect(code).toBe(0)
  expect(lines.map(({ id, kind, reason }) => [id, kind, reason])).toEqual([
    [1, 'not-a-transaction', 'not-financial'],
    [2, 'transaction', undefined],
    [3, 'not-a-transaction', 'one-time-code'],
    [4, 'unrecognized', 'the amount cannot be read'],
  ])
})

test('each bad line gives an error line with its id, and the exit code is 1', async () => {
  const input = [
    '{',
    '[]',
    '{"id":"x"}',
    '{"text":"a","sender":5}',
    '{"text":"a","receivedAt":"monday"}',
    '{"text":"a"}',
  ].join('\n')
  const { code, lines } = await run([], input)
  expect(code).toBe(1)
  expect(lines).toEqual([
    { id: 1, error: 'not a JSON object' },
    { id: 2, error: 'not a JSON object' },
    { id: 'x', error: 'text is missing or not a string' },
    { id: 4, error: 'sender is not a string' },
    { id: 5, error: 'receivedAt is not an RFC 3339 time' },
    { id: 6, kind: 'not-a-transaction', transactions: [], reason: 'not-financial', confidence: 1 },
  ])
})

test('--plain reads one message per file, named by its file, and a missing file is an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parse-'))
  writeFileSync(join(folder, 'one.txt'), ALERT)
  const { code, lines } = await run(['--plain', join(folder, 'one.txt'), join(folder, 'none.txt')])
  expect(code).toBe(1)
  expect(lines).toMatchObject([
    { id: 'one.txt', kind: 'transaction' },
    { id: 'none.txt', error: 'cannot read the file' },
  ])
})

test('e-mail files and folders are read in byte order, named by their files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parse-'))
  for (const name of ['b.eml', 'A.eml', 'c.txt']) writeFileSync(join(folder, name), 'Subject: x\n\nx')
  const { code, lines } = await run([
    '--channel',
    'email',
    folder,
    new URL('../../../test/email/stanbic-debit.eml', import.meta.url).pathname,
  ])
  expect(code).toBe(0)
  expect(lines.map(({ id, kind }) => [id, kind])).toEqual([
    ['A.eml', 'not-a-transaction'],
    ['b.eml', 'not-a-transaction'],
    ['stanbic-debit.eml', 'transaction'],
  ])
})

test.each([[['--channel', 'fax']], [['--nonsense']], [['--channel', 'email', '--plain']]])(
  '%j is wrong use',
  async (args) => {
    const { code, lines, words } = await run(args)
    expect(code).toBe(2)
    expect(lines).toEqual([])
    expect(words).toContain('usage')
  },
)

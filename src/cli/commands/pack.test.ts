import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BANKS } from '../../banks/index.ts'
import { createBankIndex } from '../../formats/bank-index.ts'
import { readPack } from '../../formats/pack/read-pack.ts'
import { packCommand } from './pack.ts'

const banks = createBankIndex(BANKS)
const GTBANK = 'Acct:******8016\nAmt:NGN22,500.00 DR\nDesc:POS HOTPOT\nBal:NGN48,210.55\nDate:2026-08-12 9:36AM'
const SUNRISE = 'Hello ADAOBI, N5,250.00 was debited from your Sunrise wallet to Musa Bello. Bal N10,400.55'
const EXPECT = {
  amountMinor: 525_000,
  direction: 'debit',
  currency: 'NGN',
  balanceMinor: '1040055',
  counterparty: 'Musa Bello',
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-command-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function pack(input: string, ...args: string[]) {
  const written = { out: '', words: '' }
  const exitCode = await packCommand(args, {
    stdin: (async function* () {
      yield input
    })(),
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.words += text) },
    banks,
  })
  return { exitCode, ...written }
}

const line = (fields: object) => `${JSON.stringify(fields)}\n`

it('makes a bank file of JSON lines, which can go into the folder of packs', async () => {
  const input = line({ id: 7, sender: 'SUNRISE', text: SUNRISE, expect: EXPECT }) + line({ text: GTBANK })
  const { exitCode, out, words } = await pack(input, '--json', '--bank', 'Sunrise Bank')
  expect(exitCode).toBe(0)
  expect(words).toBe('pack: 2 of 2 messages are read right by 2 layouts\n')
  expect(readPack(out, banks, createBankIndex([]))).toMatchObject({
    kind: 'pack',
    bank: { id: 'ng-sunrise-bank', name: 'Sunrise Bank', senders: [{ channel: 'sms', address: 'SUNRISE' }] },
  })
})

it('takes one message per file, and names the bank as it is read', async () => {
  await writeFile(join(folder, 'one.txt'), GTBANK)
  const { exitCode, out } = await pack('', '--plain', join(folder, 'one.txt'))
  expect(exitCode).toBe(0)
  expect(out).toMatch(/^import type \{ BankFormat \} .*export const gtbank = \{\n {2}id: 'ng-gtbank',/su)
  expect(out).toMatch(/\} as const satisfies BankFormat\n$/u)
})

it('names each message that it can make nothing of, and exits with 1', async () => {
  const wrong = { text: SUNRISE, expect: { ...EXPECT, direction: 'out' } }
  const input = `${line({ id: 'a', text: 'hello 2' })}no json\n${line(wrong)}`
  const { exitCode, out, words } = await pack(input)
  expect(exitCode).toBe(1)
  expect(out).toBe('')
  expect(words.split('\n')).toEqual([
    'pack: line 2: it is not a JSON object',
    'pack: line 3: expect.direction must be debit or credit',
    'pack: a: nothing reads it: say in "expect" what is true of it',
    'pack: 0 of 3 messages are read right by 0 layouts',
    '',
  ])
  expect((await pack('', join(folder, 'none.jsonl'))).exitCode).toBe(1)
})

it('lets words stand that are said to be the bank’s', async () => {
  const text = 'Debitado: NGN5,250.00 debit em sua conta Aurora para Musa'
  const strict = await pack(
    line({ text, expect: { amountMinor: 525_000, direction: 'debit', currency: 'NGN' } }),
    '--json',
  )
  expect(strict.out).not.toContain('conta')
  const kept = await pack(
    line({ text, expect: { amountMinor: 525_000, direction: 'debit', currency: 'NGN' } }),
    '--json',
    '--keep',
    'debitado em sua conta',
  )
  expect(kept.out).toContain('em sua conta')
  expect(kept.out).not.toContain('Musa')
})

it('refuses options that make no sense', async () => {
  await expect(pack('', '--country', 'Nigeria')).rejects.toThrow('--country takes two capitals')
  await expect(pack('', '--id', 'Acme')).rejects.toThrow('--id is like xx-acme')
  await expect(pack('', '--numbers', '1.2')).rejects.toThrow('--numbers must be')
})

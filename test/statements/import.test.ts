import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { ledgerAtCommandLine } from './command-line.ts'

const files = fileURLToPath(new URL('./files', import.meta.url))
let test: TestLedgers
let folder: string
beforeAll(async () => {
  test = await testLedgers()
  folder = await mkdtemp(join(tmpdir(), 'import-'))
})
afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

const onNewLedger = () => ledgerAtCommandLine(test)

it('books each row once, however often and under whatever name the file comes', async () => {
  const { imported, exported } = await onNewLedger()
  const file = `${files}/firstbank-2026-09.csv`
  const dry = await imported(['--dry-run', file])
  expect([dry.exitCode, dry.lines[0]?.new, await exported()]).toEqual([0, 34, []])
  expect((await imported([file])).lines).toMatchObject([{ new: 34, matched: 0, totalDebitMinor: '14568150' }])
  const before = await exported()
  await writeFile(join(folder, 'renamed.txt'), await readFile(file))
  expect((await imported([file, join(folder, 'renamed.txt')])).lines).toMatchObject([
    { new: 0, matched: 34 },
    { new: 0, matched: 34 },
  ])
  expect(await exported()).toEqual(before)
  const rows = before.flatMap(({ witnesses }) => witnesses.map(({ row }) => row)).filter((row) => row !== undefined)
  expect(rows.sort((left, right) => left - right)).toEqual(Array.from({ length: 34 }, (_, at) => at + 1))
})

it('books nothing of a file that does not add up, unless told to', async () => {
  const { imported, exported } = await onNewLedger()
  const file = join(folder, 'wrong.csv')
  const rows = ['02/03/2026,POS A,10.00,,90.00', '03/03/2026,POS B,10.00,,70.00', '04/03/2026,POS C,10.00,,60.00']
  await writeFile(
    file,
    `Access Bank Plc\nAccount No: 0910044448\nDate,Narration,Debit,Credit,Balance\n${rows.join('\n')}\n`,
  )
  const refused = await imported([file])
  expect(refused).toMatchObject({
    exitCode: 1,
    lines: [{ new: 0, matched: 0, problems: [{ line: 5, what: 'the balance is 70.00; 80.00 was expected' }] }],
  })
  expect(refused.words).toContain('--accept-problems')
  expect(await exported()).toEqual([])
  expect(await imported(['--accept-problems', file])).toMatchObject({ exitCode: 0, lines: [{ new: 3 }] })
})

it('asks whose account it is where the file does not say', async () => {
  const { imported } = await onNewLedger()
  const file = join(folder, 'nameless.csv')
  await writeFile(file, 'Date,Narration,Amount\n02/03/2026,POS A,-10.00\n03/03/2026,POS B,-12.00\n')
  expect(await imported([file])).toMatchObject({ exitCode: 1, lines: [{ institution: null, new: 0 }] })
  expect(await imported(['--account', 'Piggy Bank', file])).toMatchObject({ exitCode: 0, lines: [{ new: 2 }] })
  expect(await imported(['--account', 'Piggy Bank', file])).toMatchObject({
    exitCode: 0,
    lines: [{ new: 0, matched: 2 }],
  })
})

it('takes a number as an account of a bank that is not known', async () => {
  const { imported, exported } = await onNewLedger()
  const rows = 'Date,Narration,Debit,Credit,Balance\n01/08/2026,SHOP A,5.00,,95.00\n13/08/2026,SHOP B,5.00,,90.00\n'
  await writeFile(join(folder, 'unnamed.csv'), rows)
  await writeFile(join(folder, 'numbered.csv'), `Account Number: 0123459876\n${rows.replaceAll('08/2026', '07/2026')}`)
  expect(await imported(['--account', '4471', join(folder, 'unnamed.csv')])).toMatchObject({ lines: [{ new: 2 }] })
  expect(await imported([join(folder, 'numbered.csv')])).toMatchObject({ exitCode: 0, lines: [{ new: 2 }] })
  const tails = (await exported()).flatMap(({ postings }) =>
    postings.map((posting) => 'tail' in posting && posting.tail),
  )
  expect(new Set(tails)).toEqual(new Set(['4471', '9876', false]))
})

it('reads a file from standard input, but not together with a password', async () => {
  const { imported } = await onNewLedger()
  const file = await readFile(`${files}/firstbank-2026-09.csv`, 'utf8')
  expect(await imported(['-'], file)).toMatchObject({ exitCode: 0, lines: [{ file: '-', new: 34 }] })
  await expect(imported(['--password-stdin', '-'], file)).rejects.toThrow('standard input')
})

it('takes the password of a locked file from standard input', async () => {
  const { imported } = await onNewLedger()
  const file = `${files}/uba-2026-05-locked.pdf`
  expect(await imported([file])).toMatchObject({ exitCode: 1, lines: [{ error: expect.stringContaining('locked') }] })
  expect(await imported(['--password-stdin', file], '9999\n')).toMatchObject({ exitCode: 1 })
  expect(await imported(['--password-stdin', file], '4731\n')).toMatchObject({ exitCode: 0, lines: [{ new: 32 }] })
})

it('keeps a wallet and its savings apart', async () => {
  const { imported, exported } = await onNewLedger()
  await imported([`${files}/opay-wallet-2026-06.xlsx`])
  const accounts = new Set(
    (await exported()).flatMap(({ postings }) =>
      postings.flatMap((posting) => ('account' in posting ? posting.account : [])),
    ),
  )
  expect([...accounts].sort()).toEqual(expect.arrayContaining(['OPay 0274', 'OWealth']))
})

it('takes statements among the lines of ingest, by the folder of the lines', async () => {
  const { ingested, exported } = await onNewLedger()

  await copyFile(`${files}/uba-2026-05-locked.pdf`, join(folder, 'may.pdf'))
  const line = (id: string, fields: object) =>
    JSON.stringify({ id, channel: 'statement', receivedAt: '2026-06-01T10:00:00+01:00', ...fields })
  await writeFile(
    join(folder, 'lines.jsonl'),
    [
      line('a', { file: 'may.pdf', password: '4731' }),
      line('b', { file: 'none.pdf' }),
      line('c', { file: 'may.pdf' }),
      line('d', {}),
    ].join('\n'),
  )
  const { exitCode, lines } = await ingested([join(folder, 'lines.jsonl')])
  expect(exitCode).toBe(1)
  expect(lines.map(({ id, outcome, transactions }) => [id, outcome, transactions.length])).toEqual([
    ['a', 'booked', 32],
    ['b', 'error', 0],
    ['c', 'error', 0],
    ['d', 'error', 0],
  ])
  const witnesses = (await exported()).flatMap((transaction) => transaction.witnesses)
  expect(witnesses).toContainEqual({ message: 'a', row: 1, channel: 'statement', role: expect.any(String) })
})

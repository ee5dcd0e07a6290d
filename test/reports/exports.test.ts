import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figuresOf, readBytes, statementsOf } from '../statements/read-file.ts'
import { debianPart, titleWith } from '../support/debian-part.ts'
import { account, exported, GROCERIES, GTBANK, movement, OPAY, OPENING } from './export-details.ts'

const HLEDGER = debianPart('hledger', '/usr/bin/hledger')
const BEANCOUNT = debianPart('beancount', '/usr/bin/bean-check')

const OPENED = movement(OPENING, GTBANK, { date: '2026-10-01', minor: 5_000_000n, kind: 'opening' })
const LUNCH = movement(GTBANK, GROCERIES, {
  date: '2026-10-02',
  at: '2026-10-02T09:41:09Z',
  minor: 2_250_050n,
  payee: 'SHOPRITE; "IKEJA" | 4',
  narration: 'POS\n<PURCHASE> & more \\',
  note: 'for the party',
  tags: ['home', 'big day'],
})
const MOVED = movement(GTBANK, OPAY, { date: '2026-10-03', minor: 100_000n, kind: 'transfer', suspectOf: 't-1' })
const YEN = movement(OPAY, GROCERIES, { date: '2026-10-04', minor: 500n, currency: 'JPY' })
const ALL = [OPENED, LUNCH, MOVED, YEN]

it('writes a journal of hledger with its accounts, currencies, marks and our ids', () => {
  expect(exported('hledger', [LUNCH, YEN])).toBe(`decimal-mark .
account Assets:GTBank 8016
commodity 1000.00 NGN
account Expenses:Food:Groceries

2026-10-02 * (t-2026-10-02-2250050) SHOPRITE, "IKEJA" / 4 | POS <PURCHASE> & more \\
    ; kind:expense
    ; time:10:41:09+01:00
    ; home:, big-day:
    ; for the party
    Assets:GTBank 8016  -22500.50 NGN
    Expenses:Food:Groceries  22500.50 NGN
account Assets:OPay
commodity 1000. JPY

2026-10-04 * (t-2026-10-04-500)
    ; kind:expense
    Assets:OPay  -500 JPY
    Expenses:Food:Groceries  500 JPY
`)
})

it('writes a file of Beancount that opens accounts where they come first and marks suspects', () => {
  expect(exported('beancount', [LUNCH, MOVED])).toBe(`option "title" "expense-tracker"
2026-10-02 open Assets:GTBank-8016
2026-10-02 open Expenses:Food:Groceries

2026-10-02 * "SHOPRITE; \\"IKEJA\\" | 4" "POS <PURCHASE> & more \\\\" #home #big-day
  id: "t-2026-10-02-2250050"
  kind: "expense"
  time: "10:41:09+01:00"
  note: "for the party"
  Assets:GTBank-8016  -22500.50 NGN
  Expenses:Food:Groceries  22500.50 NGN
2026-10-03 open Assets:OPay

2026-10-03 ! ""
  id: "t-2026-10-03-100000"
  kind: "transfer"
  Assets:GTBank-8016  -1000.00 NGN
  Assets:OPay  1000.00 NGN
`)
})

it('keeps accounts apart whose names a program would spell alike', () => {
  const one = movement(account('b1', 'Acme+Co', null, null), GROCERIES, { date: '2026-10-01', minor: 1n })
  const other = movement(account('b2', 'Acme Co', null, null), GROCERIES, { date: '2026-10-02', minor: 2n })
  const file = exported('beancount', [one, other])
  expect(file).toContain('  Assets:Acme-Co  -0.01 NGN')
  expect(file).toContain('  Assets:Acme-Co-2  -0.02 NGN')
})

describe('as OFX', () => {
  it('is read back by a reader of statements: accounts, rows and balances', async () => {
    const statements = statementsOf(await readBytes(Buffer.from(exported('ofx', ALL)), 'ledger.ofx'))
    expect(
      statements.map((statement) => {
        const { currency, closingBalanceMinor, transactionCount, totalDebitMinor, totalCreditMinor } =
          figuresOf(statement)
        return [currency, closingBalanceMinor, transactionCount, totalDebitMinor, totalCreditMinor]
      }),
    ).toEqual([
      ['NGN', 2_649_950n, 2, 2_350_050n, 0n],
      ['NGN', 100_000n, 1, 0n, 100_000n],
      ['JPY', -500n, 1, 500n, 0n],
    ])
  })

  it('counts what came before its first day into the balance, and lists it not', () => {
    const file = exported('ofx', ALL, { from: '2026-10-03', to: '2026-10-31' })
    expect(file).not.toContain('SHOPRITE')
    expect(file).toContain('<BALAMT>26499.50</BALAMT><DTASOF>20261031</DTASOF>')
    expect(file).toContain('<DTSTART>20261003</DTSTART><DTEND>20261031</DTEND>')
  })

  it('cuts names to what the format allows without cutting an escape', () => {
    const payee = `${'A'.repeat(31)}&&&`
    const file = exported('ofx', [movement(GTBANK, GROCERIES, { date: '2026-10-02', minor: 1n, payee })])
    expect(file).toContain(`<NAME>${'A'.repeat(31)}&amp;</NAME>`)
  })
})

const WORDS = fc.string({ unit: 'grapheme', maxLength: 30 })
/** Ledgers with any text wherever a bank or a person can put it. */
const LEDGERS = fc
  .array(fc.record({ name: WORDS, category: WORDS, payee: WORDS, narration: WORDS, note: WORDS, tag: WORDS }))
  .map((entries) =>
    entries.map(({ name, category, payee, narration, note, tag }, index) => {
      const from = account(`a${index}`, name, null, null)
      const to = { ...GROCERIES, id: `c${index}`, name: `Food: ${category}` }
      const tags = tag === '' ? [] : [tag]
      return movement(from, to, { date: '2026-10-02', minor: BigInt(index + 1), payee, narration, note, tags })
    }),
  )

/** What a program says against a file given by name or on its standard input, and nothing when it accepts it. */
function complaints(program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
  })
  return status === 0 ? '' : `${error ?? ''}${stdout}${stderr}`.slice(0, 2_000)
}

describe.skipIf(HLEDGER.kind === 'absent')(titleWith(HLEDGER, 'hledger', 'hledger'), () => {
  it('accepts the journal by its strict check, whatever texts are in it', () => {
    const ledgers = fc.sample(LEDGERS, { numRuns: 20, seed: 7 })
    for (const details of [ALL, [], ...ledgers])
      expect(complaints('/usr/bin/hledger', ['-f', '-', 'check', '--strict'], exported('hledger', details))).toBe('')
  })

  it('finds our balances in it', () => {
    const args = ['-f', '-', 'balance', 'GTBank', '--format', '%(total)']
    const { stdout } = spawnSync('/usr/bin/hledger', args, { input: exported('hledger', ALL), encoding: 'utf8' })
    expect(stdout).toContain('26499.50 NGN')
  })
})

describe.skipIf(BEANCOUNT.kind === 'absent')(titleWith(BEANCOUNT, 'beancount', 'bean-check'), () => {
  it('accepts the file, whatever texts are in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'beancount-'))
    const path = join(folder, 'ledger.beancount')
    for (const details of [ALL, [], ...fc.sample(LEDGERS, { numRuns: 8, seed: 7 })]) {
      await writeFile(path, exported('beancount', details))
      expect(complaints('/usr/bin/bean-check', [path])).toBe('')
    }
    await rm(folder, { recursive: true })
  })
})

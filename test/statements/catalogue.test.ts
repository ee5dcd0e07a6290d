import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rowEffect, type StatementRow } from '../../src/domain/statement.ts'
import { independentRows } from './independent-rows.ts'
import { figuresOf, readHere, readTestFile, statementsOf } from './read-file.ts'

const folder = fileURLToPath(new URL('./files', import.meta.url))

type Expected = Record<string, unknown> & {
  readonly file: string
  readonly institution: string
  readonly password?: string
}

function expectedIn(path: string): Expected[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** Figures as the expected files have them: a balance of the file `null` where it prints none. */
function comparable(expected: Expected) {
  const minor = (field: string): bigint | null => (expected[field] === null ? null : BigInt(String(expected[field])))
  return {
    institution: expected.institution?.replace(/ \(.*\)$/u, '') ?? null,
    currency: expected.currency,
    accountTail: expected.accountTail,
    openingBalanceMinor: minor('openingBalanceMinor'),
    closingBalanceMinor: minor('closingBalanceMinor'),
    transactionCount: expected.transactionCount,
    totalDebitMinor: minor('totalDebitMinor'),
    totalCreditMinor: minor('totalCreditMinor'),
    firstDate: expected.firstDate,
    lastDate: expected.lastDate,
  }
}

function plainRow(row: StatementRow): string {
  return `${row.date} ${rowEffect(row)} ${row.balance ?? '-'} ${row.narration.replace(/\s+/gu, ' ').trim()}`
}

describe('statements of Nigerian banks', () => {
  it.each(expectedIn(`${folder}/expected.jsonl`))('are read to the last figure: $file', async (expected) => {
    const statements = statementsOf(await readTestFile(`${folder}/${expected.file}`, expected.password ?? null))
    expect(figuresOf(statements[0] as (typeof statements)[number])).toEqual(comparable(expected))
    expect(statements.flatMap(({ problems }) => problems)).toEqual([])
    const rows = statements.flatMap((statement) => statement.rows.map(plainRow))
    expect(rows).toEqual(await independentRows(folder, expected.file))
  })

  it('have a summary for each account of a file: a wallet and its savings', async () => {
    const statements = statementsOf(await readTestFile(`${folder}/opay-wallet-2026-06.xlsx`))
    expect(statements.map(({ section, pot, accountTail }) => [section, pot, accountTail])).toEqual([
      ['Wallet Account Transactions', null, '0274'],
      ['Savings Account Transactions', 'OWealth', null],
    ])
  })

  it('ask for the password of a locked file, and say when it is wrong', async () => {
    const locked = `${folder}/uba-2026-05-locked.pdf`
    expect(await readTestFile(locked)).toEqual({ kind: 'needs-password' })
    expect(await readTestFile(locked, '0000')).toEqual({ kind: 'wrong-password' })
  })
})

describe('statements from elsewhere', () => {
  const world = fileURLToPath(new URL('./world', import.meta.url))

  it.each(expectedIn(`${world}/expected.jsonl`))('are read by the generic reader: $file', async (expected) => {
    const [statement, ...others] = await readHere(`${world}/${expected.file}`)
    if (statement === undefined) throw new Error('no statement')
    expect(others).toEqual([])
    expect(figuresOf(statement)).toEqual(comparable(expected))
    expect(statement.problems).toEqual([])
    expect(statement.skipped).toBe(expected.skipped ?? 0)
  })
})

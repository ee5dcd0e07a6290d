import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { ledgerAtCommandLine } from './command-line.ts'
import { readFilesHere } from './read-file.ts'

let test: TestLedgers
let folder: string
beforeAll(async () => {
  test = await testLedgers()
  folder = await mkdtemp(join(tmpdir(), 'accounts-'))
})
afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

type Row = readonly [day: string, amount: number]

const JULY: readonly Row[] = [
  ['03/07/2026', -1_500.25],
  ['09/07/2026', 20_000],
  ['21/07/2026', -310.4],
  ['28/07/2026', -75.35],
]

/** A statement of these rows, with a header block and running balances if asked for. */
function csv(rows: readonly Row[], { head = '', opening }: { head?: string; opening?: number }): string {
  let balance = opening ?? 0
  const lines = rows.map(([day, amount], at) => {
    balance += amount
    return [day, `SHOP ${at}`, amount.toFixed(2), ...(opening === undefined ? [] : [balance.toFixed(2)])].join(',')
  })
  const headings = ['Date', 'Narration', 'Amount', ...(opening === undefined ? [] : ['Balance'])].join(',')
  return `${head}${[headings, ...lines].join('\n')}\n`
}

const KNOWN = 'Access Bank Plc\nAccount Number: 0910044448\n'
const OTHER = 'Zenith Bank Plc\nAccount Number: 1010077771\n'

/** A ledger that knows two accounts; `file` writes a file and gives its path. */
async function twoAccounts() {
  const ledger = await ledgerAtCommandLine(test, readFilesHere)
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const august = JULY.map(([day, amount]): Row => [day.replace('/07/', '/06/'), amount * 2])
  await ledger.imported([await file('known.csv', csv(JULY, { head: KNOWN, opening: 8_123.4 }))])
  await ledger.imported([await file('other.csv', csv(august, { head: OTHER, opening: 91_000.15 }))])
  const tails = async () =>
    (await ledger.exported()).flatMap(({ kind, postings }) =>
      kind === 'opening' ? [] : postings.flatMap((posting) => ('tail' in posting ? posting.tail : [])),
    )
  return { ...ledger, file, tails }
}

describe('a file that does not say whose it is', () => {
  it('goes to the only account that has its rows and balances', async () => {
    const { imported, file, tails } = await twoAccounts()
    const text = csv([...JULY, ['30/07/2026', -12.5]], { opening: 8_123.4 })
    expect(await imported([await file('nameless.csv', text)])).toMatchObject({
      exitCode: 0,
      lines: [{ new: 1, matched: 4 }],
    })
    expect((await tails()).filter((tail) => tail === '4448')).toHaveLength(5)
  })

  it('goes to the account whose last balance it begins with', async () => {
    const { imported, file, tails } = await twoAccounts()
    const closing = 8_123.4 + JULY.reduce((sum, [, amount]) => sum + amount, 0)
    const text = csv([['04/08/2026', -250]], { opening: closing })
    expect(await imported([await file('next.csv', text)])).toMatchObject({ exitCode: 0, lines: [{ new: 1 }] })
    expect((await tails()).filter((tail) => tail === '4448')).toHaveLength(5)
  })

  it('goes by several amounts on their days where it has no balances, and is asked about where they are too few', async () => {
    const { imported, file } = await twoAccounts()
    const few = await imported([await file('few.csv', csv(JULY.slice(0, 2), {}))])
    expect(few).toMatchObject({
      exitCode: 1,
      lines: [{ new: 0, problems: [{ what: expect.stringContaining('--account') }] }],
    })
    expect(few.words).toContain('--account')
    expect(await imported([await file('all.csv', csv(JULY, {}))])).toMatchObject({
      exitCode: 0,
      lines: [{ new: 0, matched: 4 }],
    })
  })

  it('is asked about where its balances are of no known account, though amounts agree', async () => {
    const { imported, file } = await twoAccounts()
    const text = csv(JULY, { opening: 500.1 })
    expect(await imported([await file('stranger.csv', text)])).toMatchObject({
      exitCode: 1,
      lines: [{ new: 0, problems: [{ what: expect.stringContaining('--account') }] }],
    })
  })

  it('is asked about where two accounts fit', async () => {
    const { imported, file } = await twoAccounts()
    await imported([
      await file('twin.csv', csv(JULY, { head: 'GTBank\nAccount Number: 0123458016\n', opening: 8_123.4 })),
    ])
    expect(await imported([await file('which.csv', csv(JULY, { opening: 8_123.4 }))])).toMatchObject({ exitCode: 1 })
  })
})

it('a file with a number and no bank goes to the known account of that number', async () => {
  const { imported, file, tails } = await twoAccounts()
  const text = csv([['02/09/2026', -40]], { head: 'Account Number: 0910044448\n', opening: 600 })
  expect(await imported([await file('numbered.csv', text)])).toMatchObject({ exitCode: 0, lines: [{ new: 1 }] })
  expect((await tails()).filter((tail) => tail === '4448')).toHaveLength(5)
})

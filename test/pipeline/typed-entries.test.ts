import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MISSING_ENTRY_LAYOUT } from '../../src/pipeline/solve/typed-entries.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { message, type Sent } from './alert-messages.ts'
import { apartFromIds, ingest, keyOf, say, takeBack, transactionOf } from './ledger-world.ts'

let test: TestLedgers
let onLedger: { test: TestLedgers; ledgerId: string }
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

const ALERT: Sent = {
  bank: 'GTBank',
  tail: '8016',
  minor: -150_000,
  balance: null,
  day: 5,
  minute: 780,
  counterparty: 'CHICKEN REPUBLIC',
  received: 800,
  channel: 'pos',
}
/** Typed at a minute of its day; goes to the account of quick entries. */
const TYPED: Sent = {
  ...ALERT,
  bank: null,
  tail: null,
  counterparty: 'lunch',
  source: 'manual',
  isUndated: true,
  received: 790,
  minute: null,
}

type Arrival = readonly [string, Sent, { readonly onAccountOf?: string; readonly isMissing?: boolean }?]

async function take(...arrivals: readonly Arrival[]) {
  for (const [id, sent, { onAccountOf, isMissing = false } = {}] of arrivals) {
    const own = message(id, sent)
    const leg = onAccountOf === undefined ? null : await transactionOf(onLedger, keyOf(test, onAccountOf))
    const accountId = leg?.postings[0]?.accountId
    const readings = (own.readings ?? []).map((reading) =>
      isMissing ? { ...reading, layoutId: MISSING_ENTRY_LAYOUT } : reading,
    )
    await ingest(onLedger, [{ ...own, readings, ...(accountId === undefined ? {} : { accountId }) }])
  }
}

async function fresh(...arrivals: readonly Arrival[]) {
  onLedger = { test, ledgerId: await test.newLedger() }
  await take(...arrivals)
}

const lines = async () => (await test.exportAll(onLedger.ledgerId)).filter(({ kind }) => kind !== 'opening')
const counts = async () => (await lines()).map(({ status, witnesses }) => `${status} ${witnesses.length}`).sort()

describe('an alert that comes after a typed entry', () => {
  it('is its witness when it comes at once, and moves it to the account the bank names', async () => {
    await fresh(['typed', TYPED], ['alert', ALERT])
    const [line, ...others] = await lines()
    expect(others).toEqual([])
    expect(line).toMatchObject({ status: 'posted', payee: 'CHICKEN REPUBLIC', witnesses: [{}, {}] })
    expect(line?.postings[0]).toMatchObject({ account: 'GTBank 8016', amountMinor: '-150000' })
  })

  it('keeps the category that the typed words tell where the bank’s tell none', async () => {
    await fresh(['typed', TYPED], ['alert', { ...ALERT, counterparty: 'ZQX VENTURES' }])
    const [line] = await lines()
    expect(line?.postings[1]).not.toMatchObject({ category: 'Uncategorized' })
    expect(line?.witnesses).toHaveLength(2)
  })

  it('keeps what a person had said about the entry', async () => {
    await fresh(['typed', TYPED])
    await say(onLedger, { kind: 'edit', note: 'with Tunde', payee: 'Buka' }, [keyOf(test, 'typed')])
    await take(['alert', ALERT])
    expect(await lines()).toMatchObject([{ payee: 'Buka', note: 'with Tunde', witnesses: [{}, {}] }])
  })

  it.each([
    ['hours later', { ...ALERT, minute: 1_300, received: 1_301 }],
    ['of another person', { ...ALERT, channel: 'transfer', counterparty: 'ADAEZE NWOSU' }],
  ] as const)('is asked about when it is %s', async (_, alert) => {
    await fresh(['typed', { ...TYPED, counterparty: 'Musa Bello' }], ['alert', alert])
    expect(await counts()).toEqual(['posted 1', 'suspect 1'])
  })

  it.each([
    ['a day and more apart', { ...ALERT, day: 7 }],
    ['of another amount', { ...ALERT, minor: -150_100 }],
    ['of money in', { ...ALERT, minor: 150_000 }],
    ['a day later and speaks of something else', { ...ALERT, day: 6 }],
    ['seen before the entry was typed, hours ago', { ...ALERT, minute: 300, received: 301 }],
  ] as const)('is another event when it is %s', async (_, alert) => {
    await fresh(['typed', TYPED], ['alert', alert])
    expect(await counts()).toEqual(['posted 1', 'posted 1'])
  })

  it('does not bring back an entry that was taken out, nor goes out with it', async () => {
    await fresh(['typed', TYPED])
    await say(onLedger, { kind: 'void' }, [keyOf(test, 'typed')])
    await take(['alert', ALERT])
    expect(await counts()).toEqual(['posted 1'])
    expect((await lines())[0]?.payee).toBe('CHICKEN REPUBLIC')
  })
})

describe('an entry on an account that a bank reports on', () => {
  const other: Arrival = ['other', { ...ALERT, minor: -777, day: 1 }]

  it('added for a missing balance is what the real alert tells of, also a day off', async () => {
    const missing: Sent = { ...TYPED, isUndated: false, counterparty: null, day: 6 }
    await fresh(other, ['added', missing, { onAccountOf: 'other', isMissing: true }], ['alert', ALERT])
    expect(await counts()).toEqual(['posted 1', 'posted 2'])
  })

  it('is not what an alert of another account tells of', async () => {
    const missing: Sent = { ...TYPED, isUndated: false, counterparty: null }
    await fresh(other, ['added', missing, { onAccountOf: 'other', isMissing: true }])
    await take(['alert', { ...ALERT, bank: 'OPay', tail: '0274', received: 800 }])
    expect(await counts()).toEqual(['posted 1', 'posted 1', 'posted 1'])
  })

  it('chosen for this very entry is not left for another bank’s alert', async () => {
    await fresh(other, ['typed', TYPED])
    const { postings } = await transactionOf(onLedger, keyOf(test, 'other'))
    await say(onLedger, { kind: 'edit', accountId: postings[0]?.accountId as string }, [keyOf(test, 'typed')])
    await take(['alert', { ...ALERT, bank: 'OPay', tail: '0274', received: 800 }])
    expect(await counts()).toEqual(['posted 1', 'posted 1', 'posted 1'])
    await take(['own', { ...ALERT, received: 801 }])
    expect(await counts()).toEqual(['posted 1', 'posted 1', 'posted 2'])
  })
})

describe('several candidates', () => {
  const second: Sent = { ...ALERT, minute: 785, received: 801, counterparty: 'SHOPRITE' }

  it('keep all apart and ask, and an answer settles the rest', async () => {
    await fresh(['typed', TYPED], ['one', ALERT], ['two', second])
    expect(await counts()).toEqual(['posted 1', 'posted 1', 'suspect 1'])
    const on = [keyOf(test, 'typed'), keyOf(test, 'one')]
    const answer = await say(onLedger, { kind: 'different', oneSide: on.slice(0, 1) }, on)
    expect(await counts()).toEqual(['posted 1', 'posted 2'])
    await takeBack(onLedger, answer, on)
    expect(await counts()).toEqual(['posted 1', 'posted 1', 'suspect 1'])
  })

  it('are no doubt when each entry has an alert of its own, and two entries are never one', async () => {
    await fresh(['typed', TYPED], ['again', { ...TYPED, received: 795 }])
    expect(await counts()).toEqual(['posted 1', 'posted 1'])
    await take(['one', ALERT], ['two', second])
    expect(await counts()).toEqual(['posted 2', 'posted 2'])
  })

  it('end in the same ledger, whatever came first', async () => {
    const arrivals: Arrival[] = [
      ['typed', TYPED],
      ['one', ALERT],
      ['two', { ...ALERT, day: 6, received: 800 }],
    ]
    const results = new Set<string>()
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [1, 0, 2],
    ]) {
      await fresh(...order.map((index) => arrivals[index] as Arrival))
      results.add(apartFromIds(await lines()).join('\n'))
    }
    expect(results.size).toBe(1)
  })
})

describe('what a person says is different', () => {
  it('parts one side from the other and leaves each side together', async () => {
    const same: Sent = { ...ALERT, balance: 9_000 }
    await fresh(['a', same], ['b', { ...same, source: 'email' }], ['c', { ...same, received: 900 }])
    expect(await counts()).toEqual(['posted 3'])
    const on = ['a', 'b', 'c'].map((id) => keyOf(test, id))
    await say(onLedger, { kind: 'different', oneSide: on.slice(2) }, on)
    expect(await counts()).toEqual(['posted 1', 'posted 2'])
  })
})

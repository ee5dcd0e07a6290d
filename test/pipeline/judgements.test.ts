import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { message, type Sent } from './alert-messages.ts'
import { categoryId, ingest, keyOf, say, takeBack, transactionOf } from './ledger-world.ts'

let test: TestLedgers
let onLedger: { test: TestLedgers; ledgerId: string }
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

async function fresh() {
  onLedger = { test, ledgerId: await test.newLedger() }
}

async function take(...sent: readonly (readonly [string, Sent])[]) {
  return ingest(
    onLedger,
    sent.map(([id, each]) => message(id, each)),
  )
}

async function lines(kind: (kind: string) => boolean = (each) => each !== 'opening') {
  return (await test.exportAll(onLedger.ledgerId)).filter((line) => kind(line.kind))
}

const GTB: Sent = { bank: 'GTBank', tail: '8016', minor: -500, balance: null, day: 1, minute: null, counterparty: null }
const OPAY: Sent = { ...GTB, bank: 'OPay', tail: null }

describe('one event or two', () => {
  it('takes money paid, given back and paid again on one day for three entries', async () => {
    await fresh()
    await take(
      ['a', { ...GTB, balance: 5_000, reference: 'R1' }],
      ['b', { ...GTB, balance: 5_500, minor: 500, reference: 'R2' }],
      ['c', { ...GTB, balance: 5_000, reference: 'R3' }],
    )
    const all = await lines()
    expect(all).toHaveLength(3)
    const [opening] = await lines((kind) => kind === 'opening')
    expect(opening?.postings[0]?.amountMinor).toBe('5500')
  })

  it('takes a retried payment for another one when its return is seen between them', async () => {
    await fresh()
    await take(
      ['a', { ...GTB, balance: 5_000, minute: 600 }],
      ['b', { ...GTB, balance: 5_500, minor: 500, minute: 601 }],
      ['c', { ...GTB, balance: 5_000, minute: 602 }],
    )
    expect(await lines()).toHaveLength(3)
  })

  it('joins two layouts of one event by the balance they leave', async () => {
    await fresh()
    await take(
      ['a', { ...GTB, balance: 5_000, minute: 600, counterparty: 'ADA OBI', layout: 'one' }],
      ['b', { ...GTB, balance: 5_000, minute: 601, counterparty: 'POS 0001', layout: 'two' }],
    )
    expect(await lines()).toHaveLength(1)
  })

  it('knows an undated text with a balance again a month later', async () => {
    await fresh()
    const sent: Sent = { ...GTB, balance: 5_000, isUndated: true }
    await take(['a', sent])
    const [trace] = await take(['b', { ...sent, day: 30 }])
    expect(trace?.outcome).toBe('duplicate')
    expect(await lines()).toHaveLength(1)
  })

  it('does not ask about equal undated texts a week apart', async () => {
    await fresh()
    const sent: Sent = { ...GTB, isUndated: true }
    const traces = await take(['a', sent], ['b', { ...sent, day: 8 }])
    expect(traces.map((trace) => trace.outcome)).toEqual(['booked', 'booked'])
  })

  it('asks no longer when the entry that may be repeated was taken out', async () => {
    await fresh()
    await take(['a', { ...GTB, received: 10 }], ['b', { ...GTB, received: 20 }], ['c', { ...GTB, received: 30 }])
    expect((await lines()).map((line) => line.status).sort()).toEqual(['posted', 'suspect', 'suspect'])
    await say(onLedger, { kind: 'void' }, [keyOf(test, 'a')])
    expect((await lines()).map((line) => line.status).sort()).toEqual(['posted', 'suspect'])
  })

  it('lets the last word on two alerts count, and joins whole groups by it', async () => {
    await fresh()
    await take(
      ['a', { ...GTB, balance: 1, minute: 60 }],
      ['b', { ...GTB, balance: 2, minute: 61 }],
      ['c', { ...GTB, balance: 3, minute: 62 }],
    )
    const [a, b, c] = [keyOf(test, 'a'), keyOf(test, 'b'), keyOf(test, 'c')] as const
    await say(onLedger, { kind: 'different' }, [a, c])
    await say(onLedger, { kind: 'same' }, [a, c])
    await say(onLedger, { kind: 'same' }, [b, c])
    expect((await lines()).map((line) => line.witnesses.length)).toEqual([3])
  })

  it('books what is the same as a quick entry on the account that the alert names', async () => {
    await fresh()
    await take(
      ['typed', { ...GTB, bank: null, tail: null, source: 'manual', minute: 1 }],
      ['alert', { ...GTB, minute: 9 }],
    )
    await say(onLedger, { kind: 'same' }, [keyOf(test, 'typed'), keyOf(test, 'alert')])
    expect((await lines()).map((line) => line.postings[0])).toMatchObject([{ account: 'GTBank 8016' }])
  })

  it('keeps an entry on the account a person chose when a copy of its alert comes', async () => {
    await fresh()
    await take(['a', { ...GTB, balance: 5_000, minute: 60 }], ['other', { ...OPAY, tail: '0274', minor: 77 }])
    const other = await transactionOf(onLedger, keyOf(test, 'other'))
    await say(onLedger, { kind: 'edit', accountId: other.postings[0]?.accountId as string }, [keyOf(test, 'a')])
    await take(['b', { ...GTB, balance: 5_000, minute: 60 }])
    const [entry, ...rest] = (await lines()).filter((line) => line.kind === 'expense')
    expect(rest).toEqual([])
    expect(entry).toMatchObject({ postings: [{ account: 'OPay 0274' }, {}], witnesses: [{}, {}] })
  })
})

describe('transfers between own accounts', () => {
  const out: Sent = { ...GTB, minute: 600 }
  const into: Sent = { ...OPAY, minor: 500, minute: 602 }

  it('do not take a credit out with a debit that was undone before it came', async () => {
    await fresh()
    await take(['out', out])
    await say(onLedger, { kind: 'void' }, [keyOf(test, 'out')])
    await take(['in', into])
    expect((await lines()).map((line) => line.kind)).toEqual(['income'])
  })

  it('go and come back as one when they are undone as one', async () => {
    await fresh()
    await take(['out', out], ['in', into])
    const before = await test.exportAll(onLedger.ledgerId)
    const keys = [keyOf(test, 'out'), keyOf(test, 'in')]
    const answer = await say(onLedger, { kind: 'void' }, keys)
    expect(await lines()).toEqual([])
    expect((await transactionOf(onLedger, keys[1] as (typeof keys)[0])).kind).toBe('transfer')
    await takeBack(onLedger, answer, keys)
    expect(await test.exportAll(onLedger.ledgerId)).toEqual(before)
  })

  it('book the fee that each leg prints', async () => {
    await fresh()
    await take(['out', { ...out, fee: 10, balance: 90 }], ['in', { ...into, fee: 50, balance: 450 }])
    const fees = (await lines()).filter((line) => line.kind === 'fee')
    expect(fees.map((line) => line.postings[0]?.amountMinor).sort()).toEqual(['-10', '-50'])
    expect((await lines((kind) => kind === 'opening')).map((line) => line.postings[0]?.amountMinor)).toEqual(['600'])
  })

  it('never start from a credit that came days before the debit', async () => {
    await fresh()
    await take(
      ['in', { ...into, day: 1, minute: null, counterparty: 'ADA OBI' }],
      ['out', { ...out, day: 3, minute: null, counterparty: 'ADA OBI' }],
    )
    expect((await lines()).map((line) => line.kind).sort()).toEqual(['expense', 'income'])
  })

  it('are made of unequal amounts when a person says so: what left beyond what arrived is a charge', async () => {
    await fresh()
    await take(['out', out], ['in', { ...into, minor: 499 }])
    const answer = await say(onLedger, { kind: 'transfer' }, [keyOf(test, 'out'), keyOf(test, 'in')])
    expect((await lines()).map((line) => `${line.kind} ${line.postings[0]?.amountMinor}`).sort()).toEqual([
      'fee -1',
      'transfer -499',
    ])
    await takeBack(onLedger, answer, [keyOf(test, 'out'), keyOf(test, 'in')])
    expect((await lines()).map((line) => line.kind).sort()).toEqual(['expense', 'income'])
  })

  it('never bring more than what left, whatever is said', async () => {
    await fresh()
    await take(['out', out], ['in', { ...into, minor: 501 }])
    await say(onLedger, { kind: 'transfer' }, [keyOf(test, 'out'), keyOf(test, 'in')])
    expect((await lines()).map((line) => line.kind).sort()).toEqual(['expense', 'income'])
  })

  it('pass through the conversion account between currencies', async () => {
    await fresh()
    await take(['out', out], ['in', { ...into, minor: 3, currency: 'USD' }])
    await say(onLedger, { kind: 'transfer' }, [keyOf(test, 'out'), keyOf(test, 'in')])
    expect((await lines()).map((line) => [line.kind, ...line.postings.map(({ amountMinor }) => amountMinor)])).toEqual([
      ['transfer', '-500', '3', '500', '-3'],
    ])
  })
})

describe('ids of transactions', () => {
  it('lead to where an alert rests now, through any number of merges and splits', async () => {
    await fresh()
    await take(
      ['c', { ...GTB, balance: 3, minute: 60, fee: 1 }],
      ['b', { ...GTB, balance: 2, minute: 61, fee: 1 }],
      ['a', { ...GTB, balance: 1, minute: 62, fee: 1 }],
    )
    const names = ['a', 'b', 'c']
    const keys = names.map((name) => keyOf(test, name))
    const first = await Promise.all(keys.map((key) => transactionOf(onLedger, key)))
    const follow = (id: string) =>
      test.ledgers.inLedger(onLedger.ledgerId, async (store) => (await store.transactionDetail(id))?.transaction.id)
    const check = async () => {
      for (const [index, key] of keys.entries()) {
        const now = (await transactionOf(onLedger, key)).id
        expect(await follow(first[index]?.id as string)).toBe(now)
        const fee = test.ids.id('fee', first[index]?.id as string)
        expect(await follow(fee)).toBe(test.ids.id('fee', now))
      }
    }
    const [a, b, c] = keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]]
    const ab = await say(onLedger, { kind: 'same' }, [a, b])
    await check()
    const bc = await say(onLedger, { kind: 'same' }, [b, c])
    await check()
    await takeBack(onLedger, ab, [a, b])
    await check()
    await takeBack(onLedger, bc, [b, c])
    await check()
    expect(await Promise.all(keys.map(async (key) => (await transactionOf(onLedger, key)).id))).toEqual(
      first.map((transaction) => transaction.id),
    )
  })
})

describe('opening balances', () => {
  it('count the fee that only the other copy of the first alert prints', async () => {
    await fresh()
    await take(
      ['mail', { ...GTB, source: 'email', balance: 900, minor: -100, minute: 60 }],
      ['sms', { ...GTB, balance: 900, minor: -100, minute: 61, fee: 10 }],
    )
    expect((await lines((kind) => kind === 'opening')).map((line) => line.postings[0]?.amountMinor)).toEqual(['1010'])
  })

  it('meet the stated balance when two alerts of one event lie around midnight', async () => {
    await fresh()
    await take(
      ['sms', { ...GTB, balance: 900, minor: -100, minute: 1_439 }],
      ['mail', { ...GTB, source: 'email', balance: 900, minor: -100, day: 2, minute: 0 }],
    )
    expect((await lines((kind) => kind === 'opening')).map((line) => line.postings[0]?.amountMinor)).toEqual(['1000'])
  })
})

describe('what was learned', () => {
  it('changes nothing that was booked before it, and once forgotten it never was, however often things are solved again', async () => {
    await fresh()
    const sent: Sent = { ...GTB, counterparty: 'NNEKA IBE', minute: 60, channel: 'pos' }
    const learn = async (key: string, lessonId: string) => {
      const category = await categoryId(onLedger, key)
      await test.ledgers.inLedger(onLedger.ledgerId, (store) =>
        store.addLesson(
          { id: lessonId, counterpartyKey: 'IBE NNEKA', kind: 'expense', categoryId: category },
          lessonId,
          Temporal.Now.instant(),
        ),
      )
    }
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
    await take(['before', sent])
    await learn('cash', first)
    await take(['between', { ...sent, minute: 70 }])
    await learn('charges', second)
    await take(['after', { ...sent, minute: 80 }])
    const reasons = async () =>
      Promise.all(
        ['before', 'between', 'after'].map(
          async (id) => (await transactionOf(onLedger, keyOf(test, id))).categoryReason,
        ),
      )
    const booked = await reasons()
    expect(booked).toMatchObject([{ kind: 'default' }, { lessonId: first }, { lessonId: second }])
    for (const id of ['before', 'between', 'after']) {
      await say(onLedger, { kind: 'edit', note: 'seen' }, [keyOf(test, id)])
    }
    await take(['copy', { ...sent, received: 90 }])
    expect(await reasons()).toEqual(booked)
    await test.ledgers.inLedger(onLedger.ledgerId, (store) => store.forgetLessonsOf(second, Temporal.Now.instant()))
    await say(onLedger, { kind: 'edit', note: 'seen again' }, [keyOf(test, 'after')])
    expect(await reasons()).toMatchObject([{ kind: 'default' }, { lessonId: first }, { lessonId: first }])
  })
})

describe('an alert that names no institution', () => {
  it('is of an unknown bank, not of the purse that quick entries are paid from', async () => {
    await fresh()
    await take(
      ['alert', { ...GTB, bank: null, tail: '4411' }],
      ['entry', { ...GTB, minor: -700, bank: null, tail: null, source: 'manual' }],
    )
    const accounts = (await lines()).map((line) => line.postings[0])
    expect(accounts).toMatchObject([{ account: 'Unknown bank 4411', tail: '4411' }, { account: 'Cash' }])
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel } from '../../src/domain/alert.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { MessageSource } from '../../src/domain/message.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import { resolve } from '../../src/pipeline/run.ts'
import type { Trace } from '../../src/pipeline/trace.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { propertyRuns } from '../support/properties.ts'
import { message, unread as parse, type Sent } from './alert-messages.ts'
import { apartFromIds, ingest as takeIn } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

function ingest(ledgerId: string, messages: readonly IncomingMessage[]): Promise<Trace[]> {
  return takeIn({ test, ledgerId }, messages)
}

const GTB: Omit<Sent, 'minor' | 'balance' | 'day' | 'minute'> = {
  bank: 'GTBank',
  tail: '8016',
  counterparty: 'MOSES EKANEM',
}
const OPAY: Omit<Sent, 'minor' | 'balance' | 'day' | 'minute'> = { bank: 'OPay', tail: null, counterparty: null }

describe('run', () => {
  it('books an alert with its opening balance, to the kobo', async () => {
    const ledgerId = await test.newLedger()
    const [trace] = await ingest(ledgerId, [
      message('1', { ...GTB, minor: -2_250_000, balance: 4_821_055, day: 12, minute: 576 }),
    ])
    expect(trace).toMatchObject({ outcome: 'booked', alerts: [{ effect: 'new', check: { kind: 'first' } }] })
    const lines = await test.exportAll(ledgerId)
    expect(lines.map(({ kind, postings }) => [kind, postings.map((posting) => posting.amountMinor)])).toEqual([
      ['opening', ['7071055', '-7071055']],
      ['expense', ['-2250000', '2250000']],
    ])
    expect(lines[1]).toMatchObject({
      occurredAt: '2026-10-12T09:36:00+01:00',
      payee: 'MOSES EKANEM',
      postings: [{ account: 'GTBank 8016', institution: 'GTBank', tail: '8016' }, { category: 'Uncategorized' }],
      witnesses: [{ message: '1', channel: 'sms', role: 'payment' }],
    })
  })

  it('takes a message that comes again, by delivery or by text, as the same event', async () => {
    const ledgerId = await test.newLedger()
    const sent: Sent = { ...GTB, minor: -100_00, balance: 900_00, day: 1, minute: 60 }
    const [first] = await ingest(ledgerId, [message('a', sent)])
    const [again, forwarded] = await ingest(ledgerId, [message('a', sent), message('b', sent)])
    expect(again).toMatchObject({ outcome: 'duplicate', transactions: first?.transactions })
    expect(forwarded).toMatchObject({ outcome: 'duplicate', transactions: first?.transactions })
    const lines = await test.exportAll(ledgerId)
    expect(lines.filter((line) => line.kind === 'expense')).toHaveLength(1)
    expect(lines.at(-1)?.witnesses).toHaveLength(2)
  })

  it('refuses another text under an id that already came', async () => {
    const ledgerId = await test.newLedger()
    await ingest(ledgerId, [message('a', { ...GTB, minor: -100, balance: 900, day: 1, minute: 60 })])
    const [trace] = await ingest(ledgerId, [message('a', { ...GTB, minor: -200, balance: 700, day: 1, minute: 61 })])
    expect(trace).toMatchObject({ outcome: 'error', transactions: [] })
    expect(await test.exportAll(ledgerId)).toHaveLength(2)
  })

  it('keeps two equal payments of one minute apart by their balances', async () => {
    const ledgerId = await test.newLedger()
    const traces = await ingest(ledgerId, [
      message('a', { ...GTB, minor: -500, balance: 9_500, day: 1, minute: 60 }),
      message('b', { ...GTB, minor: -500, balance: 9_000, day: 1, minute: 60 }),
    ])
    expect(traces.map((trace) => trace.outcome)).toEqual(['booked', 'booked'])
    expect(traces.map((trace) => trace.alerts[0]?.check.kind)).toEqual(['first', 'closes'])
  })

  it('asks about equal texts that say neither time nor balance nor reference', async () => {
    const ledgerId = await test.newLedger()
    const sent: Sent = { ...OPAY, minor: -640_000, balance: null, day: 7, minute: null }
    const traces = await ingest(ledgerId, [message('a', sent), message('b', sent)])
    expect(traces.map((trace) => trace.outcome).sort()).toEqual(['booked', 'suspect'])
    expect((await test.exportAll(ledgerId)).map((line) => line.status).sort()).toEqual(['posted', 'suspect'])
  })

  it('makes one transfer of two legs between own accounts, whichever comes first', async () => {
    const legs = [
      message('from', { ...GTB, counterparty: null, minor: -6_000_00, balance: 1_000_00, day: 2, minute: 600 }),
      message('to', { ...OPAY, minor: 6_000_00, balance: null, day: 2, minute: 602 }),
    ]
    for (const order of [legs, [...legs].reverse()]) {
      const ledgerId = await test.newLedger()
      for (const leg of order) await ingest(ledgerId, [leg])
      const transfers = (await test.exportAll(ledgerId)).filter((line) => line.kind !== 'opening')
      expect(transfers).toMatchObject([{ kind: 'transfer', occurredAt: '2026-10-02T10:00:00+01:00' }])
      expect(transfers[0]?.witnesses.map((witness) => witness.role).sort()).toEqual(['from', 'to'])
    }
  })

  it('leaves two people with equal amounts apart', async () => {
    const ledgerId = await test.newLedger()
    await ingest(ledgerId, [
      message('out', { ...GTB, counterparty: 'MOSES EKANEM', minor: -5_000, balance: 1_000, day: 2, minute: 600 }),
      message('in', { ...OPAY, counterparty: 'HAUWA BELLO', minor: 5_000, balance: null, day: 2, minute: 605 }),
    ])
    const kinds = (await test.exportAll(ledgerId)).map((line) => line.kind).sort()
    expect(kinds).toEqual(['expense', 'income', 'opening'])
  })

  it('books a printed fee as a child that shares the alert', async () => {
    const ledgerId = await test.newLedger()
    await ingest(ledgerId, [message('a', { ...GTB, minor: -10_000, balance: 80_000, fee: 1_075, day: 3, minute: 1 })])
    const lines = await test.exportAll(ledgerId)
    const payment = lines.find((line) => line.kind === 'expense')
    const fee = lines.find((line) => line.kind === 'fee')
    expect(fee).toMatchObject({ parents: [payment?.id], witnesses: [{ message: 'a', role: 'fee' }] })
    expect(lines.find((line) => line.kind === 'opening')?.postings[0]?.amountMinor).toBe('91075')
  })

  it('names what is missing when the chain of balances breaks, and closes it when the message comes late', async () => {
    const ledgerId = await test.newLedger()
    await ingest(ledgerId, [message('a', { ...GTB, minor: -1_000, balance: 9_000, day: 4, minute: 10 })])
    const [broken] = await ingest(ledgerId, [message('c', { ...GTB, minor: -500, balance: 6_500, day: 4, minute: 30 })])
    expect(broken?.alerts[0]?.check).toMatchObject({ kind: 'breaks', missingMinor: -2_000n })
    const [late] = await ingest(ledgerId, [message('b', { ...GTB, minor: -2_000, balance: 7_000, day: 4, minute: 20 })])
    expect(late?.alerts[0]?.check).toEqual({ kind: 'closes' })
  })

  it('merges a nameless account into the one whose number appears later', async () => {
    const ledgerId = await test.newLedger()
    await ingest(ledgerId, [message('a', { ...OPAY, minor: -100, balance: null, day: 5, minute: 1 })])
    await ingest(ledgerId, [message('b', { ...OPAY, tail: '0274', minor: -200, balance: null, day: 5, minute: 2 })])
    const accounts = (await test.exportAll(ledgerId)).map((line) => line.postings[0])
    expect(accounts).toMatchObject([{ account: 'OPay 0274' }, { account: 'OPay 0274' }])
  })

  it('moves the balance of an alert without a number to the account that a statement row names later', async () => {
    const ledgerId = await test.newLedger()
    const nameless: Sent = { ...GTB, tail: null, minor: -500, balance: 5_000, day: 1, minute: null }
    await ingest(ledgerId, [message('other', { ...GTB, minor: -700, balance: null, day: 1, minute: null })])
    await ingest(ledgerId, [message('a', { ...GTB, tail: '448', minor: -900, balance: null, day: 1, minute: null })])
    await ingest(ledgerId, [message('b', nameless)])
    await ingest(ledgerId, [message('c', { ...nameless, tail: '448', source: 'statement' })])
    const openings = (await test.exportAll(ledgerId)).filter((line) => line.kind === 'opening')
    expect(openings.map(({ postings }) => postings[0])).toMatchObject([{ account: 'GTBank 448', amountMinor: '5500' }])
  })

  it('takes an entry out when a person says so, and puts it back', async () => {
    const ledgerId = await test.newLedger()
    const [trace] = await ingest(ledgerId, [message('a', { ...GTB, minor: -700, balance: 300, day: 6, minute: 1 })])
    const before = await test.exportAll(ledgerId)
    const key = trace?.alerts[0]?.key
    if (key === undefined) throw new Error('no alert')
    const answerId = crypto.randomUUID()
    const ports = { parse, ids: test.ids, clock: systemClock }
    await test.ledgers.inLedger(ledgerId, async (store) => {
      await store.addAnswer({ id: answerId, by: null, at: systemClock.now(), on: [key], revokedAt: null, kind: 'void' })
      await resolve([key], { store, ...ports })
    })
    expect((await test.exportAll(ledgerId)).filter((line) => line.kind === 'expense')).toEqual([])
    await test.ledgers.inLedger(ledgerId, async (store) => {
      await store.revokeAnswer(answerId, systemClock.now())
      await resolve([key], { store, ...ports })
    })
    expect(await test.exportAll(ledgerId)).toEqual(before)
  })
})

describe('the ledger, whatever comes in whatever order', () => {
  const sent = fc.record<Sent>({
    bank: fc.constantFrom('GTBank', 'OPay', 'Zenith Bank'),
    tail: fc.constantFrom(null, '448', '4448', '8016'),
    minor: fc.constantFrom(-500, -1_000, 500, 1_000, 2_500, -500_000, 500_000, -501_075, -1_075),
    channel: fc.constantFrom<Channel>('transfer', 'transfer', 'pos', 'fee', 'reversal'),
    source: fc.constantFrom<MessageSource>('sms', 'sms', 'email', 'statement'),
    balance: fc.constantFrom(null, null, 5_000, 6_000, 7_000),
    day: fc.integer({ min: 1, max: 4 }),
    minute: fc.constantFrom(null, 60, 61, 700),
    counterparty: fc.constantFrom(null, 'ADA OBI', 'MUSA BELLO'),
    fee: fc.constantFrom(0, 0, 10),
  })
  const batches = fc
    .array(sent, { minLength: 1, maxLength: 9 })
    .chain((all) =>
      fc.tuple(
        fc.constant(all.map((each, index) => message(`m${index}`, each))),
        fc.shuffledSubarray([...all.keys()], { minLength: all.length, maxLength: all.length }),
        fc.integer({ min: 1, max: 4 }),
      ),
    )

  it('sums to zero per currency, is the same for any order and batching, and does not change when run twice', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async ([messages, order, batchSize]) => {
        const atOnce = await test.newLedger()
        await ingest(atOnce, messages)
        const expected = await test.exportAll(atOnce)
        for (const line of expected) {
          expect(line.postings.reduce((sum, posting) => sum + BigInt(posting.amountMinor), 0n)).toBe(0n)
        }
        const shuffled = order.map((index) => messages[index] as IncomingMessage)
        const piecemeal = await test.newLedger()
        for (let start = 0; start < shuffled.length; start += batchSize) {
          await ingest(piecemeal, shuffled.slice(start, start + batchSize))
        }
        expect(apartFromIds(await test.exportAll(piecemeal))).toEqual(apartFromIds(expected))
        await ingest(atOnce, messages)
        expect(await test.exportAll(atOnce)).toEqual(expected)
      }),
      { numRuns: propertyRuns(40) },
    )
  }, 300_000)
})

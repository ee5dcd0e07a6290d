import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase } from '../../src/db/client.ts'
import { createLedgers } from '../../src/db/store/ledgers.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { resolve, run } from '../../src/pipeline/run.ts'
import { STARTING_ACCOUNTS } from '../../src/pipeline/seed/starting-accounts.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { message, type Sent, unread } from './alert-messages.ts'
import { apartFromIds, ingest, keyOf } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

/** A hundred alerts of three banks: equal amounts, both legs of transfers, and numbers that come to light late. */
const SENT = Array.from({ length: 100 }, (_, number): Sent => {
  const bank = ['GTBank', 'OPay', 'Zenith Bank'][number % 3] as string
  return {
    bank,
    tail: bank === 'OPay' ? (number < 50 ? null : '0274') : (['8016', '016'][number % 2] as string),
    minor: (number % 2 === 0 ? -1 : 1) * (1_000 + (number % 10)),
    balance: number % 4 === 0 ? 50_000 + number : null,
    day: 1 + (number % 9),
    minute: number * 7,
    counterparty: number % 5 === 0 ? 'ADA OBI' : null,
    fee: number % 6 === 0 ? 10 : 0,
  }
})

/** Every worker's own order of everything: a stride that meets each number once. */
function shuffled(worker: number): number[] {
  const stride = [1, 3, 7, 9, 11, 13, 17, 19][worker] as number
  return SENT.map((_, index) => (index * stride + worker * 12) % SENT.length)
}

it('gives the same ledger when eight connections bring the same messages at once, and nothing has to be tried again', async () => {
  const outcomes: string[] = []
  const database = createDatabase({
    connectionString: test.fresh.connectionString,
    poolSize: 8,
    onTransaction: ({ kind }) => outcomes.push(kind),
  })
  const { vault, ids } = test
  const ledgers = createLedgers({ database, vault, clock: systemClock, startingAccounts: STARTING_ACCOUNTS })
  const ports = { parse: unread, ids, clock: systemClock }
  try {
    const serial = await test.newLedger()
    await ingest(
      { test, ledgerId: serial },
      SENT.map((each, number) => message(String(number), each)),
    )
    const ledgerId = await test.newLedger()
    await Promise.all(
      Array.from({ length: 8 }, async (_, worker) => {
        const order = shuffled(worker)
        for (let start = 0; start < order.length; start += 10) {
          const batch = order.slice(start, start + 10).map((each) => message(String(each), SENT[each] as Sent))
          await ledgers.inLedger(ledgerId, (store) => run(batch, { store, ...ports }))
        }
      }),
    )
    expect(apartFromIds(await test.exportAll(ledgerId))).toEqual(apartFromIds(await test.exportAll(serial)))
    const before = await test.exportAll(ledgerId)
    // What actions do: lines that refer to the ledger first, then the lock.
    await Promise.all(
      Array.from({ length: 8 }, (_, worker) =>
        ledgers.inLedger(ledgerId, async (store) => {
          const key = keyOf(test, String(worker))
          await store.addAudit('look', null, null, systemClock.now())
          await resolve([key], { store, ...ports })
        }),
      ),
    )
    expect(await test.exportAll(ledgerId)).toEqual(before)
    expect(new Set(outcomes)).toEqual(new Set(['committed']))
  } finally {
    await database.end()
  }
}, 60_000)

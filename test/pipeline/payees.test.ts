import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ActionContext } from '../../src/actions/context.ts'
import { mergePayee, payeeOfEntry, renamePayee, undoPayeeEdit } from '../../src/actions/payees.ts'
import { recategorize } from '../../src/actions/recategorize.ts'
import { undoLast } from '../../src/actions/undo-last.ts'
import { createPipeline } from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { message, type Sent, unread } from './alert-messages.ts'
import { categoryId, ingest, keyOf, say, transactionOf } from './ledger-world.ts'

let test: TestLedgers
let onLedger: { test: TestLedgers; ledgerId: string }
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())
beforeEach(async () => {
  onLedger = { test, ledgerId: await test.newLedger() }
})

const POS: Sent = {
  ...{ bank: 'GTBank', tail: '8016', minor: -1_000, balance: null, day: 1, minute: 60 },
  ...{ counterparty: null, channel: 'pos' },
}

function sent(id: string, day: number, words: Partial<Sent>) {
  return message(id, { ...POS, minor: -1_000 - day, day, ...words })
}

function act<T>(work: (context: ActionContext) => Promise<T>): Promise<T> {
  return test.ledgers.inLedger(onLedger.ledgerId, (session) => {
    const actor = { personId: null, role: 'owner' } as const
    return work({ session, actor, pipeline: createPipeline(), parse: unread, ids: test.ids, clock: systemClock })
  })
}

async function idOf(id: string): Promise<string> {
  return (await transactionOf(onLedger, keyOf(test, id))).id
}

const entries = async () => JSON.stringify(await test.exportAll(onLedger.ledgerId))
const payees = async () => (await test.exportAll(onLedger.ledgerId)).map(({ payee }) => payee)

it('finds one payee in texts that differ in bank, place and number, and processors are nobody', async () => {
  await ingest(onLedger, [
    sent('a', 1, { narration: 'POS PURCHASE @SHOPRITE IKEJA LA NG 4412' }),
    sent('b', 2, { narration: 'MC Loc POS Prch-004412--SHOPRITE LEKKI    LA           LANG-' }),
    sent('c', 3, { narration: 'PAYSTACK*SHOPRITE LAGOS', channel: 'web' }),
    sent('d', 4, { narration: 'TRF TO ADA NGOZI OBI', channel: 'transfer' }),
    sent('e', 5, { counterparty: 'OBI, ADA NGOZI', channel: 'transfer' }),
  ])
  const [shop, person] = [
    await act((context) => idOf('a').then((id) => payeeOfEntry(context, id))),
    await act((context) => idOf('d').then((id) => payeeOfEntry(context, id))),
  ]
  expect(shop).toMatchObject({ kind: 'payee', isPerson: false, count: 3, names: [] })
  expect(person).toMatchObject({ kind: 'payee', isPerson: true, count: 2 })
})

it('calls a payee what a person calls it, then and later, and back to the byte; one entry’s own name stays', async () => {
  const counterparty = 'MAMA PUT KITCHEN'
  await ingest(onLedger, [
    sent('a', 1, { counterparty }),
    sent('b', 2, { counterparty }),
    sent('c', 3, { counterparty }),
  ])
  await say(onLedger, { kind: 'edit', payee: 'Lunch with Bola' }, [keyOf(test, 'c')])
  const before = await entries()
  const transactionId = await idOf('a')
  const answerId = crypto.randomUUID()
  const renamed = await act((context) => renamePayee(context, { transactionId, choice: 0, answerId }))
  expect(renamed).toEqual({ kind: 'changed', count: 3, name: 'Mama Put Kitchen' })
  await ingest(onLedger, [sent('d', 4, { counterparty: 'MAMA PUT KITCHEN LAGOS' })])
  expect(await payees()).toEqual(['Mama Put Kitchen', 'Mama Put Kitchen', 'Lunch with Bola', 'Mama Put Kitchen'])
  await act((context) => undoPayeeEdit(context, answerId))
  expect(await payees()).toEqual([counterparty, counterparty, 'Lunch with Bola', 'MAMA PUT KITCHEN LAGOS'])
  expect((await test.exportAll(onLedger.ledgerId)).slice(0, 3)).toEqual(JSON.parse(before))
  expect(await act((context) => undoPayeeEdit(context, answerId))).toEqual({ kind: 'not-possible' })
})

it('takes two payees for one when told, with lessons on either, and /undo parts them again', async () => {
  await ingest(onLedger, [
    sent('cut', 1, { counterparty: 'ZUMARICH FOODSTU' }),
    sent('whole', 2, { counterparty: 'ZUMARICH FOODSTUFF QUOX' }),
  ])
  const request = { transactionId: await idOf('whole'), categoryId: await categoryId(onLedger, 'work.supplies') }
  await act((context) => recategorize(context, { ...request, answerId: crypto.randomUUID() }))
  const shown = await act((context) => idOf('cut').then((id) => payeeOfEntry(context, id)))
  expect(shown).toMatchObject({ like: [{ transactionId: request.transactionId, count: 1 }] })
  await ingest(onLedger, [sent('late', 3, { counterparty: 'ZUMARICH FOODSTU' })])
  const before = await entries()
  const merged = await act((context) =>
    idOf('cut').then((transactionId) =>
      mergePayee(context, { transactionId, otherId: request.transactionId, answerId: crypto.randomUUID() }),
    ),
  )
  expect(merged).toMatchObject({ kind: 'changed', count: 3 })
  expect(new Set(await payees()).size).toBe(1)
  // Its lesson was learned before the late one came, and after the first.
  const reasonOf = async (id: string) => (await transactionOf(onLedger, keyOf(test, id))).categoryReason?.kind
  expect([await reasonOf('cut'), await reasonOf('late')]).toEqual(['default', 'lesson'])
  expect(await act((context) => undoLast(context, { answerId: crypto.randomUUID() }))).toMatchObject({ kind: 'payee' })
  expect(await entries()).toBe(before)
})

it('never goes in a circle, whoever is merged with whom', async () => {
  const names = ['ZED QUOX ONE', 'VUN PLIM TWO', 'WEX DRAB THREE']
  await ingest(
    onLedger,
    names.map((counterparty, day) => sent(String(day), day + 1, { counterparty })),
  )
  const ids = [await idOf('0'), await idOf('1'), await idOf('2')] as const
  const merge = (from: 0 | 1 | 2, to: 0 | 1 | 2) =>
    act((context) => mergePayee(context, { transactionId: ids[from], otherId: ids[to], answerId: crypto.randomUUID() }))
  expect((await merge(0, 1)).kind).toBe('changed')
  expect((await merge(1, 2)).kind).toBe('changed')
  expect((await merge(2, 0)).kind).toBe('not-possible')
  expect(new Set(await payees()).size).toBe(1)
})

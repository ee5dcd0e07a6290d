import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, AnswerContent } from '../../src/domain/answer.ts'
import { resolve } from '../../src/pipeline/run.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { propertyRuns } from '../support/properties.ts'
import type { Sent } from './alert-messages.ts'
import { apartFromIds, categoryId, keyOf } from './ledger-world.ts'
import {
  balancesOf,
  ingestWith,
  parserOf,
  portsWith,
  rereadAll,
  type TwoReadings,
  undo,
  unreadMessage,
} from './reread-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

const OLDER = parserOf('older')
const NEWER = parserOf('newer')

const sent = fc.record<Sent>({
  bank: fc.constantFrom('GTBank', 'OPay'),
  tail: fc.constantFrom(null, '448', '4448', '8016'),
  minor: fc.constantFrom(-500, -500, 500, -700),
  balance: fc.constantFrom(null, 5_000, 5_500),
  day: fc.integer({ min: 1, max: 3 }),
  minute: fc.constantFrom(null, 60, 61, 700),
  counterparty: fc.constantFrom(null, 'ADA OBI'),
  fee: fc.constantFrom(0, 10),
})
const atMostOne = fc.option(sent, { nil: null }).map((one) => (one === null ? [] : [one]))
const twoReadings = fc.oneof(
  fc.record<TwoReadings>({ older: atMostOne, newer: atMostOne }),
  sent.map((one) => ({ older: [one], newer: [one] })),
  fc.tuple(sent, sent).map(([one, other]) => ({ older: [one], newer: [{ ...one, tail: other.tail }] })),
)
const said = fc.record({
  kind: fc.constantFrom<AnswerContent['kind'][]>('same', 'different', 'void', 'transfer', 'not-transfer', 'category'),
  on: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 2 }),
})
const AT = Temporal.Instant.from('2026-11-01T00:00:00Z')

/** Says things about the alerts of those messages that `formats` read. */
async function sayAll(
  ledgerId: string,
  saids: readonly { kind: AnswerContent['kind']; on: readonly number[] }[],
  all: readonly TwoReadings[],
  formats: keyof TwoReadings,
  food: string,
  first = 0,
): Promise<void> {
  for (const [index, { kind, on }] of saids.entries()) {
    const number = first + index
    const keys = on.filter((at) => all[at]?.[formats].length === 1).map((at) => keyOf(test, `m${at}`))
    if (keys.length === 0) continue
    const content = (kind === 'category' ? { kind, categoryId: food } : { kind }) as AnswerContent
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    const answer: Answer = { id, by: null, at: AT.add({ minutes: number }), on: keys, revokedAt: null, ...content }
    await test.ledgers.inLedger(ledgerId, async (store) => {
      await store.addAnswer(answer)
      await resolve(keys, portsWith(test, store, parserOf(formats)))
    })
  }
}

describe('messages read again', () => {
  it('make the ledger that newer formats would have made, and taken back the one that was, to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(twoReadings, { minLength: 1, maxLength: 6 }),
        fc.array(said, { maxLength: 4 }),
        fc.constantFrom(1, 2, 100),
        fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
        async (all, saids, pageSize, cuts) => {
          const messages = all.map((each, index) => unreadMessage(`m${index}`, each, 1 + (index % 3), index))
          const ours = { test, ledgerId: await test.newLedger() }
          const food = await categoryId(ours, 'food')
          const starts = [...new Set([0, ...cuts])].sort((left, right) => left - right)
          for (const [index, start] of starts.entries()) {
            await ingestWith(ours, messages.slice(start, starts[index + 1]), OLDER)
          }
          await sayAll(ours.ledgerId, saids, all, 'older', food)
          const before = { exported: await test.exportAll(ours.ledgerId), balances: await balancesOf(ours) }
          const { id } = await rereadAll(ours, NEWER, pageSize)

          const fresh = { test, ledgerId: await test.newLedger() }
          await ingestWith(fresh, messages, NEWER)
          const heard = saids.map(({ kind, on }) => ({ kind, on: on.filter((at) => all[at]?.older.length === 1) }))
          await sayAll(fresh.ledgerId, heard, all, 'newer', await categoryId(fresh, 'food'))
          expect(apartFromIds(await test.exportAll(ours.ledgerId))).toEqual(
            apartFromIds(await test.exportAll(fresh.ledgerId)),
          )
          expect(await balancesOf(ours)).toEqual(await balancesOf(fresh))
          expect((await rereadAll(ours, NEWER)).pages.flatMap((page) => page.messages)).toEqual([])

          await undo(ours, id, NEWER)
          expect(JSON.stringify(await test.exportAll(ours.ledgerId))).toBe(JSON.stringify(before.exported))
          expect(await balancesOf(ours)).toEqual(before.balances)
        },
      ),
      { numRuns: propertyRuns(40) },
    )
  }, 240_000)

  it('are taken back and leave what was said or came in since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(twoReadings, { minLength: 2, maxLength: 6 }),
        fc.array(said, { maxLength: 4 }),
        fc.array(said, { maxLength: 3 }),
        async (all, earlier, later) => {
          const messages = all.map((each, index) => unreadMessage(`m${index}`, each, 1 + (index % 3), index))
          const isInBoth = (at: number) => all[at]?.older.length === 1 && all[at]?.newer.length === 1
          const saidLater = later.map(({ kind, on }) => ({ kind, on: on.filter((at) => isInBoth(at)) }))
          const ours = { test, ledgerId: await test.newLedger() }
          const food = await categoryId(ours, 'food')
          await ingestWith(ours, messages.slice(0, -1), OLDER)
          const knownThen = earlier.map(({ kind, on }) => ({ kind, on: on.filter((at) => at < all.length - 1) }))
          await sayAll(ours.ledgerId, knownThen, all, 'older', food)
          const { id } = await rereadAll(ours, NEWER)
          await ingestWith(ours, messages, OLDER)
          await sayAll(ours.ledgerId, saidLater, all, 'older', food, 10)
          await undo(ours, id, OLDER)

          const fresh = { test, ledgerId: await test.newLedger() }
          await ingestWith(fresh, messages, OLDER)
          const freshFood = await categoryId(fresh, 'food')
          await sayAll(fresh.ledgerId, knownThen, all, 'older', freshFood)
          await sayAll(fresh.ledgerId, saidLater, all, 'older', freshFood, 10)
          expect(apartFromIds(await test.exportAll(ours.ledgerId))).toEqual(
            apartFromIds(await test.exportAll(fresh.ledgerId)),
          )
          expect(await balancesOf(ours)).toEqual(await balancesOf(fresh))
        },
      ),
      { numRuns: propertyRuns(25) },
    )
  }, 240_000)
})

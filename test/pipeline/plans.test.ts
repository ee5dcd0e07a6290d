import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decodeChanges, invertChanges, type StoredChange } from '../../src/db/store/plan-codec.ts'
import type { AnswerContent } from '../../src/domain/answer.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { propertyRuns } from '../support/properties.ts'
import { message, type Sent } from './alert-messages.ts'
import { ingest, keyOf, say } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

type StoredPlan = { id: string; changes: StoredChange[] }

/** The plans of a ledger in the order they were made. */
function storedPlans(ledgerId: string): Promise<StoredPlan[]> {
  return test.fresh.database.inLedger(ledgerId, (transaction) =>
    transaction.query<StoredPlan>('SELECT id, changes FROM plans WHERE ledger_id = $1 ORDER BY at, id', [ledgerId]),
  )
}

const sent = fc.record<Sent>({
  bank: fc.constant('GTBank'),
  tail: fc.constantFrom('8016', '9016'),
  minor: fc.constantFrom(-500, 500, -700),
  balance: fc.constantFrom(null, 5_000, 5_500),
  day: fc.integer({ min: 1, max: 3 }),
  minute: fc.constantFrom(null, 60, 61),
  counterparty: fc.constantFrom(null, 'ADA OBI'),
  fee: fc.constantFrom(0, 10),
})
const said = fc.record({
  kind: fc.constantFrom<AnswerContent['kind'][]>('same', 'different', 'void', 'not-transfer'),
  on: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
})

it('takes any number of runs back, latest first, by what it stored of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(sent, { minLength: 6, maxLength: 6 }),
      fc.array(said, { maxLength: 4 }),
      async (all, saids) => {
        const ledgerId = await test.newLedger()
        const snapshots: { plans: number; exported: unknown }[] = []
        const snapshot = async () => {
          snapshots.push({ plans: (await storedPlans(ledgerId)).length, exported: await test.exportAll(ledgerId) })
        }
        // Both accounts are known from the start: their names are no part of a plan.
        await ingest({ test, ledgerId }, [
          message('one', { ...(all[0] as Sent), tail: '8016', minor: -1, balance: null }),
          message('two', { ...(all[0] as Sent), tail: '9016', minor: -2, balance: null }),
        ])
        await snapshot()
        for (const [number, each] of all.entries()) {
          await ingest({ test, ledgerId }, [message(`m${number}`, each)])
          await snapshot()
        }
        for (const { kind, on } of saids) {
          const keys = on.map((number) => keyOf(test, `m${number}`))
          await say({ test, ledgerId }, { kind } as AnswerContent, keys)
          await snapshot()
        }
        const plans = await storedPlans(ledgerId)
        for (const { plans: count, exported } of snapshots.reverse()) {
          for (const plan of plans.splice(count).reverse()) {
            await test.ledgers.inLedger(ledgerId, (store) =>
              store.applyPlan(invertChanges(decodeChanges(plan.changes)), []),
            )
          }
          expect(await test.exportAll(ledgerId)).toEqual(exported)
        }
      },
    ),
    { numRuns: propertyRuns(15) },
  )
}, 120_000)

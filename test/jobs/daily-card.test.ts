import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Logger, Membership } from '../../src/domain/ports.ts'
import { sendDailyCards } from '../../src/jobs/daily-card.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

it('asks for a card for each owner who wants one, whatever happens to the others', async () => {
  const [failing, unwanted, wanted] = [await test.newLedger(), await test.newLedger(), await test.newLedger()]
  await test.ledgers.inLedger(unwanted, (session) => session.setDailyCard(false))
  const owners = [failing, unwanted, wanted].map(
    (ledgerId, index): Membership => ({ ledgerId, personId: ledgerId, role: 'owner', chatId: BigInt(index + 1) }),
  )
  const warnings: string[] = []
  const silent = () => {}
  const logger: Logger = { debug: silent, info: silent, error: silent, warn: (_, message) => warnings.push(message) }
  const sent: bigint[] = []
  await sendDailyCards({
    people: { owners: async () => owners },
    ledgers: test.ledgers,
    logger,
    sendCard: async (_, chatId) => {
      if (chatId === 1n) throw new Error('this ledger cannot be read')
      sent.push(chatId)
    },
  })
  expect(sent).toEqual([3n])
  expect(warnings).toEqual(['could not send the daily card'])
})

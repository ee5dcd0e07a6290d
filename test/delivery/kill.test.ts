import { expect, it } from 'vitest'
import { runWithKills } from './kill/run.ts'

it('loses and doubles no transaction when the program is killed 6 times with 180 updates in flight', async () => {
  const { messages, sentCalls, killsUnderWay, repeatedReplies, ...rest } = await runWithKills({
    updates: 180,
    kills: 6,
    seed: 20_260_812,
  })
  expect(rest).toEqual({
    kills: 6,
    lostAmounts: [],
    doubledAmounts: [],
    strangeAmounts: [],
    repeatedOrigins: 0,
    unbalancedTransactions: 0,
    unhandledUpdates: 0,
    failedUpdates: 0,
    unsentCalls: 0,
    unconfirmedUpdates: 0,
  })
  expect(messages).toBe(180)
  expect(sentCalls).toBeGreaterThan(0)
  expect(killsUnderWay).toBeGreaterThan(0)
  // At most one message in flight per chat and kill is repeated.
  expect(repeatedReplies).toBeGreaterThanOrEqual(0)
  expect(repeatedReplies).toBeLessThanOrEqual(6 * 3)
}, 180_000)

import { expect } from 'vitest'
import type { KillRun } from './run.ts'

/** How many chats have a message under way at most, and so how many messages a kill may repeat. */
const CHATS = 3

/** Holds a run to the promise: each transaction exactly once, each reply at least once, at most one repeated per chat and kill. */
export function expectEverythingOnce(run: KillRun, expected: { updates: number; kills: number }): void {
  const { messages, sentCalls, killsUnderWay, repeatedReplies, ...rest } = run
  expect(rest).toEqual({
    kills: expected.kills,
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
  expect(messages).toBe(expected.updates)
  expect(sentCalls).toBeGreaterThan(0)
  expect(killsUnderWay).toBeGreaterThan(0)
  expect(repeatedReplies).toBeGreaterThanOrEqual(0)
  expect(repeatedReplies).toBeLessThanOrEqual(expected.kills * CHATS)
}

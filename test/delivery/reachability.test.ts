import { expect, it } from 'vitest'
import { createReachability } from '../../src/delivery/reachability.ts'
import type { CallOutcome } from '../../src/delivery/telegram-call.ts'

it('takes Telegram for away when nothing has reached it for a minute, and for back at the first answer', async () => {
  let now = Temporal.Instant.from('2026-08-12T09:36:00Z')
  const reachability = createReachability({ now: () => now })
  let outcome: CallOutcome = { kind: 'unreachable', reason: 'network' }
  const call = reachability.watch(async () => outcome)
  const isReachableAfter = async (seconds: number) => {
    now = now.add({ seconds })
    await call('getUpdates', {}, null)
    return reachability.isReachable()
  }
  expect(reachability.isReachable()).toBe(true)
  expect(await isReachableAfter(0)).toBe(true)
  expect(await isReachableAfter(59)).toBe(true)
  outcome = { kind: 'aborted' }
  expect(await isReachableAfter(1)).toBe(false)
  // Even a refusal is an answer.
  outcome = { kind: 'refused', code: 400, description: '', retryAfterSeconds: null }
  expect(await isReachableAfter(1)).toBe(true)
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reconcileAccounts } from '../../../src/actions/reconcile-accounts.ts'
import { banks, createParse, createPipeline } from '../../../src/compose.ts'
import { systemClock } from '../../../src/domain/calendar.ts'
import type { LedgerSession } from '../../../src/domain/ports.ts'
import { reconciliationJson } from '../../../src/reports/reconciliation-json.ts'
import { type TestLedgers, testLedgers } from '../../support/ledger.ts'
import { alertOf, household, instantOf, oneADay, runsOf, type TrueEvent } from './household.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

const DAYS = 90
const pipeline = createPipeline()

const actionsOn = (session: LedgerSession) => ({
  session,
  actor: { personId: null, role: 'owner' } as const,
  pipeline,
  parse: createParse(banks),
  ids: test.ids,
  clock: systemClock,
})

/** Takes everything in but the dropped events, and gives the one line of `reconcile --json`. */
async function reconcileWithout(events: readonly TrueEvent[], dropped: ReadonlySet<TrueEvent>) {
  const ledgerId = await test.newLedger()
  const kept = events.filter((event) => !dropped.has(event))
  return await test.ledgers.inLedger(ledgerId, async (session) => {
    const { parse, ids, clock } = actionsOn(session)
    await pipeline.run(kept.map(alertOf), { store: session, parse, ids, clock })
    const result = await reconcileAccounts(actionsOn(session), { timeZone: 'Africa/Lagos' })
    if (result.kind === 'forbidden') throw new Error('the owner may read')
    const origins = new Map(kept.map(({ id }) => [test.ids.id('message', `ingest:${id}`), `ingest:${id}`]))
    const lines = result.accounts.map((account) => reconciliationJson(account, { origins, timeZone: 'Africa/Lagos' }))
    expect(lines).toHaveLength(1)
    return lines[0] as (typeof lines)[number]
  })
}

describe.each([3, 17, 2026])('a household of which one alert a day is lost (seed %i)', (seed) => {
  it('is told amount, direction and window of every single loss, and mostly to whom it went', async () => {
    const events = household(seed, DAYS)
    const dropped = oneADay(events, seed + 1)
    const line = await reconcileWithout(events, dropped)
    const runs = runsOf(events, dropped)
    expect(line.gaps.map((gap) => gap.missingMinor)).toEqual(
      runs.map((run) => run.reduce((sum, { minor }) => sum + minor, 0n).toString()),
    )
    expect(line.broken).toBe(runs.length)
    expect(line.checks).toBe(events.length - dropped.size - 1)
    let right = 0
    let single = 0
    runs.forEach((run, index) => {
      const gap = line.gaps[index] as (typeof line.gaps)[number]
      const place = events.indexOf(run[0] as TrueEvent)
      expect(gap.after.message).toBe(events[place - 1]?.id)
      expect(gap.before.message).toBe(events[place + run.length]?.id)
      for (const event of run) {
        const at = instantOf(event)
        expect(Temporal.Instant.compare(Temporal.Instant.from(gap.after.at), at)).toBeLessThanOrEqual(0)
        expect(Temporal.Instant.compare(at, Temporal.Instant.from(gap.before.at))).toBeLessThanOrEqual(0)
      }
      if (run.length > 1) return
      expect(gap.direction).toBe((run[0]?.minor ?? 0n) < 0n ? 'debit' : 'credit')
      single += 1
      if (gap.likely[0]?.counterparty === run[0]?.counterparty) right += 1
    })
    expect(right / single).toBeGreaterThan(0.8)
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeReport } from '../../src/actions/make-report.ts'
import { createPipeline } from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { rangePeriod } from '../../src/reports/period.ts'
import { toReportJson } from '../../src/reports/report-json.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { propertyRuns } from '../support/properties.ts'
import { message, type Sent, unread } from './alert-messages.ts'
import { ingest, keyOf, say } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

const sent = fc.record<Sent>({
  bank: fc.constantFrom('GTBank', 'OPay'),
  tail: fc.constantFrom('8016', '9016'),
  minor: fc.constantFrom(-500, 500, -700, 1_000),
  balance: fc.constantFrom(null, 5_000, 5_500),
  day: fc.integer({ min: 1, max: 8 }),
  minute: fc.constantFrom(null, 60, 61),
  counterparty: fc.constantFrom(null, 'ADA OBI'),
  currency: fc.constantFrom('NGN', 'USD'),
  fee: fc.constantFrom(0, 10),
  channel: fc.constantFrom('transfer', 'pos', 'fee', 'reversal'),
})

/** In, out and charges of a span of days, asked of the tables themselves; what nets an expense comes out of what went out. */
const FIGURES = `SELECT p.currency,
    coalesce(-sum(p.amount_minor) FILTER (WHERE a.type = 'income'), 0)::text AS inflow,
    coalesce(sum(p.amount_minor) FILTER (WHERE a.type = 'expense'), 0)::text AS outflow
  FROM transactions t JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id
  JOIN accounts a ON a.ledger_id = p.ledger_id AND a.id = p.account_id
  WHERE t.ledger_id = $1 AND t.status <> 'void' AND t.occurred_date BETWEEN $2 AND $3 AND a.type IN ('income', 'expense')
  GROUP BY p.currency ORDER BY p.currency`

it('reports what the tables say, for any ledger', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 15 }), fc.nat(), async (all, pick) => {
      const ledgerId = await test.newLedger()
      await ingest(
        { test, ledgerId },
        all.map((each, number) => message(String(number), each)),
      )
      await say({ test, ledgerId }, { kind: 'void' }, [keyOf(test, String(pick % all.length))])
      const [from, to] = [Temporal.PlainDate.from('2026-10-02'), Temporal.PlainDate.from('2026-10-07')]
      const made = await test.ledgers.inLedger(ledgerId, (session) => {
        const actor = { personId: null, role: 'owner' } as const
        const context = { session, actor, pipeline: createPipeline(), parse: unread, ids: test.ids, clock: systemClock }
        return makeReport(context, rangePeriod(from, to))
      })
      if (made.kind === 'forbidden') throw new Error('the owner may read')
      const rows = await test.fresh.database.inLedger(ledgerId, (transaction) =>
        transaction.query<{ currency: string; inflow: string; outflow: string }>(FIGURES, [
          ledgerId,
          from.toString(),
          to.toString(),
        ]),
      )
      const lines = toReportJson(made.report)
        .filter((line) => rows.some((row) => row.currency === line.currency))
        .map(({ currency, inflowMinor, outflowMinor, netMinor }) => ({ currency, inflowMinor, outflowMinor, netMinor }))
        .sort((left, right) => (left.currency < right.currency ? -1 : 1))
      expect(lines).toEqual(
        rows.map(({ currency, inflow, outflow }) => ({
          currency,
          inflowMinor: inflow,
          outflowMinor: outflow,
          netMinor: String(BigInt(inflow) - BigInt(outflow)),
        })),
      )
    }),
    { numRuns: propertyRuns(25) },
  )
}, 60_000)

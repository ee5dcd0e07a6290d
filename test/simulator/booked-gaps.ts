import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropOneADay } from './gaps.ts'
import { makeHousehold } from './make-household.ts'
import { createRandom } from './random.ts'
import { runProduct } from './run-product.ts'
import { type GapScore, type Reconciled, scoreGaps } from './score-gaps.ts'
import { writeHousehold } from './truth.ts'

/** Ninety days of SMS that state balances, one of them a day taken away, and what `reconcile` says is missing. */
export async function bookGaps(seed: number, eventsPerDay: number): Promise<GapScore> {
  const folder = mkdtempSync(join(tmpdir(), 'gaps-'))
  const data = join(folder, 'data')
  try {
    const arrival = { sources: ['sms'], smsLoss: 0, late: 0, resent: 0, phoneOff: 0, noise: 0 } as const
    const made = makeHousehold({ seed, type: 'balances', eventsPerDay, days: 90, habitShare: 0.7, arrival })
    const { lines, dropped } = dropOneADay(made.arrival, made.truth, createRandom(seed))
    writeHousehold(folder, { ...made.arrival, lines }, made.truth)
    const ingested = await runProduct(data, folder, ['ingest', 'messages.jsonl'])
    if (ingested.code !== 0) throw new Error(`ingest failed: ${ingested.errors}`)
    const reconciled = await runProduct(data, folder, ['reconcile', '--json'])
    if (reconciled.code !== 0) throw new Error(`reconcile failed: ${reconciled.errors}`)
    const accounts = reconciled.output.split('\n').filter((line) => line !== '')
    return scoreGaps(
      accounts.map((line): Reconciled => JSON.parse(line)),
      dropped,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

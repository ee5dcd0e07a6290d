import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropOneADay } from './gaps.ts'
import { makeHousehold } from './make-household.ts'
import { createRandom } from './random.ts'
import { runProduct } from './run-product.ts'
import { type Reconciled, scoreGaps } from './score-gaps.ts'
import { writeHousehold } from './truth.ts'

const [seed = '1', eventsPerDay = '8'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'gaps-'))
const perfect = { sources: ['sms'], smsLoss: 0, late: 0, resent: 0, phoneOff: 0 } as const
const { arrival, truth } = makeHousehold({
  seed: Number(seed),
  type: 'balances',
  eventsPerDay: Number(eventsPerDay),
  days: 90,
  habitShare: 0.7,
  arrival: perfect,
})
const { lines, dropped } = dropOneADay(arrival, truth, createRandom(Number(seed)))
writeHousehold(folder, { ...arrival, lines }, truth)
const ingested = await runProduct(join(folder, 'data'), folder, ['ingest', 'messages.jsonl'])
const reconciled = await runProduct(join(folder, 'data'), folder, ['reconcile', '--json'])
process.stderr.write(ingested.errors + reconciled.errors)
if (process.env.KEEP !== undefined) writeFileSync(join(folder, 'reconcile.jsonl'), reconciled.output)
const accounts = reconciled.output
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line): Reconciled => JSON.parse(line))
const { misses, ...score } = scoreGaps(accounts, dropped)
process.stdout.write(`${JSON.stringify(score)}\n${misses.join('\n')}\n`)
if (process.env.KEEP === undefined) rmSync(folder, { recursive: true, force: true })
else process.stdout.write(`${folder}\n`)

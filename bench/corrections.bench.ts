// npm run bench -- corrections [--seeds N] [--first N] [--world NAME] [--precision P] [--json]
//
// How often a person must tap: a ledger begins empty and lives a year; whenever an entry is not where the household wants it
// (uncategorized counts, too), it is corrected at once. Taps per 100 transactions, mean of all seeds; bank charges and transfers between
// own accounts are left out. The layers, lessons and model are the ledger's own, without the database.
import { parseArgs } from 'node:util'
import { Models } from '../src/pipeline/models.ts'
import { BenchLedger } from './corrections/ledger.ts'
import { YEARS } from './corrections/year.ts'

const GOAL = 3
const MONTHS = 12
const A_MINUTE = 60_000

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
    world: { type: 'string' },
    precision: { type: 'string', default: '0.98' },
    json: { type: 'boolean', default: false },
  },
})

type Month = { count: number; taps: number; asked: number }
type Year = { readonly months: readonly Month[]; readonly wrongBy: ReadonlyMap<string, number> }

for (const [name, make] of Object.entries(YEARS)) {
  if (values.world !== undefined && values.world !== name) continue
  const years: Year[] = []
  for (let seed = Number(values.first); seed < Number(values.first) + Number(values.seeds); seed++) {
    years.push(await liveYear(`${name} ${seed}`, make(seed)))
  }
  report(name, years)
}

async function liveYear(id: string, wished: ReturnType<(typeof YEARS)[string]>): Promise<Year> {
  const ledger = new BenchLedger(id, new Models(), Number(values.precision))
  const months = Array.from({ length: MONTHS }, (): Month => ({ count: 0, taps: 0, asked: 0 }))
  const wrongBy = new Map<string, number>()
  for (const [at, each] of wished.entries()) {
    const now = at * A_MINUTE
    const { categoryId, reason } = await ledger.file(each, now)
    const month = months[each.month]
    if (month === undefined) continue
    month.count++
    if (categoryId === each.wish) continue
    month.taps++
    if (reason.kind === 'default') month.asked++
    if (each.month >= 9) wrongBy.set(reason.kind, (wrongBy.get(reason.kind) ?? 0) + 1)
    ledger.tap(each, now + A_MINUTE / 2)
  }
  return { months, wrongBy }
}

function report(name: string, years: readonly Year[]): void {
  const perMonth = Array.from({ length: MONTHS }, (_, month) => meanOf(years, [month]))
  const averages = Array.from({ length: MONTHS - 2 }, (_, month) => meanOf(years, [month, month + 1, month + 2]))
  const last = meanOf(years, [9, 10, 11])
  const asked = meanOf(years, [9, 10, 11], 'asked')
  const isFalling = averages.every((average, at) => at === 0 || average <= (averages[at - 1] ?? 0))
  const reasons = new Map<string, number>()
  for (const { wrongBy } of years)
    for (const [kind, count] of wrongBy) reasons.set(kind, (reasons.get(kind) ?? 0) + count)
  const figures = {
    name,
    seeds: years.length,
    perMonth,
    averages,
    isFalling,
    last,
    asked,
    reasons: Object.fromEntries(reasons),
  }
  if (values.json) {
    say(JSON.stringify(figures))
    return
  }
  const row = (numbers: readonly number[]) => numbers.map((number) => number.toFixed(1)).join('  ')
  say(`${name}: taps per 100 transactions, mean of ${years.length} households`)
  say(`  by month              ${row(perMonth)}`)
  say(`  three-month averages  ${row(averages)}  ${isFalling ? 'falling throughout' : 'NOT falling throughout'}`)
  say(
    `  last quarter          ${last.toFixed(2)} (${asked.toFixed(2)} of them answers to a question); goal: ${GOAL} at most, ${last <= GOAL ? 'met' : 'MISSED'}`,
  )
  say(
    `  what was wrong in it, by what had decided: ${[...reasons].map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
  )
}

/** Taps per 100 transactions in some months, the mean over households. */
function meanOf(years: readonly Year[], months: readonly number[], of: 'taps' | 'asked' = 'taps'): number {
  const shares = years.map(({ months: lived }) => {
    const chosen = months.flatMap((month) => lived[month] ?? [])
    const count = chosen.reduce((sum, month) => sum + month.count, 0)
    return (100 * chosen.reduce((sum, month) => sum + month[of], 0)) / Math.max(1, count)
  })
  return shares.reduce((sum, share) => sum + share, 0) / years.length
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

// npm run bench -- ingest [--small] [--json] [--check] [--rounds N] [--keep FOLDER]
//
// How fast messages become committed transactions, at a small and at a large ledger, against a bare single-row insert over
// the same driver in the same round. Rounds go through all measures in turn. --keep uses (and leaves) a data folder, so
// that a second run need not fill it again; --check makes a missed goal an exit code.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../src/db/embedded/start.ts'
import { type BenchDatabase, makeDatabase, onDatabase } from './ingest/bench-ledger.ts'
import { type Line, type Rates, type Series, summarize, table } from './ingest/figures.ts'
import { bareInsert, type Measure, pipelineRuns, updateRuns } from './ingest/measures.ts'

/** The rate from stored update to committed transaction, backlog included, over that of a bare insert. */
const RATIO_MIN = 0.5
const GROWTH_MAX = 1.1
/** Small ledgers grow noticeably under measurement: each round gets a fresh one. */
const FRESH_LEDGER_MAX = 5_000

const MEASURES: readonly { readonly measure: Measure; readonly count: number }[] = [
  { measure: bareInsert, count: 200 },
  { measure: pipelineRuns(1), count: 40 },
  { measure: pipelineRuns(100), count: 200 },
  { measure: pipelineRuns(200), count: 200 },
  { measure: updateRuns(200), count: 200 },
]
/** Bare inserts before and after each measurement. */
const BARE_COUNT = 60
const GOAL_MEASURE = updateRuns(200).name

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '9' },
    keep: { type: 'string' },
  },
})
const sizes = values.small ? [1_000, 5_000] : [1_000, 100_000]
const rounds = values.small ? 3 : Number(values.rounds)
const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'expense-tracker-bench-')))
const server = await startEmbeddedPostgres({ dataDir: folder })
try {
  const databases: BenchDatabase[] = []
  for (const size of sizes) databases.push(await fill(size))
  const lines = summarize(await measureInTurn(databases))
  for (const database of databases) await database.close()
  report(lines)
} finally {
  await server.release()
  if (values.keep === undefined) await rm(folder, { recursive: true, force: true })
}

function fill(size: number): Promise<BenchDatabase> {
  const name = `bench_${size}`
  const ledgerCount = size > FRESH_LEDGER_MAX ? 1 : rounds + 1
  let shown = 0
  return makeDatabase({
    adminConnectionString: server.superuserConnectionString,
    owner: new URL(server.connectionString).username,
    connectionString: onDatabase(server.connectionString, name),
    name,
    size,
    ledgerCount,
    onProgress: (stored) => {
      if (stored - shown < 10_000) return
      shown = stored
      process.stderr.write(`stored ${stored} of ${size} …\n`)
    },
  })
}

/** Each measure at each size, with bare inserts just before and after it: the machine is seldom equally busy for long. */
async function measureInTurn(databases: readonly BenchDatabase[]): Promise<Series[]> {
  const series = MEASURES.flatMap(({ measure }) =>
    databases.map(({ size }) => ({ measure: measure.name, size, perRound: [] as Rates[] })),
  )
  // The first round warms both programs up and is not counted.
  for (let round = -1; round < rounds; round += 1) {
    for (const { measure, count } of MEASURES) {
      for (const database of databases) {
        const ledger = database.ledgers[(round + 1) % database.ledgers.length]
        if (ledger === undefined) throw new Error('a database without a ledger')
        const before = await bareInsert.run(database, ledger, BARE_COUNT)
        const perSecond = await measure.run(database, ledger, count)
        const after = await bareInsert.run(database, ledger, BARE_COUNT)
        const own = series.find((one) => one.measure === measure.name && one.size === database.size)
        // Equal numbers of inserts: the rate over both is the harmonic mean.
        if (round >= 0) own?.perRound.push({ perSecond, barePerSecond: 2 / (1 / before + 1 / after) })
      }
    }
  }
  return series
}

function report(lines: readonly Line[]): void {
  const goal = lines.find((line) => line.measure === GOAL_MEASURE)
  const ratio = goal?.sizes.at(-1)?.ratio.median ?? 0
  const growth = goal?.growth.median ?? Number.POSITIVE_INFINITY
  const isMet = ratio >= RATIO_MIN && growth <= GROWTH_MAX
  const verdict = `goal: ${isMet ? 'met' : 'missed'} (${GOAL_MEASURE}: ratio ${ratio.toFixed(2)}, wanted ${RATIO_MIN}; growth ${growth.toFixed(2)}, at most ${GROWTH_MAX})`
  process.stdout.write(
    values.json ? `${JSON.stringify({ rounds, lines, isMet })}\n` : `${table(lines)}\n\n${verdict}\n`,
  )
  if (values.check && !isMet) process.exitCode = 1
}

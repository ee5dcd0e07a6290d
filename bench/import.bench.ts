// npm run bench -- import [--small] [--without-actual] [--actual FOLDER] [--json] [--check]
//
// How long a CSV statement takes from the file to the committed ledger, and how long the same file takes again, beside
// @actual-app/api with the same rows in the same run; then our own growth up to 100,000 rows. Each import has a process and a ledger
// of its own. The bench installs Actual with npm into a temporary folder; --actual uses (and leaves) a folder. --check
// makes a missed goal an exit code.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../src/db/embedded/start.ts'
import { actual, type Contender, type Imported, ourselves } from './import/contenders.ts'
import { statementCsv } from './import/statement-csv.ts'

/** How many times faster than Actual, for new rows and for rows that are known. */
const TIMES_FASTER = 8
const TIMES_FASTER_AGAIN = 50
/** Our memory against Actual's, at the larger size. */
const MEMORY_MAX = 0.5

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    'without-actual': { type: 'boolean', default: false },
    actual: { type: 'string' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
const shared = values.small ? [300, 1_000] : [1_000, 10_000]
const ourOwn = values.small ? [3_000] : [100_000]

type Line = { readonly rows: number; readonly ours: Imported; readonly theirs: Imported | null }

const folder = await mkdtemp(join(tmpdir(), 'expense-tracker-bench-'))
const server = await startEmbeddedPostgres({ dataDir: folder })
try {
  const us = ourselves(server.connectionString)
  const other = values['without-actual'] ? 'it was left out' : await actual(values.actual ?? join(folder, 'actual'))
  // The first import migrates the database and fills the file cache.
  await us(await fileOf(200), 'warm-up')
  const lines: Line[] = []
  for (const rows of shared) lines.push(await compare(rows, us, typeof other === 'string' ? null : other))
  for (const rows of ourOwn) lines.push(await compare(rows, us, null))
  report(lines, typeof other === 'string' ? other : null)
} finally {
  await server.release()
  await rm(folder, { recursive: true, force: true })
}

async function fileOf(rows: number): Promise<string> {
  const path = join(folder, `statement-${rows}.csv`)
  await writeFile(path, statementCsv(rows))
  return path
}

async function compare(rows: number, us: Contender, them: Contender | null): Promise<Line> {
  const path = await fileOf(rows)
  process.stderr.write(`${rows} rows …\n`)
  const ours = await us(path, `rows-${rows}`)
  if (ours.first.added !== rows || ours.again.added !== 0) throw new Error(`we added ${ours.first.added} of ${rows}`)
  return { rows, ours, theirs: them === null ? null : await them(path, String(rows)) }
}

function report(lines: readonly Line[], without: string | null): void {
  const isMet = lines.every(isGood)
  if (values.json) process.stdout.write(`${JSON.stringify({ lines, without, isMet })}\n`)
  else {
    for (const line of lines) process.stdout.write(`${wordsOf(line)}\n`)
    process.stdout.write(`growth: ${growth(lines)} times the time per row\n`)
    if (without !== null) process.stdout.write(`without Actual: ${without}\n`)
    process.stdout.write(`goals: ${isMet ? 'met' : 'missed'}\n`)
  }
  if (values.check && !isMet) process.exitCode = 1
}

function isGood({ ours, theirs, rows }: Line): boolean {
  if (theirs === null) return true
  const memory = Math.max(ours.peakMegabytes, ours.readerMegabytes ?? 0) / theirs.peakMegabytes
  return (
    theirs.first.milliseconds / ours.first.milliseconds >= TIMES_FASTER &&
    theirs.again.milliseconds / ours.again.milliseconds >= TIMES_FASTER_AGAIN &&
    (rows !== shared.at(-1) || memory <= MEMORY_MAX)
  )
}

function wordsOf({ rows, ours, theirs }: Line): string {
  const own = `${rows} rows: ${seconds(ours.first.milliseconds)} (reading ${seconds(ours.first.readMilliseconds)}), again ${seconds(ours.again.milliseconds)}, ${ours.again.added} new, ${megabytes(ours.peakMegabytes)} and ${megabytes(ours.readerMegabytes ?? 0)} in the reader`
  if (theirs === null) return own
  const times = (part: 'first' | 'again') => (theirs[part].milliseconds / ours[part].milliseconds).toFixed(1)
  return `${own}\n  Actual: ${seconds(theirs.first.milliseconds)} (${times('first')} times as long), again ${seconds(theirs.again.milliseconds)} (${times('again')} times), ${theirs.again.added} new, ${megabytes(theirs.peakMegabytes)}`
}

function growth(lines: readonly Line[]): string {
  const perRow = lines.map(({ rows, ours }) => ours.first.milliseconds / rows)
  return ((perRow.at(-1) ?? 0) / (perRow.at(-2) ?? 1)).toFixed(2)
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`
}

function megabytes(size: number): string {
  return `${size.toFixed(0)} MB`
}

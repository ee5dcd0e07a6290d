// A process of its own: imports a CSV file twice into a new ledger, as the command line does, and prints what that took.
// node our-import.ts DATABASE_URL LEDGER FILE
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { importStatement, type StatementImport } from '../../src/actions/import-statement.ts'
import { banks, createParse, createPipeline, createStatementReaders } from '../../src/compose.ts'
import { openStorage } from '../../src/db/open.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { Logger } from '../../src/domain/ports.ts'
import { statementsOf } from '../../src/domain/statement.ts'
import { STARTING_ACCOUNTS } from '../../src/pipeline/seed/starting-accounts.ts'

const [databaseUrl = '', name = '', path = ''] = process.argv.slice(2)
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }
const storage = await openStorage({
  databaseUrl,
  dataDir: '',
  secretKey: new Uint8Array(32).fill(7),
  clock: systemClock,
  logger: silent,
  startingAccounts: STARTING_ACCOUNTS,
})
const ledgerId = storage.ids.id('ledger', name)
const settings = { timeZone: 'Africa/Lagos', currency: 'NGN' }
await storage.ledgers.create({ ledgerId, name, ...settings, owner: null })
const { readStatementFile, readStatementRows } = createStatementReaders(banks)
const pipeline = createPipeline()
const parse = createParse(banks)

const first = await timed()
const again = await timed()
process.stdout.write(
  `${JSON.stringify({ first, again, peakMegabytes: ownPeak(), readerMegabytes: Math.max(first.reader, again.reader) })}\n`,
)
await storage.close()

async function timed() {
  const watch = watchChildren()
  const start = performance.now()
  const bytes = await readFile(path)
  const reading = await readStatementFile(bytes, { password: null, fileName: 'bench.csv', ...settings })
  const read = performance.now()
  const outcome = await storage.ledgers.inLedger(ledgerId, (session) => {
    const context = { session, actor: { personId: null, role: 'owner' } as const, pipeline, parse }
    const file = {
      origin: `statement:${createHash('sha256').update(bytes).digest('hex')}`,
      fileName: 'bench.csv',
      receivedAt: systemClock.now(),
      statements: statementsOf(reading),
      account: null,
      acceptsProblems: false,
    }
    return importStatement({ ...context, ids: storage.ids, clock: systemClock }, file, readStatementRows)
  })
  const done = performance.now()
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  return { milliseconds: done - start, readMilliseconds: read - start, added: addedBy(outcome), reader: watch() }
}

function addedBy({ counts }: Extract<StatementImport, { kind: 'imported' }>): number {
  return counts.reduce((sum, { booked }) => sum + booked, 0)
}

/** The most memory this process has had, in megabytes. */
function ownPeak(): number {
  return process.resourceUsage().maxRSS / 1_024
}

/** Watches the children of this process; gives the most memory that one was seen to have, in megabytes. */
function watchChildren(): () => number {
  let peak = 0
  const timer = setInterval(() => {
    try {
      for (const pid of readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')) {
        const status = pid === '' ? '' : readFileSync(`/proc/${pid}/status`, 'utf8')
        peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1] ?? 0) / 1_024)
      }
    } catch {
      // The child has ended in the meantime, or the system does not tell.
    }
  }, 5)
  return () => {
    clearInterval(timer)
    return peak
  }
}

import { importCommand } from '../../src/cli/commands/import.ts'
import { ingestCommand } from '../../src/cli/commands/ingest.ts'
import type { LedgerContext } from '../../src/cli/ledger-context.ts'
import {
  banks,
  createParse,
  createPipeline,
  readMail,
  readQuickEntry,
  readStatementFile,
  readStatementRows,
} from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { LedgerSession } from '../../src/domain/ports.ts'
import type { ReadStatementFile } from '../../src/domain/statement.ts'
import { redactOneTimeCodes } from '../../src/formats/one-time-code.ts'
import type { TestLedgers } from '../support/ledger.ts'

/** A new ledger with the commands that take statement files, and what they print. */
export async function ledgerAtCommandLine(test: TestLedgers, readFile: ReadStatementFile = readStatementFile) {
  const ledgerId = await test.newLedger()
  const written = { stdout: '', stderr: '' }
  const context = (stdin: string): LedgerContext => ({
    streams: {
      stdin: (async function* () {
        yield stdin
      })(),
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
    },
    clock: systemClock,
    ids: test.ids,
    pipeline: createPipeline(),
    parse: createParse(banks),
    readQuickEntry,
    readMail,
    readStatementFile: readFile,
    readStatementRows,
    redact: redactOneTimeCodes,
    inLedger: (work) => test.ledgers.inLedger(ledgerId, work),
    ledger: () => test.ledgers.inLedger(ledgerId, (session) => session.lockLedger()),
  })
  const run = async (command: Promise<number>) => {
    const exitCode = await command
    const lines = written.stdout.split('\n').filter((line) => line.startsWith('{'))
    const words = written.stderr
    written.stdout = ''
    written.stderr = ''
    return { exitCode, lines: lines.map((line) => JSON.parse(line)), words }
  }
  return {
    imported: (args: string[], stdin = '') => run(importCommand(['--json', ...args], context(stdin))),
    ingested: (args: string[]) => run(ingestCommand(args, context(''))),
    exported: () => test.exportAll(ledgerId),
    inLedger: <T>(work: (session: LedgerSession) => Promise<T>) => test.ledgers.inLedger(ledgerId, work),
  }
}

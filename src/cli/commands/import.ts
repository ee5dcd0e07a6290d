import { parseArgs } from 'node:util'
import { importStatement, type StatementImport } from '../../actions/import-statement.ts'
import type { Ledger } from '../../domain/ports.ts'
import type { Statement } from '../../domain/statement.ts'
import type { StatementSummary } from '../../domain/statement-upload.ts'
import { statementSummary } from '../../reports/statement-summary.ts'
import type { LedgerContext } from '../ledger-context.ts'
import { explainReading, type OpenedStatement, openStatement, openStatementInput } from '../statement-file.ts'
import { UsageError } from '../streams.ts'

const OPTIONS = {
  account: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'accept-problems': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/**
 * Reads statement files and books their rows: a summary for each account of each file, as JSON lines or for people.
 * `--dry-run` does all of it and takes it back. Exit code 0 when every file was booked, or could be; 1 when some was not.
 */
export async function importCommand(args: string[], context: LedgerContext): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  if (positionals.length === 0) throw new UsageError('name the statement files to import')
  if (positionals.includes('-') && values['password-stdin'] === true)
    throw new UsageError('standard input is either the file or the password')
  const password = values['password-stdin'] === true ? await readPassword(context) : null
  const ledger = await context.ledger()
  let hasFailed = false
  for (const path of positionals) {
    const opened =
      path === '-'
        ? await openStatementInput(password, ledger, context)
        : await openStatement(path, password, ledger, context)
    const isDone =
      opened === null
        ? refuse(path, 'the file cannot be read', values, context)
        : await importOne(opened, values, ledger, context)
    hasFailed = hasFailed || !isDone
  }
  return hasFailed ? 1 : 0
}

/** The first line of standard input. */
async function readPassword({ streams }: LedgerContext): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of streams.stdin)
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  return text.split(/\r?\n/u, 1)[0] ?? ''
}

function refuse(file: string, error: string, options: Options, { streams }: LedgerContext): false {
  if (options.json === true) streams.stdout.write(`${JSON.stringify({ file, error })}\n`)
  streams.stderr.write(`import: ${file}: ${error}\n`)
  return false
}

async function importOne(
  opened: OpenedStatement,
  options: Options,
  ledger: Ledger,
  context: LedgerContext,
): Promise<boolean> {
  const { reading, fileName } = opened
  if (reading.kind !== 'statements')
    return refuse(fileName, explainReading(reading, '--password-stdin'), options, context)
  const outcome = await book(opened, reading.statements, options, context)
  reading.statements.forEach((statement, index) => {
    const counts = outcome.kind === 'imported' ? outcome.counts[index] : undefined
    const summary = statementSummary(fileName, statement, counts ?? { booked: 0, matched: 0 })
    context.streams.stdout.write(
      options.json === true ? `${JSON.stringify(summary)}\n` : `${inWords(summary, ledger)}\n`,
    )
  })
  const error = failure(outcome)
  if (error !== null) context.streams.stderr.write(`import: ${fileName}: ${error}\n`)
  return error === null
}

/** Ends the transaction of a dry run, so that nothing of it stays. */
class DryRun extends Error {
  override readonly name = 'DryRun'
}

async function book(
  { contentName, fileName }: OpenedStatement,
  statements: readonly Statement[],
  options: Options,
  context: LedgerContext,
): Promise<StatementImport> {
  let outcome: StatementImport | null = null
  try {
    await context.inLedger(async (session) => {
      const file = {
        origin: `statement:${contentName}`,
        fileName,
        receivedAt: context.clock.now(),
        statements,
        account: options.account ?? null,
        acceptsProblems: options['accept-problems'] === true,
      }
      const actor = { personId: null, role: 'owner' } as const
      const imported = await importStatement({ ...context, session, actor }, file, context.readStatementRows)
      if (imported.kind === 'forbidden') throw new Error('the owner may import')
      outcome = imported
      if (options['dry-run'] === true) throw new DryRun('taken back')
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  if (outcome === null) throw new Error('the ledger gave no outcome')
  return outcome
}

function failure(outcome: StatementImport): string | null {
  switch (outcome.kind) {
    case 'does-not-add-up':
      return 'it does not add up, and nothing was booked; --accept-problems books it all the same'
    case 'unknown-account':
      return 'it does not say whose account it is; name one with --account TAIL or --account NAME'
    case 'imported':
      return outcome.trace.error
  }
}

function inWords(summary: StatementSummary, { currency: own }: Ledger): string {
  const { institution, accountTail, currency, section } = summary
  const account = [institution ?? 'Unknown bank', accountTail, section, currency === own ? null : currency]
    .filter(Boolean)
    .join(' ')
  const rows = `${summary.transactionCount} rows, ${summary.matched} already known, ${summary.new} new, ${summary.skipped} skipped`
  const problems = summary.problems.map(({ line, what }) => `\n  line ${line}: ${what}`).join('')
  return `${summary.file}: ${account}, ${summary.firstDate ?? '?'} to ${summary.lastDate ?? '?'}: ${rows}${problems}`
}

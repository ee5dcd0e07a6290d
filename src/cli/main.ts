// First: on a Node that is too old it ends the program with an explanation before anything else runs.
import '../node-guard.js'
import { parseArgs } from 'node:util'
import { failureWords } from '../actions/mailbox-words.ts'
import { backUp, restore } from '../backup-installation.ts'
import {
  banks,
  createDraw,
  createParse,
  createPipeline,
  readMail,
  readQuickEntry,
  readStatementFile,
  readStatementRows,
} from '../compose.ts'
import { checkWords, createMailParts } from '../compose-mail.ts'
import type { Config } from '../config.ts'
import type { Storage } from '../db/open.ts'
import { createTelegramCall } from '../delivery/telegram-api.ts'
import { systemClock } from '../domain/calendar.ts'
import type { Mailbox } from '../domain/mailbox.ts'
import type { Logger } from '../domain/ports.ts'
import type { BankIndex } from '../formats/bank-index.ts'
import { redactOneTimeCodes } from '../formats/one-time-code.ts'
import { openInstallation, readSettings } from '../installation.ts'
import { checkMailbox, type MailParts } from '../jobs/check-mailbox.ts'
import { loadPacks, packsFolder, packWords } from '../load-packs.ts'
import { createLogger } from '../telemetry/logger.ts'
import { type BackupTools, backupCommand, restoreCommand } from './commands/backup.ts'
import { categorizeCommand } from './commands/categorize.ts'
import { doctorCommand } from './commands/doctor.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { ingestCommand } from './commands/ingest.ts'
import { type MailTools, mailboxCommand } from './commands/mailbox.ts'
import { packCommand } from './commands/pack.ts'
import { parseCommand } from './commands/parse.ts'
import { reconcileCommand } from './commands/reconcile.ts'
import { replayCommand } from './commands/replay.ts'
import { reportCommand } from './commands/report.ts'
import type { LedgerContext } from './ledger-context.ts'
import { type Streams, UsageError } from './streams.ts'

const HELP = `expense-tracker: bank alerts into a ledger that balances with the bank

  parse [--channel sms|email] [--plain] [FILE…]   what messages say; touches no database
  ingest [FILE…]                                  messages (JSON lines) into the ledger, a trace line for each
  import FILE… [--account TAIL|NAME] [--password-stdin] [--dry-run] [--accept-problems] [--json]
                                                  statement files of any bank; a summary for each account
  export --format jsonl|csv|hledger|beancount|ofx [--from D --to D]
                                                  the ledger's transactions, oldest first
  report [--period 2026-10 | --from D --to D]     totals; --json, or --png FILE [--kind categories|trend|cashflow|merchants|accounts]
  categorize --learn FILE --predict FILE          learns labelled lines (JSON lines), guesses the others; touches no database
  pack [--plain] [--bank NAME] [--json] [FILE…]   real alerts as a bank file with invented values (docs/packs.md)
  replay [--apply | --undo] [--json]              stored messages read again with today's formats: what would change;
                                                  --apply makes it so, --undo takes the latest back
  mailbox add --user U --host H [--port 993] --password-stdin
  mailbox list | check | poll | remove [NAME]     mailboxes that bank e-mails are read from; poll reads them once, now
  reconcile [--account TAIL|NAME] [--json]        what the banks' balances say is missing, account by account
  migrate                                         brings the database up to date, as every start does, and nothing more
  doctor                                          checks database, key, Telegram, mailboxes, clock and disk, and says what to do

  backup FILE --passphrase-stdin                  everything, the key included, in one encrypted file
  restore FILE --passphrase-stdin [--replace]     puts it back; --replace: even where there is data

  FILE may be - for standard input. Data goes to standard output, words to standard error.

  --ledger NAME         the ledger to work on (default: default)
  --data-dir DIR        as DATA_DIR in the environment
  --database-url URL    as DATABASE_URL in the environment
  --packs FOLDER        bank files (JSON) to read with, before those built in (default: packs in the data folder)
`

/** Options that every command takes, wherever they stand. */
type Globals = {
  readonly ledger: string
  readonly overrides: Readonly<Record<string, string>>
  /** A folder of packs; null: the one of the data folder. */
  readonly packs: string | null
  readonly rest: string[]
}

async function main(args: string[]): Promise<number> {
  const streams: Streams = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr }
  try {
    const globals = readGlobals(args)
    const [command, ...own] = globals.rest
    switch (command) {
      case 'parse':
        return await parseCommand(own, { ...streams, banks: await banksWithPacks(globals), readMail })
      case 'pack':
        return await packCommand(own, { ...streams, banks: await banksWithPacks(globals) })
      case 'ingest':
        return await onLedger(globals, streams, (context) => ingestCommand(own, context))
      case 'import':
        return await onLedger(globals, streams, (context) => importCommand(own, context))
      case 'export':
        return await onLedger({ ...globals, mustExist: true }, streams, (context) => exportCommand(own, context))
      case 'report':
        return await onLedger({ ...globals, mustExist: true }, streams, (context) =>
          reportCommand(own, context, createDraw()),
        )
      case 'categorize':
        return await categorizeCommand(own, { ...streams, banks: await banksWithPacks(globals) })
      case 'replay':
        return await onLedger({ ...globals, mustExist: true }, streams, (context) => replayCommand(own, context))
      case 'reconcile':
        return await onLedger({ ...globals, mustExist: true }, streams, (context) => reconcileCommand(own, context))
      case 'mailbox':
        return await onLedger({ ...globals, mustExist: own[0] !== 'add' }, streams, (context, mail) =>
          mailboxCommand(own, context, mailTools(context, mail)),
        )
      case 'migrate':
        return await migrate(own, globals)
      case 'backup':
        return await backupCommand(own, await backupTools(globals, streams))
      case 'restore':
        return await restoreCommand(own, await backupTools(globals, streams))
      case 'doctor':
        return await doctor(own, globals, streams)
      case 'help':
      case '--help':
      case '-h':
        process.stdout.write(HELP)
        return 0
      default:
        throw new UsageError(command === undefined ? 'name a command' : `there is no command ${command}`)
    }
  } catch (error) {
    if (!isWrongUse(error)) throw error
    process.stderr.write(`expense-tracker: ${error.message}\n\n${HELP}`)
    return 2
  }
}

/** parseArgs throws TypeErrors with a code of its own for options it does not know. */
function isWrongUse(error: unknown): error is Error {
  if (error instanceof UsageError) return true
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

const GLOBAL_NAMES: readonly string[] = ['ledger', 'data-dir', 'database-url', 'packs']

function readGlobals(args: string[]): Globals {
  const { tokens } = parseArgs({
    args,
    strict: false,
    tokens: true,
    options: Object.fromEntries(GLOBAL_NAMES.map((name) => [name, { type: 'string' }])),
  })
  const given: Record<string, string> = {}
  const used = new Set<number>()
  for (const token of tokens) {
    if (token.kind !== 'option' || !GLOBAL_NAMES.includes(token.name)) continue
    if (token.value === undefined) throw new UsageError(`--${token.name} needs a value`)
    given[token.name] = token.value
    used.add(token.index)
    if (!token.inlineValue) used.add(token.index + 1)
  }
  const overrides: Record<string, string> = {}
  if (given['data-dir'] !== undefined) overrides.DATA_DIR = given['data-dir']
  if (given['database-url'] !== undefined) overrides.DATABASE_URL = given['database-url']
  const packs = given.packs ?? null
  return { ledger: given.ledger ?? FIRST_LEDGER, overrides, packs, rest: args.filter((_, index) => !used.has(index)) }
}

/** The ledger of someone who has not begun yet: empty, and no mistake. */
const FIRST_LEDGER = 'default'

/**
 * Opens the database and runs a command on the ledger. One that is new is made, but for commands that only look (`mustExist`):
 * a name that was mistyped is answered with the names there are.
 */
async function onLedger(
  globals: Globals & { readonly mustExist?: boolean },
  streams: Streams,
  command: (context: LedgerContext, mail: MailParts) => Promise<number>,
): Promise<number> {
  const { ledger: name, overrides } = globals
  const config = await loadConfig(overrides)
  const index = await banksWithPacks(globals)
  const storage = await open(config, createLogger({ level: 'error', destination: process.stderr }))
  try {
    if (globals.mustExist === true && name !== FIRST_LEDGER) {
      const names = await storage.ledgerNames()
      if (!names.includes(name)) {
        streams.stderr.write(`there is no ledger ${name}; there ${namesText(names)}\n`)
        return 1
      }
    }
    const ledgerId = storage.ids.id('ledger', name)
    const { timeZoneDefault: timeZone, currencyDefault: currency } = config
    await storage.ledgers.create({ ledgerId, name, timeZone, currency, owner: null })
    const context: LedgerContext = {
      streams,
      clock: systemClock,
      ids: storage.ids,
      pipeline: createPipeline(),
      parse: createParse(index),
      readQuickEntry,
      readMail,
      readStatementFile,
      readStatementRows,
      redact: redactOneTimeCodes,
      inLedger: (work) => storage.ledgers.inLedger(ledgerId, work),
      ledger: () => storage.ledgers.inLedger(ledgerId, (session) => session.lockLedger()),
    }
    return await command(context, createMailParts(config, systemClock, index.banks))
  } finally {
    await storage.close()
  }
}

/** Opening the database brings it up to date. */
async function migrate(args: string[], { overrides }: Globals): Promise<number> {
  if (args.length > 0) throw new UsageError('migrate takes no arguments')
  const storage = await open(await loadConfig(overrides), createLogger({ level: 'error', destination: process.stderr }))
  await storage.close()
  process.stderr.write('The database is up to date.\n')
  return 0
}

function namesText(names: readonly string[]): string {
  return names.length === 0 ? 'is none yet' : `${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`
}

function mailTools(context: LedgerContext, parts: MailParts): MailTools {
  return {
    tryLogin: async (server, password) => {
      const opened = await parts.open(server, password)
      if (opened.kind === 'failed') {
        return { kind: 'failed', words: failureWords(opened.step, opened.detail) }
      }
      await opened.folder.close()
      return { kind: 'ok' }
    },
    check: async (id) => {
      const result = await checkMailbox(
        id,
        {
          inLedger: context.inLedger,
          context: (session) => ({ ...context, session, actor: { personId: null, role: 'owner' } }),
        },
        parts,
      )
      if (result.kind === 'checked') return result
      return { kind: 'failed', words: checkWords(result) ?? '' }
    },
  }
}

/**
 * The banks built in and the packs of the folder named, or of the data folder. What is wrong with a pack is said, and it is
 * left out. Settings that are not right do not matter here: `parse` needs none.
 */
async function banksWithPacks(globals: Globals): Promise<BankIndex> {
  const { banks: all, packs } = await loadPacks(await folderOfPacks(globals), banks)
  const refused = packs.filter(({ bank }) => bank === null)
  for (const words of packWords(refused)) process.stderr.write(`${words}\n`)
  return all
}

async function folderOfPacks({ packs, overrides }: Globals): Promise<string> {
  if (packs !== null) return packs
  const settings = await readSettings({ ...process.env, ...overrides })
  const named = overrides.DATA_DIR ?? process.env.DATA_DIR ?? './data'
  return packsFolder(settings.kind === 'config' ? settings.config.dataDir : named)
}

async function loadConfig(overrides: Readonly<Record<string, string>>): Promise<Config> {
  const outcome = await readSettings({ ...process.env, ...overrides })
  if (outcome.kind === 'invalid')
    throw new UsageError(
      `the configuration is not right:\n${outcome.problems.map((problem) => `- ${problem}`).join('\n')}`,
    )
  return outcome.config
}

/** A command needs few connections, and many may run beside the bot. */
function open(config: Config, logger: Logger): Promise<Storage> {
  return openInstallation(config, logger, { poolSize: 2 })
}

async function allMailboxes({ ledgers, mailboxPlaces }: Storage): Promise<readonly Mailbox[]> {
  const ledgerIds = new Set((await mailboxPlaces()).map(({ ledgerId }) => ledgerId))
  const mailboxes: Mailbox[] = []
  for (const id of ledgerIds) mailboxes.push(...(await ledgers.inLedger(id, (session) => session.mailboxes())))
  return mailboxes
}

async function backupTools({ overrides }: Globals, streams: Streams): Promise<BackupTools> {
  const config = await loadConfig(overrides)
  const logger = createLogger({ level: 'error', destination: process.stderr })
  return {
    ...streams,
    backUp: (order) => backUp({ ...order, config, logger }),
    restore: (order) => restore({ ...order, config, logger }),
  }
}

async function doctor(args: string[], globals: Globals, streams: Streams): Promise<number> {
  const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} }
  return doctorCommand(args, {
    streams,
    config: () => loadConfig(globals.overrides),
    packs: async () => (await loadPacks(await folderOfPacks(globals), banks)).packs,
    openStorage: async (config) => {
      const storage = await open(config, quiet)
      return { ...storage, mailboxes: () => allMailboxes(storage) }
    },
    getMe: (config) => {
      const token = config.botToken?.reveal()
      if (token === undefined) return null
      return createTelegramCall({ token, apiRoot: config.telegramApiRoot })('getMe', {}, null)
    },
    clock: systemClock,
  })
}

// A reader that has seen enough (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // The message of our own errors is made for people; what came with it may hold what a bank wrote.
  process.stderr.write(`expense-tracker: ${error instanceof Error ? error.message : 'failed'}\n`)
  process.exitCode = 1
}

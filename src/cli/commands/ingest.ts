import { createReadStream } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { type IncomingMessage, ingestMessages, type Trace } from '../../actions/ingest-messages.ts'
import type { Ledger } from '../../domain/ports.ts'
import { beginsWithHeaders } from '../../formats/email/mail-text.ts'
import { ingestStatement, type StatementLine } from '../ingest-statement.ts'
import type { LedgerContext } from '../ledger-context.ts'

/** Messages of one run: enough to share its cost, few enough to answer soon. */
const BATCH_SIZE = 500

const SOURCES = { sms: 'sms', email: 'email', manual: 'manual' } as const

type MessageLine =
  | { readonly kind: 'message'; readonly id: string | number; readonly message: IncomingMessage }
  | { readonly kind: 'error'; readonly id: string | number; readonly error: string }

/** A statement is a run of its own: what stands before it may tell whose it is. */
type StatementRun = { readonly kind: 'statement'; readonly id: string | number; readonly line: StatementLine }
type Batch = StatementRun | { readonly kind: 'messages'; readonly lines: readonly MessageLine[] }

/**
 * Takes messages (JSON lines) through the whole pipeline and writes a trace line for each, in order. Exit code 0 when
 * every line was taken, 1 when some could not be.
 */
export async function ingestCommand(args: string[], context: LedgerContext): Promise<number> {
  const files = parseArgs({ args, allowPositionals: true, options: {} }).positionals
  const ledger = await context.ledger()
  let hasFailed = false
  for (const file of files.length === 0 ? ['-'] : files) {
    try {
      for await (const batch of batchesOf(file, ledger, context)) {
        hasFailed = (await ingestBatch(batch, folderOf(file), ledger, context)) || hasFailed
      }
    } catch (error) {
      if (!isUnreadableFile(error)) throw error
      context.streams.stderr.write(`ingest: cannot read ${file}\n`)
      hasFailed = true
    }
  }
  return hasFailed ? 1 : 0
}

async function* batchesOf(file: string, ledger: Ledger, context: LedgerContext): AsyncIterable<Batch> {
  const input = file === '-' ? context.streams.stdin : createReadStream(file)
  let lines: MessageLine[] = []
  let number = 0
  for await (const text of linesOf(input)) {
    number += 1
    if (text.trim() === '') continue
    const line = await readLine(text, number, ledger, context)
    if (line.kind !== 'statement') lines.push(line)
    if (line.kind !== 'statement' && lines.length < BATCH_SIZE) continue
    yield { kind: 'messages', lines }
    lines = []
    if (line.kind === 'statement') yield line
  }
  yield { kind: 'messages', lines }
}

/** A file that is not there, is a folder, or may not be read. */
function isUnreadableFile(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['ENOENT', 'EISDIR', 'EACCES', 'EPERM', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(code)
}

/** Lines as JSON lines end: at a line feed and nowhere else, since a JSON text may hold every other line separator. */
async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncIterable<string> {
  // A byte order mark at the start is taken away; bytes that are not UTF-8 become U+FFFD.
  const decoder = new TextDecoder()
  let pieces: string[] = []
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const [first = '', ...others] = text.split('\n')
    pieces.push(first)
    for (const other of others) {
      yield pieces.join('')
      pieces = [other]
    }
  }
  yield pieces.join('') + decoder.decode()
}

/** Files named in lines lie relative to the file of the lines. */
function folderOf(file: string): string {
  return file === '-' ? '.' : dirname(file)
}

/** Runs a batch and writes its traces; gives whether some line failed. */
async function ingestBatch(batch: Batch, folder: string, ledger: Ledger, context: LedgerContext): Promise<boolean> {
  const outputs =
    batch.kind === 'statement'
      ? [await statementTrace(batch, folder, ledger, context)]
      : await messageTraces(batch.lines, context)
  for (const output of outputs) context.streams.stdout.write(`${JSON.stringify(output)}\n`)
  return outputs.some((output) => 'error' in output)
}

async function statementTrace(
  { id, line }: StatementRun,
  folder: string,
  ledger: Ledger,
  context: LedgerContext,
): Promise<object> {
  const startedAt = context.clock.now()
  const outcome = await ingestStatement(line, folder, ledger, context)
  if (typeof outcome === 'string') return errorLine(id, outcome)
  return traceLine(id, outcome, startedAt.until(context.clock.now()).total('seconds'))
}

async function messageTraces(lines: readonly MessageLine[], context: LedgerContext): Promise<object[]> {
  const messages = lines.flatMap((line) => (line.kind === 'message' ? [line.message] : []))
  const startedAt = context.clock.now()
  const traces = messages.length === 0 ? [] : await ingestTogether(messages, context)
  const seconds = startedAt.until(context.clock.now()).total('seconds') / Math.max(messages.length, 1)
  const byOrder = traces[Symbol.iterator]()
  return lines.map((line) =>
    line.kind === 'error' ? errorLine(line.id, line.error) : traceLine(line.id, byOrder.next().value as Trace, seconds),
  )
}

function errorLine(id: string | number, error: string): object {
  return { id, outcome: 'error', transactions: [], error }
}

function ingestTogether(messages: readonly IncomingMessage[], context: LedgerContext): Promise<readonly Trace[]> {
  return context.inLedger(async (session) => {
    const actor = { personId: null, role: 'owner' } as const
    const ingestion = await ingestMessages({ ...context, session, actor }, messages)
    return ingestion.kind === 'ingested' ? ingestion.traces : []
  })
}

function traceLine(id: string | number, trace: Trace, seconds: number): object {
  const { outcome, transactions, reason, error } = trace
  return {
    id,
    outcome,
    transactions,
    ...(reason === null ? {} : { reason }),
    ...(error === null ? {} : { error }),
    seconds: Number(seconds.toFixed(6)),
  }
}

async function readLine(
  text: string,
  number: number,
  ledger: Ledger,
  context: LedgerContext,
): Promise<MessageLine | StatementRun> {
  let line: Record<string, unknown>
  try {
    line = JSON.parse(text)
  } catch {
    return { kind: 'error', id: number, error: 'not a JSON object' }
  }
  if (line === null || typeof line !== 'object' || Array.isArray(line)) {
    return { kind: 'error', id: number, error: 'not a JSON object' }
  }
  const { id, channel, sender, receivedAt, text: body } = line
  if (typeof id !== 'string' && typeof id !== 'number') return { kind: 'error', id: number, error: '"id" is missing' }
  const problem = (error: string): MessageLine => ({ kind: 'error', id, error })
  if (!String(id).isWellFormed() || String(id).includes('\0'))
    return problem('"id" holds a character that cannot be kept')
  if (channel === 'statement') return readStatementLine(line, id, ledger)
  if (typeof channel !== 'string' || !isSource(channel)) {
    return problem('"channel" must be sms, email, statement or manual')
  }
  if (typeof body !== 'string') return problem('"text" is missing')
  if (sender !== undefined && sender !== null && typeof sender !== 'string') return problem('"sender" must be text')
  const at = readInstant(receivedAt, ledger)
  if (at === null) return problem('"receivedAt" must be a time such as 2026-10-02T10:41:09+01:00')
  return readMessage({ id, source: SOURCES[channel], sender: sender ?? null, receivedAt: at, body }, ledger, context)
}

function readStatementLine(
  line: Record<string, unknown>,
  id: string | number,
  ledger: Ledger,
): MessageLine | StatementRun {
  const { file, account, password } = line
  const problem = (error: string): MessageLine => ({ kind: 'error', id, error })
  if (typeof file !== 'string' || file === '') return problem('"file" is missing')
  if (!isTextOrNothing(account)) return problem('"account" must be text')
  if (!isTextOrNothing(password)) return problem('"password" must be text')
  const receivedAt = readInstant(line.receivedAt, ledger)
  if (receivedAt === null) return problem('"receivedAt" must be a time such as 2026-10-02T10:41:09+01:00')
  const origin = `ingest:${id}`
  return {
    kind: 'statement',
    id,
    line: { origin, receivedAt, file, account: account ?? null, password: password ?? null },
  }
}

function isTextOrNothing(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

async function readMessage(
  line: {
    id: string | number
    source: IncomingMessage['source']
    sender: string | null
    receivedAt: Temporal.Instant
    body: string
  },
  ledger: Ledger,
  context: LedgerContext,
): Promise<MessageLine> {
  const { id, source, receivedAt } = line
  const mail =
    source === 'email' && beginsWithHeaders(line.body) ? await context.readMail(Buffer.from(line.body)) : null
  if (mail?.kind === 'refused') return { kind: 'error', id, error: `the mail is ${mail.reason}` }
  const written: IncomingMessage = {
    origin: `ingest:${id}`,
    source,
    sender: mail?.from ?? line.sender,
    subject: mail?.subject ?? null,
    text: mail?.text ?? line.body,
    receivedAt,
    authenticity: 'vouched',
    readings: null,
  }
  const text = withoutCodes(written, ledger, context)
  const { timeZone, currency } = ledger
  const readings = source === 'manual' ? context.readQuickEntry(text, { receivedAt, timeZone, currency }) : null
  return { kind: 'message', id, message: { ...written, text, readings } }
}

/** What is stored of a message. A mail that a bank's layout reads is an alert: its small print speaks of PINs and passwords. */
function withoutCodes(message: IncomingMessage, ledger: Ledger, context: LedgerContext): string {
  const isAlert = message.source === 'email' && context.parse(message, ledger).kind === 'parsed'
  return isAlert ? message.text : context.redact(message.text).text
}

function isSource(channel: string): channel is keyof typeof SOURCES {
  return Object.hasOwn(SOURCES, channel)
}

/** A time with an offset, or a local one in the ledger's zone. */
function readInstant(value: unknown, ledger: Ledger): Temporal.Instant | null {
  if (typeof value !== 'string') return null
  try {
    return Temporal.Instant.from(value)
  } catch {
    // Not a time with an offset: perhaps a local one.
  }
  try {
    return Temporal.PlainDateTime.from(value).toZonedDateTime(ledger.timeZone).toInstant()
  } catch {
    return null
  }
}

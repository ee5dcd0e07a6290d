import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { assertNever } from '../../domain/assert-never.ts'
import type { ReadMail } from '../../domain/mail.ts'
import type { ParseOutcome } from '../../domain/outcome.ts'
import type { BankIndex } from '../../formats/bank-index.ts'
import { parse } from '../../formats/parse.ts'
import { type ReadingJson, toReadingJson } from '../../formats/reading-json.ts'

/** Where a command reads and writes, and the bank files it works with. */
export type ParseCommandStreams = {
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  readonly banks: BankIndex
  readonly readMail: ReadMail
}

/** One line of output (contract section 4). */
type ReadingLine = {
  readonly id: string | number
  readonly kind: 'transaction' | 'not-a-transaction' | 'unrecognized'
  readonly transactions: readonly ReadingJson[]
  readonly reason?: string
  readonly institution?: string
  readonly layout?: string
  readonly confidence: number
  readonly unreadParts?: number
}
type ErrorLine = { readonly id: string | number; readonly error: string }
type Input = {
  readonly id: string | number
  readonly sender: string | null
  readonly receivedAt: Temporal.Instant
  readonly text: string
}

const USAGE = 'usage: expense-tracker parse [--channel sms|email] [--plain] [FILE…]   (FILE may be -)\n'
const OPTIONS = { channel: { type: 'string' }, plain: { type: 'boolean' } } as const

/**
 * Reads messages and writes what they say, one JSON line per input, in order; touches no database. Gives the exit code:
 * 0 done (even if nothing is recognised), 1 when some line or file could not be read, 2 for wrong use.
 */
export async function parseCommand(args: string[], streams: ParseCommandStreams): Promise<number> {
  const options = readOptions(args)
  if (options === null) {
    streams.stderr.write(USAGE)
    return 2
  }
  let failed = false
  const write = (line: ReadingLine | ErrorLine): void => {
    if ('error' in line) failed = true
    streams.stdout.write(`${JSON.stringify(line)}\n`)
  }
  for (const file of await expandFolders(options.files, options.channel)) {
    const content = await readInput(file, streams.stdin)
    if (content === null) {
      streams.stderr.write(`parse: cannot read ${file}\n`)
      write({ id: nameOf(file), error: 'cannot read the file' })
    } else if (options.channel === 'email') {
      write(await mailLine(nameOf(file), content, streams))
    } else if (options.isPlain) {
      const [text, receivedAt] = [content.toString('utf8'), Temporal.Now.instant()]
      write(readingLine({ id: nameOf(file), sender: null, receivedAt, text }, streams.banks))
    } else {
      for (const line of readLines(content.toString('utf8'), streams.banks)) write(line)
    }
  }
  return failed ? 1 : 0
}

type Options = { readonly channel: 'sms' | 'email'; readonly isPlain: boolean; readonly files: readonly string[] }

function readOptions(args: string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true })
    const channel = values.channel ?? 'sms'
    if (channel !== 'sms' && channel !== 'email') return null
    if (channel === 'email' && values.plain === true) return null
    return { channel, isPlain: values.plain === true, files: positionals.length === 0 ? ['-'] : positionals }
  } catch {
    // parseArgs throws on an unknown option: wrong use, answered with the usage line
    return null
  }
}

/** E-mail may be given as folders: their `.eml` files in byte order. */
async function expandFolders(files: readonly string[], channel: Options['channel']): Promise<string[]> {
  const expanded: string[] = []
  for (const file of files) {
    const isFolder = channel === 'email' && file !== '-' && (await stat(file).catch(() => null))?.isDirectory() === true
    if (!isFolder) {
      expanded.push(file)
      continue
    }
    const names = (await readdir(file)).filter((name) => name.endsWith('.eml'))
    names.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    expanded.push(...names.map((name) => join(file, name)))
  }
  return expanded
}

async function readInput(file: string, stdin: ParseCommandStreams['stdin']): Promise<Buffer | null> {
  if (file !== '-') return readFile(file).catch(() => null)
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(chunks)
}

function nameOf(file: string): string {
  return file === '-' ? '-' : basename(file)
}

function readLines(content: string, banks: BankIndex): (ReadingLine | ErrorLine)[] {
  return content
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      const input = readInputLine(line, index + 1)
      return [typeof input === 'string' ? { id: idOf(line) ?? index + 1, error: input } : readingLine(input, banks)]
    })
}

/** The input of one JSON line, or what is wrong with it. */
function readInputLine(line: string, number: number): Input | string {
  const value = fromJson(line)
  if (value === null) return 'not a JSON object'
  const { id = number, sender = null, receivedAt = null, text } = value
  if (typeof text !== 'string') return 'text is missing or not a string'
  if (typeof id !== 'string' && typeof id !== 'number') return 'id is not a string or a number'
  if (sender !== null && typeof sender !== 'string') return 'sender is not a string'
  if (receivedAt === null) return { id, sender, receivedAt: Temporal.Now.instant(), text }
  const instant = typeof receivedAt === 'string' ? toInstant(receivedAt) : null
  return instant === null ? 'receivedAt is not an RFC 3339 time' : { id, sender, receivedAt: instant, text }
}

function fromJson(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    // not JSON: the caller reports the line
    return null
  }
}

function idOf(line: string): string | number | null {
  const id = fromJson(line)?.id
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

function toInstant(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text)
  } catch {
    // not a time with an offset: the caller reports the line
    return null
  }
}

function readingLine({ id, sender, receivedAt, text }: Input, banks: BankIndex): ReadingLine {
  const outcome = parse({ source: 'sms', sender, subject: null, text, receivedAt }, banks)
  return { id, ...readingOf(outcome, banks) }
}

/** What one raw mail says. */
async function mailLine(
  id: string,
  raw: Uint8Array,
  { banks, readMail }: ParseCommandStreams,
): Promise<ReadingLine | ErrorLine> {
  const mail = await readMail(raw)
  if (mail.kind === 'refused') {
    return { id, kind: 'unrecognized', transactions: [], reason: `the mail is ${mail.reason}`, confidence: 0 }
  }
  const { text, from: sender, subject } = mail
  const outcome = parse({ source: 'email', sender, subject, text, receivedAt: Temporal.Now.instant() }, banks)
  return { id, ...readingOf(outcome, banks) }
}

function readingOf(outcome: ParseOutcome, banks: BankIndex): Omit<ReadingLine, 'id'> {
  const nameOfBank = (bankId: string | null): { institution?: string } => {
    const name = banks.banks.find((bank) => bank.id === bankId)?.name
    return name === undefined ? {} : { institution: name }
  }
  switch (outcome.kind) {
    case 'parsed': {
      const [first] = outcome.alerts
      return {
        kind: 'transaction',
        transactions: outcome.alerts.map(toReadingJson),
        ...nameOfBank(first.bankId),
        layout: first.bankId === null ? first.layoutId : `${first.bankId}/${first.layoutId}`,
        confidence: Math.min(...outcome.alerts.map(({ confidence }) => confidence)),
        unreadParts: outcome.unreadParts,
      }
    }
    case 'ignored':
      return {
        kind: 'not-a-transaction',
        transactions: [],
        reason: outcome.reason,
        ...nameOfBank(outcome.bankId),
        confidence: 1,
      }
    case 'unrecognized':
      return { kind: 'unrecognized', transactions: [], ...nameOfBank(outcome.bankId), confidence: 0 }
    case 'ambiguous':
      return {
        kind: 'unrecognized',
        transactions: [],
        reason: `two layouts fit: ${outcome.layoutIds.join(', ')}`,
        confidence: 0,
      }
    case 'malformed':
      return {
        kind: 'unrecognized',
        transactions: [],
        reason: `the ${outcome.field} cannot be read`,
        ...nameOfBank(outcome.bankId),
        layout: `${outcome.bankId}/${outcome.layoutId}`,
        confidence: 0,
      }
    default:
      return assertNever(outcome)
  }
}

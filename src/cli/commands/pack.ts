import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { BankIndex } from '../../formats/bank-index.ts'
import { seededDraw } from '../../formats/pack/fakes.ts'
import { makePack, type PackBank, type PackMessage } from '../../formats/pack/make-pack.ts'
import { printPack } from '../../formats/pack/print-pack.ts'
import { readPackMessage } from '../../formats/pack/read-message.ts'
import { parse } from '../../formats/parse.ts'
import { type Streams, UsageError } from '../streams.ts'

const OPTIONS = {
  plain: { type: 'boolean' },
  json: { type: 'boolean' },
  bank: { type: 'string' },
  id: { type: 'string' },
  country: { type: 'string' },
  currency: { type: 'string' },
  'time-zone': { type: 'string' },
  numbers: { type: 'string' },
  dates: { type: 'string' },
  keep: { type: 'string', multiple: true },
} as const

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']
type Named = { readonly id: string; readonly message: PackMessage }
type Failed = { readonly id: string; readonly error: string }

/**
 * Turns real alerts into a bank file with invented values, as TypeScript for a pull request or as JSON for the folder of packs.
 * Words about what could not be read go to standard error. Exit code 0, or 1 when some message is not read by the result.
 */
export async function packCommand(args: string[], context: Streams & { readonly banks: BankIndex }): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  const { stdout, stderr, banks } = context
  const inputs = (
    await Promise.all((positionals.length === 0 ? ['-'] : positionals).map((file) => inputsOf(file, values, context)))
  ).flat()
  const messages = inputs.flatMap((input) => ('message' in input ? [input] : []))
  const failed = inputs.flatMap((input) => ('error' in input ? [input] : []))
  const about = aboutBank(values, messages, banks)
  const pack = makePack(
    messages.map(({ message }) => message),
    about,
    banks,
    values.keep ?? [],
    seededDraw(1),
  )
  if (pack.bank !== null) {
    stdout.write(values.json === true ? `${JSON.stringify(pack.bank, null, 2)}\n` : printPack(pack.bank))
  }
  for (const { id, error } of failed) stderr.write(`pack: ${id}: ${error}\n`)
  for (const { index, why } of pack.unread) stderr.write(`pack: ${messages[index]?.id}: ${why}\n`)
  if (pack.hidden.length > 0) {
    stderr.write(
      `pack: taken for somebody's words: ${pack.hidden.join(', ')}; name those the bank prints with --keep\n`,
    )
  }
  const right = messages.length - new Set(pack.unread.map(({ index }) => index)).size
  stderr.write(
    `pack: ${right} of ${inputs.length} messages are read right by ${pack.bank?.layouts.length ?? 0} layouts\n`,
  )
  return right === inputs.length ? 0 : 1
}

async function inputsOf(file: string, { plain }: Options, { stdin }: Streams): Promise<(Named | Failed)[]> {
  const name = file === '-' ? '-' : basename(file)
  const content = await contentOf(file, stdin)
  if (content === null) return [{ id: name, error: 'cannot read the file' }]
  if (plain === true) return [{ id: name, message: { text: content, sender: null, truth: null } }]
  return content.split('\n').flatMap((line, at): (Named | Failed)[] => {
    if (line.trim() === '') return []
    const read = readPackMessage(line)
    const id = ('id' in read ? read.id : null) ?? `line ${at + 1}`
    return [read.kind === 'message' ? { id, message: read.message } : { id, error: read.why }]
  })
}

async function contentOf(file: string, stdin: Streams['stdin']): Promise<string | null> {
  if (file !== '-') return readFile(file, 'utf8').catch(() => null)
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Whose alerts these are: what was said, else the bank that reads the first of them, else its sender. */
function aboutBank(options: Options, messages: readonly Named[], banks: BankIndex): PackBank {
  const known = messages.map(({ message }) => bankOf(message, banks)).find((bank) => bank !== null) ?? null
  const sender =
    messages.map(({ message }) => message.sender).find((name) => name !== null && /\p{L}/u.test(name)) ?? null
  const name = options.bank ?? known?.name ?? sender ?? 'New Bank'
  const country = checked(options.country ?? known?.country ?? 'NG', /^[A-Z]{2}$/u, '--country takes two capitals')
  const currency = checked(
    options.currency ?? known?.currency ?? 'NGN',
    /^[A-Z]{3}$/u,
    '--currency takes three capitals',
  )
  const slug =
    name
      .normalize('NFD')
      .toLowerCase()
      .match(/[a-z0-9]+/gu)
      ?.join('-') ?? 'bank'
  const id = checked(options.id ?? `${country.toLowerCase()}-${slug}`, /^[a-z]{2}-[a-z0-9-]+$/u, '--id is like xx-acme')
  const { numbers, dates } = options
  if (numbers !== undefined && numbers !== '1,234.56' && numbers !== '1.234,56' && numbers !== '1 234,56') {
    throw new UsageError('--numbers must be 1,234.56 or 1.234,56 or "1 234,56"')
  }
  if (dates !== undefined && dates !== 'day-first' && dates !== 'month-first') {
    throw new UsageError('--dates must be day-first or month-first')
  }
  return {
    id,
    name,
    country,
    currency,
    timeZone: options['time-zone'] ?? known?.timeZone ?? 'Africa/Lagos',
    ...(numbers === undefined ? {} : { numbers }),
    ...(dates === undefined ? {} : { dates }),
  }
}

function checked(value: string, pattern: RegExp, words: string): string {
  if (!pattern.test(value)) throw new UsageError(words)
  return value
}

function bankOf({ text }: PackMessage, banks: BankIndex) {
  const receivedAt = Temporal.Instant.fromEpochMilliseconds(0)
  const outcome = parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, banks)
  if (outcome.kind !== 'parsed') return null
  return banks.banks.find(({ id }) => id === outcome.alerts[0].bankId) ?? null
}

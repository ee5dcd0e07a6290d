import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Categorizer } from '../../categories/categorizer.ts'
import type { Item } from '../../categories/features.ts'
import type { BankIndex } from '../../formats/bank-index.ts'
import { parse } from '../../formats/parse.ts'
import { type Streams, UsageError } from '../streams.ts'

type Line = { readonly item: Item; readonly category: string | null }
type Guessed = { readonly category: string | null; readonly confidence: number; readonly reason: string }

/**
 * Learns the labelled lines of one file in their order, then writes a guess for each line of another: JSON lines
 * `{text, amountMinor?, direction?, category?}` in, `{category, confidence, reason}` out. `text` is a narration or a whole
 * alert. Only labels of the first file are guessed, and nothing is learned while guessing. Lines that cannot be read are
 * left out of learning and answered with `{id, error}`. Gives the exit code: 0, or 1 when a line or a file could not be read.
 */
export async function categorizeCommand(
  args: string[],
  streams: Streams & { readonly banks: BankIndex },
): Promise<number> {
  const { values } = parseArgs({ args, options: { learn: { type: 'string' }, predict: { type: 'string' } } })
  if (values.learn === undefined || values.predict === undefined)
    throw new UsageError('categorize needs --learn FILE and --predict FILE')
  if (values.learn === '-' && values.predict === '-')
    throw new UsageError('only one of the two files can be standard input')
  const lessons = await readLines(values.learn, streams)
  const questions = await readLines(values.predict, streams)
  if (lessons === null || questions === null) return 1
  let failed = false
  const categorizer = new Categorizer()
  for (const [index, text] of lessons.entries()) {
    const line = readLine(text, streams.banks)
    if (typeof line === 'string') {
      failed = true
      streams.stderr.write(`categorize: line ${index + 1} to learn: ${line}\n`)
    } else if (line.category !== null) categorizer.learn(line.item, line.category)
  }
  for (const [index, text] of questions.entries()) {
    const line = readLine(text, streams.banks)
    if (typeof line === 'string') failed = true
    const answer = typeof line === 'string' ? { id: index + 1, error: line } : guess(categorizer, line.item)
    streams.stdout.write(`${JSON.stringify(answer)}\n`)
  }
  return failed ? 1 : 0
}

function guess(categorizer: Categorizer, item: Item): Guessed {
  const guessed = categorizer.predict(item)
  if (guessed === null) return { category: null, confidence: 0, reason: 'nothing was learned' }
  const { category, confidence, reason } = guessed
  return { category, confidence: Math.round(confidence * 1e6) / 1e6, reason }
}

/** The lines that are not blank; null when the file cannot be read. */
async function readLines(file: string, { stdin, stderr }: Streams): Promise<string[] | null> {
  const content = await readContent(file, stdin)
  if (content === null) {
    stderr.write(`categorize: cannot read ${file}\n`)
    return null
  }
  return content
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
}

async function readContent(file: string, stdin: Streams['stdin']): Promise<string | null> {
  if (file !== '-') return readFile(file, 'utf8').catch(() => null)
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** One line of a file, or what is wrong with it. */
function readLine(line: string, banks: BankIndex): Line | string {
  const value = fromJson(line)
  if (value === null) return 'not a JSON object'
  const { text, amountMinor = null, direction = null, category = null } = value
  if (typeof text !== 'string') return 'text is missing or not a string'
  if (direction !== null && direction !== 'debit' && direction !== 'credit')
    return 'direction is neither debit nor credit'
  if (category !== null && typeof category !== 'string') return 'category is not a string'
  const amount = toMinor(amountMinor)
  if (amount === 'wrong') return 'amountMinor is not a whole number'
  return {
    item: withAlert({ text, amountMinor: amount, direction }, banks),
    category: category === '' ? null : category,
  }
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

/** Minor units without their sign: what matters here is how much. */
function toMinor(value: unknown): bigint | null | 'wrong' {
  if (value === null) return null
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(Math.abs(value))
  if (typeof value === 'string' && /^[+-]?\d{1,18}$/.test(value)) return BigInt(value.replace(/^[+-]/, ''))
  return 'wrong'
}

/** Of a whole alert what it says of itself: its narration and counterparty, and amount and direction where the line has none. */
function withAlert(item: Item, banks: BankIndex): Item {
  const receivedAt = Temporal.Instant.fromEpochMilliseconds(0)
  const outcome = parse({ source: 'sms', sender: null, subject: null, text: item.text, receivedAt }, banks)
  if (outcome.kind !== 'parsed' || outcome.alerts.length !== 1) return item
  const [{ narration, counterparty, amount, direction, channel }] = outcome.alerts
  const parts = [channel, narration, counterparty].filter((part) => part !== null)
  if (narration === null && counterparty === null) return item
  return {
    text: narration?.includes(counterparty ?? '') === true ? narration : parts.join(' / '),
    amountMinor: item.amountMinor ?? amount.minor,
    direction: item.direction ?? direction,
  }
}

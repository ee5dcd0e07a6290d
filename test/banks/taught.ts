import { readFileSync } from 'node:fs'
import { BANKS } from '../../src/banks/index.ts'
import type { ParsedAlert } from '../../src/domain/alert.ts'
import { type BankIndex, createBankIndex, putAhead } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { unmarkSample } from '../../src/formats/sample.ts'
import { taughtBank } from '../../src/formats/teach/learn.ts'
import { generate, LAYOUTS, seeded } from './generate.ts'
import { counterpartyOf, TAUGHT_ID, teach } from './teach-from-truth.ts'

/** How messages were read by what one message of their layout taught. */
export type TaughtReport = {
  readonly messages: number
  readonly right: number
  /** Read with another amount, direction or currency than the message says. */
  readonly wrong: readonly string[]
  /** Messages from which nothing could be learned. */
  readonly refused: readonly string[]
  /** Messages that are no transactions and were read all the same. */
  readonly accepted: readonly string[]
}

type Expected = {
  readonly kind: string
  readonly direction: string
  readonly amountMinor: string | number
  readonly currency: string
  readonly accountTail: string | null
  readonly counterparty: string | null
}
type Line = { readonly id: string; readonly text: string; readonly expect: Expected }
type LayoutOfBank = (typeof LAYOUTS)[number]

const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const catalogue = readFileSync(new URL('sms.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line)
const transactions = catalogue.filter(({ expect }) => expect.kind === 'transaction')
const rejected = [
  ...catalogue.filter(({ expect }) => expect.kind === 'not-a-transaction').map(({ text }) => text),
  ...BANKS.flatMap((bank) => (bank.ignore ?? []).map(({ sample }) => unmarkSample(sample))),
]

type Counts = { messages: number; right: number; wrong: string[]; refused: string[]; accepted: string[] }

/**
 * With its bank file taken out, one generated message of each layout is taught with the answers a person would give; others
 * of the layout are read by it, and every message that is no transaction.
 */
export function checkTaught(messagesPerLayout: number, taughtPerLayout: number, seed: number): TaughtReport {
  const counts: Counts = { messages: 0, right: 0, wrong: [], refused: [], accepted: [] }
  for (const each of LAYOUTS) {
    const others = withoutBank(each)
    for (let number = 0; number < taughtPerLayout; number++) {
      const random = seeded(seed + number)
      const { text, truth } = generate(each.bank, each.layout, random)
      const facts = { ...truth, counterparty: counterpartyOf(text, each.layout) }
      const index = learnInto(others, { text, facts, each, counts })
      if (index !== null) readOthers(index, each, messagesPerLayout, seed * 1_000 + number, counts)
      else counts.messages += messagesPerLayout
    }
  }
  return counts
}

/**
 * The same with every transaction of the catalogue as the taught message; what it teaches is also tried on all other
 * transactions of the catalogue, which it must read right or not at all.
 */
export function checkTaughtByCatalogue(messagesPerTaught: number, seed: number): TaughtReport {
  const counts: Counts = { messages: 0, right: 0, wrong: [], refused: [], accepted: [] }
  const all = createBankIndex(BANKS)
  for (const { text, expect } of transactions) {
    const outcome = read(text, all)
    if (outcome.kind !== 'parsed') throw new Error('the catalogue is read by its own banks')
    const [{ bankId, layoutId }] = outcome.alerts
    const each = LAYOUTS.find(({ bank, layout }) => bank.id === bankId && layout.id === layoutId)
    if (each === undefined) throw new Error(`no SMS layout ${bankId}/${layoutId}`)
    const facts = { ...expect, amountMinor: String(expect.amountMinor) }
    const index = learnInto(createBankIndex([]), { text, facts, each, counts })
    if (index === null) continue
    readOthers(index, each, messagesPerTaught, seed, counts)
    for (const other of transactions)
      if (isRight(other.text, other.expect, index) === false) counts.wrong.push(other.text)
  }
  return counts
}

const withoutBank = ({ bank }: LayoutOfBank): BankIndex => createBankIndex(BANKS.filter(({ id }) => id !== bank.id))

type Lesson = {
  readonly text: string
  readonly facts: Parameters<typeof teach>[1]
  readonly each: LayoutOfBank
  readonly counts: Counts
}

/** The index with what a message teaches ahead of it; counts what it accepts that is no transaction. */
function learnInto(others: BankIndex, { text, facts, each, counts }: Lesson): BankIndex | null {
  const learned = teach(text, facts, each.bank)
  if (typeof learned === 'string') {
    counts.refused.push(`${each.bank.id}/${each.layout.id} ${learned} ${JSON.stringify(text)}`)
    return null
  }
  const index = putAhead([taughtBank(learned)], others)
  counts.accepted.push(...rejected.filter((message) => taughtReading(message, index) !== null))
  return index
}

function readOthers(
  index: BankIndex,
  { bank, layout }: LayoutOfBank,
  count: number,
  seed: number,
  counts: Counts,
): void {
  const random = seeded(seed)
  for (let number = 0; number < count; number++) {
    counts.messages++
    const { text, truth } = generate(bank, layout, random)
    const right = isRight(text, truth, index)
    if (right === true) counts.right++
    if (right === false) counts.wrong.push(`${bank.id}/${layout.id} ${JSON.stringify(text)}`)
  }
}

/** Whether a message is read as it says; null when it is not read. */
function isRight(
  text: string,
  truth: Pick<Expected, 'direction' | 'amountMinor' | 'currency'>,
  index: BankIndex,
): boolean | null {
  const alerts = taughtReading(text, index)
  if (alerts === null) return null
  const [{ amount, direction }] = alerts
  return (
    alerts.length === 1 &&
    String(amount.minor) === String(truth.amountMinor) &&
    amount.currency === truth.currency &&
    direction === truth.direction
  )
}

/** What the taught layout reads, alone or beside others; null where it reads nothing. */
function taughtReading(text: string, index: BankIndex): readonly [ParsedAlert, ...ParsedAlert[]] | null {
  const outcome = read(text, index)
  const isTaught = outcome.kind === 'parsed' && outcome.alerts.some(({ layoutId }) => layoutId === TAUGHT_ID)
  return isTaught ? outcome.alerts : null
}

function read(text: string, index: BankIndex): ReturnType<typeof parse> {
  return parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index)
}

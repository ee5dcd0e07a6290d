// npm run bench -- parse: how long reading a message takes, with every bank, with 10 to 500 banks, and at worst.
import { BANKS } from '../src/banks/index.ts'
import type { BankFormat } from '../src/formats/bank-format.ts'
import { type BankIndex, createBankIndex } from '../src/formats/bank-index.ts'
import { parse } from '../src/formats/parse.ts'
import { unmarkSample } from '../src/formats/sample.ts'
import { syntheticBanks } from './synthetic-banks.ts'

const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const SIZE = 65_536
const samples = samplesOf(BANKS)
const starts = samples.map((sample) => sample.slice(0, Math.floor(sample.length * 0.7)))

/** Every fixed word once, so that no layout can be left out for a word that does not occur. */
const everyWord = [...new Set(samples.join(' ').match(/[a-z]+/giu))].join(' ')

/** Texts that make a careless matcher look at the same characters again and again; each is repeated to 64 KB. */
const HOSTILE = [
  ...samples.map((sample) => `${sample}\n`),
  ...starts.flatMap((start) => [start, `${start}\n`]),
  ...samples.map((sample) => sample.slice(0, 12)),
  ...['a ', '\n', '1', '1,', '*', 'DR ', ':', '(', '\u202e\u200b', '１：', 'Acct:1234\n', 'date:', 'OTP 1234 ', '😀'],
]

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function samplesOf(banks: readonly BankFormat[]): string[] {
  return banks.flatMap(({ layouts }) =>
    layouts.filter(({ channel }) => channel === 'sms').map(({ sample }) => unmarkSample(sample)),
  )
}

function read(text: string, index: BankIndex): ReturnType<typeof parse> {
  return parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index)
}

/** Microseconds a message takes on average, once the engine is warm: the best of five rounds. */
function microseconds(texts: readonly string[], index: BankIndex, rounds: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 6; run++) {
    const start = process.hrtime.bigint()
    for (let round = 0; round < rounds; round++) for (const text of texts) read(text, index)
    if (run > 0) best = Math.min(best, Number(process.hrtime.bigint() - start) / 1_000 / rounds / texts.length)
  }
  return best
}

function growth(): void {
  for (const count of [10, 50, 100, 250, 500]) {
    const banks = syntheticBanks(count)
    const index = createBankIndex(banks)
    const texts = samplesOf(banks.slice(0, 10))
    const readable = texts.filter((text) => read(text, index).kind === 'parsed').length
    const time = microseconds(texts, index, 100)
    const foreign = microseconds(samples, index, 20)
    print(
      `${String(count).padStart(4)} banks: ${time.toFixed(1)} µs for a message of theirs (${readable} of ${texts.length} read), ` +
        `${foreign.toFixed(1)} µs for a message of none`,
    )
  }
}

function worst(index: BankIndex): void {
  const times = HOSTILE.map((unit) => {
    const text = `${everyWord}\n${unit.repeat(Math.ceil(SIZE / unit.length))}`.slice(0, SIZE)
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run < 12; run++) {
      const start = process.hrtime.bigint()
      read(text, index)
      best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6)
    }
    return { unit, best }
  }).toSorted((left, right) => right.best - left.best)
  for (const { unit, best } of times.slice(0, 5)) {
    print(`${best.toFixed(2).padStart(8)} ms for 64 KB of ${JSON.stringify(unit.slice(0, 60))}`)
  }
}

const index = createBankIndex(BANKS)
print(`${BANKS.length} banks, ${samples.length} layouts: ${microseconds(samples, index, 50).toFixed(1)} µs a message`)
growth()
print(`worst of ${HOSTILE.length} hostile texts:`)
worst(index)

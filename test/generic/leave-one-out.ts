import { readFileSync } from 'node:fs'
import { BANKS } from '../../src/banks/index.ts'
import type { BankFormat } from '../../src/formats/bank-format.ts'
import { type BankIndex, createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { generate, seeded } from '../banks/generate.ts'

/** How many messages were read right, wrong with certainty, or not. */
export type Score = { messages: number; right: number; wrong: string[]; refused: string[] }

type Money = { readonly direction: string; readonly amountMinor: string; readonly currency: string }

const received = Temporal.Instant.from('2026-10-12T09:00:00Z')

/** Counts one message into a score: right when it is one alert with this amount, currency and direction. */
export function count(score: Score, text: string, sender: string | null, wanted: Money, index: BankIndex): void {
  score.messages++
  const outcome = parse({ source: 'sms', sender, subject: null, text, receivedAt: received }, index)
  if (outcome.kind !== 'parsed') {
    score.refused.push(text)
    return
  }
  const reading = toReadingJson(outcome.alerts[0])
  const isRight =
    outcome.alerts.length === 1 &&
    reading.amountMinor === wanted.amountMinor &&
    reading.currency === wanted.currency &&
    reading.direction === wanted.direction
  if (isRight) score.right++
  else score.wrong.push(text)
}

export const newScore = (): Score => ({ messages: 0, right: 0, wrong: [], refused: [] })

/** The catalogue's transactions of a bank and so many generated messages of each of its layouts, read without its file. */
function leaveOut(bank: BankFormat, generated: number): Score {
  const index = createBankIndex(BANKS.filter(({ id }) => id !== bank.id))
  const score = newScore()
  for (const { institution, sender, text, expect } of catalogue()) {
    if (institution !== bank.name || expect.kind !== 'transaction') continue
    count(score, text, sender, { ...expect, amountMinor: String(expect.amountMinor) }, index)
  }
  for (const layout of bank.layouts) {
    if (layout.channel !== 'sms') continue
    const random = seeded(7)
    for (let number = 0; number < generated; number++) {
      const { text, truth } = generate(bank, layout, random)
      count(score, text, null, truth, index)
    }
  }
  return score
}

/** The scores of all banks together. */
export function leaveEachOut(generated: number): Score {
  const pooled = newScore()
  for (const bank of BANKS) {
    const score = leaveOut(bank, generated)
    pooled.messages += score.messages
    pooled.right += score.right
    pooled.wrong.push(...score.wrong)
    pooled.refused.push(...score.refused)
  }
  return pooled
}

type Entry = {
  readonly institution: string
  readonly sender: string
  readonly text: string
  readonly expect: {
    readonly kind: string
    readonly direction: string
    readonly amountMinor: number
    readonly currency: string
  }
}

function catalogue(): Entry[] {
  return readFileSync(new URL('../banks/sms.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

import { readFileSync } from 'node:fs'
import { BANKS } from '../../src/banks/index.ts'
import { type BankIndex, createBankIndex, putAhead } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { unmarkSample } from '../../src/formats/sample.ts'
import { taughtBank } from '../../src/formats/teach/learn.ts'
import { generate, LAYOUTS, type Random, seeded } from './generate.ts'
import { teach } from './teach-from-truth.ts'

/** How the messages of layouts were read by what one message of each taught. */
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

const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')

const rejected: readonly string[] = readFileSync(new URL('sms.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; expect: { kind: string } })
  .filter(({ expect }) => expect.kind === 'not-a-transaction')
  .map(({ text }) => text)
  .concat(BANKS.flatMap((bank) => (bank.ignore ?? []).map(({ sample }) => unmarkSample(sample))))

/**
 * With its bank file taken out, one generated message of each layout is taught with the answers a person would give, and others of
 * the layout are read by it, and every message that is no transaction.
 */
export function checkTaught(messagesPerLayout: number, taughtPerLayout: number, seed: number): TaughtReport {
  const [wrong, refused, accepted]: [string[], string[], string[]] = [[], [], []]
  let [messages, right] = [0, 0]
  for (const each of LAYOUTS) {
    const others = createBankIndex(BANKS.filter(({ id }) => id !== each.bank.id))
    for (let number = 0; number < taughtPerLayout; number++) {
      const random = seeded(seed + number)
      const index = learnOne(each, others, random, refused)
      accepted.push(...(index === null ? [] : rejected.filter((text) => read(text, index).kind === 'parsed')))
      for (let count = 0; count < messagesPerLayout; count++) {
        messages++
        const { text, truth } = generate(each.bank, each.layout, random)
        const outcome = index === null ? null : read(text, index)
        if (outcome?.kind !== 'parsed') continue
        const [{ amount, direction }] = outcome.alerts
        const isRight =
          outcome.alerts.length === 1 &&
          String(amount.minor) === truth.amountMinor &&
          amount.currency === truth.currency &&
          direction === truth.direction
        if (isRight) right++
        else wrong.push(`${each.bank.id}/${each.layout.id} ${JSON.stringify(text)}`)
      }
    }
  }
  return { messages, right, wrong, refused, accepted }
}

function learnOne(
  { bank, layout }: (typeof LAYOUTS)[number],
  others: BankIndex,
  random: Random,
  refused: string[],
): BankIndex | null {
  const { text, truth } = generate(bank, layout, random)
  const learning = teach(text, truth, bank, layout)
  if (learning?.kind === 'learned') return putAhead([taughtBank(learning.layout)], others)
  refused.push(`${bank.id}/${layout.id} ${learning?.reason ?? 'no candidate'} ${JSON.stringify(text)}`)
  return null
}

function read(text: string, index: BankIndex): ReturnType<typeof parse> {
  return parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index)
}

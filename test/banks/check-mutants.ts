import { BANKS } from '../../src/banks/index.ts'
import { type BankIndex, createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { seeded } from './generate.ts'
import { mutate } from './mutate.ts'

/** Readings below this are the reader's own doubts. */
const CERTAIN = 0.75

/** How mutants were read: how many at all, and the texts of those read wrong with certainty. */
export type MutantReport = { readonly read: number; readonly wrong: readonly string[] }

/** Reads that many damaged messages and compares direction, amount, currency and balance with what they say. */
export function checkMutants(count: number, seed: number, index: BankIndex = createBankIndex(BANKS)): MutantReport {
  const random = seeded(seed)
  const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
  const wrong: string[] = []
  let read = 0
  for (let number = 0; number < count; number++) {
    const { text, truths } = mutate(random)
    const outcome = parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index)
    if (outcome.kind === 'ambiguous') wrong.push(`ambiguous: ${text}`)
    if (outcome.kind !== 'parsed') continue
    read++
    for (const alert of outcome.alerts) {
      if (alert.confidence < CERTAIN) continue
      const { direction, amountMinor, currency, balanceMinor } = toReadingJson(alert)
      const isRight = truths.some(
        (truth) =>
          truth.direction === direction &&
          truth.amountMinor.replace('-', '') === amountMinor &&
          truth.currency === currency &&
          // Where the generic reader tells no balance it claims nothing about it.
          (truth.balanceMinor === balanceMinor || (alert.layoutId === 'generic' && balanceMinor === null)),
      )
      if (!isRight)
        wrong.push(
          `read ${direction} ${amountMinor} ${currency} ${balanceMinor} from ${JSON.stringify({ text, truths })}`,
        )
    }
  }
  return { read, wrong }
}

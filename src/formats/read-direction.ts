import type { Direction } from '../domain/alert.ts'
import { isLetter } from './characters.ts'

/** The words that carry a direction in its own field, in pairs: a layout that writes `Debit` does not write `DR`. */
const PAIRS: readonly (readonly [debit: string, credit: string])[] = [
  ['dr', 'cr'],
  ['debit', 'credit'],
  ['debited', 'credited'],
  ['sent', 'received'],
]

/** The lower-case words a direction field can hold where its sample shows `example`. Throws for any other word: a bug in a bank file. */
export function directionWords(example: string): readonly [debit: string, credit: string] {
  const pair = PAIRS.find((words) => words.includes(example.toLowerCase()))
  if (pair === undefined) throw new Error(`not a direction: ${example}`)
  return pair
}

/** The direction whose word, of the sample's pair, starts at `at` of lower-case text, and where it ends; or null. */
export function readDirection(
  lower: string,
  at: number,
  example: string,
): { readonly end: number; readonly direction: Direction } | null {
  const [debit, credit] = directionWords(example)
  const word = lower.startsWith(debit, at) ? debit : lower.startsWith(credit, at) ? credit : null
  if (word === null || isLetter(lower[at + word.length])) return null
  return { end: at + word.length, direction: word === debit ? 'debit' : 'credit' }
}

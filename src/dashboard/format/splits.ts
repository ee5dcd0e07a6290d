import type { Posting } from '../api/shapes.ts'
import { moneyText, plainAmount, withoutSign } from './money.ts'
import { readAmount } from './typed-amount.ts'

/** A part of a split as it is typed; `category` is an id. */
export type SplitDraft = { readonly key: string; readonly category: string; readonly amount: string }

/** Parts that make up the whole, or why they do not. */
export type SplitsRead =
  | { readonly kind: 'splits'; readonly splits: readonly { readonly category: string; readonly amountMinor: string }[] }
  | { readonly kind: 'wrong'; readonly what: string }

/** The parts that an entry has now; `idOf` finds a category by its name. */
export function splitsOf(legs: readonly Posting[], idOf: (name: string) => string): SplitDraft[] {
  return legs.map(({ category = '', amountMinor, currency }, index) => ({
    key: String(index),
    category: idOf(category),
    amount: plainAmount(withoutSign(BigInt(amountMinor)), currency),
  }))
}

/** Reads the parts; they must make up `total`. One empty amount is what the others leave. */
export function readSplits(drafts: readonly SplitDraft[], total: bigint, currency: string): SplitsRead {
  const amounts = drafts.map(({ amount }) => readAmount(amount, currency))
  if (drafts.some(({ category }) => category === '')) return { kind: 'wrong', what: 'Choose a category for each part.' }
  if (amounts.some((amount) => amount.kind === 'wrong' || (amount.kind === 'amount' && amount.currency !== currency))) {
    return { kind: 'wrong', what: 'One of the amounts cannot be read.' }
  }
  const open = amounts.filter(({ kind }) => kind === 'empty').length
  const rest = total - amounts.reduce((sum, amount) => sum + (amount.kind === 'amount' ? amount.minor : 0n), 0n)
  if (open > 1) return { kind: 'wrong', what: 'Leave at most one amount empty: it gets what is left.' }
  if (open === 0 && rest !== 0n) {
    const amount = moneyText(withoutSign(rest), currency)
    return {
      kind: 'wrong',
      what: rest > 0n ? `${amount} is not given to any part yet.` : `The parts are ${amount} too much.`,
    }
  }
  if (open === 1 && rest <= 0n) return { kind: 'wrong', what: 'Nothing is left for the empty part.' }
  const splits = drafts.map(({ category }, index) => {
    const amount = amounts[index]
    return { category, amountMinor: String(amount?.kind === 'amount' ? amount.minor : rest) }
  })
  return { kind: 'splits', splits }
}

import type { IgnoreReason } from '../domain/outcome.ts'
import type { BankFormat, LayoutChannel } from './bank-format.ts'
import { type CompiledLayout, type CompiledSample, compileLayout, compileSample } from './compile-layout.ts'
import { createLayoutIndex, type LayoutIndex } from './layout-index.ts'
import { compileShapes, type NarrationReader } from './narration/shapes.ts'

/** A message of a bank that is not a transaction, ready to match. */
type CompiledIgnore = CompiledSample & {
  readonly key: string
  readonly bank: BankFormat
  readonly reason: IgnoreReason
}

/** The bank files, compiled once. Opaque to callers: made by `createBankIndex`, passed to `parse`. */
export type BankIndex = {
  /** In the order they are asked in, tier by tier. */
  readonly banks: readonly BankFormat[]
  readonly layouts: Readonly<Record<LayoutChannel, LayoutIndex>>
  readonly compiled: Readonly<Record<LayoutChannel, readonly CompiledLayout[]>>
  /** By the first word of the message. */
  readonly ignores: ReadonlyMap<string, readonly CompiledIgnore[]>
  readonly narrations: ReadonlyMap<string, NarrationReader>
}

const EMPTY: BankIndex = {
  banks: [],
  layouts: { sms: createLayoutIndex([]), email: createLayoutIndex([]) },
  compiled: { sms: [], email: [] },
  ignores: new Map(),
  narrations: new Map(),
}

/** An index over bank files. Throws on a notation error, two banks of one id, or a sample that does not begin with fixed text. */
export function createBankIndex(banks: readonly BankFormat[]): BankIndex {
  return putAhead(banks, EMPTY)
}

/**
 * An index that asks `banks` before all banks of `index`: where a layout of theirs claims a message, no layout of the others
 * is asked. What is compiled already stays as it is. Throws as `createBankIndex` does.
 */
export function putAhead(banks: readonly BankFormat[], index: BankIndex): BankIndex {
  const tier = Math.min(0, ...Object.values(index.compiled).flatMap((layouts) => layouts.map((each) => each.tier))) - 1
  const compiled = { sms: [...index.compiled.sms], email: [...index.compiled.email] }
  const ignores = new Map<string, readonly CompiledIgnore[]>(index.ignores)
  const narrations = new Map(index.narrations)
  for (const bank of banks) {
    if (narrations.has(bank.id)) throw new Error(`two banks have the id ${bank.id}`)
    narrations.set(bank.id, compileShapes(bank.narrations ?? []))
    for (const layout of bank.layouts) compiled[layout.channel].push(compileLayout(bank, layout, tier))
    for (const { id, reason, sample } of bank.ignore ?? []) {
      addIgnore(ignores, { ...compileSample(sample), key: `${bank.id}/${id}`, bank, reason })
    }
  }
  return {
    banks: [...banks, ...index.banks],
    layouts: { sms: createLayoutIndex(compiled.sms), email: createLayoutIndex(compiled.email) },
    compiled,
    ignores,
    narrations,
  }
}

function addIgnore(ignores: Map<string, readonly CompiledIgnore[]>, compiled: CompiledIgnore): void {
  const words = new Set(compiled.openingWords)
  if (words.size === 0) throw new Error(`the sample of ${compiled.key} does not begin with fixed text`)
  for (const word of words) ignores.set(word, [...(ignores.get(word) ?? []), compiled])
}

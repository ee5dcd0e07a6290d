import type { IgnoreReason } from '../domain/outcome.ts'
import type { BankFormat, LayoutChannel } from './bank-format.ts'
import {
  type CompiledLayout,
  type CompiledSample,
  compileLayout,
  compileSample,
  type LayoutTier,
} from './compile-layout.ts'
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
  readonly banks: readonly BankFormat[]
  readonly tiers: ReadonlySet<LayoutTier>
  /** Every layout compiled, for an index that adds to this one. */
  readonly compiled: Readonly<Record<LayoutChannel, readonly CompiledLayout[]>>
  readonly layouts: Readonly<Record<LayoutChannel, LayoutIndex>>
  /** By the first word of the message. */
  readonly ignores: ReadonlyMap<string, readonly CompiledIgnore[]>
  readonly narrations: ReadonlyMap<string, NarrationReader>
}

/** An index over bank files. Throws on a notation error, two banks of one id, or a sample that does not begin with fixed text. */
export function createBankIndex(banks: readonly BankFormat[], tier: LayoutTier = 'built-in'): BankIndex {
  return extendBankIndex(EMPTY, banks, tier)
}

/**
 * The index with more banks, whose layouts are of `tier`: they are believed before those of a later tier. What was compiled
 * is kept as it is. Throws like `createBankIndex`.
 */
export function extendBankIndex(index: BankIndex, banks: readonly BankFormat[], tier: LayoutTier): BankIndex {
  const compiled = { sms: [...index.compiled.sms], email: [...index.compiled.email] }
  const ignores = new Map(index.ignores)
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
    banks: [...index.banks, ...banks],
    tiers: new Set(banks.length === 0 ? index.tiers : [...index.tiers, tier]),
    compiled,
    layouts: { sms: createLayoutIndex(compiled.sms), email: createLayoutIndex(compiled.email) },
    ignores,
    narrations,
  }
}

const EMPTY: BankIndex = {
  banks: [],
  tiers: new Set(),
  compiled: { sms: [], email: [] },
  layouts: { sms: createLayoutIndex([]), email: createLayoutIndex([]) },
  ignores: new Map(),
  narrations: new Map(),
}

function addIgnore(ignores: Map<string, readonly CompiledIgnore[]>, compiled: CompiledIgnore): void {
  const words = new Set(compiled.openingWords)
  if (words.size === 0) throw new Error(`the sample of ${compiled.key} does not begin with fixed text`)
  for (const word of words) ignores.set(word, [...(ignores.get(word) ?? []), compiled])
}

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
  readonly banks: readonly BankFormat[]
  readonly layouts: Readonly<Record<LayoutChannel, LayoutIndex>>
  /** By the first word of the message. */
  readonly ignores: ReadonlyMap<string, readonly CompiledIgnore[]>
  readonly narrations: ReadonlyMap<string, NarrationReader>
}

/** An index over bank files. Throws on a notation error, two banks of one id, or a sample that does not begin with fixed text. */
export function createBankIndex(banks: readonly BankFormat[]): BankIndex {
  const layouts: Record<LayoutChannel, CompiledLayout[]> = { sms: [], email: [] }
  const ignores = new Map<string, CompiledIgnore[]>()
  const narrations = new Map<string, NarrationReader>()
  for (const bank of banks) {
    if (narrations.has(bank.id)) throw new Error(`two banks have the id ${bank.id}`)
    narrations.set(bank.id, compileShapes(bank.narrations ?? []))
    for (const layout of bank.layouts) layouts[layout.channel].push(compileLayout(bank, layout))
    for (const { id, reason, sample } of bank.ignore ?? []) {
      addIgnore(ignores, { ...compileSample(sample), key: `${bank.id}/${id}`, bank, reason })
    }
  }
  return {
    banks,
    layouts: { sms: createLayoutIndex(layouts.sms), email: createLayoutIndex(layouts.email) },
    ignores,
    narrations,
  }
}

function addIgnore(ignores: Map<string, CompiledIgnore[]>, compiled: CompiledIgnore): void {
  const words = new Set(compiled.openingWords)
  if (words.size === 0) throw new Error(`the sample of ${compiled.key} does not begin with fixed text`)
  for (const word of words) ignores.set(word, [...(ignores.get(word) ?? []), compiled])
}

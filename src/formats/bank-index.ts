import type { IgnoreReason } from '../domain/outcome.ts'
import type { BankFormat, LayoutChannel } from './bank-format.ts'
import { isWordCharacter } from './characters.ts'
import { type CompiledLayout, type CompiledSample, compileLayout, compileSample } from './compile-layout.ts'
import { type Meter, matchOpening } from './match.ts'
import type { Landmarks } from './match-result.ts'
import { compileShapes, type NarrationReader } from './narration/shapes.ts'
import type { NormalizedText } from './normalize.ts'

/** A message of a bank that is not a transaction, ready to match. */
type CompiledIgnore = CompiledSample & {
  readonly key: string
  readonly bank: BankFormat
  readonly reason: IgnoreReason
}

/**
 * The bank files, compiled once and looked up by the words a message can begin with. Opaque to callers: made by
 * `createBankIndex`, passed to `parse`.
 */
export type BankIndex = {
  readonly banks: readonly BankFormat[]
  readonly layouts: Readonly<Record<LayoutChannel, LayoutIndex>>
  readonly ignores: ReadonlyMap<string, readonly CompiledIgnore[]>
  readonly narrations: ReadonlyMap<string, NarrationReader>
}

/** The layouts of one channel by the words they begin with, and the labels by their first words. */
export type LayoutIndex = {
  readonly openings: ReadonlyMap<string, readonly CompiledLayout[]>
  readonly labels: ReadonlyMap<string, readonly string[]>
}

/** An index over bank files. Throws on a notation error, two banks of one id, or a sample that does not begin with fixed text. */
export function createBankIndex(banks: readonly BankFormat[]): BankIndex {
  const layouts = { sms: newLayoutIndex(), email: newLayoutIndex() }
  const ignores = new Map<string, CompiledIgnore[]>()
  const narrations = new Map<string, NarrationReader>()
  for (const bank of banks) {
    if (narrations.has(bank.id)) throw new Error(`two banks have the id ${bank.id}`)
    narrations.set(bank.id, compileShapes(bank.narrations ?? []))
    for (const layout of bank.layouts) {
      const compiled = compileLayout(bank, layout)
      const { openings, labels } = layouts[layout.channel]
      addByWords(openings, compiled, compiled.key)
      for (const label of compiled.labels) addLabel(labels, label)
    }
    for (const { id, reason, sample } of bank.ignore ?? []) {
      const compiled = { ...compileSample(sample), key: `${bank.id}/${id}`, bank, reason }
      addByWords(ignores, compiled, compiled.key)
    }
  }
  return { banks, layouts, ignores, narrations }
}

function newLayoutIndex(): { openings: Map<string, CompiledLayout[]>; labels: Map<string, string[]> } {
  return { openings: new Map(), labels: new Map() }
}

function addByWords<T extends CompiledSample>(map: Map<string, T[]>, compiled: T, key: string): void {
  if (compiled.openingWords.length === 0) throw new Error(`the sample of ${key} does not begin with fixed text`)
  for (const word of new Set(compiled.openingWords)) map.set(word, [...(map.get(word) ?? []), compiled])
}

function addLabel(labels: Map<string, string[]>, label: string): void {
  const word = label.split(' ')[0] ?? ''
  const known = labels.get(word) ?? []
  if (!known.includes(label))
    labels.set(
      word,
      [...known, label].sort((left, right) => right.length - left.length),
    )
}

/** The places of a message where layouts may begin, in order. */
export type Openings = {
  readonly positions: readonly number[]
  readonly layoutsAt: ReadonlyMap<number, readonly CompiledLayout[]>
}

/** Finds labels and openings of a message in one pass over its words. */
export function findLandmarks(
  message: NormalizedText,
  index: LayoutIndex,
  meter: Meter,
): { landmarks: Landmarks; openings: Openings } {
  const labelsAt = new Map<number, string>()
  const layoutsAt = new Map<number, CompiledLayout[]>()
  const inside = new Set<number>()
  const { lower } = message
  let at = 0
  let labelEnd = 0
  while (at < lower.length) {
    meter.steps++
    const end = endOfWord(lower, at)
    const word = lower.slice(at, end)
    const label = labelAt(lower, at, index.labels.get(word))
    if (label !== null && at >= labelEnd) {
      labelsAt.set(at, label)
      labelEnd = at + label.length
    } else if (at < labelEnd) inside.add(at)
    const layouts = (index.openings.get(word) ?? []).filter(({ opening }) => matchOpening(opening, message, at, meter))
    if (layouts.length > 0) layoutsAt.set(at, layouts)
    at = Math.max(end, at + 1)
  }
  const lineStarts = nextPlaces(lower, (position) => position === 0 || lower[position - 1] === '\n')
  const openingsFrom = nextPlaces(lower, (position) => layoutsAt.has(position))
  const landmarks: Landmarks = {
    labelAt: (position) => labelsAt.get(position) ?? null,
    isInsideLabel: (position) => inside.has(position),
    opensAt: (position) => layoutsAt.has(position),
    openingFrom: (position) => openingsFrom[position] ?? lower.length + 1,
    lineStartFrom: (position) => lineStarts[position] ?? lower.length + 1,
  }
  return { landmarks, openings: { positions: [...layoutsAt.keys()], layoutsAt } }
}

/** For each position the first such place at or behind it. */
function nextPlaces(text: string, isPlace: (at: number) => boolean): Int32Array {
  const places = new Int32Array(text.length + 1)
  let next = text.length + 1
  for (let at = text.length; at >= 0; at--) {
    if (isPlace(at)) next = at
    places[at] = next
  }
  return places
}

function endOfWord(lower: string, at: number): number {
  let end = at
  while (isWordCharacter(lower[end])) end++
  return end
}

function labelAt(lower: string, at: number, candidates: readonly string[] | undefined): string | null {
  for (const label of candidates ?? []) {
    if (!lower.startsWith(label, at)) continue
    const end = at + label.length
    if (lower[end] === ':' || (lower[end] === ' ' && lower[end + 1] === ':')) return label
  }
  return null
}

import { isDigit, isWordAt } from './characters.ts'
import type { CompiledLayout } from './compile-layout.ts'
import { type LayoutIndex, layoutsByOpening } from './layout-index.ts'
import { type Meter, matchOpening } from './match.ts'
import type { Landmarks } from './match-result.ts'
import type { NormalizedText } from './normalize.ts'

/** The places of a message where layouts may begin, in order. */
export type Openings = {
  readonly positions: readonly number[]
  readonly layoutsAt: ReadonlyMap<number, readonly CompiledLayout[]>
}

/** A word of a message that some layout knows. */
type KnownWord = { readonly at: number; readonly word: number }

/** Finds labels and openings of a message: one pass over its words, then one over those that layouts know. */
export function findLandmarks(
  message: NormalizedText,
  index: LayoutIndex,
  meter: Meter,
): { landmarks: Landmarks; openings: Openings } {
  const { lower } = message
  const known = findKnownWords(lower, index, meter)
  const candidates = layoutsByOpening(index, new Set(known.map(({ word }) => word)), meter)
  const labelsAt = new Map<number, string>()
  const layoutsAt = new Map<number, CompiledLayout[]>()
  const inside = new Uint8Array(lower.length + 1)
  let labelEnd = 0
  for (const { at, word } of known) {
    meter.steps++
    const label = at < labelEnd ? null : labelAt(lower, at, index.labels.get(word))
    if (label !== null) {
      labelsAt.set(at, label)
      labelEnd = at + label.length
      inside.fill(1, at + 1, labelEnd)
    }
    const layouts = candidates.get(word)?.filter(({ opening }) => matchOpening(opening, message, at, meter)) ?? []
    if (layouts.length > 0) layoutsAt.set(at, layouts)
  }
  const positions = [...layoutsAt.keys()]
  const openingsFrom = nextPlaces(lower.length, positions)
  const lineStarts = nextPlaces(lower.length, lineStartsOf(lower))
  const landmarks: Landmarks = {
    labelAt: (position) => labelsAt.get(position) ?? null,
    isInsideLabel: (position) => inside[position] === 1,
    opensAt: (position) => openingsFrom[position] === position,
    openingFrom: (position) => openingsFrom[position] ?? lower.length + 1,
    lineStartFrom: (position) => lineStarts[position] ?? lower.length + 1,
  }
  return { landmarks, openings: { positions, layoutsAt } }
}

function findKnownWords(lower: string, { words }: LayoutIndex, meter: Meter): KnownWord[] {
  const known: KnownWord[] = []
  let at = 0
  while (at < lower.length) {
    meter.steps++
    if (!isWordAt(lower, at)) {
      // A taught layout may open with a currency sign; all other marks open nothing.
      const sign = isSign(lower.charCodeAt(at)) ? words.get(lower.charAt(at)) : undefined
      if (sign !== undefined) known.push({ at, word: sign })
      at++
      continue
    }
    let end = at + 1
    while (isWordAt(lower, end)) end++
    const word = words.get(lower.slice(at, end)) ?? words.get(letterHead(lower, at, end))
    if (word !== undefined) known.push({ at, word })
    at = end
  }
  return known
}

/** Whether a character may be a currency sign. */
function isSign(code: number): boolean {
  return code > 0x7f || code === 0x23 || code === 0x24
}

/** The letters in front of the digits of a word such as `ngn5`; empty when it has none. */
function letterHead(lower: string, at: number, end: number): string {
  if (!isDigit(lower[end - 1])) return ''
  let head = at
  while (head < end && !isDigit(lower[head])) head++
  return lower.slice(at, head)
}

function lineStartsOf(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** For each position the first of the places (in order) at or behind it; past the end when there is none. */
function nextPlaces(length: number, places: readonly number[]): Int32Array {
  const next = new Int32Array(length + 1).fill(length + 1)
  let from = 0
  for (const place of places) {
    next.fill(place, from, place + 1)
    from = place + 1
  }
  return next
}

function labelAt(lower: string, at: number, candidates: readonly string[] | undefined): string | null {
  for (const label of candidates ?? []) {
    if (!lower.startsWith(label, at)) continue
    const end = at + label.length
    if (lower[end] === ':' || (lower[end] === ' ' && lower[end + 1] === ':')) return label
  }
  return null
}

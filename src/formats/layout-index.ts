import type { CompiledLayout } from './compile-layout.ts'
import type { Meter } from './match.ts'

type Anchored = {
  readonly layout: CompiledLayout
  readonly required: readonly number[]
  readonly openings: readonly number[]
}

/**
 * The layouts of one channel, found by the fixed words a message must hold: each layout waits under the rarest of its
 * words, so that what is looked at depends on the message and not on how many layouts there are. Words are numbers here.
 */
export type LayoutIndex = {
  readonly words: ReadonlyMap<string, number>
  readonly byRarestWord: ReadonlyMap<number, readonly Anchored[]>
  /** Labels by their first word, longest first. */
  readonly labels: ReadonlyMap<number, readonly string[]>
}

/** An index over layouts. Throws when one has no fixed word, or does not begin with fixed text. */
export function createLayoutIndex(layouts: readonly CompiledLayout[]): LayoutIndex {
  const words = new Map<string, number>()
  const numberOf = (word: string): number => {
    const number = words.get(word) ?? words.size
    words.set(word, number)
    return number
  }
  const layoutsWith = new Map<number, number>()
  const labels = new Map<number, string[]>()
  const anchored = layouts.map((layout): Anchored => {
    if (layout.openingWords.length === 0) throw new Error(`the sample of ${layout.key} does not begin with fixed text`)
    if (layout.requiredWords.length === 0) throw new Error(`the sample of ${layout.key} has no fixed word`)
    const required = [...new Set(layout.requiredWords.map(numberOf))]
    for (const word of required) layoutsWith.set(word, (layoutsWith.get(word) ?? 0) + 1)
    for (const label of layout.labels) addLabel(labels, numberOf(label.split(' ')[0] ?? ''), label)
    return { layout, required, openings: [...new Set(layout.openingWords.map(numberOf))] }
  })
  const byRarestWord = new Map<number, Anchored[]>()
  for (const entry of anchored) {
    const required = entry.required.toSorted(
      (left, right) => (layoutsWith.get(left) ?? 0) - (layoutsWith.get(right) ?? 0),
    )
    const rarest = required[0] ?? 0
    byRarestWord.set(rarest, [...(byRarestWord.get(rarest) ?? []), { ...entry, required }])
  }
  return { words, byRarestWord, labels }
}

function addLabel(labels: Map<number, string[]>, word: number, label: string): void {
  const known = labels.get(word) ?? []
  if (known.includes(label)) return
  labels.set(
    word,
    [...known, label].sort((left, right) => right.length - left.length),
  )
}

/** The layouts whose fixed words all occur in a message, by the words they can open with. */
export function layoutsByOpening(
  index: LayoutIndex,
  present: ReadonlySet<number>,
  meter: Meter,
): ReadonlyMap<number, readonly CompiledLayout[]> {
  const byOpening = new Map<number, CompiledLayout[]>()
  for (const word of present) {
    for (const { layout, required, openings } of index.byRarestWord.get(word) ?? []) {
      meter.steps++
      if (!required.every((other) => present.has(other))) continue
      for (const opening of openings) byOpening.set(opening, [...(byOpening.get(opening) ?? []), layout])
    }
  }
  return byOpening
}

import type { Features } from './features.ts'
import { affinitiesOf, parentOf } from './label-affinity.ts'

const NEW_COUNT = 0.35
const PRIOR_STRENGTH = 2
const AMOUNT_STRENGTH = 2
/** Amount bands are this many to a unit of the natural logarithm; an occurrence also counts in the bands beside its own. */
const BANDS_PER_UNIT = 3
const NEAR_BANDS: readonly (readonly [number, number])[] = [
  [0, 1],
  [-1, 0.7],
  [1, 0.7],
  [-2, 0.3],
  [2, 0.3],
]
const AFFINITY_STRENGTH = 4
const PARENT_STRENGTH = 0.35

/** Counts by label that grow with the labels. */
class Counts {
  readonly byLabel: number[] = []
  total = 0

  add(label: number, amount: number): void {
    while (this.byLabel.length <= label) this.byLabel.push(0)
    this.byLabel[label] = (this.byLabel[label] ?? 0) + amount
    this.total += amount
  }

  of(label: number): number {
    return this.byLabel[label] ?? 0
  }
}

function countsIn(table: Map<string, Counts>, key: string): Counts {
  let counts = table.get(key)
  if (counts === undefined) {
    counts = new Counts()
    table.set(key, counts)
  }
  return counts
}

/** How often each label is used in this direction on this rail, for amounts like this. */
export class UsageExpert {
  readonly #all = new Counts()
  readonly #byRail = new Map<string, Counts>()
  readonly #byAmount = new Map<string, Counts>()

  probabilities(features: Features, count: number): Float64Array {
    const rail = this.#byRail.get(railKey(features))
    const near =
      features.logAmount === null ? undefined : this.#byAmount.get(amountKey(features, features.logAmount, 0))
    const result = new Float64Array(count)
    for (let label = 0; label < count; label++) {
      const base = (this.#all.of(label) + 0.5) / (this.#all.total + 0.5 * count)
      const byRail = ((rail?.of(label) ?? 0) + PRIOR_STRENGTH * base) / ((rail?.total ?? 0) + PRIOR_STRENGTH)
      result[label] = ((near?.of(label) ?? 0) + AMOUNT_STRENGTH * byRail) / ((near?.total ?? 0) + AMOUNT_STRENGTH)
    }
    return result
  }

  learn(features: Features, label: number): void {
    this.#all.add(label, 1)
    countsIn(this.#byRail, railKey(features)).add(label, 1)
    if (features.logAmount === null) return
    for (const [offset, weight] of NEAR_BANDS) {
      countsIn(this.#byAmount, amountKey(features, features.logAmount, offset)).add(label, weight)
    }
  }
}

function amountKey(features: Features, logAmount: number, offset: number): string {
  return `${railKey(features)} ${Math.floor(logAmount * BANDS_PER_UNIT) + offset}`
}

function railKey({ narration, direction }: Features): string {
  return `${direction} ${narration.rail} ${narration.payee === null ? 'none' : narration.payee.isPerson}`
}

/** What the shipped map's categories turned out to be called here: by the label's own words at first, then by what was seen. */
export class ConceptExpert {
  readonly #counts = new Map<string, Counts>()
  readonly #affinities: ReadonlyMap<string, number>[] = []

  /** Takes note of a new label. Labels come in the order of their numbers. */
  addLabel(name: string): void {
    this.#affinities.push(affinitiesOf(name))
  }

  /** By the surest hint in the text; null when there is none. */
  probabilities({ concepts }: Features, usage: Float64Array, count: number): Float64Array | null {
    const result = new Float64Array(count)
    if (concepts.length === 0) return null
    let weight = 1
    let used = 0
    for (const { key, kind } of concepts.slice(0, 3)) {
      const share = weight * (kind === 'word' ? 0.3 : 1)
      this.#addConcept(key, usage, share, result)
      used += share
      weight *= 0.35
    }
    for (let label = 0; label < count; label++) result[label] = (result[label] ?? 0) / used
    return result
  }

  #addConcept(key: string, usage: Float64Array, share: number, result: Float64Array): void {
    const own = this.#counts.get(key)
    const family = this.#counts.get(`${parentOf(key)}.*`)
    const plain = key.replace('+', '')
    const raw = new Float64Array(result.length)
    let sum = 0
    for (let label = 0; label < result.length; label++) {
      const fit = this.#affinities[label]?.get(plain) ?? 0
      const kin = family === undefined ? 0 : family.of(label) / (family.total + 3)
      const value =
        (own?.of(label) ?? 0) + AFFINITY_STRENGTH * fit * fit + PARENT_STRENGTH * kin + 0.4 * (usage[label] ?? 0)
      raw[label] = value
      sum += value
    }
    for (let label = 0; label < result.length; label++)
      result[label] = (result[label] ?? 0) + (share * (raw[label] ?? 0)) / sum
  }

  learn({ concepts }: Features, label: number): void {
    let weight = 1
    for (const { key } of concepts.slice(0, 3)) {
      countsIn(this.#counts, key).add(label, weight)
      countsIn(this.#counts, `${parentOf(key)}.*`).add(label, weight)
      weight *= 0.5
    }
  }
}

/** Naive Bayes over words, pairs, payee, hints and amount band, with the counts of all other labels as background. */
export class BayesExpert {
  readonly #tokens = new Map<string, Counts>()
  readonly #labels = new Counts()

  scores({ tokens }: Features, count: number): Float64Array {
    const scores = new Float64Array(count)
    for (let label = 0; label < count; label++) scores[label] = Math.log(this.#labels.of(label) + 1)
    const all = this.#labels.byLabel
    for (const token of tokens) {
      const counts = this.#tokens.get(token)
      if (counts === undefined) continue
      const background = (NEW_COUNT * 4 * (counts.total + NEW_COUNT)) / (this.#labels.total + 1)
      const { byLabel } = counts
      for (let label = 0; label < count; label++) {
        const here = ((byLabel[label] ?? 0) + background) / ((all[label] ?? 0) + NEW_COUNT * 4)
        scores[label] = (scores[label] ?? 0) + Math.log(here)
      }
    }
    return scores
  }

  learn({ tokens }: Features, label: number): void {
    this.#labels.add(label, 1)
    for (const token of tokens) countsIn(this.#tokens, token).add(label, 1)
  }
}

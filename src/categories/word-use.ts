const COUNT_MIN = 15
const SHARE_MIN = 0.05
const LABELS_MIN = 5
/** A word of which one label has more than this share tells something. */
const TOP_SHARE_MAX = 0.5

/** Learns which words stand on everything: a bank's own wording that nobody wrote down yet, or the name of the account. */
export class WordUse {
  readonly #uses = new Map<string, Map<number, number>>()
  readonly #noise = new Set<string>()
  #lessons = 0

  isNoise(word: string): boolean {
    return this.#noise.has(word)
  }

  learn(words: readonly string[], label: number): void {
    this.#lessons++
    for (const word of new Set(words)) {
      let uses = this.#uses.get(word)
      if (uses === undefined) {
        uses = new Map()
        this.#uses.set(word, uses)
      }
      uses.set(label, (uses.get(label) ?? 0) + 1)
      if (isEverywhere(uses, this.#lessons)) this.#noise.add(word)
      else this.#noise.delete(word)
    }
  }
}

function isEverywhere(uses: ReadonlyMap<number, number>, lessons: number): boolean {
  if (uses.size < LABELS_MIN) return false
  let total = 0
  let top = 0
  for (const count of uses.values()) {
    total += count
    top = Math.max(top, count)
  }
  return total >= COUNT_MIN && total >= SHARE_MIN * lessons && top <= TOP_SHARE_MAX * total
}

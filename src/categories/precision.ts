/** The latest predictions that are looked back on. */
const WINDOW = 3_000
/** The curve is drawn anew after this many. */
const REDRAW_EVERY = 20
/** How many predictions of one's own outweigh the shipped belief. */
const BELIEF = 200
/** Wrong answers among the surest predictions are mostly slips of the person; this share of them is not held against us. */
const SLIP_SHARE = 1
const SUREST = 0.35
const SLIPS_MAX = 0.03

/** Two predictions of equal measured precision keep their order. */
const ORDER_SHARE = 0.002

type Outcome = { readonly score: number; readonly right: boolean; readonly weight: number; readonly at: number }

/**
 * How right everything is that is at least this sure, measured on predictions made before their answers were known. With a
 * threshold of 0.98, 98 of 100 that pass it are right, whatever the scores mean by themselves.
 */
export class Precision {
  readonly #outcomes: Outcome[] = []
  #next = 0
  #learned = 0
  #changes = 0
  /** Scores from high to low, and the precision of all from the first to each. */
  #scores = new Float64Array(0)
  #precisions = new Float64Array(0)

  learn(score: number, right: boolean, weight: number): void {
    this.#outcomes[this.#next] = { score, right, weight, at: this.#learned }
    this.#learned++
    this.#next = (this.#next + 1) % WINDOW
    this.#changes++
    if (this.#changes >= REDRAW_EVERY) this.#draw()
  }

  /** From 0 to 1. */
  of(score: number): number {
    const count = this.#scores.length
    if (count === 0) return score
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#scores[middle] ?? 0) >= score) low = middle + 1
      else high = middle
    }
    // surer than anything seen: between the best measured and certainty
    const measured = low === 0 ? Math.max(this.#precisions[0] ?? 0, score) : (this.#precisions[low - 1] ?? 0)
    return measured * (1 - ORDER_SHARE) + score * ORDER_SHARE
  }

  #draw(): void {
    this.#changes = 0
    // what was said by a ledger that knew little tells less of one that knows much
    const aged = this.#outcomes.map((one) => ({ ...one, weight: one.weight * ((one.at + 1) / this.#learned) ** 2 }))
    const sorted = aged.toSorted((left, right) => right.score - left.score)
    const slips = slipRate(sorted)
    const fitted = fitFalling(sorted)
    const total = sorted.reduce((all, { weight }) => all + weight, 0)
    const trust = total / (total + BELIEF)
    this.#scores = Float64Array.from(sorted, ({ score }) => score)
    let sum = 0
    let weighed = 0
    this.#precisions = Float64Array.from(sorted, ({ score, weight }, at) => {
      const measured = Math.min(1, (fitted[at] ?? 0) / (1 - slips))
      sum += weight * (trust * measured + (1 - trust) * score)
      weighed += weight
      return sum / weighed
    })
  }
}

/** The share of slips to forgive, from the surest predictions. */
function slipRate(sorted: readonly Outcome[]): number {
  const surest = sorted.filter(({ weight }) => weight > 0.5).slice(0, Math.floor(sorted.length * SUREST))
  if (surest.length < 100) return 0
  return SLIP_SHARE * Math.min(SLIPS_MAX, surest.filter(({ right }) => !right).length / surest.length)
}

/** The falling curve nearest to the values, by pooling neighbours that rise. */
function fitFalling(outcomes: readonly Outcome[]): Float64Array {
  const blocks: { sum: number; weight: number; count: number }[] = []
  for (const { right, weight } of outcomes) {
    let block = { sum: right ? weight : 0, weight, count: 1 }
    for (
      let last = blocks.at(-1);
      last !== undefined && last.sum * block.weight <= block.sum * last.weight;
      last = blocks.at(-1)
    ) {
      blocks.pop()
      block = { sum: block.sum + last.sum, weight: block.weight + last.weight, count: block.count + last.count }
    }
    blocks.push(block)
  }
  const fitted = new Float64Array(outcomes.length)
  let at = 0
  for (const { sum, weight, count } of blocks) for (let one = 0; one < count; one++) fitted[at++] = sum / weight
  return fitted
}

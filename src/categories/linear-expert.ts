import type { Features } from './features.ts'
import { TABLE_SIZE } from './hash.ts'

const RATE = 0.2
const REPLAYS = 12
const REPLAY_MAX = 6_000
const SHRINK = 2e-5
const SEED_CHANCE = 0x2545f491

type Example = { readonly features: Features; readonly label: number }

/**
 * A multinomial logistic model over hashed features, trained online by AdaGrad. With each lesson some earlier ones are played
 * again, drawn by a fixed sequence, so that it ends near where training in batches would.
 */
export class LinearExpert {
  #width = 32
  #weights = new Float32Array(TABLE_SIZE * this.#width)
  #squares = new Float32Array(TABLE_SIZE * this.#width)
  readonly #examples: Example[] = []
  #chance = SEED_CHANCE
  #scores = new Float64Array(this.#width)

  /** Scores by label, softmax not yet applied. */
  scores(features: Features, count: number): Float64Array {
    const scores = new Float64Array(count)
    this.#fill(features, count, scores)
    return scores
  }

  /** Learns one example, and replays some. `count` is the number of labels known. */
  learn(features: Features, label: number, count: number): void {
    if (count > this.#width) this.#widen(count)
    if (this.#scores.length < count) this.#scores = new Float64Array(this.#width)
    this.#step(features, label, count)
    for (let round = 0; round < REPLAYS && this.#examples.length > 0; round++) {
      const example = this.#examples[this.#draw(this.#examples.length)]
      if (example !== undefined) this.#step(example.features, example.label, count)
    }
    if (this.#examples.length < REPLAY_MAX) this.#examples.push({ features, label })
    else this.#examples[this.#draw(REPLAY_MAX)] = { features, label }
  }

  #fill({ places, values }: Features, count: number, scores: Float64Array): void {
    // local names: private members in the inner loop cost more than the sum itself
    const weights = this.#weights
    const width = this.#width
    scores.fill(0, 0, count)
    for (let at = 0; at < places.length; at++) {
      const start = (places[at] ?? 0) * width
      const value = values[at] ?? 0
      for (let label = 0; label < count; label++) {
        scores[label] = (scores[label] as number) + value * (weights[start + label] as number)
      }
    }
  }

  #step(features: Features, label: number, count: number): void {
    const scores = this.#scores
    this.#fill(features, count, scores)
    toProbabilities(scores, count)
    if ((scores[label] ?? 0) > 0.995) return
    scores[label] = (scores[label] ?? 0) - 1
    const { places, values } = features
    const weights = this.#weights
    const squares = this.#squares
    for (let at = 0; at < places.length; at++) {
      const start = (places[at] ?? 0) * this.#width
      const value = values[at] ?? 0
      for (let one = 0; one < count; one++) {
        const error = scores[one] ?? 0
        if (error < 0.002 && error > -0.002) continue
        const weight = weights[start + one] ?? 0
        const slope = error * value + SHRINK * weight
        const square = (squares[start + one] ?? 0) + slope * slope
        squares[start + one] = square
        weights[start + one] = weight - (RATE * slope) / (Math.sqrt(square) + 0.05)
      }
    }
  }

  #widen(count: number): void {
    const width = Math.max(count, this.#width * 2)
    const grow = (old: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> => {
      const grown = new Float32Array(TABLE_SIZE * width)
      for (let place = 0; place < TABLE_SIZE; place++) {
        grown.set(old.subarray(place * this.#width, (place + 1) * this.#width), place * width)
      }
      return grown
    }
    this.#weights = grow(this.#weights)
    this.#squares = grow(this.#squares)
    this.#width = width
  }

  #draw(end: number): number {
    let next = this.#chance
    next ^= next << 13
    next ^= next >>> 17
    next ^= next << 5
    this.#chance = next
    return (next >>> 0) % end
  }
}

/** Turns scores into probabilities in place, by softmax. */
export function toProbabilities(scores: Float64Array, count: number): void {
  let top = Number.NEGATIVE_INFINITY
  for (let at = 0; at < count; at++) top = Math.max(top, scores[at] ?? 0)
  let sum = 0
  for (let at = 0; at < count; at++) {
    const one = Math.exp((scores[at] ?? 0) - top)
    scores[at] = one
    sum += one
  }
  for (let at = 0; at < count; at++) scores[at] = (scores[at] ?? 0) / sum
}

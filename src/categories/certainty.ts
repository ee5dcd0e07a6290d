/** What is known about a prediction before its answer. */
export type Signs = {
  /** The probability of the chosen label, and of the next one. */
  readonly first: number
  readonly second: number
  /** How often the payee was seen, and the share of the chosen label among what was seen. */
  readonly seen: number
  readonly purity: number
  /** How many experts would have chosen the same, of how many that spoke. */
  readonly agreeing: number
  readonly speaking: number
  readonly isHinted: boolean
  readonly lessons: number
}

const WIDTH = 10
/** Fitted once on simulated households that answered nothing after a while (bench/categorize). In the order of `inputsOf`. */
const START: readonly number[] = [-1.18, 0.641, 0.982, 0.049, -0.459, -0.046, 0.849, 0.759, 0.153, -0.572]
const RATE = 0.004

/** Learns from predictions and their answers how sure a prediction is. Gives an order, nearly a probability. */
export class Certainty {
  readonly #weights = Float64Array.from(START)

  /** From 0 to 1. */
  of(signs: Signs): number {
    return sigmoid(this.#score(inputsOf(signs)))
  }

  learn(signs: Signs, wasRight: boolean): void {
    const inputs = inputsOf(signs)
    const error = sigmoid(this.#score(inputs)) - (wasRight ? 1 : 0)
    for (let at = 0; at < WIDTH; at++) this.#weights[at] = (this.#weights[at] ?? 0) - RATE * error * (inputs[at] ?? 0)
  }

  #score(inputs: readonly number[]): number {
    let score = 0
    for (let at = 0; at < WIDTH; at++) score += (this.#weights[at] ?? 0) * (inputs[at] ?? 0)
    return score
  }
}

function inputsOf(signs: Signs): number[] {
  return [
    1,
    logit(signs.first),
    Math.log(signs.first / (signs.second + 1e-4)) / 4,
    Math.log1p(signs.seen),
    signs.seen === 0 ? 0 : signs.purity * 2 - 1,
    signs.agreeing / Math.max(1, signs.speaking),
    signs.isHinted ? 1 : 0,
    Math.log1p(signs.lessons) / 4 - 1,
    signs.seen === 0 ? 1 : 0,
    signs.seen > 0 && signs.purity > 0.95 ? Math.min(1, signs.seen / 4) : 0,
  ]
}

function logit(probability: number): number {
  const bounded = Math.min(0.9995, Math.max(0.0005, probability))
  return Math.log(bounded / (1 - bounded))
}

function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

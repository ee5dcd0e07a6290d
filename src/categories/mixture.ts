import { toProbabilities } from './linear-expert.ts'

/** How payee, hint, linear model, naive Bayes and usage are weighed before a ledger has shown which of them knows it best. */
const START: readonly number[] = [0.8, 0.6, 0.8, 0.15, 0.25]
const RATE = 0.01
const PULL = 0.0005
const FLOOR = 1e-4

/** What the experts say: logarithms of probabilities by label; null from one that has nothing to say. */
export type Opinions = readonly (Float64Array | null)[]

/** The logarithm of probabilities, none below a floor. */
export function logarithms(probabilities: Float64Array): Float64Array {
  const logs = new Float64Array(probabilities.length)
  for (let at = 0; at < logs.length; at++) logs[at] = Math.log((probabilities[at] ?? 0) + FLOOR)
  return logs
}

/**
 * Weighs the experts: a product of their opinions, each to the power of its weight. Weights belong to a situation (how well the
 * payee is known, how sure the hint) and are learned from predictions made before the answer was known.
 */
export class Mixture {
  readonly #shared = Float64Array.from(START)
  readonly #own = new Map<string, Float64Array>()

  /** Probabilities by label. */
  combine(opinions: Opinions, situation: string, count: number): Float64Array {
    const own = this.#own.get(situation)
    const scores = new Float64Array(count)
    for (const [expert, opinion] of opinions.entries()) {
      if (opinion === null) continue
      const weight = (this.#shared[expert] ?? 0) + (own?.[expert] ?? 0)
      for (let label = 0; label < count; label++) scores[label] = (scores[label] ?? 0) + weight * (opinion[label] ?? 0)
    }
    toProbabilities(scores, count)
    return scores
  }

  /** Moves the weights after `probabilities` were said and the label turned out. */
  learn(opinions: Opinions, situation: string, probabilities: Float64Array, label: number): void {
    let own = this.#own.get(situation)
    if (own === undefined) {
      own = new Float64Array(START.length)
      this.#own.set(situation, own)
    }
    for (const [expert, opinion] of opinions.entries()) {
      if (opinion === null) continue
      let slope = -(opinion[label] ?? 0)
      for (let one = 0; one < probabilities.length; one++) slope += (probabilities[one] ?? 0) * (opinion[one] ?? 0)
      const step = RATE * Math.max(-2, Math.min(2, slope))
      const shared = this.#shared[expert] ?? 0
      this.#shared[expert] = Math.max(0, shared - 0.5 * step - PULL * (shared - (START[expert] ?? 0)))
      own[expert] = ((own[expert] ?? 0) - step) * (1 - PULL)
    }
  }
}

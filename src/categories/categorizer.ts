import { Certainty, type Signs } from './certainty.ts'
import { BayesExpert, ConceptExpert, UsageExpert } from './count-experts.ts'
import { type Features, featuresOf, type Item } from './features.ts'
import { Labels } from './labels.ts'
import { LinearExpert, toProbabilities } from './linear-expert.ts'
import { logarithms, Mixture, type Opinions } from './mixture.ts'
import { PayeeMemory, type Recollection } from './payee-memory.ts'
import { Precision } from './precision.ts'
import { directionIn, readNarration } from './read-narration.ts'
import { WordUse } from './word-use.ts'

/** How much the shipped map and usual habits weigh against what a payee was seen as. */
const BASE_STRENGTH = 0.4
/** Numbers remembered, to tell a phone or a meter from a reference. */
const NUMBERS_MAX = 50_000
/** Labels to ask with beside the best. */
const OTHERS_MAX = 3

/** For how many transactions ahead, without an answer, precision is measured. */
const HORIZON = 2_800
/** Payees met in the first part of what was learned are no news. */
const OLD_PART = 4

/** What was said of a payee when it was met first. */
type FirstSight = { readonly at: number; readonly score: number; readonly best: number }

type Thought = {
  readonly features: Features
  readonly opinions: Opinions
  readonly situation: string
  readonly probabilities: Float64Array
  readonly best: number
  /** The label that the shipped map alone would take; null when it knows nothing. */
  readonly hintsAt: number | null
  readonly signs: Signs
  readonly recollection: Recollection | null
}

/** The likeliest label and what speaks for it. */
export type Guess = {
  readonly category: string
  /** How right everything is that is at least this sure, 0 to 1: file what reaches the wanted precision, ask about the rest. */
  readonly confidence: number
  /** What decided, in words for a person, without a full stop. */
  readonly reason: string
  /** It rests on what this very payee was labelled before. */
  readonly isRemembered: boolean
  /** Up to four labels to ask with, likeliest first; the first is `category`. */
  readonly likeliest: readonly [string, ...string[]]
}

/**
 * Learns from labelled transactions, one by one, and guesses the label of others. Labels are any texts; only those learned are
 * ever guessed. Equal lessons in equal order give equal guesses: there is no clock and no chance in it.
 */
export class Categorizer {
  readonly #labels = new Labels()
  readonly #memory = new PayeeMemory()
  readonly #usage = new UsageExpert()
  readonly #concepts = new ConceptExpert()
  readonly #linear = new LinearExpert()
  readonly #bayes = new BayesExpert()
  readonly #mixture = new Mixture()
  readonly #certainty = new Certainty()
  readonly #precision = new Precision()
  readonly #firstSights = new Map<string, FirstSight>()
  readonly #numbers = new Set<string>()
  readonly #words = new WordUse()
  #lessons = 0

  /** How many lessons it took in, and how many labels they named. */
  get learned(): { readonly lessons: number; readonly labels: number } {
    return { lessons: this.#lessons, labels: this.#labels.count }
  }

  /** Takes in one labelled transaction. What would have been guessed for it is looked back on first. */
  learn(item: Item, label: string): void {
    const features = this.#read(item)
    const isNew = !this.#labels.has(label)
    const number = this.#labels.numberOf(label)
    if (isNew) this.#concepts.addLabel(label)
    const count = this.#labels.count
    if (this.#lessons > 0) {
      const thought = this.#think(features, count)
      this.#mixture.learn(thought.opinions, thought.situation, thought.probabilities, number)
      this.#lookBack(thought, number)
      this.#certainty.learn(thought.signs, thought.best === number)
    }
    this.#memory.learn(features, number)
    this.#usage.learn(features, number)
    this.#words.learn(features.narration.words, number)
    this.#concepts.learn(features, number)
    this.#bayes.learn(features, number)
    this.#linear.learn(features, number, count)
    if (this.#numbers.size < NUMBERS_MAX) for (const one of features.narration.numbers) this.#numbers.add(one)
    this.#lessons++
  }

  /** The best guess, however doubtful; null when nothing was learned. Teaches nothing. */
  predict(item: Item): Guess | null {
    const count = this.#labels.count
    if (count === 0) return null
    const thought = this.#think(this.#read(item), count)
    const nameOf = (label: number): string => this.#labels.names[label] ?? ''
    const category = nameOf(thought.best)
    return {
      category,
      confidence: this.#precision.of(this.#certainty.of(thought.signs)),
      reason: reasonOf(thought, category),
      isRemembered: thought.recollection !== null,
      likeliest: [category, ...nextBest(thought.probabilities, thought.best).map(nameOf)],
    }
  }

  /**
   * Notes how sure and how right a prediction was. An answer helps at once, so predictions made one after another look better than
   * those of a time in which nobody answers: the share of payees that would then still be new is judged by what was said of
   * them at first sight. The bank's own charges are sure anyway, and say nothing about doubt.
   */
  #lookBack({ features, best, signs }: Thought, label: number): void {
    if (features.narration.rail === 'fee') return
    const score = this.#certainty.of(signs)
    const key = features.narration.payee === null ? null : `${features.direction}|${features.narration.payee.key}`
    const first = key === null ? undefined : this.#firstSights.get(key)
    if (key !== null && first === undefined) this.#firstSights.set(key, { at: this.#lessons, score, best })
    const isOld = first === undefined || first.at < this.#lessons / OLD_PART
    const stillNew = isOld ? 0 : Math.max(0, 1 - (this.#lessons - first.at) / HORIZON)
    if (first !== undefined && stillNew > 0) this.#precision.learn(first.score, first.best === label, stillNew)
    if (stillNew < 1) this.#precision.learn(score, best === label, 1 - stillNew)
  }

  #read(item: Item): Features {
    const direction = item.direction ?? directionIn(item.text)
    const narration = readNarration(item.text, direction, item.counterparty ?? null, (word) =>
      this.#words.isNoise(word),
    )
    return featuresOf({ ...item, direction }, narration, (number) => this.#numbers.has(number))
  }

  #think(features: Features, count: number): Thought {
    const usage = this.#usage.probabilities(features, count)
    const hint = this.#concepts.probabilities(features, usage, count)
    const recollection = this.#memory.recall(features, count)
    const payee = recollection === null ? null : remembered(recollection, hint ?? usage)
    const linear = this.#linear.scores(features, count)
    toProbabilities(linear, count)
    const bayes = this.#bayes.scores(features, count)
    toProbabilities(bayes, count)
    const spoken = [payee, hint, linear, bayes, usage]
    const opinions = spoken.map((one) => (one === null ? null : logarithms(one)))
    const situation = situationOf(features, recollection)
    const probabilities = this.#mixture.combine(opinions, situation, count)
    const best = topOf(probabilities)
    const speaking = spoken.slice(0, 4).filter((one) => one !== null)
    const signs: Signs = {
      first: probabilities[best] ?? 0,
      second: probabilities.reduce((top, one, at) => (at === best ? top : Math.max(top, one)), 0),
      seen: recollection?.seen ?? 0,
      purity: recollection === null ? 0 : (recollection.weights[best] ?? 0) / recollection.total,
      agreeing: speaking.filter((one) => topOf(one) === best).length,
      speaking: speaking.length,
      isHinted: features.concepts[0] !== undefined && features.concepts[0].kind !== 'word',
      lessons: this.#lessons,
    }
    const hintsAt = hint === null ? null : topOf(hint)
    return { features, opinions, situation, probabilities, best, hintsAt, signs, recollection }
  }
}

function remembered({ weights, total }: Recollection, base: Float64Array): Float64Array {
  return weights.map((weight, label) => (weight + BASE_STRENGTH * (base[label] ?? 0)) / (total + BASE_STRENGTH))
}

function situationOf({ concepts }: Features, recollection: Recollection | null): string {
  const seen = recollection === null ? 'new' : recollection.seen < 2 ? 'once' : recollection.seen < 5 ? 'few' : 'known'
  const first = concepts[0]
  return `${seen} ${first === undefined ? 'unhinted' : first.kind === 'word' ? 'weak' : 'hinted'}`
}

/** The labels after the best one, likeliest first. */
function nextBest(probabilities: Float64Array, best: number): number[] {
  const chosen = [best]
  while (chosen.length <= OTHERS_MAX && chosen.length < probabilities.length) {
    let next = -1
    for (let label = 0; label < probabilities.length; label++) {
      if (chosen.includes(label)) continue
      if (next < 0 || (probabilities[label] ?? 0) > (probabilities[next] ?? 0)) next = label
    }
    chosen.push(next)
  }
  return chosen.slice(1)
}

function reasonOf({ features, recollection, best, hintsAt, signs }: Thought, category: string): string {
  const { narration } = features
  if (recollection !== null && signs.purity > 0.5 && (recollection.weights[best] ?? 0) > 0) {
    const times = recollection.seen === 1 ? 'once' : `${recollection.seen} times`
    return `${narration.payee?.name ?? recollection.key} was seen ${times}, mostly as ${category}`
  }
  const term = narration.terms.find(({ kind }) => kind !== 'word')
  if (term !== undefined && hintsAt === best) return `it names ${term.term}`
  if (narration.rail === 'fee') return 'it is a charge of the bank'
  return 'its words and amount are most like this'
}

function topOf(values: Float64Array): number {
  let best = 0
  for (let at = 1; at < values.length; at++) if ((values[at] ?? 0) > (values[best] ?? 0)) best = at
  return best
}

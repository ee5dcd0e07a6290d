import { placeOf, placesOfStretches } from './hash.ts'
import { parentOf } from './label-affinity.ts'
import type { Narration } from './read-narration.ts'

/** What the model gets to see of one transaction. Amounts are positive minor units. */
export type Item = {
  readonly text: string
  /** The other side, where somebody read it already; left out: as the text tells. */
  readonly counterparty?: string | null
  readonly amountMinor: bigint | null
  readonly direction: 'debit' | 'credit' | null
}

/** An item as the experts see it. */
export type Features = {
  readonly narration: Narration
  readonly direction: 'debit' | 'credit'
  /** Natural logarithm of the amount; null when the item has none. */
  readonly logAmount: number | null
  /** Places in the table, and how much each counts. */
  readonly places: Int32Array
  readonly values: Float32Array
  /** The features that naive Bayes counts. */
  readonly tokens: readonly string[]
  /** Keys of the default tree the text hints at, surest first; those of money coming in begin with `+`. */
  readonly concepts: readonly { readonly key: string; readonly kind: string }[]
}

const BANDS_PER_UNIT = 2
const WORD_VALUE = 1
const NAME_VALUE = 0.4
const PAIR_VALUE = 0.8
const PAYEE_VALUE = 1.6
const CONCEPT_VALUE = 1.4
const AMOUNT_VALUE = 0.5
const CHARACTERS_VALUE = 1.2
const CHARACTER_WORDS_MAX = 8

/** The features of an item whose text was read. `isKnownNumber` says whether a number stood in an earlier text. */
export function featuresOf(
  item: Item & { readonly direction: 'debit' | 'credit' },
  narration: Narration,
  isKnownNumber: (number: string) => boolean,
): Features {
  const { direction } = item
  const sign = direction === 'credit' ? '+' : ''
  const logAmount = item.amountMinor === null || item.amountMinor <= 0n ? null : Math.log(Number(item.amountMinor))
  const concepts = conceptsOf(narration, sign)
  const tokens: string[] = []
  const found = new Map<number, number>()
  const add = (name: string, value: number): void => {
    const place = placeOf(name)
    found.set(place, (found.get(place) ?? 0) + value)
  }
  const count = (name: string, value: number): void => {
    tokens.push(name)
    add(name, value)
  }
  add('bias', 0.5)
  count(`rail=${sign}${narration.rail}`, 1)
  const words = [...new Set(narration.words)]
  const names = namesIn(narration)
  for (const word of words) {
    if (names.has(word)) add(`w=${sign}${word}`, NAME_VALUE)
    else count(`w=${sign}${word}`, WORD_VALUE)
  }
  for (let at = 1; at < narration.words.length; at++) {
    count(`b=${sign}${narration.words[at - 1]} ${narration.words[at]}`, PAIR_VALUE)
  }
  if (narration.payee !== null) {
    count(`p=${sign}${narration.payee.key}`, PAYEE_VALUE)
    add(`person=${sign}${narration.payee.isPerson}`, 0.6)
  }
  for (const { key, kind } of concepts.slice(0, 3)) {
    count(`c=${key}`, CONCEPT_VALUE)
    add(`c=${kind}:${key}`, 0.5)
    add(`cp=${parentOf(key)}`, 0.4)
  }
  for (const number of narration.numbers) if (isKnownNumber(number)) count(`n=${number}`, 1.2)
  if (logAmount !== null) addAmounts(logAmount, narration, sign, count, add)
  const telling = words.filter((word) => !names.has(word))
  addCharacters(telling, sign, found)
  return {
    narration,
    direction,
    logAmount,
    places: Int32Array.from(found.keys()),
    values: Float32Array.from(found.values()),
    tokens,
    concepts,
  }
}

function addAmounts(
  logAmount: number,
  narration: Narration,
  sign: string,
  count: (name: string, value: number) => void,
  add: (name: string, value: number) => void,
): void {
  const band = Math.floor(logAmount * BANDS_PER_UNIT)
  count(`a=${sign}${band}`, AMOUNT_VALUE)
  add(`a=${sign}${Math.floor(logAmount * BANDS_PER_UNIT + 0.5)}h`, AMOUNT_VALUE)
  add(`ra=${sign}${narration.rail}${narration.payee?.isPerson ?? ''}${Math.floor(logAmount * 1.5)}`, 0.6)
  if (narration.payee !== null) add(`pa=${sign}${narration.payee.key}${Math.floor(logAmount)}`, 0.6)
  add(`x=${sign}${Math.round(Math.exp(logAmount))}`, 0.4)
}

/** The single names of somebody nothing is known of: many people share them, so they say little one by one. */
function namesIn({ payee, rail, terms }: Narration): ReadonlySet<string> {
  const isBusiness = terms.some(({ kind }) => kind === 'name' || kind === 'head' || kind === 'plain')
  if (payee === null || (!payee.isPerson && (isBusiness || (rail !== 'transfer' && rail !== 'none')))) return new Set()
  return new Set(payee.key.split(' '))
}

/** Stretches of 3 to 5 letters of each word, its ends marked: they outlive a cut and a slip. */
function addCharacters(words: readonly string[], sign: string, found: Map<number, number>): void {
  const marked = words.slice(0, CHARACTER_WORDS_MAX).map((word) => `^${word}$`)
  const places = marked.flatMap((word) => [3, 4, 5].flatMap((length) => placesOfStretches(`${sign}~`, word, length)))
  const value = CHARACTERS_VALUE / Math.sqrt(places.length)
  for (const place of places) found.set(place, (found.get(place) ?? 0) + value)
}

function conceptsOf(narration: Narration, sign: string): { key: string; kind: string }[] {
  const keys = new Map<string, string>()
  const rail = railConcept(narration)
  if (rail !== null) keys.set(rail, 'rail')
  for (const { key, kind } of narration.terms) if (!keys.has(sign + key)) keys.set(sign + key, kind)
  return [...keys].map(([key, kind]) => ({ key, kind }))
}

function railConcept({ rail }: Narration): string | null {
  switch (rail) {
    case 'fee':
      return 'charges'
    case 'interest':
      return 'interest'
    case 'atm':
      return 'cash'
    case 'airtime':
      return 'phone.airtime'
    case 'data':
      return 'phone.data'
    default:
      return null
  }
}

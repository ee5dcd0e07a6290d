import { foldPhrase } from './fold.ts'
import type { Scene } from './scene.ts'
import { isInside } from './spans.ts'
import { CODES, EVIDENCE, MARKS, PHONES } from './words/currencies.ts'
import { INSTITUTIONS } from './words/institutions.ts'
import { CURRENCY_OF_LANGUAGE } from './words/languages.ts'

type Names = { readonly currency: string; readonly words: readonly string[] }

const PLACES = namesOf(EVIDENCE)
const BANKS = new Map(namesOf(INSTITUTIONS).map(({ currency, words }) => [currency, words]))

function namesOf(table: Readonly<Record<string, string>>): Names[] {
  return Object.entries(table).map(([currency, words]) => ({
    currency,
    words: words.split('|').map((word) => ` ${foldPhrase(word)} `),
  }))
}

/** Tells which currency each mark of one message stands for. */
export type CurrencyReader = {
  /** The currency of a mark, or null when it may be several. `isSure` says that the mark is of one currency only. */
  readonly ofMark: (mark: string) => { readonly currency: string; readonly isSure: boolean } | null
  /** The one currency the message speaks of, for numbers without a mark, or null. */
  readonly unmarked: string | null
  /** Whether a bank, a payment system or a place of a currency is named. */
  readonly isNamed: (currency: string) => boolean
}

/** A reader for the marks of one message; names of banks, payment systems and places settle what marks leave open. */
export function currencyReader(scene: Scene): CurrencyReader {
  const printed = new Set(
    scene.tokens.flatMap(({ kind, text, start }) =>
      kind === 'currency' && !isInside(start, scene.narrations) ? [text] : [],
    ),
  )
  const sure = new Set(
    [...printed].flatMap((mark) => {
      const { list, needsEvidence } = candidates(mark)
      return list.length === 1 && !needsEvidence ? list : []
    }),
  )
  let known: ReadonlyMap<string, number> | null = null
  const evidence = (): ReadonlyMap<string, number> => {
    known ??= evidenceOf(scene)
    return known
  }
  const ofMark = (mark: string): ReturnType<CurrencyReader['ofMark']> => {
    const { list, needsEvidence } = candidates(mark)
    if (list.length === 1 && !needsEvidence) return { currency: list[0] ?? '', isSure: true }
    const stated = list.filter((currency) => sure.has(currency))
    if (stated.length === 1) return { currency: stated[0] ?? '', isSure: true }
    const [best, second] = list
      .map((currency) => ({ currency, count: evidence().get(currency) ?? 0 }))
      .sort((left, right) => right.count - left.count)
    const [most, next] = [best?.count ?? 0, second?.count ?? 0]
    if (best !== undefined && (next === 0 ? most > 0 : most > next))
      return { currency: best.currency, isSure: next === 0 }
    const first = list[0]
    if (needsEvidence || first === undefined || most > 0) return null
    if (mark === '$' && scene.language !== 'en') return null
    return { currency: first, isSure: false }
  }
  const marked = new Set([...printed].map((mark) => ofMark(mark)?.currency ?? '?'))
  const unmarked =
    marked.size === 1
      ? ([...marked][0] ?? '?')
      : marked.size === 0
        ? (CURRENCY_OF_LANGUAGE[scene.language] ?? placeOf(scene) ?? '?')
        : '?'
  const isNamed = (currency: string): boolean =>
    (!BY_LANGUAGE.has(currency) && (evidence().get(currency) ?? 0) > 0) ||
    countNamed(wordsOf(scene), BANKS.get(currency) ?? []) > 0
  return { ofMark, unmarked: unmarked === '?' ? null : unmarked, isNamed }
}

/**
 * The currency of the one country that a message without any mark speaks of, or null: named twice in a message of one
 * line, or named once among the labels of an alert. Digits that look like a telephone number may be an account's.
 */
function placeOf(scene: Scene): string | null {
  const isListed = scene.labels >= 3 && scene.language === 'en'
  if (!isListed && scene.text.includes('\n')) return null
  const [first, second] = [...placesIn(scene)]
    .filter(([currency]) => !BY_LANGUAGE.has(currency))
    .sort((left, right) => right[1] - left[1])
  if (first === undefined) return null
  if (isListed) return second === undefined ? first[0] : null
  return first[1] > Math.max(1, second?.[1] ?? 0) ? first[0] : null
}

function candidates(mark: string): { list: string[]; needsEvidence: boolean } {
  if (CODES.has(mark)) return { list: [mark.toUpperCase()], needsEvidence: false }
  const entry = MARKS[mark] ?? MARK_BY_FOLD.get(mark) ?? ''
  const list = entry
    .replace('?', '')
    .split(' ')
    .filter((code) => code !== '')
  return { list, needsEvidence: entry.startsWith('?') || entry === '' }
}

/** Currencies whose evidence is the language itself: too little for a number without any mark. */
const BY_LANGUAGE: ReadonlySet<string> = new Set(['CNY', 'JPY', 'SEK', 'NOK', 'DKK', 'RON'])

const MARK_BY_FOLD = new Map(Object.entries(MARKS).map(([mark, codes]) => [foldPhrase(mark), codes]))

/** How many words speak for each currency, in text and sender. */
function evidenceOf(scene: Scene): ReadonlyMap<string, number> {
  const counts = placesIn(scene)
  const text = openText(scene)
  for (const [currency, pattern] of PHONES)
    if (pattern.test(text)) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  const spoken = CURRENCY_OF_LANGUAGE[scene.language]
  if (spoken !== undefined) counts.set(spoken, (counts.get(spoken) ?? 0) + 1)
  return counts
}

/** How many banks, payment systems and places of each currency are named. */
function placesIn(scene: Scene): Map<string, number> {
  const words = wordsOf(scene)
  const counts = PLACES.map(({ currency, words: places }) => [currency, countNamed(words, places)] as const)
  return new Map(counts.filter(([, count]) => count > 0))
}

/** The text without its descriptions. Same length. */
function openText({ text, narrations }: Scene): string {
  return narrations.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
}

/** The words of text and sender with a space on either side. */
function wordsOf(scene: Scene): string {
  return ` ${`${openText(scene)} ${scene.sender}`.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')} `
}

/** How many of these names stand among the words; Chinese and Japanese put no space around one. */
function countNamed(words: string, names: readonly string[]): number {
  return names.filter((name) => words.includes(/[\u3040-\u9fff]/u.test(name) ? name.trim() : name)).length
}

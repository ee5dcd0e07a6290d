import { hasMisspeltCue } from './misspelt.ts'
import type { Scene } from './scene.ts'
import { isInside } from './spans.ts'

/** Whether a message shows signs that it is not as its bank wrote it: letters among digits, stray accents, two alerts in one. */
export function isDamaged(scene: Scene): boolean {
  return (
    hasStrayMark(scene.message.lower) ||
    hasForeignDigits(scene) ||
    hasLooseSymbol(scene) ||
    hasTornDay(scene.text) ||
    repeatsLabels(scene) ||
    greetsAgain(scene) ||
    namesBankAgain(scene) ||
    hasMisspeltCue(scene) ||
    scene.tokens.some((token) => token.isDamaged && !isInside(token.start, scene.narrations))
  )
}

/** Whether an accent stands where no language puts one, or a picture touches a word or a number. Yoruba puts one on `ọ` and `ẹ`, which are letters with a mark already. */
function hasStrayMark(lower: string): boolean {
  return /(?<![\u00c0-\u024f\u1e00-\u1eff])[\u0300-\u036f]|[\p{L}\p{M}]\p{Extended_Pictographic}|\p{Extended_Pictographic}[\p{L}\p{M}]|\d\p{Extended_Pictographic}|\p{Extended_Pictographic}\d/u.test(
    lower,
  )
}

/** Digits of another script in a message without a letter of one. */
function hasForeignDigits({ message }: Scene): boolean {
  return /[\u0660-\u0669\u06f0-\u06f9]/u.test(message.lower) && !/[\u0620-\u065f\u066e-\u06ef]/u.test(message.lower)
}

/** A day with a space in it: its year would pass for an amount. */
function hasTornDay(text: string): boolean {
  return /(?<!\d)(?:19|20)\d\d(?: [-/]\d\d[-/]\d\d|[-/] \d\d[-/]\d\d)(?!\d)/u.test(text)
}

/** A currency symbol without a number beside it: the number it stood for is damaged. */
function hasLooseSymbol({ text, tokens, narrations }: Scene): boolean {
  return [...text.matchAll(/\p{Sc}/gu)].some(
    ({ index }) =>
      !isInside(index, narrations) &&
      !tokens.some(({ kind, start, end }) => kind === 'currency' && index >= start && index < end),
  )
}

const LABEL_WORDS = /^(?:account|amount|bal|balance|avail bal|avl bal|txn|date|dt|narration)$/u

/** Spellings of one label as one word; balances of several kinds may stand in one alert. */
function labelKey(label: string): string {
  const printed = label.trim()
  if (/^(?:acct|acc|ac|a\/c)$/u.test(printed)) return 'account'
  if (/^(?:desc|des|description)$/u.test(printed)) return 'narration'
  return printed === 'amt' ? 'amount' : printed
}

/** Whether money moves in front of a `Dear …` and behind it: two alerts run together. */
function greetsAgain({ text, hits }: Scene): boolean {
  const moves = hits.filter(({ kinds }) => kinds.has('out') || kinds.has('in'))
  const [first, last] = [moves[0]?.start ?? 0, moves.at(-1)?.start ?? 0]
  return /(?<!\p{L})dear(?!\p{L})/u.test(text.slice(first, last))
}

/** `Banorte: Recibiste …` and on another line `Bancolombia: Recibiste …`: both begin as alerts do, with who wrote them. */
function namesBankAgain({ text, hits }: Scene): boolean {
  const starts = [...text.matchAll(/(?:^|\n)(?=[^:\n]{2,20}: )/gu)].map(({ index, 0: found }) => index + found.length)
  const named = starts.filter((start) => {
    const end = text.indexOf('\n', start)
    const own = hits.filter((hit) => hit.start >= start && (end < 0 || hit.start < end))
    return (
      !own.some((hit) => hit.start === start) &&
      (own.some(({ kinds }) => kinds.has('out') || kinds.has('in')) ||
        /\d[.,]\d/u.test(text.slice(start, end < 0 ? undefined : end)))
    )
  })
  return starts[0] === 0 && named[0] === 0 && named.length > 1
}

/** Two alerts run together, or one and the rest of another. */
function repeatsLabels({ text }: Scene): boolean {
  const seen = new Set<string>()
  for (const [, label] of text.matchAll(/(?:^|[\s,;.])([\p{L}][\p{L}/. ]{0,18}?) ?:/gu)) {
    const key = labelKey(label ?? '')
    if (LABEL_WORDS.test(key) && seen.has(key)) return true
    seen.add(key)
  }
  return /(?:^|\n)(?:debit|credit)(?: alert)?[!:]?\n[\s\S]*\n(?:debit|credit)(?: alert)?[!:]?\n/u.test(text)
}

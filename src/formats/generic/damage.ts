import { isKnownWord } from './phrases.ts'
import { isInside, type Scene } from './scene.ts'
import type { Token } from './tokens.ts'

/** Whether a message shows signs that it is not as its bank wrote it: letters among digits, stray accents, two alerts in one. */
export function isDamaged(scene: Scene): boolean {
  return (
    hasStrayMark(scene.message.lower) ||
    hasForeignDigits(scene) ||
    hasLooseSymbol(scene) ||
    repeatsLabels(scene) ||
    hasMisspeltCue(scene) ||
    scene.tokens.some((token) => token.isDamaged && !isInside(token.start, scene.narrations))
  )
}

/** Whether an accent stands where no language puts one, or a picture inside a word. Yoruba puts one on `ọ` and `ẹ`, which are letters with a mark already. */
function hasStrayMark(lower: string): boolean {
  return /(?<![\u00c0-\u024f\u1e00-\u1eff])[\u0300-\u036f]|\p{L}\p{Extended_Pictographic}\p{L}/u.test(lower)
}

/** Digits of another script in a message without a letter of one. */
function hasForeignDigits({ message }: Scene): boolean {
  return /[\u0660-\u0669\u06f0-\u06f9]/u.test(message.lower) && !/[\u0620-\u065f\u066e-\u06ef]/u.test(message.lower)
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

/** Words that tell a direction in English alerts; one of them with a slip in it may be the only true one. */
const CUE_WORDS = 'debit credit debited credited received withdrawn withdrawal transferred deposited purchase'.split(
  ' ',
)
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  с: 'c',
  е: 'e',
  о: 'o',
  р: 'p',
  т: 't',
  в: 'b',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  ⅾ: 'd',
  ⅽ: 'c',
  ε: 'e',
  ο: 'o',
  ι: 'i',
  '0': 'o',
  '1': 'i',
  '3': 'e',
}

/** Whether a word outside descriptions is a direction's with a letter too many, too few, swapped or of another script. */
function hasMisspeltCue({ tokens, narrations, text }: Scene): boolean {
  return tokens.some((token, index) => {
    if (token.kind !== 'word' && token.kind !== 'code') return false
    if (isInside(token.start, narrations)) return false
    if (isSplitCue(token, tokens[index + 1])) return true
    if (/^[dc]r\p{L}{2,}$/u.test(token.text) && /\d ?$/u.test(text.slice(Math.max(0, token.start - 2), token.start)))
      return !isKnownWord(token.text)
    const isAscii = /^[a-z]+$/u.test(token.text)
    if (isAscii && isKnownWord(token.text)) return false
    const plain = token.text.replace(/[^a-z]/gu, (letter) => LOOK_ALIKES[letter] ?? letter)
    if (!isAscii && /^(?:dr|cr)$/u.test(plain)) return true
    if (token.kind === 'code' && /^[dc]\dr$|^\d[dc]r$|^[dc]r\d$/u.test(token.text)) return true
    if (/^(?:\p{L}?[dc]r|[dc]r\p{L}|[dc] r|[dc]\p{L}r)$/u.test(plain) && plain.length === 3)
      return standsBesideNumber(text, token)
    if (/^(?:debited|credited|received)\p{L}/u.test(plain)) return true
    return CUE_WORDS.some((word) => (plain === word && !isAscii) || isOneSlipFrom(plain, word))
  })
}

/** `cr.edited`, `deb ited`. */
function isSplitCue(token: Token, next: Token | undefined): boolean {
  if (next?.kind !== 'word' || next.start - token.end > 1) return false
  return CUE_WORDS.includes(token.text + next.text)
}

function standsBesideNumber(text: string, { start, end }: Token): boolean {
  return (
    /\d ?$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[\s:.]*(?:[^\d\s]{0,4} ?)?\d/u.test(text.slice(end, end + 8))
  )
}

/** Whether one letter put in, left out, changed or swapped with the next makes one word of the other. */
function isOneSlipFrom(printed: string, word: string): boolean {
  if (printed === word || Math.abs(printed.length - word.length) > 1) return false
  let from = 0
  while (from < word.length && printed[from] === word[from]) from++
  let back = 0
  while (back < word.length - from && back < printed.length - from && printed.at(-1 - back) === word.at(-1 - back))
    back++
  const [left, right] = [printed.length - from - back, word.length - from - back]
  if (left <= 1 && right <= 1) return true
  return left === 2 && right === 2 && printed[from] === word[from + 1] && printed[from + 1] === word[from]
}

import { isKnownWord } from './phrases.ts'
import { isInside, type Scene } from './scene.ts'
import type { Token } from './tokens.ts'

/** Whether a message shows signs that it is not as its bank wrote it: letters among digits, stray accents, two alerts in one. */
export function isDamaged(scene: Scene): boolean {
  return (
    hasStrayMark(scene.message.lower) ||
    repeatsLabels(scene) ||
    hasMisspeltCue(scene) ||
    scene.tokens.some((token) => token.isDamaged && !isInside(token.start, scene.narrations))
  )
}

/** Whether an accent stands where no language puts one. Yoruba puts one on `ọ` and `ẹ`, which are letters with a mark already. */
function hasStrayMark(lower: string): boolean {
  return /(?<![\u00c0-\u024f\u1e00-\u1eff])[\u0300-\u036f]/u.test(lower)
}

/** Two alerts run together, or one and the rest of another. */
function repeatsLabels({ text }: Scene): boolean {
  const seen = new Set<string>()
  for (const [, label] of text.matchAll(/(?:^|[\s,;.])([\p{L}][\p{L}/. ]{0,18}?) ?:/gu)) {
    const key = label?.trim() ?? ''
    if (
      /^(?:acct|acc|ac|a\/c|account|amt|amount|bal|balance|avail bal|avl bal|txn|date|desc|dt|des|narration)$/u.test(
        key,
      ) &&
      seen.has(key)
    )
      return true
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
  return tokens.some((token) => {
    if (token.kind !== 'word' && token.kind !== 'code') return false
    if (isInside(token.start, narrations)) return false
    const isAscii = /^[a-z]+$/u.test(token.text)
    if (isAscii && isKnownWord(token.text)) return false
    const plain = token.text.replace(/[^a-z]/gu, (letter) => LOOK_ALIKES[letter] ?? letter)
    if (!isAscii && /^(?:dr|cr)$/u.test(plain)) return true
    if (token.kind === 'code' && /^[dc]\dr$|^\d[dc]r$|^[dc]r\d$/u.test(token.text)) return true
    if (/^(?:\p{L}?[dc]r|[dc]r\p{L}|[dc] r|[dc]\p{L}r)$/u.test(plain) && plain.length === 3)
      return standsBesideNumber(text, token)
    return CUE_WORDS.some((word) => (plain === word && !isAscii) || isOneSlipFrom(plain, word))
  })
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

/** Most cells: nothing to change. */
const PRINTED_ASCII = /^[ -~]*$/u

/** Odd spaces, minus signs and full-width forms as ASCII ones; runs of space stay. */
export function plainText(text: string): string {
  if (PRINTED_ASCII.test(text)) return text.trim()
  return text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[\u00a0\u202f\u2007\u2009]/gu, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .trim()
}

/** Letters that no accent explains. */
const ASCII_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe' }

/** Lower-case words without accents and marks, for comparison with a vocabulary: `Báláncé (₦)` is `balance`. */
export function words(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replace(/[ßıłøđæœ]/gu, (letter) => ASCII_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

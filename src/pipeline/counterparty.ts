import type { ParsedAlert } from '../domain/alert.ts'

/** The words of a name: letters and digits in capitals without marks, at least two long. Empty for null. */
export function nameTokens(name: string | null): ReadonlySet<string> {
  return new Set(plainWords(name ?? '').filter((word) => word.length > 1))
}

/**
 * What a lesson is kept under: the counterparty in capitals, without marks and punctuation. A quick entry's words are
 * its counterparty. Null when the alert names nobody: then nothing can be learned from it.
 */
export function counterpartyKey(reading: Pick<ParsedAlert, 'counterparty'>): string | null {
  const words = plainWords(reading.counterparty ?? '')
  return words.length === 0 ? null : words.join(' ')
}

/** Words in capitals without marks: `Ẹ̀kọ́ Stores, Ltd.` gives `EKO STORES LTD`. */
export function plainWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

import type { ParsedAlert } from '../domain/alert.ts'

/**
 * What a lesson is kept under: the counterparty in capitals, without marks and punctuation. A quick entry's words are
 * its counterparty. Null when the alert names nobody: then nothing can be learned from it.
 */
export function counterpartyKey(reading: Pick<ParsedAlert, 'counterparty'>): string | null {
  const words = plainWords(reading.counterparty ?? '')
  return words.length === 0 ? null : words.join(' ')
}

const PLAIN = /^[\x20-\x7e\n\r\t]*$/

/** Words in capitals without marks: `Ẹ̀kọ́ Stores, Ltd.` gives `EKO STORES LTD`. */
export function plainWords(text: string): string[] {
  if (text === '') return []
  // Nearly all bank texts are plain letters, for which this gives the same in a fraction of the time.
  if (PLAIN.test(text)) {
    return text
      .toUpperCase()
      .split(/[^A-Z0-9]+/)
      .filter((word) => word !== '')
  }
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

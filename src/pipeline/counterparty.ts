import { type Narration, readNarration } from '../categories/read-narration.ts'
import type { ParsedAlert } from '../domain/alert.ts'

/** What of an alert says who was paid. */
export type PayeeText = Pick<ParsedAlert, 'counterparty' | 'narration' | 'direction'>

const read = new WeakMap<PayeeText, Narration>()

/**
 * The payee's key: equal for equal payees however a bank writes them, without banks, processors, places and numbers; a
 * person's names in alphabetical order. Null when the alert names nobody.
 */
export function payeeKey(reading: PayeeText): string | null {
  const { payee } = narrationOf(reading)
  if (payee !== null) return payee.key
  // Where nothing is left ("GTBANK", "Lagos"), the name as it stands.
  const words = plainWords(reading.counterparty ?? '')
  return words.length === 0 ? null : words.join(' ')
}

/** The text of an alert as the categories read it; read once for each alert. */
export function narrationOf(reading: PayeeText): Narration {
  const known = read.get(reading)
  if (known !== undefined) return known
  const { counterparty, narration, direction } = reading
  const found = readNarration(narration ?? counterparty ?? '', direction, counterparty)
  read.set(reading, found)
  return found
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

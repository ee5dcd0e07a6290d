import { seededCategories } from '../categories/seeded-category.ts'
import { isPerson } from '../categories/segments.ts'
import type { ParsedAlert } from '../domain/alert.ts'
import type { Category } from '../domain/category.ts'
import { plainWords } from './counterparty.ts'

/** Rails by which shops are paid: what comes in by them was paid out by them before. */
const SHOP_CHANNELS: ReadonlySet<ParsedAlert['channel']> = new Set<ParsedAlert['channel']>(['pos', 'card'])
/** A bank's own words for undoing something, not a person's for paying somebody back. */
const UNDOES = /\b(?:RSVL|RVSL|RVS|REV|REVERSAL|REVERSED|RETURNED|CHARGEBACK)\b/u

/**
 * Whether money that came in is money given back, which nets the category it was spent in: the bank says so, it came by the
 * rail of shops, or from a shop by name that the texts give no other reason to be paid by. A person's "loan refund" is not.
 */
function isGivenBack(reading: ParsedAlert, categories: readonly Category[]): boolean {
  const { direction, channel, counterparty, narration } = reading
  if (direction === 'debit') return false
  if (channel === 'reversal') {
    const words = plainWords(counterparty ?? '')
    return !isPerson(words) || UNDOES.test(plainWords(narration ?? '').join(' '))
  }
  if (channel !== null && SHOP_CHANNELS.has(channel)) return true
  if (counterparty === null) return false
  const keysOf = (kind: Category['kind']) =>
    new Set(categories.filter((category) => category.kind === kind).map(({ key }) => key))
  const isOwnWords = reading.institution === null
  const all = seededCategories({ counterparty, narration, direction, isOwnWords })
  const earned = keysOf('income')
  if (isOwnWords || all.some(({ key }) => earned.has(key))) return false
  const [shop] = seededCategories({ counterparty, narration: null, direction, isOwnWords })
  return shop?.kind === 'name' && keysOf('expense').has(shop.key)
}

/** The side of the books that money of a single event goes to, unless a person says otherwise. */
export function sideOf(reading: ParsedAlert, categories: readonly Category[]): 'income' | 'expense' {
  return reading.direction === 'debit' || isGivenBack(reading, categories) ? 'expense' : 'income'
}

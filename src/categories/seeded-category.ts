import { readNarration } from './read-narration.ts'
import { CHARGES } from './seed/charges.ts'
import { foldText, isPerson } from './segments.ts'
import type { FoundTerm, TermKind } from './terms.ts'

/** What is known of a transaction to somebody who has no history. */
export type Unknown = {
  readonly counterparty: string | null
  readonly narration: string | null
  readonly direction: 'debit' | 'credit'
  /** Somebody's own words ("lunch with Ada") and not a bank's: there every word counts. */
  readonly isOwnWords: boolean
}

/** A person's remark says more than what the person is called; a shop's name more than a remark. */
const ORDER_OF_SHOPS: readonly TermKind[] = ['name', 'plain', 'remark', 'head', 'word']
const ORDER_OF_PEOPLE: readonly TermKind[] = ['remark', 'name', 'head', 'plain', 'word']

/**
 * The categories of the default tree the shipped map gives a transaction, surest first; none where it would be a guess. The
 * keys of money that went out and of money that came in may both appear on a credit: the ledger knows which it has.
 */
export function seededCategories({ counterparty, narration, direction, isOwnWords }: Unknown): FoundTerm[] {
  const { terms, payee, rail } = readNarration(narration ?? counterparty ?? '', direction, counterparty)
  const order = payee !== null && isPerson(payee.key.split(' ')) ? ORDER_OF_PEOPLE : ORDER_OF_SHOPS
  const firm = terms.filter(({ kind }) => kind !== 'word' || isOwnWords)
  if (rail === 'data') firm.push({ key: 'phone.data', term: 'DATA', kind: 'name' })
  if (rail === 'airtime') firm.push({ key: 'phone.airtime', term: 'AIRTIME', kind: 'name' })
  return firm.toSorted((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind))
}

/** The category of a charge of the bank, by the longest words for one; null when they are not known. */
export function chargeCategory(narration: string | null): FoundTerm | null {
  const text = ` ${foldText(narration ?? '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()} `
  const found = Object.entries(CHARGES).flatMap(([key, terms]) =>
    terms
      .split('|')
      .filter((term) => text.includes(` ${term} `))
      .map((term): FoundTerm => ({ key, term, kind: 'name' })),
  )
  return found.toSorted((left, right) => right.term.length - left.term.length)[0] ?? null
}

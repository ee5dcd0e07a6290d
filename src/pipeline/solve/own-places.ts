import type { Alert } from '../../domain/alert.ts'
import type { OwnPlace } from '../../domain/plan.ts'
import { plainWords } from '../counterparty.ts'
import { bankName } from '../seed/bank-words.ts'
import { wordsOf } from './alert-words.ts'

/**
 * Places of the owner that nobody reports on, by the words that narrations use for moves to and from them: savings pots of
 * wallets, and own accounts. `bank` limits a word that means something else at others; `isReported` when the bank's statements
 * list the pot's own rows under this name.
 */
const PLACES: readonly {
  readonly words: RegExp
  readonly name: string
  readonly bank: RegExp | null
  readonly isReported?: true
}[] = [
  { words: /\bO ?WEALTH\b/u, name: 'OWealth', bank: /OPAY/u, isReported: true },
  { words: /\bCASH ?BOX\b/u, name: 'CashBox', bank: /PALMPAY/u, isReported: true },
  { words: /\bSPEND ?(?:AND|N|PLUS)? ?SAVE\b/u, name: 'Spend and save', bank: /KUDA/u },
  { words: /\b(?:FIXED|FLEXI(?:BLE)?|TARGET|GROUP|AUTO) ?SAV(?:E|INGS?)\b/u, name: 'Savings', bank: null },
  {
    words: /\b(?:TO|FROM|INTO) (?:MY )?(?:POCKETS?|PIGGY|SAVINGS? (?:POCKETS?|PLAN|GOAL|POT|WALLET))\b/u,
    name: 'Savings',
    bank: null,
  },
  { words: /\b(?:SAFELOCK|SAFEBOX|SAFE ?BOX|TARGET SAVE)\b/u, name: 'Savings', bank: null },
  { words: /\bOWN (?:ACCOUNT|ACCT|A C)\b/u, name: 'Own account', bank: null },
]

/** Interest on savings and charges on them are income and expense, not moves. */
const NO_MOVE = /\b(?:INTEREST|WHT|TAX|CHARGE|FEE|LEVY|BONUS|CASHBACK)\b/u

/**
 * The place that a leg's texts name, or null. It is named after the words and the leg's own institution, never after which
 * accounts are known, so that the order of arrival does not matter.
 */
export function ownPlaceOf(alerts: readonly Alert[]): OwnPlace | null {
  for (const alert of alerts) {
    const { reading, source } = alert
    if (source === 'manual' || reading.institution === null) continue
    if (reading.channel !== null && !['transfer', 'web', 'ussd'].includes(reading.channel)) continue
    const text = plainWords(`${reading.counterparty ?? ''} ${reading.narration ?? ''}`).join(' ')
    if (NO_MOVE.test(text)) continue
    const institution = plainWords(reading.institution).join(' ')
    if (wordsOf(alert).isOwn && !/\bOWN (?:ACCOUNT|ACCT|A C)\b/u.test(text)) {
      const [bank] = [...wordsOf(alert).banks].sort()
      return { institution: bank === undefined ? reading.institution : bankName(bank), name: 'Own account' }
    }
    const place = PLACES.find(({ words, bank }) => words.test(text) && (bank === null || bank.test(institution)))
    if (place !== undefined)
      return { institution: place.isReported ? place.name : reading.institution, name: place.name }
  }
  return null
}

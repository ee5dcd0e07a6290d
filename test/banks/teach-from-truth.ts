import type { Direction } from '../../src/domain/alert.ts'
import type { TaughtLayout } from '../../src/domain/taught-layout.ts'
import type { BankFormat, Layout } from '../../src/formats/bank-format.ts'
import { learn } from '../../src/formats/teach/learn.ts'
import type { TaughtAnswers } from '../../src/formats/teach/make-sample.ts'
import { dissect } from '../../src/formats/teach/questions.ts'
import { NAMES, type Truth } from './generate.ts'

/** The id of every layout taught here. */
export const TAUGHT_ID = 'taught'

/** What a message says about the four questions; `counterparty` null when a person would answer "nobody". */
type Facts = Pick<Truth, 'direction' | 'amountMinor' | 'accountTail'> & { readonly counterparty: string | null }

/** What a person would tap who knows what a message says; null when the right answer is not among the candidates. */
function answersOf(text: string, facts: Facts): TaughtAnswers | null {
  const { amounts, accounts, parties } = dissect(text).questions
  const amount = amounts.find((candidate) => minorOf(candidate.text) === BigInt(facts.amountMinor))
  const account = accounts.find(({ tail }) => facts.accountTail !== null && tail === facts.accountTail)
  const party = parties.find((candidate) => candidate.text === facts.counterparty)
  if (amount === undefined || (facts.accountTail !== null && account === undefined)) return null
  return {
    amount: amount.places,
    direction: facts.direction as Direction,
    account: account?.place ?? null,
    party: party?.place ?? null,
  }
}

/** The layout that one message and what it says teach, or why none. */
export function teach(text: string, facts: Facts, bank: BankFormat): TaughtLayout | string {
  const answers = answersOf(text, facts)
  if (answers === null) return 'no candidate'
  const { currency, timeZone } = bank
  const learning = learn(text, answers, { id: TAUGHT_ID, institution: bank.name, currency, timeZone })
  return learning.kind === 'learned' ? learning.layout : learning.reason
}

/** The other side that a generated message of a layout names, or null when the layout names none. */
export function counterpartyOf(text: string, layout: Layout): string | null {
  return layout.sample.includes('«counterparty:') ? (NAMES.find((name) => text.includes(name)) ?? null) : null
}

function minorOf(text: string): bigint {
  const [whole = '', decimals = ''] = text.replace(/[^\d.]/gu, '').split('.')
  return BigInt(whole + decimals.padEnd(2, '0'))
}

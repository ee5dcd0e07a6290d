import type { Direction } from '../../src/domain/alert.ts'
import type { BankFormat, Layout } from '../../src/formats/bank-format.ts'
import { type Learning, learn } from '../../src/formats/teach/learn.ts'
import type { TaughtAnswers } from '../../src/formats/teach/make-sample.ts'
import { dissect } from '../../src/formats/teach/questions.ts'
import { NAMES, type Truth } from './generate.ts'

/** What a person would tap who knows what a message says; null when the right answer is not among the candidates. */
export function answersOf(text: string, truth: Truth, layout: Layout): TaughtAnswers | null {
  const { questions } = dissect(text)
  const amount = questions.amounts.find((candidate) => minorOf(candidate.text) === BigInt(truth.amountMinor))
  const account = questions.accounts.find(({ tail }) => truth.accountTail !== null && tail === truth.accountTail)
  const name = layout.sample.includes('«counterparty:') ? NAMES.find((each) => text.includes(each)) : undefined
  const party = questions.parties.find((candidate) => candidate.text === name)
  if (amount === undefined || (truth.accountTail !== null && account === undefined)) return null
  if (name !== undefined && party === undefined) return null
  return {
    amount: amount.places,
    direction: truth.direction as Direction,
    account: account?.place ?? null,
    party: party?.place ?? null,
  }
}

/** Learns a layout from one message and what it says; null when a person could not have answered. */
export function teach(text: string, truth: Truth, bank: BankFormat, layout: Layout): Learning | null {
  const answers = answersOf(text, truth, layout)
  if (answers === null) return null
  const { currency, timeZone } = bank
  return learn(text, answers, { id: 'taught', institution: bank.name, currency, timeZone })
}

function minorOf(text: string): bigint {
  const [whole = '', decimals = ''] = text.replace(/[^\d.]/gu, '').split('.')
  return BigInt(whole + decimals.padEnd(2, '0'))
}

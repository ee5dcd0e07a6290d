import { expect, test } from 'vitest'
import { createBankIndex } from '../bank-index.ts'
import { parse } from '../parse.ts'
import { type Learning, learn, taughtBank } from './learn.ts'
import { dissect } from './questions.ts'

type Picks = { amount?: string; direction?: 'debit' | 'credit'; account?: string | null; party?: string | null }

/** Teaches a message by the texts of the candidates; what is left out is the first candidate. */
function teach(text: string, picks: Picks = {}, currency = 'NGN'): Learning {
  const { questions } = dissect(text)
  const pick = <T extends { text: string }>(all: readonly T[], wanted: string | null | undefined): T | null =>
    (wanted === null ? null : wanted === undefined ? all[0] : all.find((each) => each.text === wanted)) ?? null
  const answers = {
    amount: pick(questions.amounts, picks.amount)?.places ?? [],
    direction: picks.direction ?? questions.directions[0],
    account: pick(questions.accounts, picks.account)?.place ?? null,
    party: pick(questions.parties, picks.party)?.place ?? null,
  }
  return learn(text, answers, { id: 'one', institution: 'Test MFB', currency, timeZone: 'Africa/Lagos' })
}

/** What a layout taught by one message reads in another. */
function read(learning: Learning, text: string): object {
  if (learning.kind !== 'learned') return learning
  const index = createBankIndex([taughtBank(learning.layout)])
  const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
  const outcome = parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index)
  if (outcome.kind !== 'parsed') return { kind: outcome.kind }
  // What others make of a text is nothing that was taught.
  if (outcome.alerts.some(({ layoutId }) => layoutId !== 'one')) return { kind: 'unrecognized' }
  return outcome.alerts.map(({ direction, amount, accountTail, runningBalance, counterparty }) => [
    direction === 'debit' ? -amount.minor : amount.minor,
    amount.currency,
    accountTail,
    runningBalance?.minor ?? null,
    counterparty,
  ])
}

const LIST =
  'Test MFB\nAcct: ***4521\nDR: NGN5,000.00\nTo: JOHN DOE\nRef: 88123344\nDate: 12/08/2026 09:36\nBal: NGN5,000.00'

test('a taught list reads other values, dates, people and the other direction', () => {
  const other =
    'Test MFB\nAcct: ***987\nCR: NGN1,250,000.5\nTo: A. B. ESE & CO\nRef: 77\nDate: 1/9/2026 23:10\nBal: NGN-70.10'
  expect(read(teach(LIST), other.replace('0.5\n', '0.55\n').replace('77', '7710029'))).toEqual([
    [125_000_055n, 'NGN', '987', -7_010n, 'A. B. ESE & CO'],
  ])
})

test('the same number is told apart as amount and as balance', () => {
  const { amounts } = dissect(LIST).questions
  expect(amounts.map(({ text, seems }) => [text, seems])).toEqual([
    ['NGN5,000.00', null],
    ['NGN5,000.00', 'balance'],
  ])
  expect(read(teach(LIST), LIST.replace('Bal: NGN5,000.00', 'Bal: NGN12.00'))).toEqual([
    [-500_000n, 'NGN', '4521', 1_200n, 'JOHN DOE'],
  ])
})

test('an amount that is printed twice must agree with itself in other messages', () => {
  const text = 'Debit Alert: NGN2,000.00 was debited from your wallet. Amount paid: NGN2,000.00. Thank you.'
  const learning = teach(text)
  expect(read(learning, text.replaceAll('2,000.00', '31.75'))).toEqual([[-3_175n, 'NGN', null, null, null]])
  expect(read(learning, text.replace('2,000.00', '31.75'))).not.toBeInstanceOf(Array)
})

test('a sentence reads other names of any length, with or without kobo', () => {
  const learning = teach('Zuma: You paid ₦1,500.00 to JOHN DOE on 12 Aug 2026. Your balance is ₦3,000.00.')
  expect(
    read(learning, 'Zuma: You paid ₦80 to MAMA PUT ON WHEELS (IKEJA) NIG. LTD on 3 Jan 2027. Your balance is ₦2.00.'),
  ).toEqual([[-8_000n, 'NGN', null, 200n, 'MAMA PUT ON WHEELS (IKEJA) NIG. LTD']])
})

test('several alerts of a taught layout in one message are all read', () => {
  const second = LIST.replace('DR: NGN5,000.00', 'CR: NGN12.00')
  expect(read(teach(LIST), `${LIST}\n\n${second}`)).toEqual([
    [-500_000n, 'NGN', '4521', 500_000n, 'JOHN DOE'],
    [1_200n, 'NGN', '4521', 500_000n, 'JOHN DOE'],
  ])
})

test('marks and spaces that nobody sees do not matter, in the taught message or in others', () => {
  const odd = `\u200f${LIST.replaceAll(' ', '\u00a0').replaceAll('\n', '\u200b\r\n')}`
  expect(read(teach(odd), LIST)).toEqual(read(teach(LIST), odd))
  expect(read(teach(odd), LIST)).toEqual([[-500_000n, 'NGN', '4521', 500_000n, 'JOHN DOE']])
})

test('an alert may open with its amount', () => {
  const learning = teach('INR 2,500.00 debited from A/c XX4521 on 12-08-26 to SHOP ONE. Avl Bal INR 10,250.75')
  expect(read(learning, 'INR1,00,000.00 debited')).toEqual({ kind: 'unrecognized' })
  expect(read(learning, 'INR 70.00 debited from A/c XX99 on 13-08-26 to A CAFE. Avl Bal INR 1.75')).toEqual([
    [-7_000n, 'INR', '99', 175n, 'A CAFE'],
  ])
})

test('letters of a currency count as that currency, whatever the ledger has', () => {
  const text = 'Confirmed. Ksh1,000.00 sent to JANE WANJIRU on 12/8/26. New balance is Ksh5,430.00'
  expect(read(teach(text), text)).toEqual([[-100_000n, 'KES', null, 543_000n, 'JANE WANJIRU']])
  expect(teach('Alert! You spent Rs.500.00 at AMAZON on 2026-08-12 today')).toEqual({
    kind: 'refused',
    reason: 'unknown-currency',
  })
  expect(teach('Alert! You spent Rs.500.00 at AMAZON on 2026-08-12 today', {}, 'INR').kind).toBe('learned')
})

test('decimal commas are understood where a message writes them', () => {
  const learning = teach('Ihre Karte ***4521: Zahlung 1.234,56 EUR bei REWE MARKT am 12.08.2026.', {
    direction: 'debit',
  })
  expect(read(learning, 'Ihre Karte ***4521: Zahlung 7,05 EUR bei KIOSK am 01.09.2026.')).toEqual([
    [-705n, 'EUR', '4521', null, 'KIOSK'],
  ])
})

test.each([
  ['one-time-code', 'Your OTP to complete the debit of NGN22,500.00 on ***8016 is 550918. It expires soon.'],
  ['one-time-code', 'Use one-time code to approve the debit of NGN22,500.00 on acct ***8016 at SHOP today.'],
  ['too-little-text', 'Debit: NGN500.00 on ***4521'],
  ['too-long', `You paid NGN500.00 to JOHN DOE. ${'Thank you for banking. '.repeat(60)}`],
  ['too-long', `You paid NGN500.00 to JOHN DOE. ${'ref 4421 of 7 '.repeat(40)} on 12/08/2026`],
  ['no-amount', 'Dear customer, your card was used today. Thank you for banking with us.'],
  ['no-direction', 'Test MFB\nAmt: NGN500.00\nAcct: ***4521\nDesc: SOMETHING\nBal: NGN70.00'],
])('%s: nothing is learned', (reason, text) => {
  expect(teach(text)).toEqual({ kind: 'refused', reason })
})

test('a taught layout never reads that a payment failed, or a request with a code', () => {
  const learning = teach('Your transfer of ₦4,400.00 to EKENE IGWE was sent today')
  expect(read(learning, 'Your transfer of ₦100.00 to ADA OBI was sent today')).toEqual([
    [-10_000n, 'NGN', null, null, 'ADA OBI'],
  ])
  for (const text of [
    'Your transfer of ₦100.00 to ADA OBI failed. No money left your wallet. It was sent today',
    'Your transfer of ₦100.00 to ADA OBI was sent today, enter one-time code to confirm',
    'Your transfer of ₦100.00 to ADA OBI was sent today but was declined due to insufficient funds',
  ]) {
    expect(read(learning, text), text).not.toBeInstanceOf(Array)
  }
})

test('a sample holds the shape of values and none of them', () => {
  const learning = teach(LIST)
  if (learning.kind !== 'learned') throw new Error(learning.reason)
  expect(learning.layout.sample).not.toMatch(/JOHN|4521|88123344|5,000/u)
})

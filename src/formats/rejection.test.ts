import { expect, test } from 'vitest'
import { countLabels, looksLikeMoney, reasonToIgnore } from './rejection.ts'

test.each([
  ['Your transaction of NGN9,850.00 was declined due to insufficient funds.', 'declined'],
  ['Your transfer of N45,000.00 was not successful. Your account has not been debited.', 'failed'],
  ['Your standing instruction of NGN15,000.00 will run on 12/APR/26.', 'future-debit'],
  ['KELECHI DIKE is asking you to pay N3,000.00.', 'payment-request'],
  ['Your loan instalment of NGN24,150.00 is due on 31-May-2026.', 'reminder'],
  ['Your account is below the NGN5,000.00 alert level you set.', 'reminder'],
  ['You qualify for up to N350,000!', 'loan-offer'],
  ['Your monthly statement is ready. Closing balance NGN54,900.00.', 'statement-ready'],
  ['Dear Customer, your balance on 31******07 is NGN86,715.90.', 'balance-enquiry'],
  ['Spend N2,000 on data and get N200 cashback', 'promotion'],
  ['We will now charge N6 per SMS alert.', 'notice'],
  ['Confirm your card PIN at http://x.example', 'phishing'],
])('%j says %s', (text, reason) => {
  expect(reasonToIgnore(text)).toBe(reason)
})

test.each([
  '',
  'HOTPOT GRILL',
  'Bonuses are not a bonusword',
  'Your account ***7719 has been debited with NGN12,750.00 for LOAN REMINDER BONUS. Bal: NGN5,306.11',
  'You received ₦7,250.00 from PROMO STORES, get cashback',
  'PalmPay: Your transfer of NGN4,400.00 to DISCOUNT HOUSE was successful. Bal: NGN9,720.00.',
  'Acct: ***3305\nAmount: NGN66,000.00\nNarration: INSUFFICIENT FUNDS BONUS\nBalance: NGN91,230.00',
])('%j does not say that no money moved', (text) => {
  expect(reasonToIgnore(text)).toBeNull()
})

test('a stretch looks like money when it has an amount and a word of alerts', () => {
  expect(looksLikeMoney('Debit of NGN5,000.00')).toBe(true)
  expect(looksLikeMoney('Acct 5 paid 12.50')).toBe(true)
  expect(looksLikeMoney('[12/08/2026 09:37] GTBank:')).toBe(false)
  expect(looksLikeMoney('Dial *966# for quick airtime/Data purchase')).toBe(false)
})

test('labels are counted once each, with a colon only', () => {
  expect(countLabels('Acct: 1 Acct: 2 Amt:3 date 4')).toBe(2)
})

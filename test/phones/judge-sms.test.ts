import { expect, it } from 'vitest'
import { createSmsJudge } from '../../src/actions/judge-sms.ts'
import { banks, createParse } from '../../src/compose.ts'

const judge = createSmsJudge(createParse(banks), banks.banks, () => Temporal.Instant.from('2026-11-23T09:15:00Z'))
const ALERT = 'Acct:******8016\nAmt:NGN22,500.00 DR\nDesc:POS PURCHASE ACME\nBal:NGN48,210.55\nDate:2026-11-23 9:36AM'

it.each<readonly [sender: string | null, text: string]>([
  ['GTBank', ALERT],
  [null, ALERT],
  ['+2348031234567', ALERT],
  ['NewBank', 'Txn NGN 4,000.00 on your acct 0011. Thank you'],
  [null, 'Txn NGN 4,000.00 on your acct 0011. Thank you'],
  ['GTBank', 'Your transfer of NGN5,000.00 failed. No money left your account.'],
])('what is or may be an alert is kept: from %s', (sender, text) => {
  expect(judge({ sender, text })).toBe('keep')
})

it.each<readonly [sender: string | null, text: string]>([
  ['GTBank', 'Your OTP is 482913. Do not share it with anyone.'],
  ['GTBank', '482913 is your one-time password for a transfer of NGN50,000.00 to ADA EZE.'],
  [null, 'Use 4829 to verify your login.'],
  ['WhatsApp', 'Your WhatsApp code: 123-456. Do not share this code'],
  ['Google', 'G-482913 is your Google verification code.'],
  ['MTN', 'Dear customer, your mPIN is 9912.'],
])('a one-time code is not: from %s', (sender, text) => {
  expect(judge({ sender, text })).toBe('one-time-code')
})

it.each<readonly [sender: string | null, text: string]>([
  ['+2348031234567', 'Good morning, are we still meeting at 10?'],
  ['08031234567', 'I paid 5,000 for your ticket, send it to me when you can'],
  ['MTN', 'Win up to N1,000,000 in our promo! Recharge N200 or more'],
  ['Mum', 'Call me'],
  [null, 'See you at 7'],
])('what is no money message of a bank is not: from %s', (sender, text) => {
  expect(judge({ sender, text })).toBe('no-money')
})

import { expect, test } from 'vitest'
import { BANKS } from '../banks/index.ts'
import { createBankIndex } from './bank-index.ts'
import { redactOneTimeCodes } from './one-time-code.ts'
import { parse } from './parse.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')

function read(text: string): ReturnType<typeof parse> {
  return parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index, undefined, null)
}

/** `debit 2250000 NGN` for each alert, or the kind of refusal. */
function money(text: string): string[] | string {
  const outcome = read(text)
  if (outcome.kind !== 'parsed') return outcome.kind
  return outcome.alerts.map(({ direction, amount }) => `${direction} ${amount.minor} ${amount.currency}`)
}

const GTBANK =
  'Acct:******8016\nAmt:NGN22,500.00 DR\nDesc:TRF TO MOSES EKANEM\nBal:NGN48,210.55\nDate:2026-08-12 9:36AM'
const ACCESS =
  'Debit\nAmt:NGN18,750.00\nAcc:091******448\nDesc:STAMP DUTY\nDate:02/07/2026\nAvail Bal:NGN312,904.17\nTotal:NGN31'
const ZENITH =
  'Acct:208****614\nDT:18/06/2026 07:44:51 AM\nCIP/CR/MOB/TERKULA IORFA\nDR Amt:3,250.00\nBal:61,408.22\nDial *966#'

const DAMAGED_AMOUNTS: readonly (readonly [amount: string, kind: string])[] = [
  ['NGN22,5O0.00', 'malformed'],
  ['NGN22,50.00', 'malformed'],
  ['NGN22,500.0', 'malformed'],
  ['NGN22,500.000', 'malformed'],
  ['NGN22.500,00', 'malformed'],
  ['NGN0.00', 'malformed'],
  ['NGN02,500.00', 'malformed'],
  ['NGN2250l.00', 'unrecognized'],
  ['NGN-22,500.00x', 'unrecognized'],
  ['NGN', 'malformed'],
  ['XYZ22,500.00', 'unrecognized'],
]

test.each(DAMAGED_AMOUNTS)('an alert with the amount %s is %s', (amount, kind) => {
  expect(money(GTBANK.replace('NGN22,500.00', amount))).toBe(kind)
})

test('an amount or balance at the very end without decimals may be cut and is not read', () => {
  const cut = ZENITH.replace('61,408.22\nDial *966#', '61,408')
  expect(read(cut)).toMatchObject({ kind: 'malformed', bankId: 'ng-zenith-bank', layoutId: 'sms', field: 'balance' })
  expect(money(`${cut}\n${GTBANK}`)).toEqual(['debit 2250000 NGN'])
})

test('a damaged alert beside a good one is counted as unread', () => {
  expect(read(`${GTBANK}\n${ZENITH.replace('3,250.00', '3,25O.00')}`)).toMatchObject({ kind: 'parsed', unreadParts: 1 })
})

test('direction never comes from the narration', () => {
  expect(money(ZENITH)).toEqual(['debit 325000 NGN'])
  expect(money(GTBANK.replace('TRF TO MOSES EKANEM', 'NIP CR/MOB/CREDIT CR'))).toEqual(['debit 2250000 NGN'])
})

test('balance and amount in different currencies are not read', () => {
  expect(read(GTBANK.replace('Bal:NGN', 'Bal:USD'))).toMatchObject({ kind: 'malformed', field: 'currency' })
})

test('a currency with other decimals is read by its own', () => {
  expect(money(GTBANK.replace('NGN22,500.00', 'JPY22,500').replace('Bal:NGN48,210.55', 'Bal:JPY48,210'))).toEqual([
    'debit 22500 JPY',
  ])
  expect(money(GTBANK.replace('NGN22,500.00', 'JPY22,500.00').replace('Bal:NGN', 'Bal:JPY'))).toBe('malformed')
})

test('several alerts give several readings, each with the text it was read from', () => {
  const outcome = read(`[12/08/2026 09:37] GTBank:\n${GTBANK}\n\nFrom: AccessBank\n${ACCESS}\n${ZENITH}`)
  expect(outcome).toMatchObject({ kind: 'parsed', unreadParts: 0 })
  if (outcome.kind !== 'parsed') return
  expect(outcome.alerts.map(({ institution }) => institution)).toEqual(['GTBank', 'Access Bank', 'Zenith Bank'])
  expect(outcome.texts).toEqual([GTBANK, ACCESS, ZENITH.replace('\nDial *966#', '')])
})

test('the text an alert was read from is as the message has it, odd characters included', () => {
  const odd = GTBANK.replace('Acct:', 'Acct：').replaceAll('\n', '\r\n')
  expect(read(`\u200b${odd}\r\n`)).toMatchObject({ kind: 'parsed', texts: [odd] })
})

test('an alert in front of which a comment stands is read, unless the comment warns', () => {
  const oneLine = GTBANK.replaceAll('\n', ' ')
  expect(money(`see this: ${oneLine} who is he?`)).toEqual(['debit 2250000 NGN'])
  expect(money(`My transfer failed: ${oneLine}`)).toBe('unrecognized')
  expect(money(`Your transfer failed:\n${GTBANK}`)).toBe('unrecognized')
  expect(money(`Your OTP is one-time code. Keep it private.\n${GTBANK}`)).toEqual(['debit 2250000 NGN'])
  expect(money(`${GTBANK}\nNot you? click http://acc-claim.example now`)).toBe('unrecognized')
})

test('an alert in one line and one with quote marks before its lines are read', () => {
  expect(money(ZENITH.replaceAll('\n', ' '))).toEqual(['debit 325000 NGN'])
  for (const text of [GTBANK, ACCESS, ZENITH]) {
    const quoted = text.replaceAll(/^/gmu, '> ')
    expect(money(`On Monday somebody wrote:\n${quoted}`)).toEqual(money(text))
  }
})

test('the rest of a text that no bank would send is counted as unread', () => {
  const outcome = read(`${GTBANK}\n${ACCESS}\n`.repeat(400))
  expect(outcome.kind === 'parsed' && outcome.alerts.length).toBeGreaterThan(50)
  expect(outcome.kind === 'parsed' && outcome.unreadParts).toBeGreaterThan(0)
})

test('a word that runs into a label does not begin an alert', () => {
  expect(money(`Sub${GTBANK}`)).toBe('unrecognized')
})

test('a description that repeats a label of its layout is not guessed at', () => {
  const oneLine = GTBANK.replaceAll('\n', ' ')
  expect(money(oneLine.replace('Desc:', 'Desc:Bal:NGN1.00 Date:2026-08-12 9:36AM '))).not.toEqual(['debit 100 NGN'])
  expect(read(oneLine.replace('Desc:', 'Desc:X Bal:NGN1.00 Date:2026-08-11 9:36AM ')).kind).not.toBe('parsed')
})

test('a label in the middle of a description line is part of the description', () => {
  expect(read(GTBANK.replace('TRF TO MOSES EKANEM', 'LOAN Bal: NGN5.00'))).toMatchObject({
    kind: 'parsed',
    alerts: [{ narration: 'LOAN Bal: NGN5.00', runningBalance: { minor: 4821055n } }],
  })
})

test.each([
  'Your OTP to complete the transfer of NGN22,500.00 to MOSES EKANEM is 550918.',
  'Dear OPay user, 771204 is your verification code. Keep it private.',
  'AccessMore: use token 204417 to approve a debit of NGN18,750.00 on 091******448.',
])('%j is ignored as a one-time code before and after the code is taken out', (text) => {
  expect(read(text)).toMatchObject({ kind: 'ignored', reason: 'one-time-code' })
  expect(read(redactOneTimeCodes(text).text)).toMatchObject({ kind: 'ignored', reason: 'one-time-code' })
})

test.each([
  ['Your transfer of N45,000.00 to ADA was not successful.', 'failed'],
  ['Your card payment of NGN9,850.00 was declined.', 'declined'],
  ['Your account will be debited NGN50.00 tomorrow.', 'future-debit'],
  ['Click http://x.example to avoid a debit of N10,000.', 'phishing'],
  ['Get 10% cashback when you spend N2,000', 'promotion'],
])('%j is ignored as %s', (text, reason) => {
  expect(read(text)).toMatchObject({ kind: 'ignored', reason })
})

test.each(['', ' ', 'hello', 'Good morning, how are you?'])('%j speaks of no money', (text) => {
  expect(read(text)).toMatchObject({ kind: 'ignored', reason: 'not-financial' })
})

test.each([
  'hello 2',
  'You received ₦7,250.00 from ALIYU BADMUS on 20 Aug 2026, 15:05. Get 10% cashback on data. Your balance is ₦26,904.18',
  'Acct: ***3305\nTransaction: Debit\nAmount: NGN3,900.00\nNarration: STATEMENT CHARGE BONUS PROMO\nBalance: NGN87,330.00',
])('%j is unrecognized', (text) => {
  expect(read(text)).toEqual({ kind: 'unrecognized', bankId: null })
})

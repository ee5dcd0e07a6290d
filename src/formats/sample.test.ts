import { expect, test } from 'vitest'
import type { BankFormat } from './bank-format.ts'
import { createBankIndex } from './bank-index.ts'
import { compileSample } from './compile-layout.ts'
import { normalize, rawSlice, visibleText } from './normalize.ts'
import { parse } from './parse.ts'
import { unmarkSample } from './sample.ts'

/** A bank with one layout, to try the notation with. */
function bankOf(sample: string): BankFormat {
  return {
    id: 'xx-test',
    name: 'Test Bank',
    country: 'XX',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    senders: [],
    layouts: [{ id: 'sms', channel: 'sms', evidence: 'inferred', sample }],
  }
}

function read(sample: string, text: string): string | null {
  const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
  const outcome = parse(
    { source: 'sms', sender: null, subject: null, text, receivedAt },
    createBankIndex([bankOf(sample)]),
  )
  if (outcome.kind !== 'parsed') return null
  const [{ direction, amount, narration }] = outcome.alerts
  return `${direction} ${amount.minor} ${narration}`
}

test('the message of a sample has its marks removed, the first of either texts and every optional part', () => {
  expect(unmarkSample('A:«amount:1.00»↵{B|C} d⟦↵Total:…⟧')).toBe('A:1.00\nB d\nTotal:')
})

test.each(['A «amount', 'A «amount»', 'A {B|C', 'A ⟦B', 'A } B ⟧'])('the sample %j is refused', (sample) => {
  expect(() => compileSample(sample)).toThrow()
})

test('a sample that begins with a field or two banks of one id are refused', () => {
  expect(() => createBankIndex([bankOf('«amount:1.00» paid')])).toThrow('does not begin with fixed text')
  const bank = bankOf('Paid «amount:1.00»')
  expect(() => createBankIndex([bank, bank])).toThrow('two banks')
})

test('labels are the words in front of colons, with either text and in optional parts', () => {
  const { labels } = compileSample('«direction:Debit»↵{Acc|Acct}:«account:12»↵Avail Bal:«balance:1.00»⟦↵Total:…⟧')
  expect(labels).toEqual(['acc', 'acct', 'avail bal', 'total'])
})

test('white space is relaxed, letter case too, words are whole', () => {
  const sample = 'Pay «direction:Debit»↵Sum:«amount:1.00» for «narration:tea» end'
  for (const text of [
    'pay debit sum: 1.00 for x end',
    'PAY DEBIT\n\nSUM :1.00\nFOR x\nEND',
    '\tPay  Debit Sum:1.00 for x end!',
  ]) {
    expect(read(sample, text), text).toBe('debit 100 x')
  }
  for (const text of [
    'prepay debit sum:1.00 for x end',
    'pay debit sum:1.00 forx end',
    'pay debit sum:1.00 for x ending',
  ]) {
    expect(read(sample, text), text).toBeNull()
  }
})

test('either text fits, the longest first, and an optional part may be absent', () => {
  const sample = 'Pay {Sum|Sum Total}:«amount:1.00»⟦ ({A|B})⟧ «direction:DR» «narration:tea»'
  expect(read(sample, 'Pay Sum Total:2.00 CR x')).toBe('credit 200 x')
  expect(read(sample, 'Pay Sum:2.00 (B) DR x')).toBe('debit 200 x')
  expect(read(sample, 'Pay Sum:2.00 (C) DR x')).toBeNull()
})

test('a line break at the very end asks for the end of the line', () => {
  const sample = 'Sent «amount:1.00» «direction:DR» to «narration:ADA».↵'
  expect(read(sample, 'Sent 2.00 DR to T. AKIN.')).toBe('debit 200 T. AKIN')
  expect(read(sample, 'Sent 2.00 DR to T. AKIN.\nBye.')).toBe('debit 200 T. AKIN')
  expect(read(sample, 'Sent 2.00 DR to T. AK')).toBeNull()
})

test('normalised text keeps the way back to the raw text', () => {
  const raw = '\u202eA：\u00a0 \r\n\u200bb１'
  const normalized = normalize(raw)
  expect([normalized.text, normalized.lower]).toEqual(['A:\nb1', 'a:\nb1'])
  expect(rawSlice(normalized, 0, 2)).toBe('A：')
  expect(rawSlice(normalized, 3, 5)).toBe('b１')
  expect(rawSlice(normalized, 3, 3)).toBe('')
  expect(visibleText(raw)).toBe('A： b１')
})

test('a layout that marks a field nobody knows is refused', () => {
  expect(() => createBankIndex([bankOf('Paid «ammount:1.00»')])).toThrow('xx-test/sms marks an unknown field: ammount')
})

/** Balance in minor units and certainty of a message of a layout, or null. */
function balanceOf(sample: string, text: string): string | null {
  const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
  const outcome = parse(
    { source: 'sms', sender: null, subject: null, text, receivedAt },
    createBankIndex([bankOf(sample)]),
  )
  if (outcome.kind !== 'parsed') return null
  const [{ runningBalance, confidence }] = outcome.alerts
  return `${runningBalance?.minor} ${confidence}`
}

test('a balance takes its sign from a minus before or behind the currency or from its side', () => {
  const sample = 'Sum «amount:1.00» «direction:DR» Bal: «currency:EUR»«balance:1.00»«balance_side:CR» end'
  expect(balanceOf(sample, 'Sum 2.00 DR Bal: EUR5.00CR end')).toBe('500 0.9')
  expect(balanceOf(sample, 'Sum 2.00 DR Bal: EUR5.00DR end')).toBe('-500 0.9')
  expect(balanceOf(sample, 'Sum 2.00 DR Bal: EUR-5.00CR end')).toBe('-500 0.9')
  expect(balanceOf(sample, 'Sum 2.00 DR Bal: -EUR5.00CR end')).toBe('-500 0.9')
  expect(balanceOf(sample, 'Sum 2.00 DR Bal: -EUR5.00DR end')).toBeNull()
  expect(balanceOf(sample, 'Sum 2.00 DR Bal: EUR5.00 end')).toBeNull()
})

test('a whole balance at the end is read where the sample shows it so, and doubted', () => {
  const sample = 'Sum «amount:1» «direction:DR» Bal: «currency:EUR»«balance:1,234»'
  expect(balanceOf(sample, 'Sum 2 DR Bal: EUR5,000')).toBe('500000 0.7')
  expect(balanceOf(sample, 'Sum 2 DR Bal: EUR5,000 and more')).toBe('500000 0.9')
  expect(balanceOf(sample, 'Sum 2.00 DR Bal: EUR5,000.20')).toBe('500020 0.9')
  for (const cut of ['Sum 2 DR Bal: EUR5', 'Sum 2 DR Bal: EUR5\nBye', 'Sum 2.00 DR Bal: EUR5,000']) {
    expect(balanceOf(sample, cut), cut).toBeNull()
  }
  expect(balanceOf(sample.replace('1,234', '1,234.00'), 'Sum 2 DR Bal: EUR5,000')).toBeNull()
})

test('a date is of the form its sample shows', () => {
  const forms = ['12/08/2026', '12-08-2026', '12-AUG-2026', '2026-08-12']
  for (const shown of forms) {
    for (const printed of forms) {
      const outcome = read(
        `On «date:${shown}» sum «amount:1.00» «direction:DR» «narration:x»`,
        `On ${printed} sum 2.00 CR x`,
      )
      expect(outcome, `${shown} ${printed}`).toBe(shown === printed ? 'credit 200 x' : null)
    }
  }
})

test('two directions must agree', () => {
  const sample = '«direction:Debit» alert: «amount:1.00» has been «direction:debited» for «narration:x»'
  expect(read(sample, 'Credit alert: 2.00 has been credited for y')).toBe('credit 200 y')
  expect(read(sample, 'Credit alert: 2.00 has been debited for y')).toBeNull()
})

test('a number and its currency mark do not stand in two lines', () => {
  const sample = 'Sum «currency:EUR»«amount:1.00» «direction:DR» «narration:x»'
  expect(read(sample, 'Sum EUR 2.00 CR y')).toBe('credit 200 y')
  expect(read(sample, 'Sum EUR\n2.00 CR y')).toBeNull()
})

test('a name that holds money is no name', () => {
  const sample = 'Sent «currency:EUR»«amount:1.00» «direction:DR» to «counterparty:ADA» end'
  expect(read(sample, 'Sent EUR2.00 DR to ADA end')).toBe('debit 200 null')
  expect(read(sample, 'Sent EUR2.00 DR to ADA and N3,000.00 end')).toBeNull()
})

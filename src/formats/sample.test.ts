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

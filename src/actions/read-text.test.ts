import { expect, test } from 'vitest'
import type { ParsedAlert } from '../domain/alert.ts'
import type { ParseOutcome } from '../domain/outcome.ts'
import { readText } from './read-text.ts'

const delivery = {
  origin: 'telegram:1:2',
  text: 'NGN 500 to somebody',
  receivedAt: Temporal.Instant.from('2026-08-12T08:36:00Z'),
}
const ledger = { timeZone: 'Africa/Lagos', currency: 'NGN', taughtLayouts: [] }
const bankAlert = { layoutId: 'sms-2026' } as ParsedAlert
const generic = { layoutId: 'generic' } as ParsedAlert
const entry = { layoutId: 'quick-entry' } as ParsedAlert

function kindOf(outcome: ParseOutcome, isEntry: boolean, text = delivery.text): string {
  return readText(
    { ...delivery, text },
    () => outcome,
    () => (isEntry ? [entry] : null),
    ledger,
  ).kind
}
const ignored = (reason: 'declined' | 'one-time-code' | 'not-financial'): ParseOutcome => ({
  kind: 'ignored',
  ruleId: 'rule',
  reason,
  bankId: null,
})

test.each<[string, ParseOutcome, boolean, string]>([
  ['a read alert', { kind: 'parsed', alerts: [bankAlert], texts: [''], unreadParts: 0 }, true, 'alert'],
  [
    'what only the generic reader read',
    { kind: 'parsed', alerts: [generic], texts: [''], unreadParts: 0 },
    false,
    'alert',
  ],
  [
    'an entry that sounds like an alert',
    { kind: 'parsed', alerts: [generic], texts: [''], unreadParts: 0 },
    true,
    'quick-entry',
  ],
  ['an unread message of a known bank', { kind: 'unrecognized', bankId: 'ng-gtbank' }, true, 'alert'],
  ['an unread message of nobody that is an entry', { kind: 'unrecognized', bankId: null }, true, 'quick-entry'],
  ['an unread message of nobody', { kind: 'unrecognized', bankId: null }, false, 'alert'],
  ['a declined payment', ignored('declined'), true, 'alert'],
  ['an entry', ignored('not-financial'), true, 'quick-entry'],
  ['talk', ignored('not-financial'), false, 'talk'],
  ['a one-time code', ignored('one-time-code'), true, 'one-time-code'],
])('%s is taken for what it is', (_name, outcome, isEntry, kind) => {
  expect(kindOf(outcome, isEntry)).toBe(kind)
})

test.each([
  ['hello there', 'talk'],
  ['see you at 5', 'talk'],
  ['you paid 5000 to Ada', 'alert'],
  ['N500 left', 'alert'],
  ['1,500 left', 'alert'],
])('of what nobody can read, "%s" is %s', (text, kind) => {
  expect(kindOf({ kind: 'unrecognized', bankId: null }, false, text)).toBe(kind)
})

test('the words a door wrote in place of a code are known again', () => {
  expect(kindOf(ignored('not-financial'), false, 'one-time code')).toBe('one-time-code')
})

test('a quick entry carries its readings and was written by hand', () => {
  const reading = readText(
    delivery,
    () => ignored('not-financial'),
    () => [entry],
    ledger,
  )
  expect(reading).toMatchObject({ message: { source: 'manual', authenticity: 'vouched', readings: [entry] } })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TEACHING_QUESTIONS } from '../domain/taught-layout.ts'
import { CHART_KINDS } from '../reports/chart-spec.ts'
import { type CallbackAction, decodeCallback, encodeCallback } from './callbacks.ts'
import { CALLBACK_BYTES_MAX } from './limits.ts'

const page = fc.nat(99_999)
const transactionId = fc.uuid()
const actions: fc.Arbitrary<CallbackAction> = fc.oneof(
  fc.record({ kind: fc.constant('categorize' as const), transactionId, categoryId: fc.uuid() }),
  fc.record({ kind: fc.constant('account' as const), transactionId, accountId: fc.uuid() }),
  fc.record({ kind: fc.constantFrom('undo-change' as const, 'forget' as const), transactionId, answerId: fc.uuid() }),
  fc.record({ kind: fc.constantFrom('undo', 'restore', 'receipt', 'open', 'accounts'), transactionId }),
  fc.record({ kind: fc.constant('more' as const), transactionId, page }),
  fc.record({ kind: fc.constantFrom('transactions', 'make-token'), page }),
  fc.record({ kind: fc.constant('revoke-token' as const), tokenId: fc.uuid() }),
  fc.record({ kind: fc.constantFrom('dashboard', 'delete-message') }),
  fc.record({ kind: fc.constant('teach' as const), messageId: fc.uuid() }),
  fc.record({
    kind: fc.constant('teach-answer' as const),
    draftId: fc.uuid(),
    question: fc.constantFrom(...TEACHING_QUESTIONS),
    choice: fc.integer({ min: -1, max: 99 }),
  }),
  fc.record({ kind: fc.constantFrom('teach-save', 'teach-cancel'), draftId: fc.uuid() }),
  fc.record({ kind: fc.constantFrom('unteach', 'forget-layout'), layoutId: fc.uuid() }),
  fc.record({ kind: fc.constant('rules' as const), page }),
  fc.record({
    kind: fc.constant('rule' as const),
    ruleId: fc.uuid(),
    ruleAct: fc.constantFrom('open', 'save-past', 'remove'),
  }),
  fc.record({ kind: fc.constant('category' as const), categoryId: fc.uuid(), categoryAct: fc.constant('add-expense') }),
  fc.record({ kind: fc.constant('merge-category' as const), categoryId: fc.uuid(), otherId: fc.uuid() }),
  fc.record({
    kind: fc.constant('export' as const),
    format: fc.constantFrom('beancount', 'csv'),
    period: fc.constantFrom('2026', '2026-10-01_2026-10-31'),
  }),
  fc.record({
    kind: fc.constant('phone' as const),
    step: fc.constantFrom('show', 'restore', 'sms-forwarder', 'shortcuts'),
    phoneId: fc.uuid(),
  }),
  fc.record({ kind: fc.constant('connect-phone' as const), phoneKind: fc.constantFrom('android', 'iphone') }),
  fc.record({ kind: fc.constantFrom('connect', 'phones') }),
  fc.record({
    kind: fc.constant('report' as const),
    chart: fc.constantFrom(...CHART_KINDS),
    period: fc.constantFrom('2026', '2026-10', '2026-W43', '2026-10-05', '2026-10-01_2026-10-31'),
  }),
) as fc.Arbitrary<CallbackAction>

test('what a button carries is read back as it was, in at most 64 bytes', () => {
  fc.assert(
    fc.property(actions, (action) => {
      const data = encodeCallback(action)
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(CALLBACK_BYTES_MAX)
      expect(decodeCallback(data)).toEqual(action)
    }),
  )
})

test('any text is read without an error', () => {
  const mangled = fc.tuple(actions, fc.nat(60), fc.string({ unit: 'binary' })).map(([action, at, junk]) => {
    const data = encodeCallback(action)
    return data.slice(0, at) + junk + data.slice(at + 1)
  })
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), mangled), (data) => {
      expect(decodeCallback(data).kind).toBeTypeOf('string')
    }),
  )
})

test('a button of another version is stale and a forged one is unknown', () => {
  const data = encodeCallback({ kind: 'undo', transactionId: '018f3c1e-0000-7000-8000-00000000002a' })
  expect(data).toBe('1uAY88HgAAcACAAAAAAAAAKg')
  expect(decodeCallback(`0${data.slice(1)}`)).toEqual({ kind: 'stale' })
  expect(decodeCallback('')).toEqual({ kind: 'unknown' })
  expect(decodeCallback('1u')).toEqual({ kind: 'unknown' })
  expect(decodeCallback('1uAAAA')).toEqual({ kind: 'unknown' })
  expect(decodeCallback(`${data}.more`)).toEqual({ kind: 'unknown' })
  expect(decodeCallback('1t-1')).toEqual({ kind: 'unknown' })
  expect(decodeCallback('1ppies.2026')).toEqual({ kind: 'unknown' })
  expect(decodeCallback('1AAY88HgAAcACAAAAAAAAAKg.amount.100')).toEqual({ kind: 'unknown' })
  expect(decodeCallback('1@steal.AY88HgAAcACAAAAAAAAAKg')).toEqual({ kind: 'unknown' })
  expect(decodeCallback('1AAY88HgAAcACAAAAAAAAAKg.colour.1')).toEqual({ kind: 'unknown' })
})

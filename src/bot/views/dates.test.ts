import { expect, test } from 'vitest'
import { occurredText } from './dates.ts'

const date = Temporal.PlainDate.from('2026-08-12')
const at = Temporal.Instant.from('2026-08-12T23:36:00Z')

test('a stated time is shown in the zone of the ledger, which may be another day', () => {
  expect(occurredText({ date, at, from: 'message' }, 'Africa/Lagos')).toBe('13 Aug 2026, 00:36')
})

test('the time of receipt is not taken for the time it happened', () => {
  expect(occurredText({ date, at, from: 'receipt' }, 'Africa/Lagos')).toBe('12 Aug 2026')
  expect(occurredText({ date, at: null, from: 'message' }, 'Africa/Lagos')).toBe('12 Aug 2026')
})

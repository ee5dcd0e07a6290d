import { expect, it } from 'vitest'
import type { EventClaim, Gap, MonthActivity } from '../domain/reconciliation.ts'
import { monthMap } from './reconciliation-months.ts'

function activity(month: string, entries: number, claims: number): MonthActivity {
  return {
    accountId: 'account',
    month,
    entries,
    claims,
    lastDate: Temporal.PlainDate.from(`${month}-15`),
    lastAt: null,
  }
}

function gap(from: string, to: string): Gap {
  const claim = (date: string) =>
    ({ occurred: { date: Temporal.PlainDate.from(date), at: null, from: 'message' } }) as EventClaim
  return { after: claim(from), before: claim(to), missingMinor: -1n }
}

const states = (...given: Parameters<typeof monthMap>) =>
  monthMap(...given).map(({ month, state }) => `${month} ${state}`)

it('is covered where balances add up, also when nothing moved for a month', () => {
  const months = [activity('2026-01', 3, 3), activity('2026-03', 2, 2)]
  expect(states(months, [], [])).toEqual(['2026-01 covered', '2026-02 covered', '2026-03 covered'])
})

it('is mismatched where something is missing or disputed, and missing where nothing came at all', () => {
  const months = [activity('2026-01', 3, 3), activity('2026-03', 2, 2), activity('2026-04', 2, 2)]
  expect(states(months, [gap('2026-01-30', '2026-03-02')], [])).toEqual([
    '2026-01 mismatched',
    '2026-02 missing',
    '2026-03 mismatched',
    '2026-04 covered',
  ])
  expect(states(months, [], [Temporal.PlainDate.from('2026-04-09')]).at(-1)).toBe('2026-04 mismatched')
})

it('is unchecked where entries have no balance to be held against', () => {
  expect(states([activity('2025-12', 4, 0), activity('2026-02', 1, 0)], [], [])).toEqual([
    '2025-12 unchecked',
    '2026-01 missing',
    '2026-02 unchecked',
  ])
  expect(states([], [], [])).toEqual([])
})

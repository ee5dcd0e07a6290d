import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { count, newScore, type Score } from './leave-one-out.ts'
import { isKept, worldAlerts, worldRejects } from './world/read-world.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const alerts = worldAlerts()

function scoreOf(kept: boolean): Score {
  const score = newScore()
  for (const alert of alerts) if (isKept(alert.format) === kept) count(score, alert.text, null, alert, index)
  return score
}

test('the set is as wide as it says', () => {
  expect(alerts.length).toBeGreaterThanOrEqual(300)
  expect(new Set(alerts.map(({ currency }) => currency)).size).toBeGreaterThanOrEqual(60)
  expect(worldRejects().length).toBeGreaterThanOrEqual(120)
})

test.each([
  ['tuned on', false],
  ['kept aside', true],
])('alerts of the world %s are read right in nine of ten or more, and wrong in at most one of a hundred', (_, kept) => {
  const { messages, right, wrong } = scoreOf(kept)
  expect(right / messages).toBeGreaterThanOrEqual(0.9)
  expect(wrong.length / messages).toBeLessThanOrEqual(0.01)
})

test('nothing that is not a transaction is accepted', () => {
  const accepted = worldRejects().filter(
    (text) => parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index).kind === 'parsed',
  )
  expect(accepted).toEqual([])
})

test('balance, account tail and time, where the set states them, are right or not read', () => {
  for (const alert of alerts) {
    const outcome = parse({ source: 'sms', sender: null, subject: null, text: alert.text, receivedAt }, index)
    if (outcome.kind !== 'parsed') continue
    const reading = toReadingJson(outcome.alerts[0])
    expect(outcome.alerts[0]).toMatchObject({ institution: null, bankId: null, layoutId: 'generic' })
    expect(outcome.alerts[0].confidence).toBeLessThan(1)
    for (const key of ['balanceMinor', 'accountTail', 'occurredAt'] as const) {
      if (alert[key] !== null && reading[key] !== null) expect(reading[key], `${key}: ${alert.text}`).toBe(alert[key])
    }
  }
})

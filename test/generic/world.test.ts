import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { count, newScore } from './leave-one-out.ts'
import { type WorldPart, worldAlerts, worldRejects } from './world/read-world.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-07-15T09:00:00Z')
const all = [...worldAlerts('tuned'), ...worldAlerts('kept')]

function read(text: string): ReturnType<typeof parse> {
  return parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index)
}

test('the set is as wide as it says', () => {
  expect(all.length).toBeGreaterThanOrEqual(600)
  expect(new Set(all.map(({ currency }) => currency)).size).toBeGreaterThanOrEqual(90)
  expect(worldRejects('tuned').length + worldRejects('kept').length).toBeGreaterThanOrEqual(260)
})

test.each<WorldPart>(['tuned', 'kept'])('of the %s alerts nine in ten are read right and none wrong', (part) => {
  const score = newScore()
  for (const alert of worldAlerts(part)) count(score, alert.text, null, alert, index)
  expect(score.right / score.messages).toBeGreaterThanOrEqual(0.9)
  expect(score.wrong).toEqual([])
})

test.each<WorldPart>(['tuned', 'kept'])('of the %s messages that are not transactions none is accepted', (part) => {
  expect(worldRejects(part).filter((text) => read(text).kind === 'parsed')).toEqual([])
})

test('balance, account tail and time, where the set states them, are right or not read', () => {
  for (const alert of all) {
    const outcome = read(alert.text)
    if (outcome.kind !== 'parsed') continue
    const reading = toReadingJson(outcome.alerts[0])
    expect(outcome.alerts[0].confidence).toBeLessThan(1)
    for (const key of ['balanceMinor', 'accountTail', 'occurredAt'] as const) {
      if (alert[key] !== null && reading[key] !== null) expect(reading[key], `${key}: ${alert.text}`).toBe(alert[key])
    }
  }
})

test('what the generic reader reads names no institution', () => {
  const outcome = read('Your account XX1234 has been debited with KES 500.00 on 12/05/2026. Balance KES 1,500.00.')
  expect(outcome).toMatchObject({ kind: 'parsed', alerts: [{ institution: null, bankId: null, layoutId: 'generic' }] })
})

test('money of another country is none of a wallet that keeps one currency', () => {
  const sent = (mark: string): ReturnType<typeof parse> =>
    read(
      `You have sent ${mark}6,500.00 to AMA MENSAH on 21/05/2026 10:57:41. Ref: 9920441173. New balance: ${mark}7,105.20`,
    )
  expect(sent('GHS')).toMatchObject({ kind: 'parsed', alerts: [{ bankId: null, amount: { currency: 'GHS' } }] })
  expect(sent('N')).toMatchObject({ kind: 'parsed', alerts: [{ bankId: 'ng-mtn-momo-psb' }] })
})

test('a word of advertising in the name of a shop is its name', () => {
  expect(read('You paid KES 500.00 at LUCKY MART on 12/05/2026 from account XX1234.').kind).toBe('parsed')
  expect(read('You paid KES 500.00 on 12/05/2026 from account XX1234, lucky winner.').kind).not.toBe('parsed')
})

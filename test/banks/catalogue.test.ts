import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { redactOneTimeCodes } from '../../src/formats/one-time-code.ts'
import { parse } from '../../src/formats/parse.ts'
import { type ReadingJson, toReadingJson } from '../../src/formats/reading-json.ts'

type Expected = { readonly [K in keyof ReadingJson]: string | number | null } & { readonly kind: string }
type Entry = {
  readonly id: string
  readonly institution: string
  readonly sender: string
  readonly receivedAt: string
  readonly text: string
  readonly evidence: string
  readonly expect: Expected
}

const entries: Entry[] = readFileSync(new URL('./sms.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const index = createBankIndex(BANKS)
const SMS_BANKS = BANKS.filter(({ layouts }) => layouts.some(({ channel }) => channel === 'sms'))
const GATED = ['direction', 'amountMinor', 'currency', 'balanceMinor', 'accountTail', 'occurredAt'] as const
const REST = ['counterparty', 'channel', 'reference', 'narration', 'feeMinor'] as const

function read(
  { text, receivedAt }: Entry,
  sender: string | null,
  banks = index,
  readUnknown?: null,
): ReturnType<typeof parse> {
  const message = { source: 'sms', sender, subject: null, text, receivedAt: Temporal.Instant.from(receivedAt) } as const
  return parse(message, banks, undefined, readUnknown)
}

/** Amounts are strings in what we write and numbers in the catalogue. */
function wanted({ expect: expected }: Entry, key: keyof ReadingJson): string | null {
  const value = expected[key]
  return value === null ? null : String(value)
}

const ours = entries.filter((entry) => entry.expect.kind === 'transaction')

test('every institution of the catalogue has a file', () => {
  expect(new Set(ours.map(({ institution }) => institution))).toEqual(new Set(SMS_BANKS.map(({ name }) => name)))
})

test.each(ours)('$id reads with every gated field right, whoever sent it', (entry) => {
  for (const sender of [entry.sender, null, 'VM-ALERTS', '+2348090000000']) {
    const outcome = read(entry, sender)
    expect(outcome.kind).toBe('parsed')
    if (outcome.kind !== 'parsed') continue
    expect(outcome.alerts).toHaveLength(1)
    expect(outcome.unreadParts).toBe(0)
    const reading = toReadingJson(outcome.alerts[0])
    for (const key of GATED) expect(reading[key], key).toBe(wanted(entry, key))
    expect(outcome.alerts[0].institution).toBe(entry.institution)
  }
})

test('counterparty, channel, reference, narration and fee are right in nine of ten alerts or more', () => {
  for (const key of REST) {
    const right = ours.filter((entry) => {
      const outcome = read(entry, entry.sender)
      return outcome.kind === 'parsed' && toReadingJson(outcome.alerts[0])[key] === wanted(entry, key)
    })
    expect(right.length / ours.length, key).toBeGreaterThanOrEqual(0.9)
  }
})

test.each(SMS_BANKS.map((bank) => ({ bank, name: bank.name })))(
  'without the file of $name its alerts are read right by the generic reader or not at all, never by another bank',
  ({ bank }) => {
    const others = createBankIndex(BANKS.filter(({ id }) => id !== bank.id))
    const own = ours.filter(({ institution }) => institution === bank.name)
    expect(own.length).toBeGreaterThan(0)
    for (const entry of own) {
      expect(read(entry, null, others, null).kind, entry.id).toBe('unrecognized')
      const outcome = read(entry, entry.sender, others)
      expect(['parsed', 'unrecognized'], entry.id).toContain(outcome.kind)
      if (outcome.kind !== 'parsed') continue
      const reading = toReadingJson(outcome.alerts[0])
      for (const key of ['direction', 'amountMinor', 'currency'] as const)
        expect(reading[key], `${entry.id} ${key}`).toBe(wanted(entry, key))
    }
  },
)

test('every message of the catalogue that is not a transaction is ignored', () => {
  const rejects = entries.filter((entry) => entry.expect.kind !== 'transaction')
  expect(rejects).toHaveLength(30)
  for (const entry of rejects) expect(read(entry, entry.sender).kind, entry.id).toBe('ignored')
})

test('only the one-time codes of the catalogue are taken out; every other message stays as it is', () => {
  const changed = entries.filter(({ text }) => redactOneTimeCodes(text).text !== text).map(({ id }) => id)
  expect(changed).toEqual(['ng-gtbank-12', 'ng-opay-06', 'ng-access-bank-09'])
})

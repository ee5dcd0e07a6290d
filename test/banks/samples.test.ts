import { expect, test } from 'vitest'
import { template } from '../../src/banks/_template.ts'
import { BANKS } from '../../src/banks/index.ts'
import type { BankFormat, LayoutChannel } from '../../src/formats/bank-format.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { collapseSpace } from '../../src/formats/characters.ts'
import { parse } from '../../src/formats/parse.ts'
import { unmarkSample } from '../../src/formats/sample.ts'

const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')

function read(text: string, banks: readonly BankFormat[], source: LayoutChannel = 'sms'): ReturnType<typeof parse> {
  return parse({ source, sender: null, subject: null, text, receivedAt }, createBankIndex(banks), undefined, null)
}

/** What the sample marks for a field, or null. */
function marked(sample: string, field: string): string | null {
  return new RegExp(`«${field}:([^»]*)»`, 'u').exec(sample)?.[1] ?? null
}

/** A printed number in hundredths, or null. */
function minor(text: string | null): string | null {
  if (text === null) return null
  const [whole = '', decimals = ''] = text.replaceAll(',', '').split('.')
  return String(BigInt(whole + decimals.padEnd(2, '0')))
}

const layouts = [...BANKS, template as BankFormat].flatMap((bank) =>
  bank.layouts.map((layout) => ({ bank, layout, name: `${bank.id}/${layout.id}` })),
)

test.each(layouts)('the sample of $name reads back to what it marks', ({ bank, layout }) => {
  const outcome = read(unmarkSample(layout.sample), bank.id === template.id ? [template] : BANKS, layout.channel)
  expect(outcome.kind).toBe('parsed')
  if (outcome.kind !== 'parsed') return
  const [alert] = outcome.alerts
  expect([alert.bankId, alert.layoutId]).toEqual([bank.id, layout.id])
  expect(String(alert.amount.minor)).toBe(minor(marked(layout.sample, 'amount'))?.replace('-', ''))
  expect(alert.runningBalance === null ? null : String(alert.runningBalance.minor)).toBe(
    minor(marked(layout.sample, 'balance')),
  )
  const account = /\d{2,}$/u.exec(marked(layout.sample, 'account') ?? '')?.[0] ?? null
  expect(alert.accountTail).toBe(account !== null && account.length > 6 ? account.slice(-4) : account)
  const narration = marked(layout.sample, 'narration')
  expect(alert.narration).toBe(narration === null ? null : collapseSpace(narration))
  const direction = layout.direction ?? (/«direction:(?:d)/iu.test(layout.sample) ? 'debit' : 'credit')
  expect(alert.direction).toBe(direction)
})

test.each(layouts)('no other bank claims the sample of $name', ({ bank, layout }) => {
  const others = [...BANKS, template as BankFormat].filter(({ id }) => id !== bank.id)
  expect(read(unmarkSample(layout.sample), others, layout.channel).kind).toBe('unrecognized')
})

test('no layout of the same bank and channel claims the sample of another', () => {
  for (const { bank, layout } of layouts) {
    const others = bank.layouts.filter(({ id, channel }) => id !== layout.id && channel === layout.channel)
    const rest = { ...bank, layouts: others }
    expect(read(unmarkSample(layout.sample), [rest], layout.channel).kind, layout.id).not.toBe('parsed')
  }
})

test.each(BANKS.flatMap((bank) => (bank.ignore ?? []).map((rule) => ({ bank, rule }))))(
  '$bank.id/$rule.id is ignored for its reason',
  ({ rule }) => {
    const outcome = read(unmarkSample(rule.sample), BANKS)
    expect(outcome).toMatchObject({ kind: 'ignored', reason: rule.reason })
  },
)

test('the order of the banks does not matter', () => {
  for (const { bank, layout } of layouts.filter((each) => each.bank.id !== template.id)) {
    const outcome = read(unmarkSample(layout.sample), BANKS.toReversed(), layout.channel)
    expect(outcome.kind === 'parsed' && outcome.alerts[0].bankId).toBe(bank.id)
  }
})

test('no sample holds a valid card number', () => {
  for (const { layout } of layouts) {
    for (const [digits] of layout.sample.matchAll(/\d{13,19}/gu)) expect(passesLuhn(digits), digits).toBe(false)
  }
})

function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

test('a message that two layouts fit is ambiguous and names both', () => {
  const [first] = BANKS
  if (first === undefined) throw new Error('no banks')
  const twin = { ...first, id: 'ng-twin', name: 'Twin Bank' }
  const outcome = read(unmarkSample(first.layouts[0]?.sample ?? ''), [first, twin])
  expect(outcome).toEqual({ kind: 'ambiguous', layoutIds: [`${first.id}/sms-date`, 'ng-twin/sms-date'] })
})

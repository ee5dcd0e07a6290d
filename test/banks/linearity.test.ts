import { expect, test } from 'vitest'
import { syntheticBanks } from '../../bench/synthetic-banks.ts'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { unmarkSample } from '../../src/formats/sample.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const SIZE = 65_536
/** What is read of a longer text. */
const READ = 8_192
const STEPS_PER_CHARACTER = 40

/** Texts that make a careless matcher look at the same characters again and again. */
const HOSTILE = [
  'Acct:1234\n',
  'Acct:1234 Amt:NGN1.00 DR Desc:',
  'Acct:1234\nAmt:NGN1.00 DR\nDesc:x\nBal:NGN1.00\n',
  'Acct:1234\nDT:18/06/2026 07:44:51 AM\nDR Amt:\n',
  'Acct:1234\nDT:18/06/2026 07:44:51 AM\n',
  'Debit\nAmt:NGN1.00\nAcc:1234\nDesc:\n',
  'Debit Amt:NGN1.00 Acc:1234 Desc: Date:02/07/2026 Avail ',
  'Dear OPay user, N1.00 has been debited for x on 03-Mar-2026 ',
  'Dear OPay user, N1.00 has been debited for ',
  'CREDIT ALERT Acc: 640***118 Amt: NGN1.00 Bal: NGN1.00 Date: 22/01/26 Time: 03:09 PM Desc: ',
  'Transfer Successful You have successfully transferred N1.00 to ',
  ' on 03-Mar-2026 08:1',
  '\nDate:02/07/2026',
  'a ',
  '\n',
  '1',
  '1,',
  '*',
  'DR ',
  ':',
  '(',
  '\u202e\u200b',
]

function stepsOf(text: string, banks = index): number {
  const meter = { steps: 0 }
  parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, banks, meter)
  return meter.steps
}

test.each(HOSTILE)('64 KB of %j take a bounded number of steps for each character', (unit) => {
  const text = unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE)
  expect(stepsOf(text)).toBeLessThanOrEqual(STEPS_PER_CHARACTER * READ)
})

test.each(BANKS.flatMap(({ layouts }) => layouts))(
  '64 KB behind the beginning of $id take linear work',
  ({ sample }) => {
    const whole = unmarkSample(sample)
    for (const share of [0.3, 0.5, 0.7, 0.9]) {
      const start = whole.slice(0, Math.floor(whole.length * share))
      for (const filler of ['x ', '\n', 'Desc:', `${start}\n`]) {
        const text = (start + filler.repeat(SIZE)).slice(0, SIZE)
        expect(stepsOf(text), JSON.stringify([start, filler])).toBeLessThanOrEqual(STEPS_PER_CHARACTER * READ)
      }
    }
  },
)

test('fifty times as many banks do not cost twice as much', () => {
  const few = createBankIndex(syntheticBanks(10))
  const many = createBankIndex(syntheticBanks(500))
  const texts = [...syntheticBanks(10), ...BANKS].flatMap(({ layouts }) =>
    layouts.map(({ sample }) => unmarkSample(sample)),
  )
  const total = (banks: typeof index): number => texts.reduce((sum, text) => sum + stepsOf(text, banks), 0)
  expect(total(many)).toBeLessThan(2 * total(few))
})

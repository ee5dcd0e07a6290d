import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { readMail } from '../../src/compose.ts'
import type { BankFormat, Layout } from '../../src/formats/bank-format.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { redactOneTimeCodes } from '../../src/formats/one-time-code.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { seeded } from '../banks/generate.ts'
import { generateMail } from './generate-mail.ts'
import { toHtml, toMime, toText } from './wrap-mail.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const layouts: { bank: BankFormat; layout: Layout; from: string; name: string }[] = BANKS.flatMap((bank) =>
  bank.layouts
    .filter(({ channel }) => channel === 'email')
    .map((layout) => {
      const from = bank.senders.find(({ channel }) => channel === 'email')?.address ?? ''
      return { bank, layout, from, name: `${bank.id}/${layout.id}` }
    }),
)

function read(text: string, sender: string | null): object {
  const outcome = parse({ source: 'email', sender, subject: null, text, receivedAt }, index)
  if (outcome.kind !== 'parsed') return outcome
  return outcome.alerts.map((alert) => {
    const { counterparty: _, channel: __, reference: ___, ...told } = toReadingJson(alert)
    return told
  })
}

test.each(layouts)(
  '200 generated mails of $name read exactly, however they are wrapped',
  async ({ bank, layout, from }) => {
    const random = seeded(17)
    for (let count = 0; count < 200; count++) {
      const mail = generateMail(bank, layout, random)
      const parts = random(3)
      const html = parts === 0 ? null : toHtml(mail, random)
      const text = parts === 1 ? null : toText(mail, random)
      const reading = await readMail(toMime(from, { html, text }, random))
      expect(reading.kind).toBe('text')
      if (reading.kind !== 'text') continue
      expect(read(reading.text, reading.from), reading.text).toEqual([mail.truth])
      expect(redactOneTimeCodes(reading.text).found, reading.text).toBe(false)
    }
  },
)

test.each(layouts)('the text of $name pasted without header lines reads the same', ({ bank, layout }) => {
  const random = seeded(19)
  for (let count = 0; count < 20; count++) {
    const mail = generateMail(bank, layout, random)
    const text = toText(mail, random)
    expect(read(text, null), text).toEqual([mail.truth])
  }
})

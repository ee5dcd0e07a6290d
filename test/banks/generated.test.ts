import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { redactOneTimeCodes } from '../../src/formats/one-time-code.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { generate, generateAny, LAYOUTS, seeded, type Truth } from './generate.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')

function read(text: string): ReturnType<typeof parse> {
  return parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index, undefined, null)
}

/** Whether the reader itself says that a whole balance at the very end may have been cut. */
function isUncertain(text: string): boolean {
  const outcome = read(text)
  return outcome.kind === 'parsed' && outcome.alerts.some(({ confidence }) => confidence < 0.75)
}

/** What was read, or how it was refused. */
function truths(text: string): (Truth & { layout: string })[] | string {
  const outcome = read(text)
  if (outcome.kind !== 'parsed') return JSON.stringify(outcome)
  return outcome.alerts.map((alert) => {
    const { counterparty: _, channel: __, reference: ___, ...gated } = toReadingJson(alert)
    const layout = `${alert.bankId}/${alert.layoutId}`
    return { ...gated, layout }
  })
}

/** What happens to messages on their way: nothing of it changes what they say. */
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  'other line breaks and colons': (text) => `\u200f${text.replaceAll('\n', ' \r\n').replaceAll(':', '：')}\u200b \n`,
  'wide spaces and empty lines': (text) => text.replaceAll(' ', '\u00a0').replaceAll('\n', '\n\n\t'),
  'one line': (text) => text.replaceAll('\n', ' '),
  'broken lines': (text) => text.replaceAll(/( \S+) /gu, '$1\n'),
  'spaced colons': (text) => text.replaceAll(/(?<!\d): ?/gu, ' : '),
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'full width': (text) => text.replaceAll(/[!-~]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)),
  quoted: (text) => text.replaceAll(/^/gmu, '> '),
  'an emoji at both ends': (text) => `🔔 ${text} 🔔`,
  forwarded: (text) => `Forwarded message\nFrom: Bank\nDate: 12 Aug 2026\n\n${text}\n\nSent from my phone`,
}

for (const { bank, layout } of LAYOUTS) {
  test(`200 generated messages of ${bank.id}/${layout.id} read exactly`, () => {
    const random = seeded(7)
    for (let count = 0; count < 200; count++) {
      const { text, truth } = generate(bank, layout, random)
      expect(truths(text), text).toEqual([{ ...truth, layout: `${bank.id}/${layout.id}` }])
    }
  })

  test(`messages of ${bank.id}/${layout.id} read the same however they are spaced, cased and punctuated`, () => {
    const random = seeded(11)
    for (let count = 0; count < 30; count++) {
      const { text, truth } = generate(bank, layout, random)
      const wanted = [{ ...truth, narration: expect.anything(), layout: `${bank.id}/${layout.id}` }]
      if (truth.narration === null) Object.assign(wanted[0] ?? {}, { narration: null })
      for (const [name, change] of Object.entries(CHANGES)) {
        expect(truths(change(text)), `${name}: ${change(text)}`).toEqual(wanted)
      }
    }
  })
}

test('a message cut at any length is read right in every gated field or not at all', () => {
  const random = seeded(5)
  for (const { bank, layout } of LAYOUTS) {
    for (let count = 0; count < 5; count++) {
      const { text, truth } = generate(bank, layout, random)
      for (let length = 0; length < text.length; length++) {
        const outcome = truths(text.slice(0, length))
        if (typeof outcome === 'string') continue
        const [reading] = outcome
        if (isUncertain(text.slice(0, length))) continue
        expect(outcome, text.slice(0, length)).toEqual([
          {
            ...truth,
            narration: reading?.narration,
            feeMinor: truth.feeMinor === null ? null : reading?.feeMinor,
            occurredAt: reading?.occurredAt,
            layout: `${bank.id}/${layout.id}`,
          },
        ])
        // The seconds may be cut off; the minute may not.
        expect(truth.occurredAt?.slice(0, 16) ?? null, text).toBe(reading?.occurredAt?.slice(0, 16) ?? null)
      }
    }
  }
})

test('alerts pasted one after another are all read, in order, with nothing left over', () => {
  const random = seeded(3)
  for (let count = 0; count < 300; count++) {
    const parts = [generateAny(random), generateAny(random), generateAny(random)]
    const glue = ['\n', '\n\n', '\r\n\r\n', '\n[12/08/2026 09:37] Bank:\n', '\nFrom: GTBank\n'][random(5)] ?? ''
    const text = parts.map((part) => part.text).join(glue)
    const outcome = read(text)
    expect(outcome.kind, text).toBe('parsed')
    expect(truths(text), text).toMatchObject(
      parts.map(({ truth: { amountMinor, direction } }) => ({ amountMinor, direction })),
    )
    if (outcome.kind !== 'parsed') continue
    expect(outcome.texts).toHaveLength(3)
    expect(outcome.unreadParts).toBe(0)
  }
})

test('generated alerts have no one-time code to take out, whatever their descriptions say', () => {
  const random = seeded(13)
  const words = [
    'POS PIN POINT 445566',
    'TOKEN 12345678',
    'OTP LOUNGE 4421 YABA',
    'PASSWORD RESET CODE 991122',
    'HOTPOT GRILL 7788',
  ]
  for (const { bank, layout } of LAYOUTS) {
    for (const word of words) {
      const sample = layout.sample.replace(/«narration:[^»]*»/u, word)
      const { text } = generate(bank, { ...layout, sample }, random)
      expect(redactOneTimeCodes(text), text).toEqual({ text, found: false })
    }
  }
})

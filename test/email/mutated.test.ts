import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { type Random, seeded, type Truth } from '../banks/generate.ts'
import { generateMail } from './generate-mail.ts'
import { toText } from './wrap-mail.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const layouts = BANKS.flatMap((bank) =>
  bank.layouts.filter(({ channel }) => channel === 'email').map((layout) => ({ bank, layout })),
)

type Mutant = { readonly text: string; readonly truths: readonly Truth[] }

/** Amount, direction and currency of everything read, or none. */
function moneyIn(text: string): string[] {
  const outcome = parse({ source: 'email', sender: null, subject: null, text, receivedAt }, index)
  return outcome.kind === 'parsed' ? outcome.alerts.map((alert) => money(toReadingJson(alert))) : []
}

function money({ direction, amountMinor, currency }: Pick<Truth, 'direction' | 'amountMinor' | 'currency'>): string {
  return `${direction} ${amountMinor} ${currency}`
}

function one(random: Random): Mutant {
  const chosen = layouts[random(layouts.length)]
  if (chosen === undefined) throw new Error('no layouts')
  const mail = generateMail(chosen.bank, chosen.layout, random)
  return { text: toText(mail, random), truths: [mail.truth] }
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'l',
  '2': 'Z',
  '5': 'S',
  '8': 'B',
  '6': 'б',
  '4': '٤',
}

function mutate(random: Random): Mutant {
  const first = one(random)
  const at = random(first.text.length)
  switch (random(5)) {
    case 0:
      return { ...first, text: first.text.slice(0, at) }
    case 1: {
      const digits = [...first.text.matchAll(/\d/gu)].map((match) => match.index)
      const place = digits[random(digits.length)] ?? 0
      const letter = LOOK_ALIKES[first.text[place] ?? ''] ?? 'o'
      return { ...first, text: first.text.slice(0, place) + letter + first.text.slice(place + 1) }
    }
    case 2: {
      const second = one(random)
      return {
        text: first.text + (['\n', '\n\n', ' ', ''][random(4)] ?? '') + second.text,
        truths: [...first.truths, ...second.truths],
      }
    }
    case 3: {
      const second = one(random)
      return { text: `${first.text.slice(0, at)}\n${second.text}`, truths: [...first.truths, ...second.truths] }
    }
    default: {
      const mark = ['\u200b', '\u202e', '\u00ad', '\ufeff', '😀', '\u0301', ',', '.', ' ', '\n'][random(10)] ?? ''
      return { ...first, text: first.text.slice(0, at) + mark + first.text.slice(at) }
    }
  }
}

test('5,000 mutated mails never give a wrong amount, direction or currency', () => {
  const random = seeded(2027)
  let reads = 0
  for (let count = 0; count < 5_000; count++) {
    const { text, truths } = mutate(random)
    const said = truths.map(money)
    for (const reading of moneyIn(text)) {
      reads++
      expect(said, text).toContain(reading)
    }
  }
  expect(reads).toBeGreaterThan(1_000)
})

test('a mail cut at any length gives the right money or none', () => {
  const random = seeded(23)
  for (const { bank, layout } of layouts) {
    const mail = generateMail(bank, layout, random)
    const text = toText(mail, random)
    for (let length = 0; length < text.length; length++) {
      for (const reading of moneyIn(text.slice(0, length)))
        expect(reading, text.slice(0, length)).toBe(money(mail.truth))
    }
  }
})

test('mails pasted one after another are all read', () => {
  const random = seeded(29)
  for (let count = 0; count < 200; count++) {
    const parts = [one(random), one(random), one(random)]
    const text = parts.map((part) => part.text).join('\n\n')
    expect(moneyIn(text), text).toEqual(parts.flatMap(({ truths }) => truths.map(money)))
  }
})

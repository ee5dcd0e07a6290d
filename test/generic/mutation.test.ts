import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { generate, type Random, seeded } from '../banks/generate.ts'
import { worldAlerts } from './world/read-world.ts'

const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
/** No bank file at all: everything goes to the generic reader. */
const none = createBankIndex([])
const index = createBankIndex(BANKS)

type Money = { readonly text: string; readonly said: readonly string[] }

function read(text: string, banks = none): string[] {
  const outcome = parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, banks)
  if (outcome.kind !== 'parsed') return []
  return outcome.alerts.map((alert) => {
    const { direction, amountMinor, currency } = toReadingJson(alert)
    return `${direction} ${amountMinor} ${currency}`
  })
}

const world: Money[] = worldAlerts().map(({ text, direction, amountMinor, currency }) => ({
  text,
  said: [`${direction} ${amountMinor} ${currency}`],
}))
const layouts = BANKS.flatMap((bank) =>
  bank.layouts.filter(({ channel }) => channel === 'sms').map((layout) => ({ bank, layout })),
)

function one(random: Random): Money {
  if (random(2) === 0) return world[random(world.length)] ?? { text: '', said: [] }
  const chosen = layouts[random(layouts.length)]
  if (chosen === undefined) throw new Error('no layouts')
  const { text, truth } = generate(chosen.bank, chosen.layout, random)
  return { text, said: [`${truth.direction} ${truth.amountMinor} ${truth.currency}`] }
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'l',
  '2': 'Z',
  '5': 'S',
  '8': 'B',
  '6': 'б',
  '3': 'З',
  '4': '٤',
}

function mutate(random: Random): Money {
  const first = one(random)
  const at = random(first.text.length)
  switch (random(4)) {
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
      return { text: `${first.text.slice(0, at)}\n${second.text}`, said: [...first.said, ...second.said] }
    }
    default: {
      const mark = ['\u200b', '\u202e', '\u00ad', '\ufeff', '😀', '\u0301', ' ', '\n'][random(8)] ?? ''
      return { ...first, text: first.text.slice(0, at) + mark + first.text.slice(at) }
    }
  }
}

test.each([
  ['without bank files', none],
  ['with every bank file', index],
])('10,000 mutated alerts %s never give a wrong amount, direction or currency', (_, banks) => {
  const random = seeded(2027)
  let reads = 0
  const wrong: string[] = []
  for (let number = 0; number < 10_000; number++) {
    const { text, said } = mutate(random)
    for (const reading of read(text, banks)) {
      reads++
      if (!said.includes(reading)) wrong.push(`${reading} instead of ${said.join(', ')}: ${text}`)
    }
  }
  expect(reads).toBeGreaterThan(3_000)
  expect(wrong).toEqual([])
})

test('an alert cut at any length is read right or not at all', () => {
  const wrong: string[] = []
  for (const { text, said } of world) {
    for (let length = 1; length < text.length; length += 1) {
      const readings = read(text.slice(0, length))
      if (readings.some((reading) => !said.includes(reading)))
        wrong.push(`${readings.join()} not ${said.join()}: ${text.slice(0, length)}`)
    }
  }
  expect(wrong).toEqual([])
})

import { createBankIndex } from '../../src/formats/bank-index.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'
import { type Random, seeded } from '../banks/generate.ts'
import { worldAlerts } from './world/read-world.ts'

/** A damaged message and every reading it may have; its values stay as they were. */
type Mutant = { readonly text: string; readonly said: readonly string[] }

const receivedAt = Temporal.Instant.from('2026-07-15T09:00:00Z')
/** No bank file at all: everything goes to the generic reader. */
const none = createBankIndex([])

/** The alerts of the world as they are. */
export const WORLD: readonly Mutant[] = [...worldAlerts('tuned'), ...worldAlerts('kept')].map(
  ({ text, direction, amountMinor, currency }) => ({ text, said: [`${direction} ${amountMinor} ${currency}`] }),
)

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'l',
  '2': 'Z',
  '3': 'З',
  '4': '٤',
  '5': 'S',
  '6': 'б',
  '8': 'B',
}
const LETTERS: Readonly<Record<string, string>> = { C: 'С', c: 'с', e: 'е', o: 'о', a: 'а', p: 'р', i: 'і' }
const MARKS = ['\u200b', '\u202e', '\u00ad', '\ufeff', '😀', '\u0301', ' ', '\n']

/** What is read from a message when there is no bank file: direction, minor units and currency of each alert. */
export function readWithoutBanks(text: string): string[] {
  const outcome = parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, none)
  if (outcome.kind !== 'parsed') return []
  return outcome.alerts.map((alert) => {
    const { direction, amountMinor, currency } = toReadingJson(alert)
    return `${direction} ${amountMinor} ${currency}`
  })
}

/** Reads that many damaged alerts of the world: how many were read, and those read as something they do not say. */
export function checkWorldMutants(
  count: number,
  seed: number,
): { readonly read: number; readonly wrong: readonly string[] } {
  const random = seeded(seed)
  const wrong: string[] = []
  let read = 0
  for (let number = 0; number < count; number++) {
    const { text, said } = mutate(random)
    const readings = readWithoutBanks(text)
    read += readings.length
    for (const reading of readings)
      if (!said.includes(reading)) wrong.push(`${reading} instead of ${said.join(', ')}: ${text}`)
  }
  return { read, wrong }
}

function mutate(random: Random): Mutant {
  const first = oneOf(WORLD, random)
  const at = random(first.text.length)
  const put = (place: number, removed: number, added: string): Mutant => ({
    ...first,
    text: first.text.slice(0, place) + added + first.text.slice(place + removed),
  })
  switch (random(6)) {
    case 0:
      return put(at, first.text.length, '')
    case 1: {
      const place = placeOf(/\d/gu, first.text, random)
      return put(place, 1, LOOK_ALIKES[first.text[place] ?? ''] ?? 'o')
    }
    case 2: {
      const place = placeOf(/[Cceoapi]/gu, first.text, random)
      return put(place, 1, LETTERS[first.text[place] ?? ''] ?? 'х')
    }
    case 3: {
      const place = placeOf(/\p{L}{4}/gu, first.text, random)
      return random(2) === 0 ? put(place + 1, 1, '') : put(place + 2, 0, 'k')
    }
    case 4: {
      const second = oneOf(WORLD, random)
      return { text: `${first.text.slice(0, at)}\n${second.text}`, said: [...first.said, ...second.said] }
    }
    default:
      return put(at, 0, oneOf(MARKS, random))
  }
}

function oneOf<T>(list: readonly T[], random: Random): T {
  const found = list[random(list.length)]
  if (found === undefined) throw new Error('the list is empty')
  return found
}

function placeOf(pattern: RegExp, text: string, random: Random): number {
  const places = [...text.matchAll(pattern)].map(({ index }) => index)
  return places[random(Math.max(1, places.length))] ?? 0
}

import { generateAny, type Random, type Truth } from './generate.ts'

/** A damaged message and what may be read from it: the truth changes with the text. */
export type Mutant = { readonly text: string; readonly truths: readonly Truth[] }

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'l',
  '2': 'Z',
  '5': 'S',
  '8': 'B',
  '6': 'б',
  '3': 'З',
  '4': '٤',
  '9': 'g',
}
const LETTER_LOOK_ALIKES: Readonly<Record<string, string>> = { A: 'А', B: 'В', C: 'С', D: 'Ⅾ', a: 'а', c: 'с', e: 'е' }
const MARKS = [
  '\u200b',
  '\u202e',
  '\u200f',
  '\u00ad',
  '\ufeff',
  '😀',
  '\u0301',
  ',',
  '.',
  "'",
  '-',
  ' ',
  '\n',
  '\u00a0',
]
const GLUE = ['\n', '\n\n', ' ', '', '\r\n', '\n[12/08/2026 09:37] GTBank:\n', '\nFrom: AccessBank\n']

/** One message of any layout with one thing wrong with it. */
export function mutate(random: Random): Mutant {
  const first = generateAny(random)
  const at = random(first.text.length)
  const edited = (start: number, removed: number, added: string): Mutant => edit(first, start, removed, added)
  switch (random(9)) {
    case 0:
      return { text: first.text.slice(0, at), truths: [first.truth] }
    case 1: {
      const place = placeOf(/\d/gu, first.text, random)
      return edited(place, 1, LOOK_ALIKES[first.text[place] ?? ''] ?? 'o')
    }
    case 2: {
      const second = generateAny(random)
      const text = first.text + GLUE[random(GLUE.length)] + second.text
      return { text, truths: [first.truth, second.truth] }
    }
    case 3: {
      const second = generateAny(random)
      const text = first.text.slice(0, at) + GLUE[random(3)] + second.text
      return { text, truths: [first.truth, second.truth] }
    }
    case 4:
      return edited(placeOf(/\d/gu, first.text, random), 1, String(random(10)))
    case 5:
      return edited(at, 1, '')
    case 6:
      return edited(random(2) === 0 ? at : placeOf(/\d/gu, first.text, random), 0, String(random(10)))
    case 7: {
      const place = placeOf(/[ABCDace]/gu, first.text, random)
      return edited(place, 1, LETTER_LOOK_ALIKES[first.text[place] ?? ''] ?? 'о')
    }
    default:
      return edited(at, 0, MARKS[random(MARKS.length)] ?? '')
  }
}

function placeOf(pattern: RegExp, text: string, random: Random): number {
  const places = [...text.matchAll(pattern)].map(({ index }) => index)
  return places[random(places.length)] ?? 0
}

/** The text with one edit, and what its amount, balance and fee say now. */
function edit({ text, truth }: { text: string; truth: Truth }, at: number, removed: number, added: string): Mutant {
  const after = text.slice(0, at) + added + text.slice(at + removed)
  const now = (minor: string | null): string | null =>
    minor === null ? null : editMinor(minor, text, at, removed, added)
  const amountMinor = now(truth.amountMinor) ?? 'unreadable'
  const changed = { ...truth, amountMinor, balanceMinor: now(truth.balanceMinor), feeMinor: now(truth.feeMinor) }
  return { text: after, truths: [changed] }
}

/** A number's value behind an edit; `unreadable` when what stands there is no complete number any more. */
function editMinor(minor: string, text: string, at: number, removed: number, added: string): string {
  for (const printed of writingsOf(minor.replace('-', ''))) {
    const start = text.search(new RegExp(`(?<![\\d,.])${printed.replaceAll('.', '\\.')}(?!\\d|[.,]\\d)`, 'u'))
    if (start < 0) continue
    if (at + removed < start - SIGN_MAX || at > start + printed.length) return minor
    const after = text.slice(0, at) + added + text.slice(at + removed)
    const shift = added.length - removed
    const from = at < start ? start + shift : start
    const end = start + printed.length + (at < start + printed.length ? shift : added.length)
    const edited = after
      .slice(from, end)
      .replace(/[\u200b\u202e\u200f\u00ad\ufeff]/gu, '')
      .replace(/[\s.,'-]+$/u, '')
      .trimStart()
    // A balance's sign may also be `DR` behind it, which no edit here changes without damage.
    const hasSide = minor.startsWith('-') && !SIGN.test(text.slice(0, start))
    const sign = hasSide || SIGN.test(after.slice(0, from)) || edited.startsWith('-') ? '-' : ''
    if (!/^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d\d)?$/u.test(edited)) return 'unreadable'
    const value = String(BigInt(edited.replace(/\D/gu, '') + (edited.includes('.') ? '' : '00')))
    return value === '0' ? value : sign + value
  }
  return minor
}

const SIGN = /-\s*(?:ngn|[n₦#])?\s*$/iu

/** How far in front of a number its sign can stand: `-NGN`. */
const SIGN_MAX = 5

/** The ways the layouts write a number of minor units. */
function writingsOf(minor: string): string[] {
  const whole = minor.padStart(3, '0').slice(0, -2)
  const decimals = `.${minor.padStart(3, '0').slice(-2)}`
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, ',')
  return [grouped + decimals, whole + decimals, grouped, whole]
}

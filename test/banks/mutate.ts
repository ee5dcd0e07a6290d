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
      const text = first.text.slice(0, at) + GLUE[random(3)] + second.text.slice(random(3) === 0 ? random(40) : 0)
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
  const plain = minor.replace('-', '')
  const whole = plain.padStart(3, '0').slice(0, -2)
  const decimals = `.${plain.padStart(3, '0').slice(-2)}`
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, ',')
  for (const printed of [grouped + decimals, whole + decimals, grouped, whole]) {
    const start = text.search(new RegExp(`(?<![\\d,.])${printed.replaceAll('.', '\\.')}(?![\\d]|[.,]\\d)`, 'u'))
    if (start < 0) continue
    if (at + removed < start || at > start + printed.length) return minor
    const [from, to] = [Math.max(at - start, 0), Math.max(at + removed - start, 0)]
    // An edit beside the number is judged with it; one that begins before it is cut to size.
    const edited = `${printed.slice(0, from)}${added}${printed.slice(to)}`
      .replace(/[\u200b\u202e\u200f\u00ad\ufeff]/gu, '')
      .trim()
    if (!/^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d\d)?$/u.test(edited.replace(/[\s.,'-]+$/u, ''))) return 'unreadable'
    return withSign(minor, edited.replace(/[\s.,'-]+$/u, ''))
  }
  return minor
}

function withSign(before: string, printed: string): string {
  const digits = printed.replace(/[^\d]/gu, '') + (printed.includes('.') ? '' : '00')
  const value = String(BigInt(digits))
  return before.startsWith('-') && value !== '0' ? `-${value}` : value
}

import { emitField } from './emit.ts'
import type { Fakes } from './fakes.ts'
import type { Span } from './find-spots.ts'
import { FREE, type Mark } from './mark.ts'

const ESSENTIAL: ReadonlySet<string> = new Set([
  'amount',
  'direction',
  'account',
  'counterparty',
  'narration',
  'balance',
  'fee',
  'date',
  'time',
])
/** Fewer words than these could stand in any message. */
const FIXED_WORDS_MIN = 3

/** From the first fixed word (or direction) to the last field that matters; free text takes what ends it along. */
export function cut(text: string, marks: readonly Mark[]): Span | null {
  const first = marks.findIndex(({ field }) => ESSENTIAL.has(field))
  const last = marks.findLastIndex(({ field }) => ESSENTIAL.has(field))
  const [one, other] = [marks[first], marks[last]]
  if (one === undefined || other === undefined) return null
  let start = 0
  for (const mark of marks.slice(0, first + 1)) {
    if (/[\p{L}\p{N}]/u.test(text.slice(start, mark.start)) || mark.field === 'direction') break
    if (ESSENTIAL.has(mark.field)) return null
    start = mark.end
  }
  while (start < text.length && !/[\p{L}\p{N}]/u.test(text[start] ?? '') && !marks.some((mark) => mark.start === start))
    start++
  if (!FREE.has(other.field)) return { start, end: other.end }
  const lineEnd = text.indexOf('\n', other.end)
  const end = Math.min(lineEnd < 0 ? text.length : lineEnd, marks[last + 1]?.start ?? text.length)
  return { start, end: other.end + text.slice(other.end, end).trimEnd().length }
}

/** A stretch and as much of what follows as it takes to tell its layout from others. */
export function withEnoughWords(text: string, marks: readonly Mark[], { start, end }: Span): Span {
  const further = marks.filter((mark) => mark.start > end).map((mark) => mark.start)
  const ends = [end, ...further, text.length].map((at) => Math.max(end, text.slice(0, at).trimEnd().length))
  const found = ends.find((at) => countWords(text, marks, { start, end: at }) >= FIXED_WORDS_MIN)
  return { start, end: found ?? end }
}

/** A stretch of a message as a marked sample with invented values. */
export function emit(text: string, marks: readonly Mark[], span: Span, fakes: Fakes): string {
  let sample = ''
  let at = span.start
  for (const mark of marks.filter(({ start, end }) => start >= span.start && end <= span.end)) {
    sample += text.slice(at, mark.start).replaceAll('\n', '↵')
    sample += emitMark(mark, text.slice(mark.start, mark.end), fakes)
    at = mark.end
  }
  return sample + text.slice(at, span.end).replaceAll('\n', '↵')
}

function emitMark({ field }: Mark, shown: string, fakes: Fakes): string {
  const mask = field === 'account' ? (/^[\d*xX#]*[*xX#](?=\d)/u.exec(shown)?.[0] ?? '') : ''
  return fakes.value('account', mask) + emitField(field, shown, shown, fakes)
}

/** Whether a stretch of a message holds enough of the bank's own words. */
export function holdsEnoughWords(text: string, marks: readonly Mark[], span: Span): boolean {
  return countWords(text, marks, span) >= FIXED_WORDS_MIN
}

function countWords(text: string, marks: readonly Mark[], span: Span): number {
  let fixed = text.slice(span.start, span.end)
  for (const { start, end } of [...marks].reverse()) {
    if (start < span.start || end > span.end) continue
    fixed = `${fixed.slice(0, start - span.start)} ${fixed.slice(end - span.start)}`
  }
  return new Set(fixed.toUpperCase().match(/\p{L}{2,}/gu) ?? []).size
}

import type { Span } from './spots.ts'
import { spellings } from './vocabulary.ts'

/** A field of a sample in its place in the normalised text. */
export type Mark = Span & {
  readonly field: string
  readonly example: string
  /** Free text that a sentence leads up to rather than a label. */
  readonly isSaid?: boolean
}

const FREE: ReadonlySet<string> = new Set(['counterparty', 'narration', 'remark', 'via'])

/** What an example must show of a value (its marks, its form) with none of its digits. Dates and words stay. */
export function shapeOnly(field: string, text: string): string {
  switch (field) {
    case 'amount':
    case 'balance':
    case 'fee':
      return text.replace(/\d/gu, '1')
    case 'account':
    case 'phone':
      return text.replace(/\d/gu, '0')
    case 'reference':
      // A reference of letters and digits has any number of each, but at least a digit.
      return /\p{L}/u.test(text) ? `1${text.replace(/[^-_./|]/gu, 'X').slice(1)}` : text.replace(/\d/gu, '1')
    default:
      return text
  }
}

/** The stretch of a text as a marked sample. `turns`: a word in it carries the direction, so that `to` may become `from`. */
export function emitText(text: string, marks: readonly Mark[], span: Span, turns: boolean): string {
  const inside = marks.filter(({ start, end }) => start >= span.start && end <= span.end)
  const tail = optionalTail(text, inside)
  let sample = brand(text, inside, span)
  let at = span.start + sample.replace(/[⟦⟧]/gu, '').length
  for (const mark of inside) {
    if (mark === tail) {
      const front = text.slice(at, mark.start)
      const lineStart = front.lastIndexOf('\n')
      sample += `${emitFixed(front.slice(0, lineStart), null, turns)}⟦↵${emitFixed(front.slice(lineStart + 1), mark, turns)}`
    } else {
      sample += emitFixed(text.slice(at, mark.start), mark, turns)
    }
    sample += `«${mark.field}:${mark.example}»`
    // A place that was left empty has no space of its own.
    if (mark.start === mark.end && /[\p{L}\p{N}]/u.test(text[mark.end] ?? '')) sample += ' '
    if (mark.field === 'account' && /^(?: \([^()\n]*\))?(?:\n|$)/u.test(text.slice(mark.end))) {
      sample += '⟦ (…⟧'
      at = mark.end + (/^ \([^()\n]*\)/u.exec(text.slice(mark.end))?.[0].length ?? 0)
    } else {
      at = mark.end
    }
    if (mark === tail) sample += '⟧'
  }
  sample += emitFixed(text.slice(at, span.end), null, turns)
  return endsInText(inside, span, text) ? `${sample}↵` : sample
}

/** A sample that ends with free text and a mark says that the line ends there, so that the mark is not part of the text. */
function endsInText(marks: readonly Mark[], span: Span, text: string): boolean {
  const last = marks.at(-1)
  if (last === undefined || !FREE.has(last.field) || last.end === span.end) return false
  return /^[.,;!)]+$/u.test(text.slice(last.end, span.end)) && /^(?:\n|$)/u.test(text.slice(span.end))
}

/** A description in the last line: an alert of this layout may have none. */
function optionalTail(text: string, marks: readonly Mark[]): Mark | null {
  const last = marks.at(-1)
  const before = marks.at(-2)
  if (last?.field !== 'narration' || before === undefined) return null
  return text.slice(before.end, last.start).includes('\n') ? last : null
}

const BRAND =
  /^(?!(?:debit|credit|dr|cr)(?![\p{L}]))\p{Lu}[\p{L}\p{N}&' -]{1,24}: (?=(?:You|Your|Dear|A|The|Transfer|Payment|Hi|Hello)(?![\p{L}]))/u

/** The name of a bank in front of a sentence, which it may leave out. */
function brand(text: string, marks: readonly Mark[], span: Span): string {
  const name = BRAND.exec(text.slice(span.start))?.[0] ?? ''
  return name === '' || (marks[0]?.start ?? 0) < span.start + name.length ? '' : `⟦${name}⟧`
}

function emitFixed(text: string, next: Mark | null, turns: boolean): string {
  const isLast = (at: number, word: string): boolean => text.slice(at + word.length).trim() === ''
  return text
    .replace(/[\p{L}\p{N}]+/gu, (word, at: number) => {
      const isBeforeName =
        next !== null && (next.field === 'counterparty' || next.field === 'remark') && isLast(at, word)
      const isBeforeOwn = /^ your(?![\p{L}])/iu.test(text.slice(at + word.length))
      return spellings(word) ?? (isBeforeName || isBeforeOwn ? turned(word, turns, isBeforeName) : word)
    })
    .replaceAll('\n', '↵')
}

const INTO = ['to', 'in', 'into']

/** The either-notation of a word such as `to` where the other direction, or the same bank on another day, has another. */
function turned(word: string, turns: boolean, isBeforeName: boolean): string {
  const lower = word.toLowerCase()
  const all = isBeforeName ? ['to', 'from', 'by'] : ['to', 'from', 'in', 'into', 'on']
  const group = turns ? all : isBeforeName ? [] : INTO
  if (!group.includes(lower)) return word
  return `{${[word, ...group.filter((other) => other !== lower)].join('|')}}`
}

import type { Direction } from '../../domain/alert.ts'
import type { DateOrder, NumberStyle } from '../bank-format.ts'
import { normalize } from '../normalize.ts'
import { directionWords } from '../read-direction.ts'
import { toMinor } from '../read-number.ts'
import { emitField } from './emit.ts'
import type { Fakes } from './fakes.ts'
import { findSpots, type Span, type Spot } from './find-spots.ts'

/** What a message says, by somebody who knows. Amounts in minor units; null or absent where it does not say. */
export type Truth = {
  readonly direction: Direction
  readonly amountMinor: bigint
  readonly currency: string
  readonly accountTail?: string | null
  readonly balanceMinor?: bigint | null
  readonly feeMinor?: bigint | null
  readonly counterparty?: string | null
  readonly narration?: string | null
}

/** A marked sample made of a message. `direction` where none of its words carries it. */
export type Marked =
  | {
      readonly kind: 'marked'
      readonly sample: string
      readonly direction: Direction | null
      readonly hidden: readonly string[]
    }
  | { readonly kind: 'refused'; readonly why: string }

/** How the bank writes, and what may be seen of its messages. */
export type Marking = {
  readonly numbers: NumberStyle
  readonly dates: DateOrder
  /** Words the bank prints, in capitals; every other word could be a name. */
  readonly vocabulary: ReadonlySet<string>
  readonly fakes: Fakes
}

type Mark = Span & { readonly field: string }

const FREE: ReadonlySet<string> = new Set(['counterparty', 'narration', 'remark'])
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

/**
 * A message as a marked sample with invented values, by the truth about it: each value of the truth becomes a field where
 * the message prints it; dates, times, links, numbers, codes, and words that are not the bank's, become fields too. The rest is
 * fixed text. `refused` where the message does not print the amount, begins with a value, or says too little besides.
 */
export function markMessage(text: string, truth: Truth, marking: Marking): Marked {
  const message = normalize(text)
  const spots = findSpots(message, marking.numbers, marking.dates)
  const regions = regionsOf(message.text, truth, spots)
  const outside = spots.filter((spot) => !regions.some((region) => overlap(region, spot)))
  const values = marksOfValues(message.lower, outside, truth)
  if (!values.some(({ field }) => field === 'amount')) return refused('the amount is not in it as it would be printed')
  const free = outside.filter((spot) => !values.some((mark) => overlap(mark, spot)))
  const directions = directionMarks(message.lower, free, truth.direction)
  const taken = [...regions, ...values, ...directions]
  const words = free.filter((spot) => !taken.some((mark) => overlap(mark, spot)))
  const hiding = words.filter((spot) => spot.kind !== 'word' || !marking.vocabulary.has(upper(message.text, spot)))
  const hidden = hiding.filter(({ kind }) => kind === 'word').map((spot) => message.text.slice(spot.start, spot.end))
  const remarks = hiding.map(({ start, end }): Mark => ({ start, end, field: 'remark' }))
  const marks = joinNeighbours(
    [...taken, ...remarks].sort((left, right) => left.start - right.start),
    message.text,
  )
  const core = cut(message.text, marks)
  const span = core === null ? null : withEnoughWords(message.text, marks, core)
  if (span === null) return refused('it begins with a value, and a layout begins with fixed text')
  const sample = emit(message.text, marks, span, marking.fakes)
  if (countWords(message.text, marks, span) < FIXED_WORDS_MIN)
    return refused('it holds too few words of the bank’s own')
  return { kind: 'marked', sample, direction: directions.length > 0 ? null : truth.direction, hidden }
}

function refused(why: string): Marked {
  return { kind: 'refused', why }
}

function overlap(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end
}

function upper(text: string, { start, end }: Span): string {
  return text.slice(start, end).toUpperCase()
}

/**
 * Where free text stands: what follows the label of a description, and the texts of the truth; a text inside another one is
 * read from that.
 */
function regionsOf(text: string, truth: Truth, spots: readonly Spot[]): Mark[] {
  const regions: Mark[] = [...greeted(text), ...(truth.narration ? [] : described(text, spots))]
  for (const field of ['narration', 'counterparty'] as const) {
    const wanted = normalize(truth[field] ?? '')
      .text.replaceAll('\n', ' ')
      .trim()
    if (wanted === '') continue
    const start = text.replaceAll('\n', ' ').indexOf(wanted)
    const region = { start, end: start + wanted.length, field }
    const isWhole = spots.every((spot) => !overlap(spot, region) || spot.start >= start || spot.end <= region.end)
    if (start >= 0 && isWhole && !regions.some((other) => overlap(other, region))) regions.push(region)
  }
  return regions
}

const GREETING =
  /^(?:dear|hello|hi|hey)(?: +(?:mr|mrs|ms|miss|dr|chief|alhaji|sir|madam)\.?)? +([^\n,.!:;0-9]{1,60})(?=[,.!:;\n]|$)/iu
/** Greetings of nobody in particular. */
const ANYBODY = /^(?:our|valued|esteemed|dear|customer|client|sir|madam|ma|user|friend|there|and|or|[/ ])+$/iu

/** Who is greeted, whatever the word: a name can be a word that banks print, too. */
function greeted(text: string): Mark[] {
  const name = GREETING.exec(text)
  if (name === null || ANYBODY.test(name[1] ?? '')) return []
  const end = name[0].length
  return [{ start: end - (name[1] ?? '').length, end, field: 'remark' }]
}

const DESCRIPTION =
  /(?<![\p{L}\p{N}])(?:desc(?:ription)?|narr(?:ation)?|narrative|remarks?|details|particulars|memo) ?:/giu
const NEXT_LABEL = /[\s.,;]+(?=\p{L}[\p{L}/.-]*(?: \p{L}[\p{L}/.-]*)? ?:)/u

/** What follows the first label of a description, up to the next label, a date, or the end of the line. It may be empty. */
function described(text: string, spots: readonly Spot[]): Mark[] {
  DESCRIPTION.lastIndex = 0
  const label = DESCRIPTION.exec(text)
  if (label === null) return []
  const colon = label.index + label[0].length
  const lineEnd = text.indexOf('\n', colon)
  const rest = text.slice(colon, lineEnd < 0 ? text.length : lineEnd)
  const date = spots.find((spot) => spot.kind === 'date' && spot.start >= colon)?.start ?? text.length
  const ends = [rest.length, NEXT_LABEL.exec(rest)?.index ?? rest.length, date - colon]
  const shown = rest.slice(0, Math.min(...ends)).replace(/[\s.,;|-]+$/u, '')
  const start = colon + (shown.startsWith(' ') ? 1 : 0)
  return [{ start, end: Math.max(start, colon + shown.length), field: 'narration' }]
}

function marksOfValues(lower: string, spots: readonly Spot[], truth: Truth): Mark[] {
  const marks: Mark[] = []
  const once = new Set<string>()
  const isFirst = (field: string): boolean => !once.has(field) && once.add(field) !== null
  for (const spot of spots) {
    const { start, end } = spot
    if (spot.kind === 'money') {
      const side = /^(?:cr|dr)(?![\p{L}\p{N}])/u.exec(lower.slice(end, end + 3))?.[0] ?? null
      const field = roleOf(spot, side, truth, once)
      if (field === null)
        marks.push({ start, end, field: isAccountTail(spot, truth) && isFirst('account') ? 'account' : 'remark' })
      else {
        once.add(field)
        if (spot.mark !== null) marks.push({ start: spot.mark.start, end: spot.mark.end, field: 'currency' })
        marks.push({ ...spot.digits, field })
        if (field === 'balance' && side !== null)
          marks.push({ start: end, end: end + side.length, field: 'balance_side' })
      }
    } else if (spot.kind === 'account') {
      const isOwn = spot.tail !== null && spot.tail === truth.accountTail && isFirst('account')
      marks.push({ start, end, field: isOwn ? 'account' : 'remark' })
    } else if (spot.kind === 'date' || spot.kind === 'time') {
      marks.push({ start, end, field: isFirst(spot.kind) ? spot.kind : 'remark' })
      // The time of a date that has one is not looked for elsewhere.
      if (spot.kind === 'date' && spot.hasTime) once.add('time')
    }
  }
  return marks
}

/** Which of the truth's amounts a number is; the amount may be printed again, the others are not. */
function roleOf(
  spot: Spot & { kind: 'money' },
  side: string | null,
  truth: Truth,
  once: ReadonlySet<string>,
): string | null {
  const currency = spot.mark?.currency ?? truth.currency
  const printed = toMinor({ ...spot.number, mayBeCut: false }, currency, true)
  if (printed === null || currency !== truth.currency) return null
  const minor = printed < 0n ? -printed : printed
  if (minor === truth.amountMinor && !once.has('amount')) return 'amount'
  const balance = side === 'dr' ? -minor : printed
  if (balance === truth.balanceMinor && !once.has('balance')) return 'balance'
  if (minor === truth.feeMinor && !once.has('fee')) return 'fee'
  return minor === truth.amountMinor && spot.mark !== null ? 'amount' : null
}

function isAccountTail(spot: Spot & { kind: 'money' }, { accountTail }: Truth): boolean {
  return (
    spot.mark === null &&
    spot.number.decimals === '' &&
    spot.number.whole.length >= 4 &&
    accountTail === spot.number.whole.slice(-4)
  )
}

const DIRECTIONS = ['dr', 'cr', 'debit', 'credit', 'debited', 'credited']

/** The words of the message that carry its direction and would be others in an alert of the other direction. */
function directionMarks(lower: string, spots: readonly Spot[], direction: Direction): Mark[] {
  return spots.flatMap(({ kind, start, end }): Mark[] => {
    const word = lower.slice(start, end)
    if (kind !== 'word' || !DIRECTIONS.includes(word)) return []
    const [debit, credit] = directionWords(word)
    return word === (direction === 'debit' ? debit : credit) ? [{ start, end, field: 'direction' }] : []
  })
}

/** What may stand inside a name: marks and spaces, and a word or two that banks print as well (`MAMA PUT ON WHEELS`). */
const BETWEEN_NAMES = /^[ .,'’&/_+#*;-]*(?:\p{L}+[ .,'’&/_+#*;-]+){0,2}$/u

/** Remarks that only spaces and marks part, or that touch free text, are one piece of free text. */
function joinNeighbours(marks: readonly Mark[], text: string): Mark[] {
  const joined: Mark[] = []
  for (const mark of marks) {
    const last = joined.at(-1)
    const gap = last === undefined ? '\n' : text.slice(last.end, mark.start)
    const areRemarks = last?.field === 'remark' && mark.field === 'remark' && BETWEEN_NAMES.test(gap)
    const touch = last !== undefined && FREE.has(last.field) && FREE.has(mark.field) && /^ ?$/u.test(gap)
    if (last === undefined || !(areRemarks || touch)) joined.push(mark)
    else
      joined[joined.length - 1] = {
        start: last.start,
        end: mark.end,
        field: last.field === 'remark' ? mark.field : last.field,
      }
  }
  return joined
}

/** From the first fixed word (or direction) to the last field that matters; free text takes what ends it along. */
function cut(text: string, marks: readonly Mark[]): Span | null {
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
function withEnoughWords(text: string, marks: readonly Mark[], { start, end }: Span): Span {
  const further = marks.filter((mark) => mark.start > end).map((mark) => mark.start)
  const ends = [end, ...further, text.length].map((at) => Math.max(end, text.slice(0, at).trimEnd().length))
  const found = ends.find((at) => countWords(text, marks, { start, end: at }) >= FIXED_WORDS_MIN)
  return { start, end: found ?? end }
}

function emit(text: string, marks: readonly Mark[], span: Span, fakes: Fakes): string {
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

function countWords(text: string, marks: readonly Mark[], span: Span): number {
  let fixed = text.slice(span.start, span.end)
  for (const { start, end } of [...marks].reverse()) {
    if (start < span.start || end > span.end) continue
    fixed = `${fixed.slice(0, start - span.start)} ${fixed.slice(end - span.start)}`
  }
  return new Set(fixed.toUpperCase().match(/\p{L}{2,}/gu) ?? []).size
}

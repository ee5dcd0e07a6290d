import type { Direction } from '../../domain/alert.ts'
import type { DateOrder, NumberStyle } from '../bank-format.ts'
import { normalize } from '../normalize.ts'
import type { Fakes } from './fakes.ts'
import { findSpots, type Span } from './find-spots.ts'
import { regionsOf } from './free-text.ts'
import { FREE, type Mark, overlap, type Truth } from './mark.ts'
import { cut, emit, holdsEnoughWords, withEnoughWords } from './sample-span.ts'
import { directionMarks, marksOfValues } from './values.ts'

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
  if (!holdsEnoughWords(message.text, marks, span)) return refused('it holds too few words of the bank’s own')
  return { kind: 'marked', sample, direction: directions.length > 0 ? null : truth.direction, hidden }
}

function refused(why: string): Marked {
  return { kind: 'refused', why }
}

function upper(text: string, { start, end }: Span): string {
  return text.slice(start, end).toUpperCase()
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

import { isSpace } from './characters.ts'
import type { CompiledRow, Element } from './compile-layout.ts'
import type { Capture, Landmarks, MatchResult } from './match-result.ts'
import type { NormalizedText } from './normalize.ts'

/** What the rows of a sample need of the attempt that they end. */
type RowContext = {
  readonly message: NormalizedText
  readonly landmarks: Landmarks
  /** Where readings are added, in order. */
  readonly captures: Capture[]
  /** The end of elements that stand at a position, or -1; their readings go to `captures`. */
  readonly match: (elements: readonly Element[], at: number) => number
}

/** What stands behind a row's label; not read when that is no value of the row's kind. */
type RowSighting = { readonly end: number; readonly captures: readonly Capture[]; readonly isRead: boolean }

/** Rows are looked for this far behind the text in front of them; mails put their small print below. */
const REGION_MAX = 6_000
const FREE_TEXT_MAX = 500
const LABEL_MAX = 40

type Found = { readonly row: CompiledRow; readonly sighting: RowSighting }

/**
 * Finds the rows from `from` on, one at the start of each line, up to where another alert opens. `full` when every row
 * that must be there reads; `broken` when a row's label stands there and its value does not read, or when one row occurs
 * twice with two values.
 */
export function matchRows(rows: readonly CompiledRow[], context: RowContext, from: number): MatchResult {
  const { landmarks, message } = context
  const limit = Math.min(message.text.length, from + REGION_MAX, landmarks.openingFrom(from + 1))
  const found: Found[] = []
  let end = from
  for (let at = landmarks.lineStartFrom(from); at < limit; ) {
    const next = rowAt(rows, context, at)
    if (next !== null) {
      const earlier = found.find(({ row }) => row === next.row)
      if (!next.sighting.isRead || (earlier !== undefined && !isSame(message.text, earlier, next))) {
        return { kind: 'broken', field: fieldOf(next.row), at }
      }
      found.push(next)
      end = Math.max(end, next.sighting.end)
    }
    at = landmarks.lineStartFrom(Math.max(at + 1, next?.sighting.end ?? 0))
  }
  const isComplete = rows.every((row) => row.isOptional || found.some((each) => each.row === row))
  if (!isComplete) return { kind: 'none' }
  context.captures.push(...found.flatMap(({ sighting }) => sighting.captures))
  return { kind: 'full', end, captures: context.captures }
}

/** The row whose label stands at the start of this line; of several the one with the longest label, and one that reads first. */
function rowAt(rows: readonly CompiledRow[], context: RowContext, at: number): Found | null {
  let best: (Found & { readonly labelEnd: number }) | null = null
  for (const row of rows) {
    const kept = context.captures.length
    const labelEnd = context.match(row.label, at)
    const sighting = labelEnd < 0 ? null : readValue(row, rows, context, labelEnd, kept)
    context.captures.length = kept
    if (sighting === null || (best !== null && best.labelEnd >= labelEnd)) continue
    best = { row, sighting, labelEnd }
  }
  return best
}

/** What stands behind a label; null when this is no row after all: the label's words go on. */
function readValue(
  row: CompiledRow,
  rows: readonly CompiledRow[],
  context: RowContext,
  labelEnd: number,
  kept: number,
): RowSighting | null {
  const { text } = context.message
  const { at: valueAt, hasColon } = startOfValue(text, labelEnd)
  if (!hasColon && !isSpace(text[labelEnd])) return null
  const typedEnd = context.match(row.value, valueAt)
  const end = typedEnd < 0 ? -1 : row.free === null ? typedEnd : readText(row, rows, context, typedEnd, hasColon)
  const isWhole = end >= 0 && (end >= text.length || text[end] === '\n')
  if (isWhole) return { end, captures: context.captures.slice(kept), isRead: true }
  if (!hasColon || !/\d/u.test(text.slice(valueAt, endOfLine(text, skipSpace(text, valueAt))))) return null
  return { end: valueAt, captures: [], isRead: false }
}

/** Captures the text of a row: the rest of its paragraph, up to the next line that begins with a label. -1 when it is no row. */
function readText(
  row: CompiledRow,
  rows: readonly CompiledRow[],
  context: RowContext,
  at: number,
  hasColon: boolean,
): number {
  const { text } = context.message
  if (!hasColon && text[at] === '\n') return -1
  const start = skipSpace(text, at)
  const limit = Math.min(text.length, start + FREE_TEXT_MAX)
  const isEmpty = text[at] === '\n' && beginsWithLabel(rows, context, start)
  let end = isEmpty ? start : endOfLine(text, start)
  while (!isEmpty && end < limit && !isParagraphBreak(context.message, end)) {
    if (beginsWithLabel(rows, context, end + 1) || context.landmarks.opensAt(end + 1)) break
    end = endOfLine(text, end + 1)
  }
  if (end > limit) return -1
  context.captures.push({ field: row.free ?? '', example: '', start, end, value: { kind: 'text' } })
  return isEmpty ? at : end
}

/** Whether this line begins with one of the rows' labels, or with words and a colon as labels do. */
function beginsWithLabel(rows: readonly CompiledRow[], context: RowContext, at: number): boolean {
  const { text } = context.message
  const colon = text.slice(at, at + LABEL_MAX).search(/ ?:(?=[ \n]|$)/u)
  if (colon > 0 && /^\p{L}[^\n:]*$/u.test(text.slice(at, at + colon))) return true
  return rows.some((row) => {
    const kept = context.captures.length
    const labelEnd = context.match(row.label, at)
    const { at: valueAt } = startOfValue(text, labelEnd)
    const isRow =
      labelEnd >= 0 && (row.value.length === 0 ? isSpace(text[valueAt]) : context.match(row.value, valueAt) >= 0)
    context.captures.length = kept
    return isRow
  })
}

/** Whether the line break at this position stands for an empty line in the raw text. */
function isParagraphBreak({ raw, origin }: NormalizedText, at: number): boolean {
  const gap = raw.slice(origin[at], origin[at + 1])
  return (gap.match(/\r\n|[\n\r]/gu)?.length ?? 0) > 1
}

/** Whether two sightings of one row print the same; of a text the first counts. */
function isSame(text: string, { row, sighting }: Found, again: Found): boolean {
  const printed = ({ captures }: RowSighting): string =>
    captures.map(({ start, end }) => text.slice(start, end)).join('\n')
  return row.free !== null || printed(sighting) === printed(again.sighting)
}

/** The typed field a row is for; its text when it has none. */
function fieldOf({ value, label, free }: CompiledRow): string {
  const field = [...value, ...label].findLast((element) => element.kind === 'field')
  return field?.kind === 'field' ? field.field : (free ?? 'label')
}

/** Past the colon or bar behind a label, if there is one. */
function startOfValue(text: string, labelEnd: number): { readonly at: number; readonly hasColon: boolean } {
  const colonAt = skipSpace(text, labelEnd)
  const hasColon = text[colonAt] === ':' || text[colonAt] === '|'
  return { at: hasColon ? colonAt + 1 : labelEnd, hasColon }
}

function skipSpace(text: string, at: number): number {
  return isSpace(text[at]) ? at + 1 : at
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

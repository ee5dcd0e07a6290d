import { isSpace, isWordCharacter } from './characters.ts'
import type { Block, CompiledSample, Element } from './compile-layout.ts'
import type { Capture, Landmarks, MatchResult } from './match-result.ts'
import { matchRows } from './match-rows.ts'
import type { NormalizedText } from './normalize.ts'
import { readDate } from './read-date.ts'
import { readField, type Writing } from './read-field.ts'

/** A text in which nothing is known to stand. */
export const NO_LANDMARKS: Landmarks = {
  labelAt: () => null,
  opensAt: () => false,
  isInsideLabel: () => false,
  openingFrom: () => Number.POSITIVE_INFINITY,
  lineStartFrom: (at) => at,
}

/** Counts what the matcher looks at, so that a test can hold it to linear work. */
export type Meter = { steps: number }

/** The longest narration any bank prints, with room; free text is not looked for beyond it. */
const FREE_TEXT_MAX = 500

/** Fields that a bank always fills, so that what stands in their place is damaged and not another layout. */
const TELLING_FIELDS: ReadonlySet<string> = new Set(['amount', 'balance', 'account', 'date', 'time', 'fee'])

type Attempt = {
  readonly message: NormalizedText
  readonly landmarks: Landmarks
  readonly writing: Writing
  readonly meter: Meter
  readonly labels: readonly string[]
  /** Whether free text must end in one place only, or ends at the first that fits. */
  readonly freeText: 'one-place' | 'first-place'
  readonly captures: Capture[]
  broken: { readonly field: string; readonly at: number } | null
}

/** Tries a sample at one position of a message; each position is looked at a bounded number of times. */
export function matchSample(
  sample: CompiledSample,
  message: NormalizedText,
  at: number,
  landmarks: Landmarks,
  writing: Writing,
  meter: Meter,
  freeText: 'one-place' | 'first-place' = 'one-place',
): MatchResult {
  const attempt: Attempt = {
    message,
    freeText,
    landmarks,
    writing,
    meter,
    labels: sample.labels,
    captures: [],
    broken: null,
  }
  let end = at
  for (const block of sample.blocks) {
    const next = block.free === null ? matchElements(attempt, block.elements, end) : findBlock(attempt, block, end)
    if (next < 0) return attempt.broken === null ? { kind: 'none' } : { kind: 'broken', ...attempt.broken }
    end = next
    attempt.broken = null
  }
  if (sample.rows.length === 0) return { kind: 'full', end, captures: attempt.captures }
  return matchRows(sample.rows, { message, landmarks, captures: attempt.captures, match: rowMatcher(attempt) }, end)
}

/** Matches the elements of rows: the end of what stands at a position, or -1. */
function rowMatcher(attempt: Attempt): (elements: readonly Element[], at: number) => number {
  return (elements, at) => {
    const end = matchElements(attempt, elements, at)
    attempt.broken = null
    return end
  }
}

/** Whether fixed text (and directions) alone stand at a position. */
export function matchOpening(elements: readonly Element[], message: NormalizedText, at: number, meter: Meter): boolean {
  const writing: Writing = { numbers: '1,234.56', dates: 'day-first' }
  const attempt: Attempt = {
    message,
    landmarks: NO_LANDMARKS,
    writing,
    meter,
    freeText: 'one-place',
    labels: [],
    captures: [],
    broken: null,
  }
  return matchElements(attempt, elements, at) >= 0
}

/**
 * The end of the one place after `from` where the block stands; the free text is what lies before it. Places at the
 * start of a line are looked at first when the sample has a line break there. Two places are as bad as none.
 */
function findBlock(attempt: Attempt, block: Block, from: number): number {
  const found =
    (block.startsLine ? searchBlock(attempt, block, from, true) : null) ?? searchBlock(attempt, block, from, false)
  if (found === null || block.free === null) return -1
  if (found.isTwofold) {
    attempt.broken = { field: block.free, at: from }
    return -1
  }
  const [start, end] = trim(attempt.message.text, from, found.start)
  attempt.captures.push({ field: block.free, example: '', start, end, value: { kind: 'text' } }, ...found.captures)
  return found.end
}

type Found = { start: number; end: number; captures: readonly Capture[]; isTwofold: boolean }

function searchBlock(attempt: Attempt, block: Block, from: number, onlyLineStarts: boolean): Found | null {
  const { landmarks } = attempt
  const { text } = attempt.message
  const kept = attempt.captures.length
  const last = Math.min(text.length, from + FREE_TEXT_MAX, landmarks.openingFrom(from) - 1)
  let found: Found | null = null
  for (let at = from; at <= last; at++) {
    if (onlyLineStarts) at = landmarks.lineStartFrom(at)
    if (at > last) break
    attempt.meter.steps++
    const isLineStart = text[at - 1] === '\n'
    if (onlyLineStarts ? !isLineStart : block.needsSpace && at > from && !isSpace(text[at - 1])) continue
    if (landmarks.isInsideLabel(at)) continue
    // A second place counts against prose only in the same line.
    if (found !== null && isLineStart && !block.startsLine) break
    if (found === null || at >= found.end) {
      const before = attempt.broken
      const end = matchElements(attempt, block.elements, at)
      const captures = attempt.captures.splice(kept)
      // Read in part, then damaged: what follows belongs to another alert.
      if (end < 0 && captures.length > 0 && attempt.broken !== null && attempt.broken !== before) break
      // A field that the free text could be followed by is not damaged where it does not stand.
      if (attempt.broken?.at === at) attempt.broken = before
      if (end >= 0) {
        attempt.broken = before
        if (found !== null) return { ...found, isTwofold: true }
        if (attempt.freeText === 'first-place') return { start: at, end, captures, isTwofold: false }
        found = { start: at, end, captures, isTwofold: false }
        continue
      }
      if (endsFreeText(attempt, at, isLineStart)) break
    }
  }
  return found
}

/** No free text runs over a label at the start of a line or a label of its own layout anywhere. */
function endsFreeText(attempt: Attempt, at: number, isLineStart: boolean): boolean {
  const label = attempt.landmarks.labelAt(at)
  return label !== null && (isLineStart || attempt.labels.includes(label))
}

function trim(text: string, start: number, end: number): [number, number] {
  let [first, last] = [start, end]
  while (first < last && isSpace(text[first])) first++
  while (last > first && isSpace(text[last - 1])) last--
  return [first, last]
}

/** The end of the elements that stand at `at`, or -1; what they read is added to the attempt's captures. */
function matchElements(attempt: Attempt, elements: readonly Element[], at: number): number {
  let end = at
  for (const element of elements) {
    end = matchElement(attempt, element, end)
    if (end < 0) return -1
  }
  return end
}

function matchElement(attempt: Attempt, element: Element, at: number): number {
  attempt.meter.steps++
  switch (element.kind) {
    case 'text':
      return matchText(attempt.message.lower, element, at)
    case 'field':
      return matchField(attempt, element, at)
    case 'either':
      return matchEither(attempt, element.options, at)
    case 'optional': {
      const [kept, broken] = [attempt.captures.length, attempt.broken]
      const end = matchElements(attempt, element.elements, at)
      if (end >= 0) return end
      attempt.captures.length = kept
      attempt.broken = broken
      return at
    }
    case 'rest':
      return takeRest(attempt, element, at)
    case 'line-end':
      return at >= attempt.message.text.length || attempt.message.text[at] === '\n' ? at : -1
  }
}

function matchText(lower: string, element: Element & { kind: 'text' }, at: number): number {
  const start = isSpace(lower[at]) ? at + 1 : at
  if (!lower.startsWith(element.text, start)) return -1
  const end = start + element.text.length
  if (element.isWord) {
    if (isWordCharacter(lower[start - 1])) return -1
    if (!element.touches && isWordCharacter(lower[end])) return -1
  }
  return end
}

function matchField(attempt: Attempt, element: Element & { kind: 'field' }, at: number): number {
  const { lower } = attempt.message
  const start = isSpace(lower[at]) ? at + 1 : at
  // Lines break at spaces, never inside `NGN5,000.00`.
  if (element.isGlued && lower[at] === '\n') return -1
  const read = readField(lower, start, element, attempt.writing)
  if (read === null) {
    if (looksIntended(attempt, element.field, start)) attempt.broken = { field: element.field, at: start }
    return -1
  }
  attempt.meter.steps += read.end - start
  attempt.captures.push({ field: element.field, example: element.example, start, end: read.end, value: read.value })
  return read.end
}

/**
 * Whether the text begins like the field: with a digit or mask, or behind a currency mark. Else, as with a good date of
 * another form, another layout is likelier.
 */
function looksIntended(attempt: Attempt, field: string, at: number): boolean {
  if (!TELLING_FIELDS.has(field)) return false
  const { text, lower } = attempt.message
  const before = attempt.captures.at(-1)
  if (field === 'date' && readDate(lower, at, attempt.writing.dates) !== null) return false
  return (
    /[\d*]/u.test(text[at] ?? '') ||
    (before?.field === 'currency' && at - before.end <= 1 && !/[-+]/u.test(text[at] ?? ''))
  )
}

function matchEither(attempt: Attempt, options: readonly (readonly Element[])[], at: number): number {
  const kept = attempt.captures.length
  let best = -1
  let bestCaptures: Capture[] = []
  for (const option of options) {
    const end = matchElements(attempt, option, at)
    const captures = attempt.captures.splice(kept)
    if (end > best) {
      best = end
      bestCaptures = captures
    }
  }
  attempt.captures.push(...bestCaptures)
  return best
}

/** To the end of the line, or to where the next alert opens. */
function takeRest(attempt: Attempt, { field, needsSpace }: Element & { kind: 'rest' }, at: number): number {
  const { text } = attempt.message
  if (needsSpace && isWordCharacter(text[at - 1]) && at < text.length && !isSpace(text[at])) return -1
  let end = at
  while (end < text.length && text[end] !== '\n' && end - at <= FREE_TEXT_MAX) {
    attempt.meter.steps++
    if (end > at && attempt.landmarks.opensAt(end)) break
    end++
  }
  if (field !== null) {
    const [start, last] = trim(text, at, end)
    attempt.captures.push({ field, example: '', start, end: last, value: { kind: 'text' } })
  }
  return end
}

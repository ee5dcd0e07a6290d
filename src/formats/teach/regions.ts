import { isLetter } from '../characters.ts'
import type { NormalizedText } from '../normalize.ts'
import type { Span, Spot } from './spots.ts'
import {
  KNOWN_LABEL,
  LEAD,
  NARRATION_LABEL,
  NEXT_NAME,
  NO_NAME,
  NO_PURPOSE,
  PARTY_LABEL,
  SENTENCE_GOES_ON,
} from './vocabulary.ts'

/**
 * A stretch of free text: what a payment was for (`purpose`), whoever is on the other side (`party`), or an aside in
 * brackets. It may be empty: then the message left its place empty.
 */
export type Region = Span & {
  readonly kind: 'purpose' | 'party' | 'aside'
  /** Whether a sentence leads up to it, not a label. */
  readonly isSaid: boolean
}

/** The free text of a message, front to back; no region overlaps another or one of `kept`, which are values of their own. */
export function findRegions(message: NormalizedText, spots: readonly Spot[], kept: readonly Span[]): Region[] {
  const found: Region[] = []
  const add = (region: Region | null): void => {
    if (region === null || [...found, ...kept].some((other) => overlap(region, other))) return
    found.push(region)
  }
  for (const region of labelled(message, spots)) add(region)
  if (isList(message.text)) for (const region of bareLines(message, spots)) add(region)
  for (const lead of message.text.matchAll(LEAD)) {
    if (!found.some((region) => lead.index >= region.start && lead.index < region.end)) add(led(message, spots, lead))
  }
  for (const aside of message.text.matchAll(/(?<=\()\p{L}[^()\n]{0,80}(?=\))/gu)) {
    add({ kind: 'aside', isSaid: true, start: aside.index, end: aside.index + aside[0].length })
  }
  return found.sort((left, right) => left.start - right.start)
}

function overlap(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** The last place not behind `end` and not before `start` that is no space or mark between sentences. */
function trimEnd(text: string, start: number, end: number): number {
  let last = end
  while (last > start && /[\s.,;|-]/u.test(text[last - 1] ?? '')) last--
  return last
}

/** What stands behind `Desc:` or `From:`, up to the next label or the end of the line. */
function labelled(message: NormalizedText, spots: readonly Spot[]): Region[] {
  const { text } = message
  const labels = [
    ...[...text.matchAll(NARRATION_LABEL)].map((match) => ({ match, kind: 'purpose' as const })),
    ...[...text.matchAll(PARTY_LABEL)].map((match) => ({ match, kind: 'party' as const })),
  ].sort((left, right) => left.match.index - right.match.index)
  return labels.flatMap(({ match, kind }): Region[] => {
    const colon = match.index + match[0].length
    const start = text[colon] === ' ' ? colon + 1 : colon
    if (kind === 'party' && spots.some((spot) => spot.start === start)) return []
    const ends = [endOfLine(text, colon), ...labelsFrom(text, start), ...datesApart(text, spots, start)]
    const end = trimEnd(text, start, Math.max(start, Math.min(...ends)))
    // `Desc: . 3 May`: the place that was left empty is in front of the mark, not of the space.
    const empty = /[.,;]/u.test(text[start] ?? '') ? start : colon
    return [end === start ? { kind, isSaid: false, start: empty, end: empty } : { kind, isSaid: false, start, end }]
  })
}

function labelsFrom(text: string, start: number): number[] {
  return [...text.matchAll(KNOWN_LABEL)].map(({ index }) => index).filter((index) => index >= start)
}

/** Dates that stand in a sentence of their own. */
function datesApart(text: string, spots: readonly Spot[], start: number): number[] {
  return spots.flatMap((spot) =>
    spot.kind === 'date' && spot.start > start && /[.,;] $/u.test(text.slice(start, spot.start)) ? [spot.start] : [],
  )
}

/** The name or purpose behind a word such as `from` or `for` in a sentence, or null when none stands there. */
function led(message: NormalizedText, spots: readonly Spot[], lead: RegExpExecArray): Region | null {
  const { text } = message
  const word = (lead[1] ?? '').toLowerCase()
  const kind = word === 'for' || word === 'para' || word === 'pour' ? 'purpose' : 'party'
  if (/thank(?:s| you) $/iu.test(text.slice(0, lead.index))) return null
  const behind = lead.index + lead[0].length + 1
  const number = spots.find((spot) => spot.start === behind)
  const isNumbered = number !== undefined && /^ \p{Lu}/u.test(text.slice(number.end, number.end + 2))
  const isOfSomebody = isNumbered && (number.kind === 'digits' || number.kind === 'account')
  if (number !== undefined && !isOfSomebody && !(kind === 'purpose' && mayBeginText(number))) return null
  const start = isOfSomebody ? number.end + 1 : behind
  if (kind === 'purpose' && leavesOut(text, spots, start)) return { kind, isSaid: true, start, end: start }
  const rest = text.slice(start, endOfLine(text, start))
  if ((kind === 'party' ? NO_NAME : NO_PURPOSE).test(rest) || !/^[\p{L}\p{N}"'@]/u.test(rest)) return null
  const end = trimEnd(text, start, Math.min(...namesEnd(text, spots, start, kind)))
  return end > start ? { kind, isSaid: true, start, end } : null
}

/** `5 BAGS`: a purpose may begin with a number that is no value of its own. */
function mayBeginText(spot: Spot): boolean {
  return spot.kind === 'code' || (spot.kind === 'money' && spot.mark === null)
}

/** Numbers that descriptions hold: a phone that got airtime, a reference. */
function mayBeInText(spot: Spot): boolean {
  return mayBeginText(spot) || spot.kind === 'digits'
}

/** `for on 3 May`, `for .`: the purpose is empty. */
function leavesOut(text: string, spots: readonly Spot[], start: number): boolean {
  return text[start] === '.' || (text.startsWith('on ', start) && spots.some((spot) => spot.start === start + 3))
}

/** Every place where a name that begins at `start` may end. */
function namesEnd(text: string, spots: readonly Spot[], start: number, kind: Region['kind']): number[] {
  const line = endOfLine(text, start)
  const rest = text.slice(start, line)
  const ends = [line, ...labelsFrom(text, start)]
  const ofNames = kind === 'party' ? [/ ?[()]/u, NEXT_NAME] : []
  for (const pattern of [SENTENCE_GOES_ON, ...ofNames, /(?<=\p{L}{3}|\))\. /u, /; /u]) {
    const match = pattern.exec(rest)
    if (match !== null && match.index > 0) ends.push(start + match.index)
  }
  for (const spot of spots) {
    if (spot.start <= start || spot.start > line) continue
    const front = text.slice(start, spot.start)
    if (spot.kind === 'date' || spot.kind === 'time') {
      ends.push(start + front.search(/(?:[.,;]? (?:on|at|dated|date|am|le|el|em)|[.,;])? $/iu))
    } else if (kind === 'party' && (spot.kind === 'digits' || spot.kind === 'account')) {
      ends.push(spot.start)
    } else if (spot.kind === 'money' && spot.mark !== null) {
      const sentence = Math.max(front.lastIndexOf('. '), front.lastIndexOf(', '), front.lastIndexOf('; '))
      if (sentence > 0 && isLetter(text[start + sentence + 2])) ends.push(start + sentence)
    }
  }
  return ends
}

/** Whether lines of a message begin with labels. */
function isList(text: string): boolean {
  return (text.match(/^\p{L}[\p{L}&./' ]{0,24} ?:/gmu)?.length ?? 0) >= 2
}

const DIRECTION =
  /^(?:dr|cr|debit|credit)(?: alert| transaction)?[^\p{L}\p{N}]*$|(?<![\p{L}\p{N}/])(?:debited|credited)(?![\p{L}\p{N}])/iu

/** Lines without a label and without a value between lines with them: a description that has no label. */
function bareLines(message: NormalizedText, spots: readonly Spot[]): Region[] {
  const { text } = message
  const regions: Region[] = []
  let start = endOfLine(text, 0) + 1
  while (start < text.length) {
    const end = endOfLine(text, start)
    const line = text.slice(start, end)
    const holdsValue = spots.some((spot) => spot.start < end && spot.end > start && !mayBeInText(spot))
    const isBetween = spots.some((spot) => spot.end < start) && spots.some((spot) => spot.start > end)
    // A direction is never free text, nor is a line that begins with a label.
    const isOwnText = DIRECTION.test(line) || /^\p{L}[\p{L}&./' ]{0,24} ?:/u.test(line)
    if (!holdsValue && isBetween && !isOwnText) {
      regions.push({ kind: 'purpose', isSaid: false, start, end })
    }
    start = end + 1
  }
  return regions
}

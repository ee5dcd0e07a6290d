import type { NormalizedText } from '../normalize.ts'
import { fold } from './fold.ts'
import { isLabel } from './labels.ts'
import { findNarrations } from './narrations.ts'
import { findPhrases, type Hit } from './phrases.ts'
import { isInside, type Span } from './spans.ts'
import type { Token } from './token.ts'
import { tokenize } from './tokens.ts'

/** A message cut into what the readers look at. `hits` leaves out what stands in descriptions and in advice. */
export type Scene = {
  readonly message: NormalizedText
  readonly text: string
  readonly sender: string
  readonly tokens: readonly Token[]
  readonly hits: readonly Hit[]
  readonly language: string
  /** What the bank prints as the description: somebody's words, which tell no direction and no amount. */
  readonly narrations: readonly Span[]
  /** A line among labelled ones says in prose that money moved: perhaps another alert. */
  readonly isMixed: boolean
  /** How many different labels with a colon there are. */
  readonly labels: number
}

/** An alert has some thirty phrases and two hundred words. Pages of either are none, and would take long to look at. */
const HITS_MAX = 60
const TOKENS_MAX = 300

/** The scene of a normalised message; null when it is too crowded for an alert. */
export function setScene(message: NormalizedText, sender: string | null): Scene | null {
  const folded = fold(message.lower)
  const { text } = folded
  const tokens = tokenize(message.lower, folded)
  if (tokens.length > TOKENS_MAX) return null
  const { hits, language } = findPhrases(text, tokens)
  if (hits.length > HITS_MAX) return null
  const labels = hits.filter((hit) => isLabel(text, hit))
  const { spans: narrations, isMixed } = findNarrations(text, tokens, hits, labels)
  const advice = adviceSpans(text, hits)
  const isOpen = ({ start }: Span): boolean => !isInside(start, narrations) && !isInside(start, advice)
  return {
    message,
    text,
    sender: (sender ?? '').toLowerCase(),
    // Phrases count tokens, so those of advice keep their places.
    tokens: tokens.map((token) => (isInside(token.start, advice) ? blank(token) : token)),
    hits: hits.filter(isOpen),
    language,
    narrations,
    isMixed,
    labels: new Set(labels.map(({ start, end }) => text.slice(start, end))).size,
  }
}

/** A token that says nothing. */
function blank(token: Token): Token {
  return { ...token, kind: 'code', text: '', day: null, isDamaged: false }
}

/** Sentences that begin with advice (`never share your PIN`, `not you? call …`). */
function adviceSpans(text: string, hits: readonly Hit[]): Span[] {
  return hits.flatMap((hit) => (hit.kinds.has('tip') ? [{ start: hit.start, end: endOfSentence(text, hit.end) }] : []))
}

/** Where the sentence ends: a line break, or a full stop or the like with a space behind. */
function endOfSentence(text: string, at: number): number {
  const pattern = /[.!?।。](?=\s|$)|\n/gu
  pattern.lastIndex = at
  return pattern.exec(text)?.index ?? text.length
}

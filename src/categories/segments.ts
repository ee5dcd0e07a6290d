import { isPersonalName, isTitle } from './seed/personal-names.ts'
import { BANKS, LEGAL, MONTH_WORDS, PLACES, PROCESSORS, RAILS } from './seed/rails.ts'

/** The word before a part of a narration that says what the part is: whom to, from whom, where, or what for. */
export type Marker = 'to' | 'from' | 'at' | 'for'

/** A stretch of a narration between separators. */
export type Segment = {
  readonly marker: Marker | null
  /** Every word and number in capitals, as written. */
  readonly raw: readonly string[]
  /** What is left without rails, banks, processors, places, months, numbers and references. */
  readonly words: readonly string[]
}

const MARKERS: ReadonlyMap<string, Marker> = new Map([
  ['TO', 'to'],
  ['IFO', 'to'],
  ['FROM', 'from'],
  ['FRM', 'from'],
  ['BY', 'from'],
  ['AT', 'at'],
  ['FOR', 'for'],
])
const TOKEN = /[A-Z0-9]+|-+|\s+|[^\sA-Z0-9]/g
/** Longer texts are no narrations; the rest says nothing more. */
const TEXT_MAX = 600

/** The text in capitals without marks and apostrophes; `&` is a word. */
export function foldText(text: string): string {
  return text
    .slice(0, TEXT_MAX)
    .normalize('NFKD')
    .replace(/[\p{M}'’`.]+(?=\p{L}\b)|[\p{M}'’`]/gu, '')
    .toUpperCase()
    .replaceAll('&', ' AND ')
}

/** The stretches of a folded narration, in order, those without any word left out. */
export function splitSegments(folded: string): Segment[] {
  const segments: Segment[] = []
  let raw: string[] = []
  let marker: Marker | null = null
  const close = (next: Marker | null): void => {
    if (raw.length > 0) segments.push({ marker, raw, words: contentOf(raw) })
    if (raw.length > 0 || next !== null) marker = next
    raw = []
  }
  const tokens = folded.match(TOKEN) ?? []
  for (const [index, token] of tokens.entries()) {
    const code = token.charCodeAt(0)
    const isWord = (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
    if (isWord) {
      const next = MARKERS.get(token)
      if (next === undefined) raw.push(token)
      else close(next)
    } else if (token === '@') close('at')
    else if (code === 45) {
      if (isBreakingDash(token, tokens[index - 1], tokens[index + 1], contentOf(raw).length)) close(null)
    } else if (/\s/.test(token)) {
      if (token.includes('\n')) close(null)
    } else if (token !== '.') close(null)
  }
  close(null)
  return segments
}

/** A dash inside a word joins; one beside a space, or after a full name, parts. */
function isBreakingDash(dash: string, before: string | undefined, after: string | undefined, count: number): boolean {
  if (dash.length > 1 || count > 1) return true
  return before === undefined || after === undefined || /\s/.test(before) || /\s/.test(after)
}

/** Whether a token is a number or a reference rather than a word. */
export function isReference(token: string): boolean {
  const digits = token.replace(/\D/g, '').length
  if (digits === 0) return false
  if (digits === token.length) return true
  return digits >= 3 && !/^[A-Z]{3,}\d{3,4}$/.test(token)
}

function contentOf(raw: readonly string[]): string[] {
  const words = raw.filter((word) => !isReference(word) && !RAILS.has(word) && !MONTH_WORDS.has(word))
  const isGoingThrough = (word: string) => BANKS.has(word) || PROCESSORS.has(word)
  trim(words, isGoingThrough)
  while (words.length > 1 && isTail(words)) words.pop()
  trim(words, isGoingThrough)
  return words
}

/** Takes away words from both ends as long as something else is left. */
function trim(words: string[], isNoise: (word: string) => boolean): void {
  if (words.every(isNoise)) return
  while (isNoise(words[0] ?? '')) words.shift()
  while (isNoise(words.at(-1) ?? '')) words.pop()
}

/** A place, a legal form, or a place cut off at the end, that is nobody's name. */
function isTail(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  if (PLACES.has(last)) return !(words.length === 2 && isPersonalName(words[0] ?? '') && isPersonalName(last))
  return LEGAL.has(last) || /^[A-Z]{2}NG$/.test(last) || /^[A-Z]$/.test(last)
}

/** Whether the words are a person's: one known name at least, and titles do not count as names. */
export function isPerson(words: readonly string[]): boolean {
  const named = words.filter((word) => !isTitle(word))
  if (named.length === 0 || named.length > 4) return false
  return named.filter(isPersonalName).length * 2 >= Math.min(named.length, 2)
}

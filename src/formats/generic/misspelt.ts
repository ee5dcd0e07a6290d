import type { Scene } from './scene.ts'
import { isInside } from './spans.ts'
import type { Token } from './token.ts'
import { isCueSlip, isCueWord, isKnownWord } from './vocabulary.ts'

const GLUED_CUE = /^(?:debited|credited|received)\p{L}/u
const SPLIT_CUES: ReadonlySet<string> = new Set(
  'debit credit debited credited received withdrawn transferred deposited'.split(' '),
)
const LONG_CUE = 6
const SHORT_CUE = 4
const VERB_BEFORE: ReadonlySet<string> = new Set('you have has been was is te ti le vous voce ai paid'.split(' '))
const VERB_BEHIND: ReadonlySet<string> = new Set('to from you your tu su sua'.split(' '))
const CYRILLIC_OR_GREEK = /[\u0370-\u04ff\u2160-\u217f]/u

/**
 * Whether a word outside descriptions is a direction's with a slip in it: a letter too many, too few, changed, swapped or
 * of another script, two words run together, one torn apart. It may be the only one that told the truth.
 */
export function hasMisspeltCue(scene: Scene): boolean {
  const { tokens, narrations, language } = scene
  return tokens.some((token, index) => {
    if ((token.kind !== 'word' && token.kind !== 'code') || isInside(token.start, narrations)) return false
    if (isMixedScript(token.text) || isTorn(scene, token, tokens[index + 1])) return true
    if (isKnownWord(token.text, language)) return false
    return GLUED_CUE.test(token.text) || isNearCue(scene, token, index) || isMarkSlip(scene, token)
  })
}

/** Short words are often somebody's name: for them a verb's neighbours have to stand beside. */
function isNearCue({ tokens, language }: Scene, { text }: Token, index: number): boolean {
  if (isCueSlip(text, language, LONG_CUE)) return true
  const isVerb = VERB_BEFORE.has(tokens[index - 1]?.text ?? '') || VERB_BEHIND.has(tokens[index + 1]?.text ?? '')
  return isVerb && isCueSlip(text, language, SHORT_CUE)
}

/** Latin letters beside look-alikes of another alphabet. */
function isMixedScript(word: string): boolean {
  return /[a-z]/u.test(word) && CYRILLIC_OR_GREEK.test(word)
}

/** `cr.edited`, `deb ited`. */
function isTorn({ language }: Scene, token: Token, next: Token | undefined): boolean {
  if (next?.kind !== 'word' || next.start - token.end > 1) return false
  const whole = token.text + next.text
  if (SPLIT_CUES.has(whole)) return true
  return isCueWord(whole, language) && !(isKnownWord(token.text, language) && isKnownWord(next.text, language))
}

/** `ACR`, `C6R`, `CRDesc`: what may be `CR` or `DR` at a number. */
function isMarkSlip({ text }: Scene, { kind, text: word, start, end }: Token): boolean {
  if (kind === 'code') return /^(?:[dc]\dr|\d[dc]r|[dc]r\d)$/u.test(word)
  const isBehindNumber = /\d ?$/u.test(text.slice(Math.max(0, start - 2), start))
  if (/^[dc]r\p{L}{2,}$/u.test(word)) return isBehindNumber
  if (!/^(?:\p{L}[dc]r|[dc]r\p{L}|[dc]\p{L}r)$/u.test(word)) return false
  return isBehindNumber || /^[\s:.]*(?:[^\d\s]{0,4} ?)?\d/u.test(text.slice(end, end + 8))
}

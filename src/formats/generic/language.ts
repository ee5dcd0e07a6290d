import { SINGLE } from './text-patterns.ts'
import type { Token } from './token.ts'
import { walk } from './vocabulary.ts'
import { LANGUAGE_OF_MARK } from './words/languages.ts'
import type { WordClass } from './words/word-list.ts'

const VOTING: ReadonlySet<WordClass> = new Set<WordClass>([
  'out',
  'in',
  'balance',
  'amount',
  'account',
  'fee',
  'out-weak',
  'in-weak',
  'move',
  'narration',
  'reference',
  'from',
  'date',
])
const MOVING: ReadonlySet<WordClass> = new Set<WordClass>(['out', 'in', 'out-weak', 'in-weak'])

/** The language with the most phrases in the message; the currency printed counts as one. English when none stands out. */
export function mainLanguage(text: string, tokens: readonly Token[]): string {
  const votes = new Map<string, Set<string>>()
  const vote = (language: string, phrase: string): void => {
    votes.set(language, (votes.get(language) ?? new Set()).add(phrase))
  }
  let english = 0
  for (let from = 0; from < tokens.length; from++) {
    const spoken = tokens[from]?.kind === 'currency' ? LANGUAGE_OF_MARK.get(tokens[from]?.text ?? '') : undefined
    if (spoken !== undefined) vote(spoken, tokens[from]?.text ?? '')
    walk(text, tokens, from, (node, to) => {
      const phrase = text.slice(tokens[from]?.start, tokens[to - 1]?.end)
      if (phrase.length < 4 && !SINGLE.test(phrase) && phrase.charCodeAt(0) < 0x250) return
      const own = node.ends.get('en')
      // `you have transferred` is English beyond doubt, `paid` is a word that others borrow.
      if (own !== undefined && [...own].some((kind) => MOVING.has(kind)))
        english = Math.max(english, to - from > 1 ? 2 : 1)
      if (own !== undefined) return
      for (const [language, kinds] of node.ends) if ([...kinds].some((kind) => VOTING.has(kind))) vote(language, phrase)
    })
  }
  return electedOf(votes, english)
}

/** The language with the greatest weight above the least; long phrases and those of other scripts weigh more. */
function electedOf(votes: ReadonlyMap<string, ReadonlySet<string>>, least: number): string {
  let [best, most] = ['en', least]
  for (const [language, phrases] of votes) {
    const all = [...phrases]
    const weight =
      all.length + (all.some((phrase) => phrase.length >= 8) ? 1 : 0) + (/[\u0250-\uffff]/u.test(all[0] ?? '') ? 1 : 0)
    if (weight > most) [best, most] = [language, weight]
  }
  return best
}

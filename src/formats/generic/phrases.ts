import { mainLanguage } from './language.ts'
import type { Token } from './token.ts'
import { walk } from './vocabulary.ts'
import type { WordClass } from './words/word-list.ts'

/** A phrase of a word list found in a message; `from` and `to` are token numbers, `to` behind the last. */
export type Hit = {
  readonly kinds: ReadonlySet<WordClass>
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  /** Whether the phrase is an English one. */
  readonly isEnglish: boolean
}

/** The phrases of a message, longest first at each place, in English and the one other language it is most likely in. */
export function findPhrases(
  text: string,
  tokens: readonly Token[],
): { readonly hits: readonly Hit[]; readonly language: string } {
  const language = mainLanguage(text, tokens)
  const hits: Hit[] = []
  for (let from = 0; from < tokens.length; ) {
    const hit = longestAt(text, tokens, from, ['en', language])
    if (hit !== null) hits.push(hit)
    from = hit?.to ?? from + 1
  }
  return { hits, language }
}

function longestAt(text: string, tokens: readonly Token[], from: number, languages: readonly string[]): Hit | null {
  let found: Hit | null = null
  walk(text, tokens, from, (node, to) => {
    const kinds = new Set(languages.flatMap((language) => [...(node.ends.get(language) ?? [])]))
    if (kinds.size === 0) return
    const same = found?.to === to ? found : null
    found = {
      kinds: same === null ? kinds : new Set([...same.kinds, ...kinds]),
      isEnglish: node.ends.has('en'),
      from,
      to,
      start: tokens[from]?.start ?? 0,
      end: tokens[to - 1]?.end ?? 0,
    }
  })
  return found
}

import { foldPhrase } from './fold.ts'
import { SINGLE } from './text-patterns.ts'
import type { Token } from './token.ts'
import { ALL_WORDS } from './words/all-words.ts'
import type { WordClass } from './words/word-list.ts'

/** A place in the tree of all phrases; `ends` says what the phrase that ends here does in each language. */
export type Node = { readonly next: Map<string, Node>; readonly ends: Map<string, Set<WordClass>> }

const CLASSES = [
  'out',
  'in',
  'out-weak',
  'in-weak',
  'move',
  'deal',
  'out-mark',
  'in-mark',
  'balance',
  'fee',
  'limit',
  'amount',
  'total',
  'account',
  'reference',
  'date',
  'narration',
  'kind',
  'to',
  'from',
  'at',
  'holder',
  'other',
  'neutral',
  'tip',
  'hard',
  'soft',
  'brand',
  'not',
  'future',
] as const satisfies readonly WordClass[]

/** Labels that some banks write in one word: `AvlBal`. */
const GLUED: ReadonlySet<WordClass> = new Set<WordClass>(['balance', 'limit', 'amount', 'reference'])

/** Words that may stand inside any phrase. */
const FILLERS: ReadonlySet<string> = new Set(
  'been has have had was were is successfully just now also already automatically ve'.split(' '),
)

const DIRECTING: ReadonlySet<WordClass> = new Set<WordClass>([
  'out',
  'in',
  'out-weak',
  'in-weak',
  'out-mark',
  'in-mark',
])

/** Shorter words are never looked at for slips. */
const CUE_LENGTH_MIN = 4
/** The words of every list, by language. */
const VOCABULARY = new Map<string, Set<string>>()
/** The words of directions with up to one letter left out, and how long they are, by language. */
const CUE_STUMPS = new Map<string, Map<string, number>>()

const newNode = (): Node => ({ next: new Map(), ends: new Map() })
const ROOT = buildTrie()

/** Whether a folded word stands in a phrase of English or of the other language of a message. */
export function isKnownWord(word: string, language: string): boolean {
  return VOCABULARY.get('en')?.has(word) === true || VOCABULARY.get(language)?.has(word) === true
}

/** Whether a word is one slip away from a word of at least so many letters that tells a direction. */
export function isCueSlip(word: string, language: string, least: number): boolean {
  const stumps = stumpsOf(word)
  return ['en', language].some((own) => {
    const cues = CUE_STUMPS.get(own)
    // Alike once a letter is left out of either or both.
    return cues !== undefined && stumps.some((stump) => (cues.get(stump) ?? 0) >= least)
  })
}

/** Whether a longer word tells a direction. */
export function isCueWord(word: string, language: string): boolean {
  return word.length >= 6 && ['en', language].some((own) => (CUE_STUMPS.get(own)?.get(word) ?? 0) === word.length)
}

/** A word and all that is left of it without one letter. */
function stumpsOf(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))]
}

/** The words a phrase is looked up by; scripts without spaces go letter by letter. */
function wordsOf(phrase: string): string[] {
  return foldPhrase(phrase)
    .split(/[ ./'-]+/u)
    .flatMap((word) => (SINGLE.test(word) ? [...word] : word === '' ? [] : [word]))
}

function buildTrie(): Node {
  const root = newNode()
  for (const list of ALL_WORDS) {
    for (const kind of CLASSES) {
      const phrases: string | undefined = (list as Partial<Record<WordClass, string>>)[kind]
      for (const phrase of phrases?.split('|') ?? []) {
        const words = wordsOf(phrase)
        addPhrase(root, words, list.language, kind)
        if (GLUED.has(kind) && words.length > 1 && !SINGLE.test(phrase))
          addPhrase(root, [words.join('')], list.language, kind)
      }
    }
  }
  return root
}

function addPhrase(root: Node, words: readonly string[], language: string, kind: WordClass): void {
  if (words.length === 0) return
  let node = root
  for (const word of words) {
    VOCABULARY.set(language, (VOCABULARY.get(language) ?? new Set()).add(word))
    if (DIRECTING.has(kind) && word.length >= CUE_LENGTH_MIN && !SINGLE.test(word)) {
      const stumps = CUE_STUMPS.get(language) ?? new Map()
      for (const stump of stumpsOf(word)) stumps.set(stump, Math.max(word.length, stumps.get(stump) ?? 0))
      CUE_STUMPS.set(language, stumps)
    }
    const child = node.next.get(word) ?? newNode()
    node.next.set(word, child)
    node = child
  }
  const kinds = node.ends.get(language) ?? new Set()
  kinds.add(kind)
  node.ends.set(language, kinds)
}

/** Visits every phrase that starts at a token; a filler may be a word of the phrase or stand inside it. */
export function walk(
  text: string,
  tokens: readonly Token[],
  from: number,
  visit: (node: Node, to: number) => void,
): void {
  let nodes: readonly Node[] = [ROOT]
  for (let at = from; at < tokens.length && at < from + 12 && nodes.length > 0; at++) {
    const token = tokens[at]
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'currency')) return
    if (at > from && !/^(?:[ ./'’-]|\. ?|)$/u.test(text.slice(tokens[at - 1]?.end, token.start))) return
    const reached = [...new Set(nodes.flatMap((node) => node.next.get(token.text) ?? []))]
    for (const node of reached) visit(node, at + 1)
    nodes = at > from && FILLERS.has(token.text) ? [...reached, ...nodes] : reached
  }
}

import { HEADS } from './seed/heads.ts'
import { NAMES } from './seed/names.ts'
import { isPersonalName } from './seed/personal-names.ts'
import { PLAIN_NAMES } from './seed/plain-names.ts'
import { REMARKS } from './seed/remarks.ts'
import type { Segment } from './segments.ts'

/** Where a term stands: a name of its own, a brand that is also a word, what a business calls itself, or a remark. */
export type TermKind = 'name' | 'plain' | 'head' | 'remark' | 'word'

/** A term of the shipped map found in a text, and the category of the default tree it means. */
export type FoundTerm = { readonly key: string; readonly term: string; readonly kind: TermKind }

type Term = { readonly words: readonly string[]; readonly key: string }
type Index = ReadonlyMap<string, readonly Term[]>

const GLUED_MIN = 8
const CUT_MIN = 5
/** Words after which a head names a place and not a business: `HOSPITAL ROAD`. */
const ADDRESS = new Set([
  'ROAD',
  'RD',
  'STREET',
  'STR',
  'ST',
  'AVENUE',
  'AVE',
  'JUNCTION',
  'CLOSE',
  'BUSSTOP',
  'GATE',
  'LANE',
  'WAY',
])

/** Keys of the default tree that are income. */
const INCOME = new Set([
  'salary',
  'freelance',
  'business',
  'interest',
  'family-in',
  'rent-in',
  'gifts-in',
  'loan-in',
  'repaid',
])
/** On money that came in these say all, wherever they stand. */
const SAYS_ALL = new Set([
  'SALARY',
  'SALARIES',
  'PAYROLL',
  'STIPEND',
  'INTEREST',
  'DIVIDEND',
  'SETTLEMENT',
  'DISBURSEMENT',
])

const NAME_TERMS = index(NAMES, true)
const PLAIN_TERMS = index(PLAIN_NAMES, false)
const HEAD_TERMS = index(HEADS, false)
const REMARK_TERMS = index(REMARKS, false)
const CUT_NAMES = cutIndex([NAME_TERMS], 5)
const CUT_HEADS = cutIndex([HEAD_TERMS], 1)

function index(table: Readonly<Record<string, string>>, isGlued: boolean): Index {
  const terms = Object.entries(table).flatMap(([key, names]) =>
    names.split('|').flatMap((name): Term[] => {
      const own = { words: name.split(' '), key }
      const glued = name.replaceAll(' ', '')
      return isGlued && own.words.length > 1 && glued.length >= GLUED_MIN ? [own, { words: [glued], key }] : [own]
    }),
  )
  return Map.groupBy(terms, (term) => term.words[0] ?? '')
}

/** Terms by the first letters of their text, for texts a bank cut off. */
function cutIndex(
  tables: readonly Index[],
  wordsMax: number,
): ReadonlyMap<string, readonly { readonly text: string; readonly key: string }[]> {
  const all = tables.flatMap((table) => [...table.values()].flat()).filter(({ words }) => words.length <= wordsMax)
  return Map.groupBy(
    all.map(({ words, key }) => ({ text: words.join(' '), key })).filter(({ text }) => text.length >= CUT_MIN),
    ({ text }) => text.slice(0, CUT_MIN),
  )
}

/** Whether the words are nothing but a remark: `SCHOOL FEES`. */
export function isRemark(words: readonly string[]): boolean {
  return matchAll(words, REMARK_TERMS) !== null
}

/**
 * The shipped terms a narration holds, surest first. A name counts unless it stands inside somebody's name; a brand that is also
 * a word only as the whole payee; a head only where it ends a name; a remark only as a stretch of its own. `word` is a remark
 * inside a longer stretch: a hint, no more.
 */
export function findTerms(
  segments: readonly Segment[],
  payee: Segment | null,
  rail: string,
  direction: 'debit' | 'credit' | null,
): FoundTerm[] {
  const found: FoundTerm[] = []
  for (const segment of segments) {
    const term = nameIn(segment) ?? (segment === payee ? cutNameIn(segment, rail) : null)
    if (term !== null) found.push(term)
  }
  if (payee !== null) {
    const plain = isPlainAllowed(rail, payee) ? matchAll(payee.words, PLAIN_TERMS) : null
    if (plain !== null && found.length === 0) found.push({ key: plain.key, term: plain.words.join(' '), kind: 'plain' })
    const head = headOf(payee) ?? cutHeadOf(payee)
    if (head !== null) found.push(head)
  }
  for (const { words } of segments) {
    const remark = remarkOf(words, direction)
    if (remark !== null) found.push({ key: remark.key, term: remark.words.join(' '), kind: 'remark' })
  }
  for (const segment of segments) {
    if (segment !== payee || rail === 'none' || direction === 'credit') found.push(...hintsIn(segment.words, direction))
  }
  return found
}

/** The remark the words are. Money that came in is an income where the remark can mean one; money that went out never is. */
function remarkOf(words: readonly string[], direction: 'debit' | 'credit' | null): Term | null {
  const fits = (REMARK_TERMS.get(words[0] ?? '') ?? []).filter(
    (term) => term.words.length === words.length && startsAt(words, 0, term.words) && isPossible(term.key, direction),
  )
  return (direction === 'credit' ? fits.find(({ key }) => INCOME.has(key)) : undefined) ?? fits[0] ?? null
}

function isPossible(key: string, direction: 'debit' | 'credit' | null): boolean {
  return direction !== 'debit' || !INCOME.has(key)
}

/** At a till or on the web a lone word is a brand; on a transfer it may be anybody. */
function isPlainAllowed(rail: string, payee: Segment): boolean {
  return rail !== 'transfer' && rail !== 'none' ? true : payee.words.length === 1 && payee.marker !== 'from'
}

function matchAll(words: readonly string[], table: Index): Term | null {
  const first = words[0]
  if (first === undefined) return null
  return table.get(first)?.find((term) => term.words.length === words.length && startsAt(words, 0, term.words)) ?? null
}

function startsAt(words: readonly string[], at: number, term: readonly string[]): boolean {
  return at + term.length <= words.length && term.every((word, offset) => words[at + offset] === word)
}

/** The longest name in the stretch, unless people's names stand beside it. */
function nameIn({ raw }: Segment): FoundTerm | null {
  let best: Term | null = null
  let bestAt = 0
  for (const [at, word] of raw.entries()) {
    for (const term of NAME_TERMS.get(word) ?? []) {
      if (!startsAt(raw, at, term.words)) continue
      if (best === null || term.words.length > best.words.length) {
        best = term
        bestAt = at
      }
    }
  }
  if (best === null) return null
  const end = bestAt + best.words.length
  const isBeside = (word: string | undefined) => word !== undefined && isPersonalName(word)
  const headAfter = raw.slice(end).some((word) => HEAD_TERMS.has(word))
  if (best.words.length === 1 && !headAfter && (isBeside(raw[bestAt - 1]) || isBeside(raw[end]))) return null
  return { key: best.key, term: best.words.join(' '), kind: 'name' }
}

/** A name cut off at the end of the stretch: `CHICKEN REPUBL`. */
function cutNameIn({ words }: Segment, rail: string): FoundTerm | null {
  if (rail === 'transfer' || rail === 'none') return null
  const text = words.join(' ')
  if (text.length < CUT_MIN || HEAD_TERMS.has(text)) return null
  const fits = (CUT_NAMES.get(text.slice(0, CUT_MIN)) ?? []).filter(
    (term) => term.text.startsWith(text) && text.length * 5 >= term.text.length * 3,
  )
  const [first] = fits
  if (first !== undefined && fits.every(({ key }) => key === first.key)) {
    return { key: first.key, term: first.text, kind: 'name' }
  }
  return null
}

/** The last head of a name; an address is none. */
function headOf({ words, raw }: Segment): FoundTerm | null {
  for (let at = words.length - 1; at >= 0; at--) {
    let best: Term | null = null
    for (let start = at; start >= Math.max(0, at - 2); start--) {
      const fits = (HEAD_TERMS.get(words[start] ?? '') ?? []).find(
        (term) => term.words.length === at - start + 1 && startsAt(words, start, term.words),
      )
      if (fits !== undefined) best = fits
    }
    if (best === null) continue
    const after = raw[raw.lastIndexOf(words[at] ?? '') + 1]
    if (after !== undefined && ADDRESS.has(after)) continue
    return { key: best.key, term: best.words.join(' '), kind: 'head' }
  }
  return null
}

/** A head cut off at the end of the payee: `VALLEYVIEW CHEM`. */
function cutHeadOf({ words }: Segment): FoundTerm | null {
  const text = words.at(-1) ?? ''
  if (words.length < 2 || text.length < CUT_MIN) return null
  const fits = (CUT_HEADS.get(text.slice(0, CUT_MIN)) ?? []).filter((term) => term.text.startsWith(text))
  const [first] = fits
  return first !== undefined && fits.every(({ key }) => key === first.key)
    ? { key: first.key, term: first.text, kind: 'head' }
    : null
}

function hintsIn(words: readonly string[], direction: 'debit' | 'credit' | null): FoundTerm[] {
  const found: FoundTerm[] = []
  for (const [at, word] of words.entries()) {
    const fits = (REMARK_TERMS.get(word) ?? []).filter(
      (term) => startsAt(words, at, term.words) && isPossible(term.key, direction),
    )
    const longest = fits.toSorted((left, right) => right.words.length - left.words.length)[0]
    if (longest === undefined || longest.words.length === words.length) continue
    const term = longest.words.join(' ')
    found.push({ key: longest.key, term, kind: direction === 'credit' && SAYS_ALL.has(term) ? 'remark' : 'word' })
  }
  return found
}

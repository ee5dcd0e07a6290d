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

/** What any business may add to its name. */
const NEUTRAL = wordSet(
  'VENTURES VENTURE ENTERPRISES ENTERPRISE ENT NIG NIGERIA LTD LIMITED PLC INC GLOBAL RESOURCES SERVICES SERVICE INTERNATIONAL INTL INTEGRATED CONCEPTS COMPANY CO GROUP CENTRE CENTER AND SONS BROTHERS BRANCH ANNEX HQ COM NG APP ' +
    'PAY ONLINE SHOP HOUSE HUB PLACE WORLD SUBSCRIPTION SUB ACCOUNT WALLET FUNDING TECHNOLOGIES TECHNOLOGY TECH PLUS ONE TWO MAIN',
)
/** Heads that say only that something is sold. */
const ANY_SHOP = wordSet(
  'STORE STORES MARKET MART FOODS FOOD SHOP GAMES TV NETWORKS INTERNET ELECTRIC ELECTRICITY BET CLOUD INSURANCE',
)
/** Heads that are also short names. */
const SHORT_HEADS = wordSet('BET BETS BAR SPA GAS OIL LAB VET INN CLUB BUS TV BREW PUB')
/** One brand word that could be a given name; acronyms and words with digits cannot. */
const MAY_BE_A_NAME = /^(?=.*[AEIOUY])[A-Z]{3,8}$/

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

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}

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
    const term = nameIn(segment, rail) ?? (segment === payee ? cutNameIn(segment, rail) : null)
    if (term !== null) found.push(term)
  }
  if (payee !== null) {
    const plain = isPlainAllowed(rail, payee) ? matchAll(payee.words, PLAIN_TERMS) : null
    if (plain !== null && found.length === 0) found.push({ key: plain.key, term: plain.words.join(' '), kind: 'plain' })
    const head = headOf(payee, rail) ?? cutHeadOf(payee, rail)
    if (head !== null) found.push(head)
  }
  for (const { raw, words } of segments) {
    const remark = remarkOf(raw, direction) ?? remarkOf(words, direction)
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

/** The longest name in the stretch, unless it may be part of somebody's name or another business is called after it. */
function nameIn({ raw, words }: Segment, rail: string): FoundTerm | null {
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
  const { words: named, key } = best
  const end = bestAt + named.length
  const others = words.filter((word) => !named.includes(word))
  const after = words.slice(words.lastIndexOf(named.at(-1) ?? '') + 1)
  const heads = after.map((_, at) => headEndingAt(after, at)).filter((head) => head !== null)
  // another business may be called after the one: UBER COOL BARBERS
  if (named.length === 1 && heads.some((head) => head.key !== key && !ANY_SHOP.has(head.words[0] ?? ''))) return null
  const isBeside = (word: string | undefined) => word !== undefined && isPersonalName(word)
  const isSomebody = isBeside(raw[end]) || (named.length === 1 && isBeside(raw[bestAt - 1]))
  if (heads.length === 0 && isSomebody) return null
  const isCalledSo = rail === 'transfer' || rail === 'none'
  if (isCalledSo && named.length === 1 && MAY_BE_A_NAME.test(named[0] ?? '') && !others.every(isNeutral)) return null
  return { key, term: named.join(' '), kind: 'name' }
}

/** A word that says nothing about who is meant: `VENTURES`, or the name of a trade. */
function isNeutral(word: string): boolean {
  return NEUTRAL.has(word) || HEAD_TERMS.has(word) || REMARK_TERMS.has(word)
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

/** The last head of a name, at its end; an address is none. At a till a place may follow that nobody knows. */
function headOf({ words, raw }: Segment, rail: string): FoundTerm | null {
  for (let at = words.length - 1; at >= 0; at--) {
    const best = headEndingAt(words, at)
    if (best === null) continue
    const after = raw[raw.lastIndexOf(words[at] ?? '') + 1]
    if (after !== undefined && ADDRESS.has(after)) continue
    const rest = words.slice(at + 1).filter((word) => !NEUTRAL.has(word))
    const isAtTill = rail !== 'transfer' && rail !== 'none'
    if (rest.length > (isAtTill ? 2 : 0) || rest.some(isPersonalName)) return null
    if (
      best.words.length === 1 &&
      SHORT_HEADS.has(best.words[0] ?? '') &&
      !isAtTill &&
      words.slice(0, at).some(isPersonalName)
    )
      return null
    return { key: best.key, term: best.words.join(' '), kind: 'head' }
  }
  return null
}

/** The longest head whose last word is the one at `at`. */
function headEndingAt(words: readonly string[], at: number): Term | null {
  let best: Term | null = null
  for (let start = at; start >= Math.max(0, at - 2); start--) {
    const fits = (HEAD_TERMS.get(words[start] ?? '') ?? []).find(
      (term) => term.words.length === at - start + 1 && startsAt(words, start, term.words),
    )
    if (fits !== undefined) best = fits
  }
  return best
}

/** A head cut off at the end of the payee at a till: `VALLEYVIEW CHEM`. */
function cutHeadOf({ words }: Segment, rail: string): FoundTerm | null {
  const text = words.at(-1) ?? ''
  if (words.length < 2 || text.length < CUT_MIN || NEUTRAL.has(text) || rail === 'transfer' || rail === 'none')
    return null
  const fits = (CUT_HEADS.get(text.slice(0, CUT_MIN)) ?? []).filter((term) => term.text.startsWith(text))
  const [first] = fits
  if (first === undefined || !fits.every(({ key }) => key === first.key)) return null
  return { key: first.key, term: first.text, kind: 'head' }
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

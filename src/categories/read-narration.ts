import { isTitle } from './seed/personal-names.ts'
import { BANKS, LEGAL, PROCESSORS } from './seed/rails.ts'
import { foldText, isPerson, isReference, type Segment, splitSegments } from './segments.ts'
import { type FoundTerm, findTerms, isRemark } from './terms.ts'

/** The other side of a transaction as far as its text tells. */
export type Payee = {
  /** Equal for equal payees however a bank writes them; a person's names in alphabetical order. */
  readonly key: string
  /** For people to read: `Shoprite`, `Ada Obi`. */
  readonly name: string
  readonly isPerson: boolean
}

/** How money moved, as far as the text tells. */
export type Rail = 'fee' | 'interest' | 'atm' | 'airtime' | 'data' | 'pos' | 'web' | 'bill' | 'transfer' | 'none'

/** What a text says about its transaction. */
export type Narration = {
  readonly rail: Rail
  readonly payee: Payee | null
  /** What was written beside the payee. */
  readonly remark: readonly string[]
  /** All words that may mean something, in order. */
  readonly words: readonly string[]
  /** Runs of 7 digits and more: phones, meters, decoders, accounts and references. */
  readonly numbers: readonly string[]
  readonly terms: readonly FoundTerm[]
}

const RAIL_WORDS: readonly (readonly [Rail, ReadonlySet<string>])[] = [
  ['interest', new Set(['INTEREST', 'WHT', 'WTAX', 'DIVIDEND'])],
  ['atm', new Set(['ATM', 'CASHOUT', 'WITHDRAWAL', 'WDL'])],
  [
    'transfer',
    new Set([
      'TRF',
      'TRANSFER',
      'NIP',
      'CIP',
      'FIP',
      'NXG',
      'MOB',
      'TNF',
      'IFO',
      'NIBSS',
      'UTO',
      'SEND',
      'SENT',
      'FBNMOBILE',
    ]),
  ],
  ['pos', new Set(['POS', 'PRCH'])],
  ['data', new Set(['DATA'])],
  ['airtime', new Set(['AIRTIME', 'TOPUP', 'VTU', 'RECHARGE'])],
  ['bill', new Set(['BILL', 'BILLS', 'BILLPAYMENT', 'PREPAID', 'BPT', 'SUBSCRIPTION'])],
  ['web', new Set(['WEB', 'ONLINE', 'ORDER', 'INTL'])],
  ['pos', new Set(['POS', 'PRCH', 'TILL', 'SPEND', 'SPENT', 'CARD'])],
]
/** `CR` alone is no sign: on a debit it says that the beneficiary was credited. */
const CAME_IN = /\b(?:from|frm|credited|inward|received|salary|deposit|interest|payout|landed)\b/i
const WENT_OUT = /\b(?:to|ifo|debited|outward|charge|purchase|sent)\b/i
const TOP_UP_WORDS = words('AIRTIME TOPUP VTU DATA RECHARGE BUNDLE SUBSCRIPTION SUB')
const REMARK_WORDS_MAX = 3
const FEE_WORDS = words(
  'CHARGE CHARGES FEE FEES VAT DUTY EMTL LEVY COMMISSION COMM CAMF COT MAINTENANCE STAMPDUTY CHG CHGS TAX',
)
const FEE_COMPANY = words(
  'STAMP SMS ELECTRONIC MAINT ISSUANCE ISSUE REPLACEMENT INCLUSIVE ADDED BTW BETWEEN MONTHLY QUARTERLY ANNUAL Q1 Q2 Q3 Q4 WITHDRAWAL ATM INTRA INTER OTHER PLUS CARD MAINTENANCE CURRENT SAVINGS HYDROGEN VAT7 TOKEN STATEMENT SERVICE OFFSITE SITE OFF',
)

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}

/**
 * Reads the text of a transaction, a narration or a whole alert. `direction` tells which side of "from A to B" is the other.
 * `counterparty`, where somebody read it already, is the payee whatever the text looks like. `isNoise` knows words that this
 * person's banks, or the account's own name, put on everything.
 */
export function readNarration(
  text: string,
  direction: 'debit' | 'credit' | null,
  counterparty: string | null = null,
  isNoise: (word: string) => boolean = () => false,
): Narration {
  const named = counterparty === null ? null : segmentOf(counterparty)
  const parts = splitSegments(foldText(text)).flatMap(splitRemark)
  const segments = [...(named === null ? [] : [named]), ...restOf(parts, named)]
  const raw = segments.flatMap((segment) => segment.raw)
  const isFee = isBankFee(segments, raw)
  const rail = isFee ? 'fee' : railOf(raw)
  const chosen = isFee ? null : (named ?? choosePayee(segments, direction, isNoise))
  const content = segments.flatMap((segment) => segment.words)
  return {
    rail,
    payee:
      chosen === null
        ? null
        : payeeOf(chosen.words, (word) => isNoise(word) || (isTopUp(rail) && TOP_UP_WORDS.has(word))),
    remark: segments.filter((segment) => segment !== chosen).flatMap((segment) => segment.words),
    words: content,
    numbers: raw.filter((token) => token.length >= 7 && /^\d+$/.test(token)),
    terms: isFee ? [] : findTerms(segments, chosen, rail, direction),
  }
}

/** Takes a remark off the end of somebody's name, where a bank puts nothing between them: `CHIKE OKEREKE SCHOOL FEES`. */
function splitRemark(segment: Segment): Segment[] {
  const { words: content, raw, marker } = segment
  for (let count = Math.min(REMARK_WORDS_MAX, content.length - 2); count > 0; count--) {
    const [name, remark] = [content.slice(0, -count), content.slice(-count)]
    if (!isRemark(remark) || !isPerson(name)) continue
    const at = raw.lastIndexOf(remark[0] ?? '')
    return [
      { marker, raw: raw.slice(0, at), words: name },
      { marker: 'for', raw: raw.slice(at), words: remark },
    ]
  }
  return [segment]
}

/** A counterparty as a stretch of its own; null when it says nothing. */
function segmentOf(counterparty: string): Segment | null {
  const parts = splitSegments(foldText(counterparty))
  const raw = parts.flatMap((part) => part.raw)
  const content = parts.flatMap((part) => part.words)
  return content.length === 0 ? null : { marker: null, raw, words: content }
}

/** The stretches that say more than the payee: without those that only repeat it, and without its words in the others. */
function restOf(segments: readonly Segment[], named: Segment | null): Segment[] {
  if (named === null) return [...segments]
  const told = new Set(named.raw)
  return segments.map((segment) => ({ ...segment, words: segment.words.filter((word) => !told.has(word)) }))
}

/** Whether money came in or went out, judged by the words alone: out unless they say otherwise. */
export function directionIn(text: string): 'debit' | 'credit' {
  return CAME_IN.test(text) && !WENT_OUT.test(text) ? 'credit' : 'debit'
}

/** Airtime and data are bought from a telephone company, which the words around it are no part of. */
function isTopUp(rail: Rail): boolean {
  return rail === 'airtime' || rail === 'data'
}

function railOf(raw: readonly string[]): Rail {
  for (const [rail, named] of RAIL_WORDS) if (raw.some((word) => named.has(word))) return rail
  return 'none'
}

/** A fee names itself and nobody else. */
function isBankFee(segments: readonly Segment[], raw: readonly string[]): boolean {
  if (!raw.some((word) => FEE_WORDS.has(word))) return false
  return segments.every((segment) =>
    segment.words.every((word) => FEE_WORDS.has(word) || FEE_COMPANY.has(word) || BANKS.has(word)),
  )
}

/** The segment most likely to name the other side; null when none does. */
function choosePayee(
  segments: readonly Segment[],
  direction: 'debit' | 'credit' | null,
  isNoise: (word: string) => boolean,
): Segment | null {
  let best: Segment | null = null
  let bestScore = 0
  for (const segment of segments) {
    const score = segment.words.every(isNoise) ? 0 : scorePayee(segment, direction)
    if (score > bestScore) {
      best = segment
      bestScore = score
    }
  }
  return best
}

function scorePayee({ words: content, marker }: Segment, direction: 'debit' | 'credit' | null): number {
  if (content.length === 0) return 0
  if (content.every((word) => BANKS.has(word) || PROCESSORS.has(word))) return 0.2
  let score = 1 + Math.min(content.length, 3) * 0.2
  if (isRemark(content)) score -= 0.9
  else if (isPerson(content)) score += content.length > 1 ? 2 : 0.5
  if (marker === 'at') score += 1.5
  if (marker === 'for') score -= 1
  if (marker === 'to') score += direction === 'credit' ? -2 : 1
  if (marker === 'from') score += direction === 'debit' ? -2 : 1
  if (content.length > 6) score -= 1
  return score
}

/** A payee from its words. */
function payeeOf(content: readonly string[], isNoise: (word: string) => boolean): Payee | null {
  const said = content.filter((word) => !isNoise(word))
  const named = said.filter((word) => !isTitle(word) && !LEGAL.has(word) && !isReference(word))
  const kept = [...new Set(named.length === 0 ? said : named)].slice(0, 5)
  if (kept.length === 0) return null
  const person = isPerson(kept)
  const key = (person ? kept.toSorted() : kept).join(' ')
  return { key, name: kept.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join(' '), isPerson: person }
}

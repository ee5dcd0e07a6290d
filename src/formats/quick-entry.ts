import type { ParsedAlert } from '../domain/alert.ts'
import type { CurrencyCode } from '../domain/money.ts'
import { collapseSpace } from './characters.ts'
import { normalize } from './normalize.ts'
import { readTypedAmount, type TypedAmount } from './quick-amount.ts'
import { findShortDates, findTypedDate, type TypedDate } from './quick-date.ts'
import { countLabels } from './rejection.ts'

/** What a line a person typed gives. `ambiguous`: perhaps an entry, and the person is asked which of the candidates. */
export type QuickEntryOutcome =
  | { readonly kind: 'entry'; readonly alert: ParsedAlert }
  | { readonly kind: 'not-an-entry' }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly ParsedAlert[] }

export type QuickEntryContext = {
  readonly now: Temporal.Instant
  readonly zone: string
  /** What amounts without a currency are in. */
  readonly currency: CurrencyCode
}

const LINE_MAX = 200
const LINES_MAX = 50

/** Words that begin talk and not an entry. */
const TALK =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day|night)|thanks?|thank you|ok(?:ay)?|yes|no|sure|please|pls|can|could|would|should|what|whats|why|how|when|where|who|which|is|are|am|was|were|do|does|did|will|shall|have|has|help|sorry|dear|call|text|meet|see|let|lets|remind|i (?:will|want|need|am|have|can|think|was)|i'?ll|i'?m|you|we|they|he|she|it)\b/iu
/** Verbs that may stand in front of the amount. */
const VERB =
  /^(?:i )?(?:just )?(paid|spent|bought|sent|gave|lent|received|got|earned|collected|sold|refunded|withdrew|recieved)\b/iu
const INCOME_VERBS: ReadonlySet<string> = new Set(['received', 'recieved', 'got', 'earned', 'collected', 'sold'])
/** A bare number behind one of these is a time, a place or a count. */
const NOT_AN_AMOUNT_AFTER =
  /(?:^|\s)(?:at|by|in|around|until|till|room|no|no\.|number|flat|house|block|line|bus|route|page|chapter|version|phase|gate|step|level|size|episode|season|part)$/iu
/** A bare number in front of one of these counts something else than money. */
const NOT_AN_AMOUNT_BEFORE =
  /^\s*(?:o'?\s?clock|am|pm|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|people|persons?|times|percent|km|kg|litres?|gb|mb)(?![\p{L}\d])/iu
const CONNECTORS = /^(?:(?:for|on|to|from|at|of|by)\s+)+/iu

/**
 * The entries of a text, one outcome per line. A text of which any line is neither an entry nor close to one is one
 * `not-an-entry`: people write entries, or they write something else.
 */
export function readQuickEntries(text: string, context: QuickEntryContext): readonly QuickEntryOutcome[] {
  const lines = text.split(/[\r\n\u2028\u2029]+/u).filter((line) => line.trim() !== '')
  if (lines.length === 0 || lines.length > LINES_MAX || countLabels(text) >= 3) return [{ kind: 'not-an-entry' }]
  const outcomes = lines.map((line) => readQuickEntry(line, context))
  return outcomes.some(({ kind }) => kind === 'not-an-entry') ? [{ kind: 'not-an-entry' }] : outcomes
}

/**
 * One line as an entry: amount first or last, or behind a verb (`received 5000 from Tunde`); `+` or such a verb makes it
 * a credit. A bare number, two possible amounts, or a day in the future are `ambiguous`: the person is asked.
 */
export function readQuickEntry(text: string, { now, zone, currency }: QuickEntryContext): QuickEntryOutcome {
  const line = normalize(text).text
  if (line === '' || line.length > LINE_MAX || line.includes('\n') || isTalk(line)) return { kind: 'not-an-entry' }
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const long = findTypedDate(line, today)
  const front = long === null ? line : blank(line, long)
  const short = long === null ? findShortDates(front, today) : []
  const withoutShort = short.length === 1 && short[0] !== undefined ? blank(front, short[0]) : front
  const amounts = amountsIn(withoutShort, currency)
  if (amounts.length > 0) {
    return decide(withoutShort, amounts, long?.date ?? (short.length === 1 ? (short[0]?.date ?? null) : null), today)
  }
  const doubtful = amountsIn(line, currency)
  const candidates = doubtful.map((amount) => entry(line, amount, null))
  return candidates.length === 0 || (long === null && short.length === 0)
    ? { kind: 'not-an-entry' }
    : { kind: 'ambiguous', candidates }
}

function isTalk(line: string): boolean {
  if (line.startsWith('/') || line.endsWith('?') || /https?:|www\.|@/iu.test(line) || /\btomorrow\b/iu.test(line))
    return true
  return TALK.test(line) && !VERB.test(line)
}

function blank(line: string, { start, end }: Pick<TypedDate, 'start' | 'end'>): string {
  return line.slice(0, start) + ' '.repeat(end - start) + line.slice(end)
}

/** Every amount of a line that can be the entry's, front to back. */
function amountsIn(line: string, currency: CurrencyCode): TypedAmount[] {
  const amounts: TypedAmount[] = []
  for (let at = 0; at < line.length; at++) {
    if (at > 0 && line[at - 1] !== ' ') continue
    const amount = readTypedAmount(line, at, currency)
    if (amount === null) continue
    if (isPlaced(line, amount) && !isHalfOfANumber(line, amount)) amounts.push(amount)
    at = amount.end - 1
  }
  return amounts
}

/** `10 000`: whether that is one number or two is anybody's guess. */
function isHalfOfANumber(line: string, { end, isMarked }: TypedAmount): boolean {
  return !isMarked && /^ \d{3}(?![\p{L}\d])/u.test(line.slice(end, end + 5))
}

/** First, last, behind a leading verb, or anywhere with a currency or other mark. */
function isPlaced(line: string, amount: TypedAmount): boolean {
  const [front, back] = [
    line.slice(0, amount.start).trim(),
    line
      .slice(amount.end)
      .replace(/[.,!;:]/gu, '')
      .trim(),
  ]
  if (!amount.isMarked && NOT_AN_AMOUNT_BEFORE.test(line.slice(amount.end))) return false
  if (front === '') return true
  if (!amount.isMarked && NOT_AN_AMOUNT_AFTER.test(front)) return false
  if (back === '') return true
  return amount.isMarked || VERB.exec(front)?.[0] === front
}

function decide(
  line: string,
  amounts: readonly TypedAmount[],
  date: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): QuickEntryOutcome {
  const amount = onlyAmount(line, amounts, today.year)
  const isFuture = date !== null && Temporal.PlainDate.compare(date, today) > 0
  if (amount === undefined || isFuture) {
    return { kind: 'ambiguous', candidates: amounts.map((each) => entry(line, each, isFuture ? null : date)) }
  }
  const alert = entry(line, amount, date)
  return alert.narration === null ? { kind: 'ambiguous', candidates: [alert] } : { kind: 'entry', alert }
}

/** The one amount, or the one marked amount among small counts: `12.5k fuel 3`. */
function onlyAmount(line: string, amounts: readonly TypedAmount[], year: number): TypedAmount | undefined {
  const [first] = amounts
  if (amounts.length === 1 && first !== undefined) return isPerhapsAYear(line, first, year) ? undefined : first
  const marked = amounts.filter(({ isMarked }) => isMarked)
  const isOthersSmall = amounts.every(({ isMarked, money }) => isMarked || money.minor < SMALL_COUNT_MINOR)
  return marked.length === 1 && isOthersSmall ? marked[0] : undefined
}

const SMALL_COUNT_MINOR = 10_000n

/** `rent 2026`: a bare year around today's behind the words. In front or behind a verb, where amounts stand, it is one. */
function isPerhapsAYear(line: string, { start, isMarked, money }: TypedAmount, year: number): boolean {
  const front = line.slice(0, start).trim()
  if (isMarked || front === '' || VERB.exec(front)?.[0] === front) return false
  return [year - 1, year, year + 1].some((near) => money.minor === BigInt(near) * 100n)
}

function entry(line: string, amount: TypedAmount, date: Temporal.PlainDate | null): ParsedAlert {
  const rest = collapseSpace(`${line.slice(0, amount.start)} ${line.slice(amount.end)}`)
  const words = rest.replace(/^[\s,.;:=-]+|[\s,.;:=!-]+$/gu, '').replace(CONNECTORS, '')
  const verb = VERB.exec(words)
  const isIncome = amount.sign === '+' || (amount.sign === null && INCOME_VERBS.has(verb?.[1]?.toLowerCase() ?? ''))
  const named = words
    .slice(verb?.[0].length ?? 0)
    .trim()
    .replace(CONNECTORS, '')
  return {
    institution: null,
    bankId: null,
    layoutId: 'quick-entry',
    direction: isIncome ? 'credit' : 'debit',
    amount: amount.money,
    originalAmount: null,
    accountTail: null,
    runningBalance: null,
    counterparty: /\p{L}/u.test(named) ? named : null,
    narration: /\p{L}/u.test(words) ? words : null,
    channel: null,
    reference: null,
    fee: null,
    statedTime: date === null ? null : { kind: 'date', date },
    confidence: 1,
  }
}

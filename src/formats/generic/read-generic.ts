import type { ParsedAlert } from '../../domain/alert.ts'
import type { Money } from '../../domain/money.ts'
import { currencyExponent } from '../../domain/money.ts'
import type { Meter } from '../match.ts'
import { firstRail, railsNamed } from '../narration/channel.ts'
import { deriveFromNarration } from '../narration/derive.ts'
import { compileShapes } from '../narration/shapes.ts'
import { type NormalizedText, visibleText } from '../normalize.ts'
import { type CurrencyReader, currencyReader } from './currency.ts'
import { type DirectionCue, findDirection } from './direction.ts'
import { findMentions, type Mention } from './mentions.ts'
import { findOccurred } from './occurred.ts'
import { findAccountTail, findCounterparty, findReference } from './parties.ts'
import { refuses } from './refuse.ts'
import { isInside, lineOf, type Scene, setScene } from './scene.ts'
import { toMinorUnits } from './value.ts'
import { POINT_ONLY } from './words/currencies.ts'

/** What helps to judge a message beyond its text; all of it may be missing. */
export type GenericContext = {
  readonly sender: string | null
  readonly receivedAt: Temporal.Instant
  /** What amounts are in when a message with the labels of an alert prints no currency at all. */
  readonly homeCurrency: string | null
  /** IANA zone of times in currencies that have no one zone. */
  readonly homeZone: string
  /** The words say elsewhere that it may be advice or advertising: then more evidence is asked for. */
  readonly isSuspect: boolean
  /** The ledger's balance of the account with this tail before the message, or null when it is not known. */
  readonly knownBalance?: (tail: string | null, currency: string) => bigint | null
}

/** Longer texts are letters, not alerts. */
const TEXT_MAX = 4_000
/** More numbers than this are a list, not an alert. */
const NUMBERS_MAX = 60
const NARRATIONS = compileShapes([])

/**
 * The one transaction a message of no known layout speaks of, or null when it speaks of none, of several, or of one that
 * can be read two ways. Pure; the work is bounded by the length of the text and nothing beyond 4,000 characters is read.
 */
export function readGeneric(
  message: NormalizedText,
  context: GenericContext,
  meter: Meter = { steps: 0 },
): ParsedAlert | null {
  meter.steps += Math.min(message.text.length, TEXT_MAX)
  if (
    message.text.length > TEXT_MAX ||
    !/\d|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/u.test(message.text)
  )
    return null
  if ((message.text.match(/\p{N}+/gu)?.length ?? 0) > NUMBERS_MAX * 2) return null
  const scene = setScene(message, context.sender)
  if (scene.isMixed || hasStrayMark(message.lower) || isDamaged(scene) || repeatsLabels(scene)) return null
  const mentions = findMentions(scene)
  const currencies = currencyReader(scene)
  const chosen = chooseAmount(scene, mentions, currencies, context.homeCurrency)
  if (chosen === null) return null
  const cue = findDirection(scene, chosen.mention, mentions)
  if (cue === null || refuses(scene, chosen.mention, cue)) return null
  const alert = assemble(scene, chosen, cue, mentions, context, meter)
  return alert === null || !isCertain(alert, scene, chosen, cue, context) ? null : alert
}

/** Whether an accent stands where no language puts one. Yoruba puts one on `ọ` and `ẹ`, which are letters with a mark already. */
function hasStrayMark(lower: string): boolean {
  return /(?<![\u00c0-\u024f\u1e00-\u1eff])[\u0300-\u036f]/u.test(lower)
}

type Chosen = {
  readonly mention: Mention
  readonly amount: Money
  readonly isExplicit: boolean
  readonly isSure: boolean
}

function isDamaged(scene: Scene): boolean {
  return scene.tokens.some((token) => token.isDamaged && !isInside(token.start, scene.narrations))
}

/** Two alerts run together, or one and the rest of another. */
function repeatsLabels({ text }: Scene): boolean {
  const seen = new Set<string>()
  for (const [, label] of text.matchAll(/(?:^|[\s,;.])([\p{L}][\p{L}/. ]{0,18}?) ?:/gu)) {
    const key = label?.trim() ?? ''
    if (
      /^(?:acct|acc|ac|a\/c|account|amt|amount|bal|balance|avail bal|avl bal|txn|date|desc|dt|des|narration)$/u.test(
        key,
      ) &&
      seen.has(key)
    )
      return true
    seen.add(key)
  }
  return /(?:^|\n)(?:debit|credit)(?: alert)?[!:]?\n[\s\S]*\n(?:debit|credit)(?: alert)?[!:]?\n/u.test(text)
}

/** The only number that can be the amount: labelled so, or with a currency mark and no other meaning. */
function chooseAmount(
  scene: Scene,
  mentions: readonly Mention[],
  currencies: CurrencyReader,
  home: string | null,
): Chosen | null {
  const labelled = mentions.filter(({ role }) => role === 'amount')
  const marked = mentions.filter(({ role, mark }) => role === 'free' && mark !== null)
  const totals = mentions.filter(({ role, mark }) => role === 'total' && mark !== null)
  const bare = mentions.filter(({ role, mark, isShaped }) => role === 'free' && mark === null && isShaped)
  const explicit = labelled.filter(({ isLabelled, mark, isShaped }) => mark !== null || isLabelled || isShaped)
  const group = [[...explicit, ...marked], totals, bare].find(({ length }) => length > 0)
  if (group === undefined) return null
  const read = group.map((mention) => worthOf(mention, currencies, home, scene))
  if (read.some((value) => value === null)) return null
  const values = read as Chosen[]
  const distinct = new Set(values.map(({ amount }) => `${amount.minor} ${amount.currency}`))
  if (distinct.size === 1) return values[0] ?? null
  return inAccountCurrency(scene, values, mentions, currencies)
}

/** Where a purchase abroad prints two currencies: the one the balance is in. */
function inAccountCurrency(
  scene: Scene,
  values: readonly Chosen[],
  mentions: readonly Mention[],
  currencies: CurrencyReader,
): Chosen | null {
  const balance = mentions.find(({ role, mark }) => (role === 'balance' || role === 'limit') && mark !== null)
  const own = balance?.mark == null ? null : currencies.ofMark(balance.mark)?.currency
  const fitting = values.filter(({ amount }) => amount.currency === own)
  const others = new Set(values.map(({ amount }) => amount.currency))
  const lines = new Set(values.map(({ mention }) => lineOf(scene, mention.start)))
  return fitting.length === 1 && lines.size === 1 && others.size === values.length ? (fitting[0] ?? null) : null
}

function worthOf(mention: Mention, currencies: CurrencyReader, home: string | null, scene: Scene): Chosen | null {
  const marked = mention.mark === null ? null : currencies.ofMark(mention.mark)
  if (mention.mark !== null && marked === null) return null
  const byHabit =
    scene.labels >= 3 &&
    scene.language === 'en' &&
    scene.tokens.every(({ kind, start }) => kind !== 'currency' || isInside(start, scene.narrations))
      ? home
      : null
  const currency = marked?.currency ?? currencies.unmarked ?? byHabit
  if (currency === null || mayBeCut(mention, currency)) return null
  if (losesDigits(scene, mention, currency)) return null
  const minor = toMinorUnits(mention.digits, currency)
  if (minor === null || minor === 0n) return null
  return { mention, amount: { minor, currency }, isExplicit: marked !== null, isSure: marked?.isSure ?? false }
}

/** A number at the very end of the text without all its decimals, and without a mark behind it. */
function mayBeCut(mention: Mention, currency: string): boolean {
  if (!mention.isLast) return false
  const decimals = /[.,](\d+)$/u.exec(mention.digits)?.[1]?.length ?? 0
  const exponent = currencyExponent(currency)
  return exponent === 0 || !POINT_ONLY.has(currency) || decimals !== exponent
}

/** A number without all its decimals with another number right behind: a space may have come into it. */
function losesDigits({ text, tokens }: Scene, mention: Mention, currency: string): boolean {
  const previous = tokens[mention.from - 1]
  if (
    previous !== undefined &&
    /^\d/u.test(text.slice(mention.start)) &&
    /^ $/u.test(text.slice(previous.end, mention.start)) &&
    /^(?:[olisbzбз]|\d{1,3})$/u.test(previous.text)
  )
    return true
  const decimals = /[.,](\d+)$/u.exec(mention.digits)?.[1]?.length ?? 0
  if (POINT_ONLY.has(currency) && currencyExponent(currency) > 0 && decimals === currencyExponent(currency))
    return false
  if (/^\.\n/u.test(text.slice(mention.end, mention.end + 2))) return true
  const next = tokens[mention.to]
  return (
    next !== undefined &&
    (next.kind === 'number' || (next.kind === 'code' && next.isDamaged)) &&
    /^\s*$/u.test(text.slice(mention.end, next.start))
  )
}

function otherMoney(
  { text }: Scene,
  mentions: readonly Mention[],
  role: 'balance' | 'fee',
  currency: string,
): Money | null {
  const all = mentions.filter(
    (mention) => mention.role === role && (mention.mark !== null || mention.isShaped || mention.isLabelled),
  )
  const labelled = all.filter(({ isLabelled }) => isLabelled)
  const mention = role === 'balance' && labelled.length > 0 ? labelled[0] : all[0]
  if (mention === undefined || mayBeCut(mention, currency)) return null
  const minor = toMinorUnits(mention.digits, currency)
  if (minor === null || hasDoubtfulEdges(text, mention)) return null
  const isOverdrawn = mention.sign === '-' || /^ ?dr(?!\p{L})/u.test(text.slice(mention.end, mention.end + 4))
  return { minor: isOverdrawn ? -minor : minor, currency }
}

/** A dash apart from the number or inside it, half a `DR` behind it, or words that make it something else's balance. */
function hasDoubtfulEdges(text: string, { start, end, sign }: Mention): boolean {
  const [front, back] = [text.slice(Math.max(0, start - 60), start), text.slice(end, end + 4)]
  if (/-[\s.,:]*$/u.test(front) || /^[-.,]*-[.,\d]/u.test(back) || /^ ?[dc](?!\p{L})/u.test(back)) return true
  if (sign === '-' && /^ ?dr(?!\p{L})/u.test(back)) return true
  return /(?<!\p{L})balance of (?!your|the|my|account|acct)\p{L}{2,} [^\d:]{0,20}$/u.test(front)
}

function assemble(
  scene: Scene,
  { amount, mention }: Chosen,
  { direction }: DirectionCue,
  mentions: readonly Mention[],
  context: GenericContext,
  meter: Meter,
): ParsedAlert | null {
  const span = scene.narrations[0]
  const padded = span === undefined ? '' : scene.message.text.slice(span.start, span.end).replace(/^\s*[:=-]?\s*/u, '')
  const narration = visibleText(padded).replace(/[,;]$/u, '')
  const derived = deriveFromNarration(narration, direction, NARRATIONS, meter)
  const prose = narration === '' ? firstRail(railsNamed(scene.text, direction)) : null
  const others = mentions.filter((other) => other.start !== mention.start)
  return {
    institution: null,
    bankId: null,
    layoutId: 'generic',
    direction,
    amount,
    originalAmount: null,
    accountTail: findAccountTail(scene, direction),
    runningBalance: otherMoney(scene, others, 'balance', amount.currency),
    counterparty: findCounterparty(scene, direction) ?? derived.counterparty,
    narration: narration === '' ? null : narration,
    channel: derived.channel ?? prose,
    reference: findReference(scene) ?? derived.reference,
    fee: otherMoney(scene, others, 'fee', amount.currency),
    statedTime: findOccurred(scene, amount.currency, context.receivedAt, context.homeZone),
    confidence: 0.8,
  }
}

/** Whether what can be checked speaks for this reading: more where the direction is only a word or the currency a habit. */
function isCertain(
  alert: ParsedAlert,
  scene: Scene,
  chosen: Chosen,
  cue: DirectionCue,
  context: GenericContext,
): boolean {
  const signs = [alert.accountTail, alert.runningBalance, alert.reference].filter((value) => value !== null).length
  const hasDay = scene.tokens.some(({ kind }) => kind === 'date' || kind === 'time')
  const evidence = signs + (hasDay ? 1 : 0) + (alert.counterparty === null ? 0 : 0.5) + (scene.labels >= 3 ? 1 : 0)
  let wanted = cue.strength === 'weak' ? 2 : cue.strength === 'grammar' ? 0.5 : 1
  if (!chosen.isSure) wanted += 1
  if (!chosen.isExplicit) wanted += 0.5
  if (context.isSuspect) wanted += 1
  return evidence + chainOf(alert, context) >= wanted
}

/** Plus when the known balance and this amount give the printed balance, minus when they give another. */
function chainOf(
  { runningBalance, amount, direction, accountTail, fee }: ParsedAlert,
  context: GenericContext,
): number {
  const known = context.knownBalance?.(accountTail, amount.currency) ?? null
  if (known === null || runningBalance === null) return 0
  const signed = direction === 'credit' ? amount.minor : -amount.minor
  const gap = runningBalance.minor - known - signed
  if (gap === 0n || (fee !== null && gap === -fee.minor)) return 2
  return runningBalance.minor === known - signed ? -9 : -1
}

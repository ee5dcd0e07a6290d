import type { CurrencyCode } from '../../domain/money.ts'
import type { ParseOutcome } from '../../domain/outcome.ts'
import type { TaughtLayout } from '../../domain/taught-layout.ts'
import type { BankFormat, DateOrder } from '../bank-format.ts'
import { createBankIndex } from '../bank-index.ts'
import { compileSample } from '../compile-layout.ts'
import { mentionsOneTimeCode, redactOneTimeCodes } from '../one-time-code.ts'
import { parseByLayouts } from '../parse.ts'
import { currencyOfLetters } from './currency-letters.ts'
import { makeSample, type TaughtAnswers } from './make-sample.ts'
import { dissect } from './questions.ts'
import { tellsDirection } from './vocabulary.ts'

/** Why a message cannot be taught. */
export type LearningRefusal =
  | 'one-time-code'
  | 'too-long'
  | 'no-amount'
  | 'too-little-text'
  | 'no-direction'
  | 'unknown-currency'
  | 'not-readable'

export type Learning =
  | { readonly kind: 'learned'; readonly layout: TaughtLayout }
  | { readonly kind: 'refused'; readonly reason: LearningRefusal }

/** What the message does not say about its layout. */
export type LearningContext = Pick<TaughtLayout, 'id' | 'institution' | 'currency' | 'timeZone'> & {
  /** The address that the message was mailed from; null, or left out, where it was no mail. */
  readonly mailFrom?: string | null
}

/** The longest alert there is, with room; what is longer is not taken apart. */
export const TEACHABLE_LENGTH_MAX = 1_200

/** Alerts print fewer than twenty values; a layout with very many is no alert's, and slow to look for. */
const FIELDS_MAX = 40

/** Fewer fixed words than this could stand in any message. */
const FIXED_WORDS_MIN = 3

/**
 * The layout of a message, from what a person said about it: `learned` when the layout reads this very message as answered,
 * else `refused`. Pure.
 */
export function learn(text: string, answers: TaughtAnswers, context: LearningContext): Learning {
  if (mentionsOneTimeCode(text) || redactOneTimeCodes(text).found) return refused('one-time-code')
  if (text.length > TEACHABLE_LENGTH_MAX) return refused('too-long')
  const dissected = dissect(text)
  if (answers.amount.length === 0) return refused('no-amount')
  const currency = currencyOf(dissected, answers, context.currency)
  if (currency === null) return refused('unknown-currency')
  for (const left of LEFT_OUT) {
    const marked = makeSample(dissected, answers, left)
    if (marked === null) continue
    if (marked.sample.split('«').length > FIELDS_MAX) return refused('too-long')
    if (!hasEnoughText(marked.sample)) return refused('too-little-text')
    if (marked.direction !== null && !tellsDirection(fixedText(marked.sample))) return refused('no-direction')
    const format = {
      mailFrom: null,
      ...context,
      ...marked,
      currency,
      numbers: dissected.style,
      dates: dateOrderOf(dissected),
    }
    if (readsBack(text, format, answers, dissected)) return { kind: 'learned', layout: format }
  }
  return refused('not-readable')
}

/** What is taken for free text when the layout does not read otherwise: a fee at the very end, a balance that may be cut. */
const LEFT_OUT: readonly ReadonlySet<string>[] = [
  new Set(),
  new Set(['fee']),
  new Set(['balance']),
  new Set(['fee', 'balance']),
  new Set(['fee', 'balance', 'date', 'time']),
]

function refused(reason: LearningRefusal): Learning {
  return { kind: 'refused', reason }
}

/** A taught layout as a bank file of its own. */
export function taughtBank({ id, sample, direction, institution, mailFrom, ...format }: TaughtLayout): BankFormat {
  return {
    id: `taught-${id}`,
    name: institution ?? '',
    country: 'XX',
    senders: mailFrom === null ? [] : [{ channel: 'email', address: mailFrom }],
    ...format,
    layouts: [{ id, channel: 'sms', evidence: 'taught', sample, ...(direction === null ? {} : { direction }) }],
  }
}

/** What the amount is in: its mark, what its letters stand for, else the ledger's; null when the letters are another country's. */
function currencyOf(
  { spots }: ReturnType<typeof dissect>,
  answers: TaughtAnswers,
  ledgers: CurrencyCode,
): CurrencyCode | null {
  const amount = spots.find(({ start }) => start === answers.amount[0]?.start)
  if (amount?.kind !== 'money') return null
  if (amount.mark !== null) return amount.mark.currency
  const possible = currencyOfLetters(amount.letters ?? '') ?? [ledgers]
  if (possible.includes(ledgers)) return ledgers
  return possible.length === 1 ? (possible[0] ?? null) : null
}

/** Month-first only where no date of the message can be read day-first. */
function dateOrderOf({ message, spots }: ReturnType<typeof dissect>): DateOrder {
  const dates = spots.filter(({ kind }) => kind === 'date')
  const isMonthFirst = dates.some(({ start }) =>
    /^\d{1,2}[-/.](?:1[3-9]|2\d|3[01])[-/.]/u.test(message.lower.slice(start, start + 6)),
  )
  return isMonthFirst ? 'month-first' : 'day-first'
}

function fixedText(sample: string): string {
  return sample.replace(/«[^»]*»/gu, ' ')
}

function hasEnoughText(sample: string): boolean {
  const { requiredWords } = compileSample(sample)
  return new Set(requiredWords.filter((word) => /\p{L}{2}/u.test(word))).size >= FIXED_WORDS_MIN
}

/** Whether the layout reads the message it was made of, and as it was answered. */
function readsBack(
  text: string,
  format: TaughtLayout,
  answers: TaughtAnswers,
  { message, spots }: ReturnType<typeof dissect>,
): boolean {
  const { kind, ...outcome } = readAlone(text, format)
  if (kind !== 'parsed' || !('alerts' in outcome) || outcome.alerts.length !== 1) return false
  const [alert] = outcome.alerts
  const amount = spots.find(({ start }) => start === answers.amount[0]?.start)
  if (amount?.kind !== 'money') return false
  const digits = amount.number.whole + amount.number.decimals
  const printed = answers.party === null ? null : message.text.slice(answers.party.start, answers.party.end)
  return (
    alert.layoutId === format.id &&
    alert.direction === answers.direction &&
    String(alert.amount.minor).startsWith(digits.replace(/^0+(?=\d)/u, '')) &&
    (printed === null || alert.counterparty !== null)
  )
}

function readAlone(text: string, format: TaughtLayout): ParseOutcome {
  const receivedAt = Temporal.Instant.fromEpochMilliseconds(0)
  const message = { source: 'sms', sender: null, subject: null, text, receivedAt } as const
  return parseByLayouts(message, createBankIndex([taughtBank(format)]))
}

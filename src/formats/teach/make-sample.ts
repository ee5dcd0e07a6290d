import type { Direction } from '../../domain/alert.ts'
import { isSpace } from '../characters.ts'
import type { NormalizedText } from '../normalize.ts'
import { directionWords } from '../read-direction.ts'
import { type Dissected, roleOfSpot } from './questions.ts'
import { findRegions, type Region } from './regions.ts'
import { emitText, type Mark, shapeOnly } from './sample-text.ts'
import type { Span, Spot } from './spots.ts'
import { NAMES_REFERENCE } from './vocabulary.ts'

/** What a person said about a message. `amount` are the places of the amount; null: the message does not say, or nobody. */
export type TaughtAnswers = {
  readonly amount: readonly Span[]
  readonly direction: Direction
  readonly account: Span | null
  readonly party: Span | null
}

/** A marked sample; `direction` where the message's own words do not carry it. */
export type MarkedSample = { readonly sample: string; readonly direction: Direction | null }

/**
 * The message as a marked sample: what was answered and what is clear by itself are fields, names and descriptions are free
 * text, the rest is fixed. It holds the shape of its values and not the values. Null when it would not begin with
 * fixed text without leaving an answer out. `leftOut`: fields that are read as free text instead.
 */
export function makeSample(
  dissected: Dissected,
  answers: TaughtAnswers,
  leftOut: ReadonlySet<string> = new Set(),
): MarkedSample | null {
  const { message, spots } = dissected
  const kept = [...answers.amount, ...(answers.account === null ? [] : [answers.account])]
  const regions = findRegions(message, spots, kept)
  const amount = chosenAmount(spots, answers)
  if (amount === null) return null
  const valueMarks = spots
    .filter((spot) => !regions.some((region) => spot.start < region.end && spot.end > region.start))
    .flatMap((spot) => {
      const own = marksOf(dissected, spot, answers, amount)
      return own.some(({ field }) => leftOut.has(field)) ? [remark(spot)] : own
    })
  const directionMarks = markDirections(message, answers.direction, [...regions, ...valueMarks])
  const marks = [...valueMarks, ...directionMarks, ...regionMarks(message, regions, answers)]
  const ordered = openWithText(marks.sort((left, right) => left.start - right.start || left.end - right.end))
  const isFixed = !ordered.some(({ field }) => field === 'direction')
  const span = cutToSample(message, ordered)
  if (span === null) return null
  const sample = emitText(message.text, ordered, span, !isFixed)
  return { sample, direction: isFixed ? answers.direction : null }
}

/** A currency mark that begins the message becomes fixed text: a layout has to begin with some. */
function openWithText(marks: readonly Mark[]): readonly Mark[] {
  const [first] = marks
  return first?.field === 'currency' && first.start === 0 ? marks.slice(1) : marks
}

type Money = Spot & { kind: 'money' }

function chosenAmount(spots: readonly Spot[], { amount }: TaughtAnswers): Money | null {
  const [first] = amount
  const spot = spots.find(({ start, end }) => start === first?.start && end === first.end)
  return spot?.kind === 'money' ? spot : null
}

function marksOf({ message, spots }: Dissected, spot: Spot, answers: TaughtAnswers, amount: Money): Mark[] {
  if (answers.account?.start === spot.start && answers.account.end === spot.end) {
    return [mark(message, spot, 'account')]
  }
  switch (spot.kind) {
    case 'money': {
      const isAmount = answers.amount.some(({ start, end }) => start === spot.start && end === spot.end)
      const role = isAmount ? 'amount' : roleOfSpot(message, spots, spot)
      if (isPlain(spot) && role !== 'amount' && role !== 'balance' && role !== 'fee') return [numberMark(message, spot)]
      const isForeign = spot.mark !== null && amount.mark !== null && spot.mark.currency !== amount.mark.currency
      if (isForeign || (role !== 'amount' && role !== 'balance' && role !== 'fee')) return [remark(spot)]
      if (role === 'amount' && !isAmount) return [remark(spot)]
      return moneyMarks(message, spot, role)
    }
    case 'account':
    case 'digits': {
      const digits = message.lower.slice(spot.start, spot.end)
      const isReference =
        /^\d+$/u.test(digits) && NAMES_REFERENCE.test(message.lower.slice(Math.max(0, spot.start - 24), spot.start))
      if (isReference) return [mark(message, spot, 'reference')]
      const isPhone = /^\+?[\d*x]{6,20}$/u.test(digits) && /\d$/u.test(digits)
      return [isPhone ? mark(message, spot, 'phone') : remark(spot)]
    }
    case 'date':
    case 'time':
      return [mark(message, spot, spot.kind)]
    case 'code': {
      const code = message.text.slice(spot.start, spot.end)
      const isReference = /^[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_./|](?=[\p{L}\p{N}]))*$/u.test(code)
      return [isReference ? mark(message, spot, 'reference') : remark(spot)]
    }
  }
}

/** A whole number without a currency and without groups. */
function isPlain(spot: Money): boolean {
  return spot.mark === null && spot.letters === undefined && spot.number.decimals === '' && !spot.isGrouped
}

function numberMark(message: NormalizedText, spot: Money): Mark {
  return spot.number.whole.length < 3 ? remark(spot) : mark(message, spot, 'reference')
}

function moneyMarks(message: NormalizedText, spot: Money, role: 'amount' | 'balance' | 'fee'): Mark[] {
  const marks: Mark[] = [mark(message, spot.digits, role)]
  if (spot.mark !== null) marks.push(mark(message, spot.mark, 'currency'))
  if (spot.side !== null) marks.push(mark(message, spot.side, role === 'balance' ? 'balance_side' : 'direction'))
  return marks
}

function mark(message: NormalizedText, { start, end }: Span, field: string): Mark {
  return { start, end, field, example: shapeOnly(field, message.text.slice(start, end)) }
}

function remark({ start, end }: Span): Mark {
  return { start, end, field: 'remark', example: 'TEXT' }
}

const DIRECTION_WORD = /(?<![\p{L}\p{N}])(?:dr|cr|debit|credit|debited|credited|sent|received)(?![\p{L}\p{N}])/gu

/** The words that say the chosen direction and would say the other one in an alert of the other direction. */
function markDirections(message: NormalizedText, direction: Direction, taken: readonly Span[]): Mark[] {
  return [...message.lower.matchAll(DIRECTION_WORD)].flatMap(({ index, 0: word }): Mark[] => {
    const [debit, credit] = directionWords(word)
    const span = { start: index, end: index + word.length }
    const isTaken = taken.some((other) => other.start < span.end && other.end > span.start)
    if (isTaken || word !== (direction === 'debit' ? debit : credit)) return []
    return [{ ...span, field: 'direction', example: message.text.slice(span.start, span.end) }]
  })
}

function regionMarks(message: NormalizedText, regions: readonly Region[], { party, account }: TaughtAnswers): Mark[] {
  let hasPurpose = false
  return regions.flatMap((region): Mark[] => {
    const { start, end, kind } = region
    const isParty = party?.start === start && party.end === end
    if (isParty) return [{ start, end, field: 'counterparty', example: 'NAME' }]
    if (kind === 'aside' && !followsName(message, regions, region, account)) return []
    const isPurpose = kind === 'purpose' && !hasPurpose
    hasPurpose ||= isPurpose
    const field = isPurpose ? 'narration' : kind === 'aside' ? 'via' : 'remark'
    return [{ start, end, field, example: 'TEXT', isSaid: region.isSaid }]
  })
}

/** Brackets behind a name or a number hold more of it; elsewhere they are the message's own text. */
function followsName(
  { text }: NormalizedText,
  regions: readonly Region[],
  aside: Region,
  account: Span | null,
): boolean {
  const before = text.slice(0, aside.start - 1).trimEnd()
  if (account?.end === before.length) return false
  return /[\d*]$/u.test(before) || regions.some(({ end, kind }) => kind === 'party' && end === before.length)
}

const ESSENTIAL: ReadonlySet<string> = new Set([
  'amount',
  'direction',
  'account',
  'counterparty',
  'narration',
  'balance',
  'date',
  'time',
])

/**
 * From the first fixed text (or direction) to the last field that matters. What stands behind is left out: it may be cut
 * off, or be small print.
 */
function cutToSample({ text }: NormalizedText, marks: readonly Mark[]): Span | null {
  let start = 0
  let first = 0
  while (marks[first] !== undefined && marks[first]?.start === start && marks[first]?.field !== 'direction') {
    const leading = marks[first] as Mark
    if (leading.field === 'amount' || leading.field === 'account' || leading.field === 'counterparty') return null
    start = leading.end
    while (start < text.length && (isSpace(text[start]) || /[^\p{L}\p{N}]/u.test(text[start] ?? ''))) {
      if (marks[first + 1]?.start === start) break
      start++
    }
    first++
  }
  const last = lastEssential(marks)
  if (last === undefined || last.start < start) return null
  const next = marks[marks.indexOf(last) + 1]
  if (next?.field === 'balance_side') return { start, end: next.end }
  if (last.field !== 'counterparty' && last.field !== 'narration') return { start, end: last.end }
  // What ends free text best is a value of its own: `. Ref: PP20260612771`.
  const isNear =
    next !== undefined && /^[^\n]{0,24}$/u.test(text.slice(last.end, next.start)) && next.field === 'reference'
  return { start, end: isNear ? next.end : terminated(text, last.end) }
}

/** The last field that matters; a second balance, which is often cut off, does not. */
function lastEssential(marks: readonly Mark[]): Mark | undefined {
  const balance = marks.find(({ field }) => field === 'balance')
  // `Dial *966# for loans`: what is said behind the balance is small print.
  const isSmallPrint = (one: Mark): boolean =>
    one.field === 'narration' && one.isSaid === true && balance !== undefined && one.start > balance.end
  return marks.findLast(
    (one) => ESSENTIAL.has(one.field) && (one.field !== 'balance' || one === balance) && !isSmallPrint(one),
  )
}

/** Past the marks and up to three words behind free text that ends a sample: they tell where it ends. */
function terminated(text: string, at: number): number {
  const behind = /^[.,;!)]{0,2}(?: [\p{L}']+(?![\p{L}\p{N}:])){0,3}/u.exec(text.slice(at))
  return at + (behind?.[0].length ?? 0)
}

import type { StatedTime } from '../../domain/calendar.ts'
import { currencyExponent } from '../../domain/money.ts'
import type { Statement, StatementProblem, StatementRow } from '../../domain/statement.ts'
import { checkChain } from './chain.ts'
import type { DayCell } from './day-cell.ts'
import type { Entry } from './entries.ts'
import { linkOf, type Movement, type Movements } from './movements.ts'

/** More would not be read by anybody. */
const PROBLEMS_MAX = 20

/** What a group of rows is told from outside them. */
export type GroupFacts = {
  readonly section: string | null
  readonly institution: string | null
  readonly bankId: string | null
  readonly pot: string | null
  readonly currency: string
  readonly accountTail: string | null
  /** In minor units, with the lines that state them. */
  readonly opening: { readonly line: number; readonly minor: bigint } | null
  readonly closing: { readonly line: number; readonly minor: bigint } | null
  readonly zone: string
  readonly skipped: number
  readonly problems: readonly StatementProblem[]
}

/** The statement that rows and facts make, with every place where they do not add up. Entries have whole days. */
export function statementOf(movements: Movements, facts: GroupFacts): Statement {
  const { rows, order } = movements
  const inTime = order === 'oldest-first' ? rows : rows.toReversed()
  const chain = checkChain(inTime.map(linkOf), facts.opening?.minor ?? null)
  const sum = inTime.reduce((total, row) => total + linkOf(row).effect, 0n)
  const money = (minor: bigint): string => plainAmount(minor, facts.currency)
  const problems: StatementProblem[] = [...facts.problems, ...movements.unreadable]
  for (const { index, expected, found } of chain.breaks) {
    const line = inTime[index]?.entry.line ?? 0
    problems.push({ line, what: `the balance is ${money(found)}; ${money(expected)} was expected` })
  }
  const opening = chain.opening ?? (facts.closing === null ? null : facts.closing.minor - sum)
  const closing = chain.closing ?? facts.closing?.minor ?? null
  if (facts.closing !== null && closing !== null && closing !== facts.closing.minor) {
    problems.push({
      line: facts.closing.line,
      what: `the closing balance is ${money(facts.closing.minor)}; the rows come to ${money(closing)}`,
    })
  }
  return {
    section: facts.section,
    institution: facts.institution,
    bankId: facts.bankId,
    pot: facts.pot,
    currency: facts.currency,
    accountTail: facts.accountTail,
    openingBalance: opening,
    closingBalance: closing,
    rows: rows.map((movement) => rowOf(movement, facts.zone)),
    skipped: facts.skipped,
    problems: problems.sort((left, right) => left.line - right.line).slice(0, PROBLEMS_MAX),
  }
}

/** An amount in a problem's words: `1,234.56`, with a minus where it is negative. */
function plainAmount(minor: bigint, currency: string): string {
  const exponent = currencyExponent(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return `${minor < 0n ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`}`
}

function rowOf({ entry, amount, fee, balance }: Movement, zone: string): StatementRow {
  const own = entry.day as DayCell
  const [day, other] = [dateOf(own), entry.otherDay === null ? null : dateOf(entry.otherDay)]
  const isOtherEarlier = other !== null && Temporal.PlainDate.compare(other, day) < 0
  const differs = other !== null && !other.equals(day)
  return {
    line: entry.line,
    direction: amount < 0n ? 'debit' : 'credit',
    amount: amount < 0n ? -amount : amount,
    fee,
    balance,
    date: day,
    stated: isOtherEarlier ? statedTime(entry.otherDay as DayCell, zone) : statedTime(timed(own, entry.otherDay), zone),
    laterDate: differs ? (isOtherEarlier ? day : other) : null,
    narration: entry.narration,
    counterparty: entry.counterparty,
    reference: entry.reference,
    kind: entry.kind,
  }
}

/** The day with the time of the other cell, where that is the same day and alone has one. */
function timed(own: DayCell, other: Entry['otherDay']): DayCell {
  const isSame = other !== null && other.month === own.month && other.day === own.day
  return own.time === null && isSame && other.time !== null ? other : own
}

function dateOf({ year, month, day }: DayCell): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year: year ?? 0, month, day })
}

function statedTime(day: DayCell, zone: string): StatedTime {
  const date = dateOf(day)
  if (day.time === null) return { kind: 'date', date }
  const at = date.toPlainDateTime(day.time)
  if (day.offset === null) return { kind: 'wall', at, zone }
  return { kind: 'instant', at: Temporal.Instant.from(`${at.toString()}${day.offset}`) }
}

import { BANK_NAMES } from './households.ts'
import type { Entry, What } from './model.ts'
import { rfc3339 } from './wall-time.ts'

/** A line of `reconcile --json`. */
export type Reconciled = {
  readonly account: string
  readonly institution: string | null
  readonly tail: string | null
  readonly broken: number
  readonly gaps: readonly {
    readonly after: { readonly message: string; readonly at: string }
    readonly before: { readonly message: string; readonly at: string }
    readonly missingMinor: string
    readonly direction: 'debit' | 'credit'
    readonly likely: readonly { readonly counterparty: string; readonly score: number }[]
  }[]
}

export type GapScore = {
  readonly breaks: number
  /** Gaps of the right account whose window holds the moment, with the right sum and direction. */
  readonly found: number
  /** Breaks with a counterparty, and those of them for which the first guess is right. */
  readonly named: number
  readonly namedRight: number
  /** Gaps told of although nothing is missing there. */
  readonly invented: number
  readonly misses: readonly string[]
}

/** Holds the gaps told against the entries that nobody saw. Windows are compared to the minute, as alerts state times. */
export function scoreGaps(lines: readonly Reconciled[], dropped: readonly Entry[]): GapScore {
  const used = new Set<unknown>()
  const misses: string[] = []
  let found = 0
  let named = 0
  let namedRight = 0
  for (const entry of dropped) {
    const gaps = lines.filter((line) => isAccount(line, entry)).flatMap((line) => line.gaps)
    const gap = gaps.find(
      (one) => !used.has(one) && one.missingMinor === String(entry.amountMinor) && holds(one, entry),
    )
    const other = counterpartyOf(entry.what)
    if (other !== null) named += 1
    if (gap === undefined) {
      const near = gaps
        .filter((one) => holds(one, entry))
        .map((one) => `${one.missingMinor} from ${one.after.at} to ${one.before.at}`)
      misses.push(
        `${entry.account.id} ${entry.amountMinor} at ${rfc3339(entry.at)} ${entry.what.type}: ${near.join(', ') || 'no gap around it'}`,
      )
      continue
    }
    used.add(gap)
    if (gap.direction === (entry.amountMinor < 0n ? 'debit' : 'credit')) found += 1
    const guess = gap.likely[0]?.counterparty
    if (other !== null && guess !== undefined && isSameName(guess, other)) namedRight += 1
  }
  const invented = lines.flatMap((line) => line.gaps).filter((gap) => !used.has(gap)).length
  return { breaks: dropped.length, found, named, namedRight, invented, misses }
}

function isAccount(line: Reconciled, { account }: Entry): boolean {
  return (
    line.institution === BANK_NAMES[account.bank].institution &&
    (line.tail === null || account.number.endsWith(line.tail))
  )
}

function holds(gap: Reconciled['gaps'][number], entry: Entry): boolean {
  const minute = (at: string): number => Math.floor(Date.parse(at.length === 10 ? `${at}T00:00:00+01:00` : at) / 60_000)
  const moment = minute(rfc3339(entry.at))
  const before = gap.before.at.length === 10 ? minute(gap.before.at) + 1_439 : minute(gap.before.at)
  return minute(gap.after.at) <= moment && moment <= before
}

/** Who the entry is with, as narrations name them; null for charges, cash and interest. */
function counterpartyOf(what: What): string | null {
  switch (what.type) {
    case 'transfer-in':
    case 'transfer-out':
      return what.name
    case 'pos':
    case 'web':
    case 'refund':
      return what.merchant
    case 'airtime':
      return what.telco
    case 'bill':
      return what.biller
    case 'salary':
      return what.employer
    case 'reversal':
      return counterpartyOf(what.of)
    default:
      return null
  }
}

function isSameName(a: string, b: string): boolean {
  const words = (text: string): string =>
    text
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, ' ')
      .trim()
  return words(a) === words(b) || words(a).startsWith(words(b)) || words(b).startsWith(words(a))
}

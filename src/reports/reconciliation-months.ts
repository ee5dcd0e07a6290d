import type { Gap, MonthActivity } from '../domain/reconciliation.ts'

/**
 * What we know of an account in a month. `covered`: its stated balances add up with our entries, or nothing moved;
 * `mismatched`: something is missing or contradicted; `unchecked`: entries, but no balance to hold them against;
 * `missing`: between months with entries, nothing at all came.
 */
export type MonthState = 'covered' | 'mismatched' | 'unchecked' | 'missing'
export type AccountMonth = { readonly month: string; readonly state: MonthState }

/** The months of an account from its first to its last with an entry or a stated balance, without a hole. */
export function monthMap(
  activity: readonly MonthActivity[],
  gaps: readonly Gap[],
  disputedDates: readonly Temporal.PlainDate[],
): AccountMonth[] {
  const known = new Map(activity.map((one) => [one.month, one]))
  const sorted = [...known.keys()].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const broken = new Set(disputedDates.map((date) => date.toPlainYearMonth().toString()))
  for (const gap of gaps) {
    for (const month of monthsBetween(gap.after.occurred.date, gap.before.occurred.date)) broken.add(month)
  }
  const withClaims = sorted.filter((month) => (known.get(month)?.claims ?? 0) > 0)
  const isSpanned = (month: string) => (withClaims[0] ?? '9') < month && month < (withClaims.at(-1) ?? '')
  const [start, end] = [Temporal.PlainDate.from(`${first}-01`), Temporal.PlainDate.from(`${last}-01`)]
  return monthsBetween(start, end).map((month) => ({ month, state: stateOf(month) }))

  function stateOf(month: string): MonthState {
    const here = known.get(month)
    if (broken.has(month)) return here === undefined ? 'missing' : 'mismatched'
    if ((here?.claims ?? 0) > 0 || isSpanned(month)) return 'covered'
    return here === undefined ? 'missing' : 'unchecked'
  }
}

function monthsBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): string[] {
  const months: string[] = []
  const end = to.toPlainYearMonth()
  for (
    let month = from.toPlainYearMonth();
    Temporal.PlainYearMonth.compare(month, end) <= 0;
    month = month.add({ months: 1 })
  ) {
    months.push(month.toString())
  }
  return months
}

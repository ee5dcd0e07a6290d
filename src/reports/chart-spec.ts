import { assertNever } from '../domain/assert-never.ts'
import type { CurrencyCode, Money } from '../domain/money.ts'
import { accountRows, type ChartRow, categoryRows, merchantRows } from './chart-rows.ts'
import { type Period, previousPeriod } from './period.ts'
import type { CurrencyReport, Report } from './report.ts'
import { buildSeries, fittingStep, type SeriesPoint, type SeriesStep } from './series.ts'

/** The charts a person can ask for, as the command line and the buttons name them. */
export const CHART_KINDS = ['categories', 'trend', 'cashflow', 'merchants', 'accounts'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

/** A total beside the title; `mark` is the sign by which the drawing shows the same thing, so that no legend is needed. */
export type ChartFigure = {
  readonly label: string
  readonly money: Money
  readonly mark: 'none' | 'inflow' | 'outflow' | 'net' | 'current' | 'previous'
}

type ChartHead = {
  readonly title: string
  readonly subtitle: string
  readonly currency: CurrencyCode
  readonly figures: readonly ChartFigure[]
}

/**
 * What to draw, without colours, fonts or pixels. `rows`: one bar per row, drawn from the top. `trend`: running totals over what each
 * step took. `cashflow`: in above, out below the line, per step. `totals` and `nets` end early when the period is not over. `empty`: no data.
 * Amounts are signed minor units of `currency`; spending is positive.
 */
export type ChartSpec =
  | { readonly kind: 'empty'; readonly title: string; readonly message: string; readonly hint: string }
  | (ChartHead & { readonly kind: 'rows'; readonly rows: readonly ChartRow[] })
  | (ChartHead & {
      readonly kind: 'trend'
      readonly step: SeriesStep
      readonly steps: readonly { readonly label: string; readonly spentMinor: bigint }[]
      readonly totals: readonly bigint[]
      readonly previousTotals: readonly bigint[]
    })
  | (ChartHead & {
      readonly kind: 'cashflow'
      readonly steps: readonly SeriesPoint[]
      readonly nets: readonly bigint[]
    })

/**
 * `currency`: which of the report's (default: the busiest). `today`: lines stop there when the period is not over. `categories`: the
 * ledger's category names, oldest first, so that each has its colour in every chart; without it colours are shared out in the report.
 */
export type ChartOptions = {
  readonly currency?: CurrencyCode
  readonly today?: Temporal.PlainDate
  readonly categories?: readonly string[]
}

/** What the chart of `kind` shows; an `empty` chart when the report has nothing to show in that currency. */
export function chartSpec(report: Report, kind: ChartKind, options: ChartOptions = {}): ChartSpec {
  const { currency } = options
  const figures = currency ? report.currencies.find((one) => one.currency === currency) : report.currencies[0]
  switch (kind) {
    case 'categories':
      return rowsSpec('Spending by category', report.period, figures, (one) => categoryRows(one, options.categories))
    case 'merchants':
      return rowsSpec('Where the money went', report.period, figures, merchantRows)
    case 'accounts':
      return accountsSpec(report.period, figures)
    case 'trend':
      return trendSpec(report.period, figures, options.today)
    case 'cashflow':
      return cashflowSpec(report.period, figures, options.today)
    default:
      return assertNever(kind)
  }
}

function rowsSpec(
  title: string,
  period: Period,
  figures: CurrencyReport | undefined,
  rowsOf: (figures: CurrencyReport) => ChartRow[],
): ChartSpec {
  const rows = figures === undefined ? [] : rowsOf(figures)
  if (figures === undefined || rows.length === 0) return emptySpec(title, `No spending in ${period.label}`)
  return { kind: 'rows', title, subtitle: period.label, currency: figures.currency, figures: [spent(figures)], rows }
}

function accountsSpec(period: Period, figures: CurrencyReport | undefined): ChartSpec {
  const title = 'Accounts'
  if (figures === undefined || figures.accounts.length === 0) return emptySpec(title, 'No accounts yet')
  const minor = figures.accounts.reduce((total, { balanceMinor }) => total + balanceMinor, 0n)
  return {
    kind: 'rows',
    title,
    subtitle: period.label,
    currency: figures.currency,
    figures: [{ label: 'Balance', money: { minor, currency: figures.currency }, mark: 'none' }],
    rows: accountRows(figures),
  }
}

function trendSpec(period: Period, figures: CurrencyReport | undefined, today?: Temporal.PlainDate): ChartSpec {
  const title = 'Spending over time'
  if (figures === undefined || !figures.days.some(({ outflowMinor }) => outflowMinor !== 0n)) {
    return emptySpec(title, `No spending in ${period.label}`)
  }
  const before = previousPeriod(period)
  const step = period.kind === 'year' ? 'month' : fittingStep(period, 62)
  const points = buildSeries(figures.days, period, step)
  const previous = figures.previousDays.length === 0 ? [] : buildSeries(figures.previousDays, before, step)
  const previousTotals = runningTotals(previous)
  if (points.length === 1) return comparisonSpec(title, period, figures, previousTotals[0] ?? null)
  const marked: ChartFigure[] = [{ ...spent(figures), mark: 'current' }]
  if (previousTotals.length > 0) {
    const money = { minor: previousTotals.at(-1) ?? 0n, currency: figures.currency }
    marked.push({ label: before.label, money, mark: 'previous' })
  }
  return {
    kind: 'trend',
    step,
    title,
    subtitle: period.label,
    currency: figures.currency,
    figures: marked,
    steps: points.map(({ label, outflowMinor }) => ({ label, spentMinor: outflowMinor })),
    totals: runningTotals(begunSteps(points, today, ({ outflowMinor }) => outflowMinor !== 0n)),
    previousTotals: previousTotals.slice(0, points.length),
  }
}

/** One step has no course to draw: it is set beside the one before. */
function comparisonSpec(
  title: string,
  period: Period,
  figures: CurrencyReport,
  previousMinor: bigint | null,
): ChartSpec {
  const row = (name: string, amountMinor: bigint, hue: 'accent' | 'quiet'): ChartRow => {
    return { name, tail: null, amountMinor, detail: { kind: 'none' }, hue: { kind: hue } }
  }
  const rows = [row(period.label, figures.outflowMinor, 'accent')]
  if (previousMinor !== null) rows.push(row(previousPeriod(period).label, previousMinor, 'quiet'))
  return { kind: 'rows', title, subtitle: period.label, currency: figures.currency, figures: [spent(figures)], rows }
}

function cashflowSpec(period: Period, figures: CurrencyReport | undefined, today?: Temporal.PlainDate): ChartSpec {
  const title = 'Money in and out'
  if (figures === undefined || figures.days.length === 0) {
    return emptySpec(title, `Nothing came in or went out in ${period.label}`)
  }
  const { currency } = figures
  const steps = buildSeries(figures.days, period, fittingStep(period, CASHFLOW_COLUMNS_MAX))
  return {
    kind: 'cashflow',
    title,
    subtitle: period.label,
    currency,
    figures: [
      { label: 'In', money: { minor: figures.inflowMinor, currency }, mark: 'inflow' },
      { label: 'Out', money: { minor: figures.outflowMinor, currency }, mark: 'outflow' },
      { label: 'Net', money: { minor: figures.netMinor, currency }, mark: 'net' },
    ],
    steps,
    nets: begunSteps(steps, today, hasFlow).map(({ inflowMinor, outflowMinor }) => inflowMinor - outflowMinor),
  }
}

/** More columns than this cannot carry readable amounts on a phone. A year gives twelve months, a month five or six weeks. */
const CASHFLOW_COLUMNS_MAX = 12

function runningTotals(points: readonly SeriesPoint[]): bigint[] {
  let total = 0n
  return points.map(({ outflowMinor }) => {
    total += outflowMinor
    return total
  })
}

/** The steps that have begun by `today`; all of them when an entry is dated later, since a line must not leave it out. */
function begunSteps(
  points: readonly SeriesPoint[],
  today: Temporal.PlainDate | undefined,
  hasEntry: (point: SeriesPoint) => boolean,
): readonly SeriesPoint[] {
  if (today === undefined) return points
  const begun = points.filter(({ from }) => Temporal.PlainDate.compare(from, today) <= 0)
  return points.slice(begun.length).some(hasEntry) ? points : begun
}

function hasFlow({ inflowMinor, outflowMinor }: SeriesPoint): boolean {
  return inflowMinor !== 0n || outflowMinor !== 0n
}

function spent(figures: CurrencyReport): ChartFigure {
  return { label: 'Spent', money: { minor: figures.outflowMinor, currency: figures.currency }, mark: 'none' }
}

function emptySpec(title: string, message: string): ChartSpec {
  return { kind: 'empty', title, message, hint: 'Forward a bank alert, or type 1500 lunch' }
}

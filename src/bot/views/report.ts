import { CHART_KINDS, type ChartKind } from '../../reports/chart-spec.ts'
import type { Period } from '../../reports/period.ts'
import type { CurrencyReport, Report } from '../../reports/report.ts'
import { CAPTION_LENGTH_MAX } from '../limits.ts'
import { fittingLines, type Html, html, shortText } from './html.ts'
import { moneyText } from './money.ts'
import { button, inPairs, type Keyboard } from './screen.ts'

/** What a caption says of a currency. */
export type CaptionFigures = Pick<
  CurrencyReport,
  'currency' | 'inflowMinor' | 'outflowMinor' | 'netMinor' | 'feesMinor' | 'transactionCount' | 'categories'
>

const CATEGORIES_SHOWN = 5

const CHART_NAMES: Readonly<Record<ChartKind, string>> = {
  categories: 'Categories',
  trend: 'Trend',
  cashflow: 'Cash flow',
  merchants: 'Merchants',
  accounts: 'Accounts',
}

/** The report in words: what came in, went out and was left, and the largest categories, per currency. */
export function reportCaption({
  period,
  currencies,
}: Pick<Report, 'period'> & { readonly currencies: readonly CaptionFigures[] }): Html {
  const busy = currencies.filter(({ transactionCount }) => transactionCount > 0)
  const body = busy.length === 0 ? [html`Nothing came in or went out.`] : busy.flatMap(currencyLines)
  return fittingLines([html`<b>${period.label}</b>`, ...body], CAPTION_LENGTH_MAX)
}

function currencyLines(figures: CaptionFigures): Html[] {
  const { currency, inflowMinor, outflowMinor, netMinor, feesMinor } = figures
  const amount = (minor: bigint) => moneyText({ minor, currency })
  const spending = figures.categories.filter(({ kind }) => kind === 'expense')
  return [
    html`In <b>${amount(inflowMinor)}</b>`,
    html`Out <b>${amount(outflowMinor)}</b>`,
    html`Net <b>${amount(netMinor)}</b>`,
    ...(feesMinor === 0n ? [] : [html`Bank charges ${amount(feesMinor)}`]),
    ...spending
      .slice(0, CATEGORIES_SHOWN)
      .map(({ category, amountMinor }) => html`${shortText(category, 60)} ${amount(amountMinor)}`),
    ...(spending.length > CATEGORIES_SHOWN ? [html`and ${spending.length - CATEGORIES_SHOWN} more categories`] : []),
  ]
}

/** What the buttons under a report lead to. `kinds` is without what may not be shown here. */
export type ReportNavigation = {
  readonly chart: ChartKind
  readonly period: Period
  readonly previous: Period
  /** Null when it has not begun. */
  readonly next: Period | null
  /** Periods of other sizes to change to, in the order of the buttons. */
  readonly sizes: readonly { readonly name: string; readonly period: Period }[]
  readonly kinds: readonly ChartKind[]
}

/** Buttons to turn to the period before and after, to change its size and the kind of chart. */
export function reportKeyboard({ chart, period, previous, next, sizes, kinds }: ReportNavigation): Keyboard {
  const to = (text: string, kind: ChartKind, target: Period) =>
    button(text, { kind: 'report', chart: kind, period: periodCode(target) })
  return [
    [to(`‹ ${previous.label}`, chart, previous), ...(next === null ? [] : [to(`${next.label} ›`, chart, next)])],
    sizes.map(({ name, period: target }) => to(name, chart, target)),
    ...inPairs(
      CHART_KINDS.filter((kind) => kind !== chart && kinds.includes(kind)).map((kind) =>
        to(CHART_NAMES[kind], kind, period),
      ),
    ),
  ]
}

/** The period as short text for a button: `2026-10-05`, `2026-W43`, `2026-10`, `2026`, or two days joined by `_`. */
export function periodCode({ kind, from, to }: Period): string {
  switch (kind) {
    case 'day':
      return from.toString()
    case 'week':
      return `${from.yearOfWeek}-W${String(from.weekOfYear).padStart(2, '0')}`
    case 'month':
      return from.toPlainYearMonth().toString()
    case 'year':
      return String(from.year)
    case 'range':
      return `${from.toString()}_${to.toString()}`
  }
}

/** What `periodCode` wrote, as a person would type it for a report. */
export function periodWords(code: string): string {
  return code.replace('_', '..')
}

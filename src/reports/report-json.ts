import type { Report } from './report.ts'

/** A line of `report --json`; amounts are integers of minor units as text. A published shape: changing it is a breaking change. */
export type ReportLine = {
  readonly from: string
  readonly to: string
  readonly currency: string
  readonly inflowMinor: string
  readonly outflowMinor: string
  readonly netMinor: string
  readonly categories: readonly { readonly category: string; readonly amountMinor: string; readonly count: number }[]
  readonly accounts: readonly {
    readonly account: string
    readonly tail: string | null
    readonly inflowMinor: string
    readonly outflowMinor: string
    readonly balanceMinor: string
  }[]
  readonly feesMinor: string
}

/** The lines of `report --json`, one per currency, ready for JSON.stringify; dates are ISO days, both included. */
export function toReportJson(report: Report): ReportLine[] {
  return report.currencies.map((figures) => ({
    from: report.period.from.toString(),
    to: report.period.to.toString(),
    currency: figures.currency,
    inflowMinor: String(figures.inflowMinor),
    outflowMinor: String(figures.outflowMinor),
    netMinor: String(figures.netMinor),
    categories: figures.categories.map(({ category, amountMinor, count }) => ({
      category,
      amountMinor: String(amountMinor),
      count,
    })),
    accounts: figures.accounts.map(({ account, tail, inflowMinor, outflowMinor, balanceMinor }) => ({
      account,
      tail,
      inflowMinor: String(inflowMinor),
      outflowMinor: String(outflowMinor),
      balanceMinor: String(balanceMinor),
    })),
    feesMinor: String(figures.feesMinor),
  }))
}

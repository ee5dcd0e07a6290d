import type { AccountType } from '../domain/account.ts'
import type { Money } from '../domain/money.ts'
import type { TransactionKind } from '../domain/transaction.ts'

/** Calendar days, both included, and what a person calls them. */
export type Period = {
  readonly kind: 'day' | 'week' | 'month' | 'year' | 'range'
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly label: string
}

export type PeriodReading =
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'unknown-period'; readonly text: string }

type ReportAccount = {
  readonly id: string
  readonly name: string
  readonly tail: string | null
  readonly type: AccountType
}

/** One posting as reports take it: `category` names income and expense accounts, else null. */
export type ReportPosting = {
  readonly transactionId: string
  readonly kind: TransactionKind
  readonly occurredDate: Temporal.PlainDate
  readonly payee: string | null
  readonly account: ReportAccount
  readonly category: string | null
  readonly amount: Money
}

/** The figures of a report that are written in words; spending and income positive. */
export type CurrencyFigures = {
  readonly currency: string
  readonly inflowMinor: bigint
  readonly outflowMinor: bigint
  readonly netMinor: bigint
  readonly feesMinor: bigint
  readonly transactionCount: number
  readonly categories: readonly {
    readonly category: string
    readonly kind: 'expense' | 'income'
    readonly amountMinor: bigint
  }[]
}

export type ReportFigures = { readonly period: Period; readonly currencies: readonly CurrencyFigures[] }

/** The charts a person can ask for. */
export const CHART_KINDS = ['categories', 'trend', 'cashflow', 'merchants', 'accounts'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

/** What making a report needs of the reports themselves. `previousPeriod` and `nextPeriod` keep the kind. */
export type ReportTools<Report extends ReportFigures = ReportFigures> = {
  parsePeriod(text: string, today: Temporal.PlainDate): PeriodReading
  previousPeriod(period: Period): Period
  nextPeriod(period: Period): Period
  buildReport(
    rows: readonly ReportPosting[],
    period: Period,
    balances: readonly { readonly account: ReportAccount; readonly balance: Money }[],
  ): Report
}

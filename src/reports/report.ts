import type { AccountType } from '../domain/account.ts'
import type { CurrencyCode, Money } from '../domain/money.ts'
import type { TransactionKind } from '../domain/transaction.ts'
import { type Period, previousPeriod } from './period.ts'

/** The account of a posting, as far as a report needs it. */
export type ReportAccount = {
  readonly id: string
  readonly name: string
  readonly tail: string | null
  readonly type: AccountType
}

/** One posting of a transaction that is not void, signed as in the ledger: plus is into the account. Suspects are rows like any other. */
export type ReportPosting = {
  readonly transactionId: string
  readonly kind: TransactionKind
  readonly occurredDate: Temporal.PlainDate
  readonly payee: string | null
  readonly account: ReportAccount
  /** `Parent: Child` or `Uncategorized` on income and expense accounts, else null. */
  readonly category: string | null
  readonly amount: Money
}

/** What an own account holds, signed: minus is overdrawn or owed. An account with two currencies has two of these. */
export type AccountBalance = { readonly account: ReportAccount; readonly balance: Money }

/** Spending and income are both positive; refunds are taken off, so an amount may be negative. `count` is transactions. */
export type CategoryFigures = {
  readonly category: string
  readonly kind: 'expense' | 'income'
  readonly amountMinor: bigint
  readonly count: number
}

/** Money in and out of one own account, without transfers between own accounts; a refund lowers `outflowMinor`. */
export type AccountFigures = {
  readonly account: string
  readonly tail: string | null
  readonly inflowMinor: bigint
  readonly outflowMinor: bigint
  readonly balanceMinor: bigint
}

/** Spending at one payee, refunds taken off; null gathers what names none. */
export type MerchantFigures = { readonly payee: string | null; readonly amountMinor: bigint; readonly count: number }

/** Flows of one day; only days with a counted transaction have one. */
export type DayFigures = {
  readonly date: Temporal.PlainDate
  readonly inflowMinor: bigint
  readonly outflowMinor: bigint
}

/** All figures of one currency; nothing is ever added across currencies. `netMinor` is inflow less outflow. */
export type CurrencyReport = {
  readonly currency: CurrencyCode
  readonly inflowMinor: bigint
  readonly outflowMinor: bigint
  readonly netMinor: bigint
  /** The part of the outflow that is bank charges. */
  readonly feesMinor: bigint
  readonly transactionCount: number
  readonly categories: readonly CategoryFigures[]
  readonly accounts: readonly AccountFigures[]
  readonly merchants: readonly MerchantFigures[]
  readonly days: readonly DayFigures[]
  /** Days of the period before, for comparison; empty when no such rows were given. */
  readonly previousDays: readonly DayFigures[]
}

/** Currencies with the most transactions first. */
export type Report = { readonly period: Period; readonly currencies: readonly CurrencyReport[] }

/**
 * The figures of `period`. Own transfers, openings and reversed pairs are left out of every flow; a fee is spending and also counted
 * in `feesMinor`. Inflow is what income categories took in, outflow what expense categories took, both net of refunds.
 *
 * Rows before the period serve only for the comparison with the period before it, so a caller loads both. `balances` names every own
 * account that has a posting, at the moment the caller wants shown; throws when one is missing, since a made-up balance is worse than none.
 */
export function buildReport(
  rows: readonly ReportPosting[],
  period: Period,
  balances: readonly AccountBalance[],
): Report {
  const counted = rows.filter((row) => countsAsFlow(row.kind))
  const current = counted.filter((row) => isWithin(row.occurredDate, period))
  const earlier = previousPeriod(period)
  const previous = counted.filter((row) => isWithin(row.occurredDate, earlier))
  const currencies = new Set([...current.map((row) => row.amount.currency), ...balances.map((b) => b.balance.currency)])
  const reports = [...currencies].map((currency) => {
    const inCurrency = (row: ReportPosting) => row.amount.currency === currency
    return currencyReport(
      currency,
      current.filter(inCurrency),
      previous.filter(inCurrency),
      balances.filter(({ balance }) => balance.currency === currency),
    )
  })
  reports.sort((a, b) => b.transactionCount - a.transactionCount || compareText(a.currency, b.currency))
  return { period, currencies: reports }
}

function currencyReport(
  currency: CurrencyCode,
  rows: readonly ReportPosting[],
  previousRows: readonly ReportPosting[],
  balances: readonly AccountBalance[],
): CurrencyReport {
  const categories = categoryFigures(rows)
  const inflowMinor = sum(categories.filter(({ kind }) => kind === 'income').map(({ amountMinor }) => amountMinor))
  const outflowMinor = sum(categories.filter(({ kind }) => kind === 'expense').map(({ amountMinor }) => amountMinor))
  return {
    currency,
    inflowMinor,
    outflowMinor,
    netMinor: inflowMinor - outflowMinor,
    feesMinor: sum(rows.filter(({ kind }) => kind === 'fee').map(spending)),
    transactionCount: new Set(rows.map(({ transactionId }) => transactionId)).size,
    categories,
    accounts: accountFigures(rows, balances),
    merchants: merchantFigures(rows),
    days: dayFigures(rows),
    previousDays: dayFigures(previousRows),
  }
}

function categoryFigures(rows: readonly ReportPosting[]): CategoryFigures[] {
  const figures: CategoryFigures[] = []
  for (const kind of ['expense', 'income'] as const) {
    const ofKind = rows.filter((row) => row.account.type === kind)
    for (const [category, group] of Map.groupBy(ofKind, (row) => row.category ?? row.account.name)) {
      figures.push({
        category,
        kind,
        amountMinor: sum(group.map(kind === 'expense' ? spending : earning)),
        count: countTransactions(group),
      })
    }
  }
  // Spending first, then income; the largest first in each.
  return figures.sort((a, b) =>
    a.kind === b.kind
      ? compareMinor(b.amountMinor, a.amountMinor) || compareText(a.category, b.category)
      : compareText(a.kind, b.kind),
  )
}

function accountFigures(rows: readonly ReportPosting[], balances: readonly AccountBalance[]): AccountFigures[] {
  const flows = new Map(balances.map(({ account }) => [account.id, { inflowMinor: 0n, outflowMinor: 0n }]))
  for (const postings of Map.groupBy(rows, ({ transactionId }) => transactionId).values()) {
    for (const [accountId, flow] of transactionFlows(postings)) {
      const total = flows.get(accountId)
      if (total === undefined) throw new Error(`no balance was given for account ${accountId}`)
      total.inflowMinor += flow.inflowMinor
      total.outflowMinor += flow.outflowMinor
    }
  }
  const figures = balances.map(({ account, balance }) => ({
    account: account.name,
    tail: account.tail,
    inflowMinor: flows.get(account.id)?.inflowMinor ?? 0n,
    outflowMinor: flows.get(account.id)?.outflowMinor ?? 0n,
    balanceMinor: balance.minor,
  }))
  return figures.sort((a, b) => compareText(a.account, b.account) || compareText(a.tail ?? '', b.tail ?? ''))
}

/**
 * What one transaction put into and took out of each own account. Money that faces only spending is outflow whatever its sign (so a
 * refund is a negative one), money that faces only income is inflow; thus accounts add up to the totals of the categories.
 */
function transactionFlows(
  postings: readonly ReportPosting[],
): [string, { inflowMinor: bigint; outflowMinor: bigint }][] {
  const income = sum(postings.map(earning))
  const expense = sum(postings.map(spending))
  const hasIncome = postings.some(({ account }) => account.type === 'income')
  const hasExpense = postings.some(({ account }) => account.type === 'expense')
  const legs = postings.filter(({ account }) => account.type === 'asset' || account.type === 'liability')
  return legs.map(({ account, amount: { minor } }) => {
    if (hasIncome && hasExpense && legs.length === 1)
      return [account.id, { inflowMinor: income, outflowMinor: expense }]
    if (!hasIncome && !hasExpense) return [account.id, { inflowMinor: 0n, outflowMinor: 0n }]
    const isOutflow = hasIncome && hasExpense ? minor < 0n : hasExpense
    return [
      account.id,
      isOutflow ? { inflowMinor: 0n, outflowMinor: -minor } : { inflowMinor: minor, outflowMinor: 0n },
    ]
  })
}

function merchantFigures(rows: readonly ReportPosting[]): MerchantFigures[] {
  const spent = rows.filter(({ account }) => account.type === 'expense')
  const figures = [...Map.groupBy(spent, ({ payee }) => payee)].map(([payee, group]) => ({
    payee,
    amountMinor: sum(group.map(spending)),
    count: countTransactions(group),
  }))
  return figures.sort((a, b) => compareMinor(b.amountMinor, a.amountMinor) || compareText(a.payee ?? '', b.payee ?? ''))
}

function dayFigures(rows: readonly ReportPosting[]): DayFigures[] {
  const days = [...Map.groupBy(rows, ({ occurredDate }) => occurredDate.toString()).values()].map((group) => ({
    date: (group[0] as ReportPosting).occurredDate,
    inflowMinor: sum(group.map(earning)),
    outflowMinor: sum(group.map(spending)),
  }))
  return days.sort((a, b) => Temporal.PlainDate.compare(a.date, b.date))
}

function countsAsFlow(kind: TransactionKind): boolean {
  return kind !== 'transfer' && kind !== 'opening' && kind !== 'reversed'
}

function isWithin(date: Temporal.PlainDate, { from, to }: Period): boolean {
  return Temporal.PlainDate.compare(date, from) >= 0 && Temporal.PlainDate.compare(date, to) <= 0
}

function spending({ account, amount }: ReportPosting): bigint {
  return account.type === 'expense' ? amount.minor : 0n
}

function earning({ account, amount }: ReportPosting): bigint {
  return account.type === 'income' ? -amount.minor : 0n
}

function countTransactions(rows: readonly ReportPosting[]): number {
  return new Set(rows.map(({ transactionId }) => transactionId)).size
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

function compareMinor(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

import type { ReportLine, TrendMonth } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { addMonths, monthTitle } from '../format/days.ts'
import { moneyText } from '../format/money.ts'
import { Money } from '../parts/amount.tsx'
import { CategoryBars } from '../parts/category-bars.tsx'
import { CurrencySwitch, lineOf } from '../parts/currency-switch.tsx'
import { FlowChart } from '../parts/flow-chart.tsx'
import { MonthSwitch } from '../parts/month-switch.tsx'
import { Page, Panel } from '../parts/page.tsx'
import { Segments } from '../parts/segments.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { YearSwitch } from '../parts/year-switch.tsx'
import { place, setQuery } from '../router.ts'
import { me, today, useCategories } from '../state/ledger.ts'

const TREND_MONTHS = 12

/** The report of a month or a year, with the same figures as the chat's. */
export function ReportsPage() {
  const thisMonth = today().slice(0, 7)
  const asked = place.value.query.get('period') ?? ''
  const period = /^\d{4}(-\d{2})?$/.test(asked) ? asked : thisMonth
  const isYear = period.length === 4
  const report = useData<{ currencies: readonly ReportLine[] }>(`/reports?period=${period}`)
  const choose = (next: string): void => setQuery({ period: next === thisMonth ? null : next })
  return (
    <Page
      title="Reports"
      actions={
        isYear ? (
          <YearSwitch year={period} latest={thisMonth.slice(0, 4)} onChange={choose} />
        ) : (
          <MonthSwitch month={period} latest={thisMonth} onChange={choose} />
        )
      }
    >
      <Segments
        name="length"
        label="Length of the report"
        value={isYear ? 'year' : 'month'}
        options={[
          { value: 'month', label: 'Month' },
          { value: 'year', label: 'Year' },
        ]}
        onChoose={(length) => choose(length === 'year' ? period.slice(0, 4) : monthOf(period, thisMonth))}
      />
      <Loaded of={report} rows={8}>
        {({ currencies }) => <ReportContent currencies={currencies} period={period} />}
      </Loaded>
    </Page>
  )
}

function monthOf(year: string, thisMonth: string): string {
  return thisMonth.startsWith(year) ? thisMonth : `${year}-12`
}

function ReportContent({
  currencies,
  period,
}: {
  readonly currencies: readonly ReportLine[]
  readonly period: string
}) {
  const line = lineOf(currencies)
  const categories = useCategories()
  const name = period.length === 4 ? period : monthTitle(period)
  if (line === null) {
    return (
      <div class="panel">
        <Empty icon="chart" title={`Nothing in ${name}`}>
          <p>
            Reports add up what alerts, statements and <a href="/new">your own entries</a> say.
          </p>
        </Empty>
      </div>
    )
  }
  const whole = { line, categories, most: 100, from: line.from, to: line.to }
  return (
    <>
      <section class="panel figures" aria-label={`Totals of ${name}`}>
        <CurrencySwitch currencies={currencies} />
        <dl class="figure-row">
          <Figure label="Spent" minor={line.outflowMinor} currency={line.currency} />
          <Figure label="Received" minor={line.inflowMinor} currency={line.currency} />
          <Figure label="Net" minor={line.netMinor} currency={line.currency} plus />
          <Figure label="Bank charges" minor={line.feesMinor} currency={line.currency} />
        </dl>
      </section>
      <div class="columns">
        <div class="column">
          <Panel title="Spending by category">
            {line.categories.some(({ kind }) => kind === 'expense') ? (
              <CategoryBars {...whole} kind="expense" />
            ) : (
              <p class="quiet">Nothing was spent in {name}.</p>
            )}
          </Panel>
          {line.categories.some(({ kind }) => kind === 'income') ? (
            <Panel title="Income by category">
              <CategoryBars {...whole} kind="income" />
            </Panel>
          ) : null}
        </div>
        <div class="column">
          <AccountFlows line={line} />
          <Trend />
        </div>
      </div>
    </>
  )
}

function Figure({
  label,
  minor,
  currency,
  plus = false,
}: {
  label: string
  minor: string
  currency: string
  plus?: boolean
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Money minor={minor} currency={currency} plus={plus} />
      </dd>
    </div>
  )
}

function AccountFlows({ line }: { readonly line: ReportLine }) {
  return (
    <Panel title="By account">
      {line.accounts.length === 0 ? (
        <p class="quiet">No account moved.</p>
      ) : (
        <ul class="rows">
          {line.accounts.map(({ account, tail, inflowMinor, outflowMinor, balanceMinor }) => (
            <li class="row" key={`${account} ${tail}`}>
              <div class="row-link">
                <span class="row-text">
                  <span class="row-title">{tail === null ? account : `${account} ··${tail}`}</span>
                  <span class="row-note whole">
                    In {moneyText(inflowMinor, line.currency)} · Out {moneyText(outflowMinor, line.currency)}
                  </span>
                </span>
                <span class="row-end">
                  <span class="money">{moneyText(balanceMinor, line.currency)}</span>
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** Twelve months, those without a movement too. */
function Trend() {
  const data = useData<{ months: readonly TrendMonth[] }>(`/reports/trend?months=${TREND_MONTHS}`)
  return (
    <Panel title="Month by month">
      <Loaded of={data} rows={5}>
        {({ months }) => {
          const currency = months.some((one) => one.currency === me().ledger.currency)
            ? me().ledger.currency
            : months[0]?.currency
          if (currency === undefined) return <p class="quiet">Two months of entries make a course.</p>
          return <FlowChart months={filled(months, currency)} currency={currency} />
        }}
      </Loaded>
    </Panel>
  )
}

function filled(months: readonly TrendMonth[], currency: string): TrendMonth[] {
  const known = new Map(months.filter((one) => one.currency === currency).map((one) => [one.month, one]))
  const thisMonth = today().slice(0, 7)
  return Array.from({ length: TREND_MONTHS }, (_, index) => {
    const month = addMonths(thisMonth, index - TREND_MONTHS + 1)
    return known.get(month) ?? { month, currency, inflowMinor: '0', outflowMinor: '0' }
  })
}

import type { Account, Category, Home, ReportLine } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { lastDay, monthTitle, shortDay } from '../format/days.ts'
import { largestOf, moneyText } from '../format/money.ts'
import { Money } from '../parts/amount.tsx'
import { CategoryBars } from '../parts/category-bars.tsx'
import { CurrencySwitch, lineOf } from '../parts/currency-switch.tsx'
import { Icon } from '../parts/icon.tsx'
import { MonthSwitch } from '../parts/month-switch.tsx'
import { OpenTransaction } from '../parts/open-transaction.tsx'
import { Page, Panel } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { TransactionList } from '../parts/transaction-list.tsx'
import { place, setQuery } from '../router.ts'
import { accountName, hasDemo, me, today, useCategories } from '../state/ledger.ts'

const CATEGORIES_SHOWN = 6

/** What came in and went out this month, what it went to, what the accounts hold, and what happened last. */
export function HomePage() {
  const thisMonth = today().slice(0, 7)
  const asked = place.value.query.get('month') ?? ''
  const month = /^\d{4}-\d{2}$/.test(asked) ? asked : thisMonth
  const data = useData<Home>(`/home?month=${month}`)
  const categories = useCategories()
  return (
    <Page
      title="Home"
      actions={
        <MonthSwitch
          month={month}
          latest={thisMonth}
          onChange={(next) => setQuery({ month: next === thisMonth ? null : next })}
        />
      }
    >
      <Loaded of={data} rows={6}>
        {(home) => <HomeContent home={home} categories={categories} />}
      </Loaded>
      <OpenTransaction />
    </Page>
  )
}

function HomeContent({ home, categories }: { readonly home: Home; readonly categories: readonly Category[] }) {
  if (home.latest.length === 0 && home.accounts.length === 0) return <FirstSteps />
  const line = lineOf(home.currencies)
  return (
    <div class="columns">
      <div class="column">
        <MonthFigures line={line} month={home.month} currencies={home.currencies} />
        {home.toReview > 0 ? <ReviewCall count={home.toReview} /> : null}
        <Panel
          title="Spending by category"
          more={
            <a class="more" href={`/reports?period=${home.month}`}>
              Report
            </a>
          }
        >
          {line === null || !line.categories.some(({ kind }) => kind === 'expense') ? (
            <p class="quiet">Nothing was spent in {monthTitle(home.month)}.</p>
          ) : (
            <CategoryBars
              line={line}
              kind="expense"
              categories={categories}
              most={CATEGORIES_SHOWN}
              from={`${home.month}-01`}
              to={lastDay(home.month)}
            />
          )}
        </Panel>
      </div>
      <div class="column">
        <AccountsPanel accounts={home.accounts} />
        <Panel
          title="Latest entries"
          more={
            <a class="more" href="/transactions">
              All entries
            </a>
          }
        >
          {home.latest.length === 0 ? (
            <p class="quiet">No entries yet.</p>
          ) : (
            <TransactionList items={home.latest} categories={categories} today={today()} byDay={false} />
          )}
        </Panel>
      </div>
    </div>
  )
}

function MonthFigures({
  line,
  month,
  currencies,
}: {
  readonly line: ReportLine | null
  readonly month: string
  readonly currencies: readonly ReportLine[]
}) {
  const currency = line?.currency ?? me().ledger.currency
  const [spent, received, net] = [line?.outflowMinor ?? '0', line?.inflowMinor ?? '0', line?.netMinor ?? '0']
  const most = largestOf([BigInt(spent), BigInt(received)], 1n)
  const share = (minor: string): string => `${Number((BigInt(minor) * 1000n) / most) / 10}%`
  return (
    <section class="panel figures" aria-label={`Totals of ${monthTitle(month)}`}>
      <CurrencySwitch currencies={currencies} />
      <dl>
        <div class="figure-main">
          <dt class="key-out">Spent in {monthTitle(month)}</dt>
          <dd>
            <Money minor={spent} currency={currency} />
          </dd>
        </div>
        <div>
          <dt class="key-in">Received</dt>
          <dd>
            <Money minor={received} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>{BigInt(net) < 0n ? 'More spent than received' : 'Left over'}</dt>
          <dd>
            <Money minor={net} currency={currency} plus />
          </dd>
        </div>
      </dl>
      <div class="flow-bars" aria-hidden="true">
        {BigInt(received) > 0n ? <span class="flow-in" style={{ width: share(received) }} /> : null}
        {BigInt(spent) > 0n ? <span class="flow-out" style={{ width: share(spent) }} /> : null}
      </div>
    </section>
  )
}

function ReviewCall({ count }: { readonly count: number }) {
  return (
    <a class="call" href="/review">
      <Icon name="review" />
      <span>
        <strong class="call-title">{count === 1 ? 'One thing' : `${count} things`} to review</strong>
        <span class="quiet"> Repeats, missing money, entries without a category</span>
      </span>
      <Icon name="right" />
    </a>
  )
}

function AccountsPanel({ accounts }: { readonly accounts: readonly Account[] }) {
  return (
    <Panel
      title="Accounts"
      more={
        <a class="more" href="/accounts">
          Balances
        </a>
      }
    >
      {accounts.length === 0 ? (
        <p class="quiet">An account appears with its first alert or statement.</p>
      ) : (
        <ul class="rows">
          {accounts.map((account) => (
            <li class="row" key={account.id}>
              <a class="row-link" href={`/accounts/${account.id}`}>
                <span class="row-text">
                  <span class="row-title">{accountName(account)}</span>
                  <span class="row-note">
                    {account.asOf === null ? 'No balance yet' : `As of ${shortDay(account.asOf)}`}
                  </span>
                </span>
                <span class="row-end">
                  <span class="money">{moneyText(account.balanceMinor, account.currency)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function FirstSteps() {
  return (
    <div class="panel">
      <Empty icon="wallet" title="Your ledger is empty">
        <p>It fills by itself once it hears from your bank. Any of these is a beginning:</p>
        <ul class="steps">
          <li>
            <strong>Send the bot a bank alert.</strong> Forward it, or copy and paste it
            {hasDemo ? (
              <>
                {' '}
                on the <a href="/demo">chat page</a>
              </>
            ) : null}
            .
          </li>
          <li>
            <strong>Import a statement.</strong> <a href="/import">Drop a file</a> of any bank: CSV, Excel or PDF.
          </li>
          <li>
            <strong>Type an entry.</strong> <a href="/new">Add one</a>: an amount is enough.
          </li>
        </ul>
      </Empty>
    </div>
  )
}

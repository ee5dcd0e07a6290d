import type { Account } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { shortDay } from '../format/days.ts'
import { moneyText } from '../format/money.ts'
import { Page } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { accountName } from '../state/ledger.ts'

/** All accounts with what they hold, a total for each currency. */
export function AccountsPage() {
  const data = useData<readonly Account[]>('/accounts')
  return (
    <Page title="Accounts">
      <Loaded of={data}>
        {(accounts) =>
          accounts.length === 0 ? (
            <div class="panel">
              <Empty icon="wallet" title="No accounts yet">
                <p>
                  An account appears with its first alert, or with a <a href="/import">statement</a>.
                </p>
              </Empty>
            </div>
          ) : (
            currenciesOf(accounts).map((currency) => (
              <AccountGroup
                key={currency}
                currency={currency}
                accounts={accounts.filter((account) => account.currency === currency)}
              />
            ))
          )
        }
      </Loaded>
    </Page>
  )
}

function AccountGroup({ currency, accounts }: { readonly currency: string; readonly accounts: readonly Account[] }) {
  const total = accounts.reduce((sum, { balanceMinor }) => sum + BigInt(balanceMinor), 0n)
  return (
    <section aria-label={`Accounts in ${currency}`}>
      <div class="total">
        <h2>Together in {currency}</h2>
        <p class="money">{moneyText(total, currency)}</p>
      </div>
      <ul class="cards">
        {accounts.map((account) => (
          <li key={account.id}>
            <a class="panel card" href={`/accounts/${account.id}`}>
              <span class="card-title">{accountName(account)}</span>
              {account.institution === null || account.institution === account.name ? null : (
                <span class="quiet">{account.institution}</span>
              )}
              <span class="money card-amount">{moneyText(account.balanceMinor, currency)}</span>
              <span class="row-note">
                {account.asOf === null ? 'No balance yet' : `As of ${shortDay(account.asOf)}`}
                {account.gaps === undefined || account.gaps === 0 ? null : (
                  <span class="tag warn">{account.gaps === 1 ? '1 gap' : `${account.gaps} gaps`}</span>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function currenciesOf(accounts: readonly Account[]): string[] {
  return [...new Set(accounts.map(({ currency }) => currency))]
}

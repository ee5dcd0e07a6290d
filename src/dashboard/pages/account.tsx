import type { Account, Chain } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { dayOf, whenText } from '../format/days.ts'
import { countText, moneyText, withoutSign } from '../format/money.ts'
import { BalanceChart } from '../parts/balance-chart.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page, Panel } from '../parts/page.tsx'
import { Loaded } from '../parts/states.tsx'
import { accountName } from '../state/ledger.ts'

const BACK = { to: '/accounts', label: 'Accounts' }

/** One account: its balance, how the balances its bank stated follow from each other, and where money is missing between them. */
export function AccountPage({ id }: { readonly id: string }) {
  const accounts = useData<readonly Account[]>('/accounts')
  const chain = useData<Chain>(`/accounts/${encodeURIComponent(id)}/chain`)
  const account = accounts.load.kind === 'ready' ? accounts.load.value.find((one) => one.id === id) : undefined
  return (
    <Page
      title={account === undefined ? 'Account' : accountName(account)}
      back={BACK}
      actions={
        <a class="button" href={`/transactions?account=${encodeURIComponent(id)}`}>
          Entries
        </a>
      }
    >
      <Loaded of={chain} rows={6}>
        {(value) => <ChainContent chain={value} id={id} />}
      </Loaded>
    </Page>
  )
}

function ChainContent({ chain, id }: { readonly chain: Chain; readonly id: string }) {
  return (
    <div class="columns">
      <div class="column">
        <section class="panel figures" aria-label="Balance">
          <dl>
            <div class="figure-main">
              <dt>Balance{chain.asOf === null ? '' : `, ${whenText(chain.asOf)}`}</dt>
              <dd class="money">{moneyText(chain.balanceMinor, chain.currency)}</dd>
            </div>
          </dl>
          <p class="figure-note">{chainWords(chain)}</p>
        </section>
        <Panel title="Balances your bank stated">
          {chain.points.length === 0 ? (
            <p class="quiet">No message of this account has named a balance yet.</p>
          ) : (
            <BalanceChart chain={chain} />
          )}
        </Panel>
      </div>
      <div class="column">
        <Panel title="Where it does not add up">
          {chain.gaps.length === 0 ? (
            <p class="settled">
              <Icon name="check" />
              Nothing is missing.
            </p>
          ) : (
            <ul class="gaps">
              {chain.gaps.map((gap) => (
                <GapRow key={gap.after.message + gap.before.message} gap={gap} currency={chain.currency} id={id} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </div>
  )
}

function chainWords({ checks, broken }: Chain): string {
  if (checks === 0) return 'Nothing to check against yet: that takes two messages that name a balance.'
  if (broken === 0) return checks === 1 ? 'The one check adds up.' : `All ${countText(checks)} checks add up.`
  return `${countText(checks - broken)} of ${countText(checks)} checks add up.`
}

function GapRow({
  gap,
  currency,
  id,
}: {
  readonly gap: Chain['gaps'][number]
  readonly currency: string
  readonly id: string
}) {
  const missing = BigInt(gap.missingMinor)
  const likely = gap.likely[0]
  const query = new URLSearchParams({ account: id, from: dayOf(gap.after.at), to: dayOf(gap.before.at) })
  return (
    <li class="gap">
      <p>
        <strong class="money">{moneyText(withoutSign(missing), currency)}</strong>{' '}
        {missing < 0n ? 'went out' : 'came in'} without an entry
      </p>
      <p class="quiet">
        Between {whenText(gap.after.at)} and {whenText(gap.before.at)}
      </p>
      {likely === undefined ? null : <p class="quiet">Perhaps {likely.counterparty}</p>}
      <p class="gap-links">
        <a href={`/transactions?${query}`}>Entries around it</a>
        <a href="/review">Settle it</a>
      </p>
    </li>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import type { Transaction } from '../api/shapes.ts'
import { usePages } from '../api/use-pages.ts'
import { FilterBar, filterQuery } from '../parts/filter-bar.tsx'
import { OpenTransaction } from '../parts/open-transaction.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, Skeleton } from '../parts/states.tsx'
import { TransactionList } from '../parts/transaction-list.tsx'
import { place } from '../router.ts'
import { hasDemo, today, useCategories } from '../state/ledger.ts'

/** All entries, newest first, as far as the filters in the address let them through. */
export function TransactionsPage() {
  const filters = filterQuery(place.value.query)
  const pages = usePages<Transaction>(`/transactions?${filters}`)
  const categories = useCategories()
  return (
    <Page title="Transactions">
      <FilterBar />
      <p class="unseen" role="status">
        {pages.isLoading ? 'Loading entries' : `${pages.items.length}${pages.hasMore ? ' or more' : ''} entries shown`}
      </p>
      {pages.failure === null ? null : (
        <div class="failure" role="alert">
          <p>{pages.failure}</p>
          <button type="button" class="button" onClick={pages.reload}>
            Try again
          </button>
        </div>
      )}
      {pages.items.length > 0 ? (
        <TransactionList items={pages.items} categories={categories} today={today()} byDay />
      ) : null}
      {pages.items.length === 0 && !pages.isLoading && pages.failure === null ? (
        <Nothing isFiltered={filters.toString() !== ''} />
      ) : null}
      {pages.isLoading ? <Skeleton rows={pages.items.length === 0 ? 8 : 2} /> : null}
      {pages.hasMore && !pages.isLoading ? <MoreButton onMore={pages.more} /> : null}
      <OpenTransaction />
    </Page>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  return (
    <div class="panel">
      {isFiltered ? (
        <Empty icon="search" title="No entry matches">
          <p>
            Try fewer words or a longer time. <a href="/transactions">Show all entries</a>
          </p>
        </Empty>
      ) : (
        <Empty icon="list" title="No entries yet">
          <p>
            {hasDemo ? (
              <>
                Send an alert on the <a href="/demo">chat page</a>,{' '}
              </>
            ) : (
              'Forward the bot a bank alert, '
            )}
            <a href="/import">import a statement</a> or <a href="/new">add one yourself</a>.
          </p>
        </Empty>
      )}
    </div>
  )
}

/** Loads more when it comes into sight, or at a press. */
function MoreButton({ onMore }: { readonly onMore: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (button.current === null) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && onMore(), {
      rootMargin: '400px',
    })
    observer.observe(button.current)
    return () => observer.disconnect()
  })
  return (
    <button type="button" class="button wide" ref={button} onClick={onMore}>
      Show more
    </button>
  )
}

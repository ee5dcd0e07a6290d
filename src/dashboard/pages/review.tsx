import { useState } from 'preact/hooks'
import { failureText, write } from '../api/client.ts'
import type { Category, ReviewItem } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { CategorySelect } from '../parts/category-select.tsx'
import { OpenTransaction } from '../parts/open-transaction.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { useCategories } from '../state/ledger.ts'
import { ledgerChanged } from '../state/live.ts'
import { say } from '../state/toasts.ts'

const KIND_NAMES: Readonly<Record<string, string>> = {
  suspect: 'Perhaps a repeat',
  uncategorized: 'Without a category',
  unrecognized: 'Could not be read',
  gap: 'Money missing',
  mail: 'Unverified mail',
}

/** What is uncertain, what moves most money first. */
export function ReviewPage() {
  const categories = useCategories()
  const data = useData<{ total: number; items: readonly ReviewItem[] }>('/review')
  return (
    <Page title="Review">
      <Loaded of={data} rows={6}>
        {({ total, items }) =>
          items.length === 0 ? (
            <div class="panel">
              <Empty icon="check" title="Nothing to review">
                <p>Repeats, missing money and entries without a category will wait here.</p>
              </Empty>
            </div>
          ) : (
            <>
              <p class="quiet" role="status">
                {total === 1 ? 'One thing is' : `${total} things are`} uncertain. What moves most money comes first.
              </p>
              <ul class="review">
                {items.map((item) => (
                  <ReviewCard key={item.id} item={item} categories={categories} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      <OpenTransaction />
    </Page>
  )
}

function ReviewCard({ item, categories }: { readonly item: ReviewItem; readonly categories: readonly Category[] }) {
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const choose = async (choice: { readonly id: string; readonly label: string }): Promise<void> => {
    setBusyWith(choice.id)
    const outcome = await write('POST', `/review/${encodeURIComponent(item.id)}`, { choice: choice.id })
    setBusyWith(null)
    say(outcome.kind === 'done' ? `Done: ${choice.label}.` : failureText(outcome))
    if (outcome.kind !== 'unreachable') ledgerChanged()
  }
  return (
    <li class="panel review-card">
      <p class="tag">{KIND_NAMES[item.kind] ?? 'To review'}</p>
      <h2>{item.title}</h2>
      <p class="review-text">{item.text}</p>
      <div class="form-buttons">
        {item.choices.map((choice) => (
          <button
            key={choice.id}
            type="button"
            class="button"
            disabled={busyWith !== null}
            aria-busy={busyWith === choice.id}
            onClick={() => void choose(choice)}
          >
            {choice.label}
          </button>
        ))}
        {item.kind === 'uncategorized' ? (
          <div class="other-category">
            <label class="unseen" for={`category-${item.id}`}>
              Another category for {item.title}
            </label>
            <CategorySelect
              ids={{ id: `category-${item.id}` }}
              value=""
              categories={categories}
              kind={null}
              automatic="Another…"
              onChoose={(id) => void choose({ id, label: categories.find((one) => one.id === id)?.name ?? '' })}
            />
          </div>
        ) : null}
        {item.transactionId === undefined || item.transactionId === null ? null : (
          <a class="button" href={`/review?open=${item.transactionId}`}>
            Open the entry
          </a>
        )}
      </div>
    </li>
  )
}

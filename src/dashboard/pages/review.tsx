import { useState } from 'preact/hooks'
import { failureText, write } from '../api/client.ts'
import type { ReviewItem } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { OpenTransaction } from '../parts/open-transaction.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
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
                  <ReviewCard key={item.id} item={item} />
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

function ReviewCard({ item }: { readonly item: ReviewItem }) {
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
        {item.transactionId === undefined || item.transactionId === null ? null : (
          <a class="button" href={`/review?open=${item.transactionId}`}>
            Open the entry
          </a>
        )}
      </div>
    </li>
  )
}

import { useState } from 'preact/hooks'
import { failureText, fieldProblem, type Outcome, write } from '../api/client.ts'
import type { Transaction } from '../api/shapes.ts'
import { withoutSign } from '../format/money.ts'
import { readSplits, type SplitDraft, splitsOf } from '../format/splits.ts'
import { useCategories } from '../state/ledger.ts'
import { ledgerChanged } from '../state/live.ts'
import { say } from '../state/toasts.ts'
import { CategorySelect } from './category-select.tsx'
import { Field } from './field.tsx'
import { SplitEditor } from './split-editor.tsx'

/** What a person can change of an entry: category or split, payee, note, tags. Sends only what is different. */
export function TransactionForm({
  transaction,
  onSaved,
}: {
  readonly transaction: Transaction
  readonly onSaved: () => void
}) {
  const categories = useCategories()
  const legs = transaction.postings.filter(({ category }) => category !== undefined)
  const first = transaction.categoryId ?? ''
  const [category, setCategory] = useState(first)
  const [edited, setEdited] = useState<readonly SplitDraft[] | null | undefined>(undefined)
  const [payee, setPayee] = useState(transaction.payee ?? '')
  const [note, setNote] = useState(transaction.note ?? '')
  const [tags, setTags] = useState(transaction.tags.join(', '))
  const [outcome, setOutcome] = useState<Outcome<unknown> | null>(null)
  const [isBusy, setBusy] = useState(false)
  const total = legs.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)
  const currency = legs[0]?.currency ?? 'NGN'
  const kind = total < 0n ? ('income' as const) : ('expense' as const)
  const idOf = (name: string): string => categories.find((one) => one.kind === kind && one.name === name)?.id ?? ''
  // What is untouched follows the entry, whose categories may still be on their way.
  const splits = edited === undefined ? (legs.length > 1 ? splitsOf(legs, idOf) : null) : edited
  const read = splits === null ? null : readSplits(splits, withoutSign(total), currency)

  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (read?.kind === 'wrong') return
    const changes = {
      ...(read?.kind === 'splits' && edited !== undefined ? { splits: read.splits } : {}),
      ...(splits === null && (category !== first || legs.length > 1) ? { category } : {}),
      ...(splits === null && legs.length > 1 ? { splits: null } : {}),
      ...(payee.trim() === (transaction.payee ?? '') ? {} : { payee: payee.trim() || null }),
      ...(note.trim() === (transaction.note ?? '') ? {} : { note: note.trim() || null }),
      ...(tags === transaction.tags.join(', ') ? {} : { tags: tagsOf(tags) }),
    }
    if (Object.keys(changes).length === 0) return onSaved()
    setBusy(true)
    const result = await write('PATCH', `/transactions/${transaction.id}`, changes)
    setBusy(false)
    setOutcome(result)
    if (result.kind !== 'done') return
    ledgerChanged()
    say('Saved.')
    onSaved()
  }

  return (
    <form class="form" onSubmit={(event) => void save(event)}>
      {legs.length === 0 ? null : splits === null ? (
        <Field id="entry-category" label="Category" problem={fieldProblem(outcome, 'category')}>
          {(ids) => (
            <CategorySelect ids={ids} value={category} categories={categories} kind={kind} onChoose={setCategory} />
          )}
        </Field>
      ) : (
        <SplitEditor splits={splits} read={read} categories={categories} kind={kind} onChange={setEdited} />
      )}
      {legs.length === 0 ? null : (
        <button
          type="button"
          class="link-button"
          onClick={() =>
            setEdited(splits === null ? [...splitsOf(legs, idOf), { key: 'new', category: '', amount: '' }] : null)
          }
        >
          {splits === null ? 'Split over several categories' : 'Use one category'}
        </button>
      )}
      <Field id="entry-payee" label="Payee" problem={fieldProblem(outcome, 'payee')}>
        {(ids) => (
          <input {...ids} value={payee} maxLength={100} onInput={(event) => setPayee(event.currentTarget.value)} />
        )}
      </Field>
      <Field id="entry-note" label="Note" problem={fieldProblem(outcome, 'note')}>
        {(ids) => (
          <textarea
            {...ids}
            rows={2}
            value={note}
            maxLength={500}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        id="entry-tags"
        label="Tags"
        hint="Single words, with spaces or commas between."
        problem={fieldProblem(outcome, 'tags')}
      >
        {(ids) => <input {...ids} value={tags} onInput={(event) => setTags(event.currentTarget.value)} />}
      </Field>
      <div class="form-end">
        <div role="alert">
          {outcome === null || outcome.kind === 'done' ? null : <p class="problem">{failureText(outcome)}</p>}
        </div>
        <button type="submit" class="button primary" disabled={isBusy}>
          {isBusy ? 'Saving…' : 'Save'}
        </button>
      </div>
    </form>
  )
}

/** Tags out of a line of words, without a sign in front and each once. */
function tagsOf(text: string): string[] {
  const tags = text.split(/[\s,]+/).map((tag) => tag.replace(/^#/, ''))
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

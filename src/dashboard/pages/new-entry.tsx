import { useRef, useState } from 'preact/hooks'
import { failureText, fieldProblem, newKey, type Outcome, write } from '../api/client.ts'
import type { Transaction } from '../api/shapes.ts'
import { moneyText } from '../format/money.ts'
import { readAmount } from '../format/typed-amount.ts'
import { AmountField } from '../parts/amount-field.tsx'
import { CategorySelect } from '../parts/category-select.tsx'
import { Field } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { PayeeField, usePayeeCategory } from '../parts/payee-field.tsx'
import { Segments } from '../parts/segments.tsx'
import { go } from '../router.ts'
import { type Draft, keepDraft, lastAccount, readDraft, rememberAccount } from '../state/draft.ts'
import { accountName, me, today, useAccounts, useCategories } from '../state/ledger.ts'
import { ledgerChanged } from '../state/live.ts'
import { say } from '../state/toasts.ts'

const EMPTY: Draft = { direction: 'expense', amount: '', payee: '', category: '', account: '', note: '' }

/** A new entry by hand: the amount comes first, and everything else has an answer already. */
export function NewEntryPage() {
  const [draft, setDraft] = useState<Draft>(() => readDraft() ?? EMPTY)
  const [day, setDay] = useState(today)
  const [outcome, setOutcome] = useState<Outcome<unknown> | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isTried, setTried] = useState(false)
  const amountInput = useRef<HTMLInputElement>(null)
  // One form is one entry: pressing twice, or again after no answer came, cannot book it twice.
  const key = useRef(newKey())
  const categories = useCategories()
  const accounts = useAccounts()
  const { currency } = me().ledger
  const amount = readAmount(draft.amount, currency)
  const suggested = usePayeeCategory(draft.payee, draft.direction)
  const account = accounts.find(({ id }) => id === (draft.account || lastAccount()))

  const change = (part: Partial<Draft>): void => {
    const changed = { ...draft, ...part }
    setDraft(changed)
    keepDraft(changed)
    key.current = newKey()
  }

  const save = async (isAnother: boolean): Promise<void> => {
    setTried(true)
    if (amount.kind !== 'amount') return amountInput.current?.focus()
    setBusy(true)
    const result = await write<Transaction>(
      'POST',
      '/transactions',
      bodyOf(draft, day, amount, account?.id),
      key.current,
    )
    setBusy(false)
    setOutcome(result)
    if (result.kind !== 'done') return
    rememberAccount(account?.id ?? null)
    keepDraft(null)
    ledgerChanged()
    say(`${moneyText(amount.minor, amount.currency)} saved.`, {
      label: 'Undo',
      act: () => void write('DELETE', `/transactions/${result.value.id}`).then(ledgerChanged),
    })
    if (!isAnother) return go('/')
    setDraft({ ...EMPTY, direction: draft.direction, account: draft.account })
    setTried(false)
    setOutcome(null)
    key.current = newKey()
    amountInput.current?.focus()
  }

  return (
    <Page title="Add entry">
      <form
        class="panel form narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save(false)
        }}
      >
        <Segments
          name="direction"
          label="Spent or received"
          value={draft.direction}
          options={[
            { value: 'expense', label: 'Spent' },
            { value: 'income', label: 'Received' },
          ]}
          onChoose={(direction) => change({ direction, category: '' })}
        />
        <AmountField
          input={amountInput}
          value={draft.amount}
          amount={amount}
          currency={currency}
          problem={amountProblem(amount.kind, isTried) ?? fieldProblem(outcome, 'amountMinor')}
          onInput={(text) => change({ amount: text })}
        />
        <PayeeField
          value={draft.payee}
          direction={draft.direction}
          problem={fieldProblem(outcome, 'payee')}
          onInput={(payee) => change({ payee })}
        />
        <Field id="new-category" label="Category" problem={fieldProblem(outcome, 'category')}>
          {(ids) => (
            <CategorySelect
              ids={ids}
              value={draft.category}
              categories={categories}
              kind={draft.direction}
              automatic={suggested === null ? 'Choose for me' : `Choose for me: ${suggested}`}
              onChoose={(category) => change({ category })}
            />
          )}
        </Field>
        <div class="field-grid">
          <Field id="new-account" label="Account" problem={fieldProblem(outcome, 'account')}>
            {(ids) => (
              <select
                {...ids}
                value={account?.id ?? ''}
                onChange={(event) => change({ account: event.currentTarget.value })}
              >
                <option value="">The usual one</option>
                {accounts.map((one) => (
                  <option key={one.id} value={one.id}>
                    {accountName(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="new-day" label="Date" problem={fieldProblem(outcome, 'occurredAt')}>
            {(ids) => (
              <input
                {...ids}
                type="date"
                value={day}
                max={today()}
                onChange={(event) => setDay(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <Field id="new-note" label="Note" problem={fieldProblem(outcome, 'note')}>
          {(ids) => (
            <input
              {...ids}
              maxLength={500}
              placeholder="Optional"
              value={draft.note}
              onInput={(event) => change({ note: event.currentTarget.value })}
            />
          )}
        </Field>
        <div role="alert">
          {outcome === null || outcome.kind === 'done' ? null : <p class="problem">{failureText(outcome)}</p>}
        </div>
        <div class="form-buttons">
          <button type="submit" class="button primary" disabled={isBusy}>
            {isBusy ? 'Saving…' : 'Save'}
          </button>
          <button type="button" class="button" disabled={isBusy} onClick={() => void save(true)}>
            Save, add another
          </button>
        </div>
      </form>
    </Page>
  )
}

function amountProblem(kind: 'empty' | 'amount' | 'wrong', isTried: boolean): string | null {
  if (kind === 'wrong') return 'This is no amount: type for example 1500, 3.2k or 1200+350.'
  return kind === 'empty' && isTried ? 'Type an amount first.' : null
}

function bodyOf(
  { direction, payee, category, note }: Draft,
  day: string,
  amount: { readonly minor: bigint; readonly currency: string },
  account: string | undefined,
) {
  return {
    direction,
    amountMinor: String(amount.minor),
    currency: amount.currency,
    occurredAt: day,
    ...(account === undefined ? {} : { account }),
    ...(payee.trim() === '' ? {} : { payee: payee.trim() }),
    ...(category === '' ? {} : { category }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  }
}

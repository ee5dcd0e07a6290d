import { useState } from 'preact/hooks'
import { failureText, write } from '../api/client.ts'
import type { Transaction } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { whenText } from '../format/days.ts'
import { faceOf, kindName } from '../format/transaction.ts'
import { ledgerChanged } from '../state/live.ts'
import { say } from '../state/toasts.ts'
import { FlowAmount } from './amount.tsx'
import { Loaded } from './states.tsx'
import { TransactionForm } from './transaction-form.tsx'

/** An entry with all that is known of it, and what can be changed. */
export function TransactionDetails({
  transaction,
  onClose,
}: {
  readonly transaction: Transaction
  readonly onClose: () => void
}) {
  const face = faceOf(transaction)
  const [isBusy, setBusy] = useState(false)
  const remove = async (): Promise<void> => {
    setBusy(true)
    const outcome = await write('DELETE', `/transactions/${transaction.id}`)
    setBusy(false)
    if (outcome.kind !== 'done') return say(failureText(outcome))
    ledgerChanged()
    onClose()
    say('Entry deleted.', { label: 'Undo', act: () => void restore(transaction.id) })
  }
  return (
    <>
      <div class="entry-head">
        <p class="entry-amount">
          <FlowAmount face={face} />
        </p>
        <p class="quiet">
          {kindName(transaction.kind)} · {whenText(transaction.occurredAt)}
          {face.account === '' ? '' : ` · ${face.account}`}
        </p>
        {transaction.status === 'suspect' ? (
          <p class="notice">
            This may be a repeat of another entry. <a href="/review">Settle it in the review.</a>
          </p>
        ) : null}
      </div>
      {transaction.undone ? (
        <div class="form-end">
          <p>This entry is deleted and counts nowhere.</p>
          <button type="button" class="button primary" onClick={() => void restore(transaction.id)}>
            Restore
          </button>
        </div>
      ) : (
        <TransactionForm key={formKey(transaction)} transaction={transaction} onSaved={onClose} />
      )}
      <Evidence transaction={transaction} />
      {transaction.undone ? null : (
        <button type="button" class="button danger quiet-button" disabled={isBusy} onClick={() => void remove()}>
          Delete this entry
        </button>
      )}
    </>
  )
}

/** Changes when somebody else changed what the form shows: it then starts anew. */
function formKey({ payee, note, tags, postings }: Transaction): string {
  return JSON.stringify([payee, note, tags, postings])
}

async function restore(id: string): Promise<void> {
  const outcome = await write('POST', `/transactions/${id}/restore`)
  ledgerChanged()
  say(outcome.kind === 'done' ? 'Entry restored.' : failureText(outcome))
}

/** What the entry rests on, asked for when it is opened. */
function Evidence({ transaction }: { readonly transaction: Transaction }) {
  const [isOpen, setOpen] = useState(false)
  const data = useData<{ lines: readonly string[] }>(isOpen ? `/transactions/${transaction.id}/why` : null)
  return (
    <details class="evidence" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Why it is as it is</summary>
      {transaction.narration === null || transaction.narration === '' ? null : (
        <p>
          <span class="quiet">In the message: </span>
          {transaction.narration}
        </p>
      )}
      {isOpen ? (
        <Loaded of={data} rows={2}>
          {({ lines }) => (
            <ul class="why">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Loaded>
      ) : null}
    </details>
  )
}

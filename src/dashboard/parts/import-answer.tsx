import { useState } from 'preact/hooks'
import { failureText, type Outcome, write } from '../api/client.ts'
import type { Account, Import } from '../api/shapes.ts'
import { accountName, useAccounts } from '../state/ledger.ts'
import { Field } from './field.tsx'

type Answered = (upload: Import) => void

/** Asks what a file does not say by itself: its password, or whose it is. */
export function ImportAnswer({ upload, onAnswered }: { readonly upload: Import; readonly onAnswered: Answered }) {
  const accounts = useAccounts()
  if (upload.state === 'needs-password') return <PasswordForm upload={upload} onAnswered={onAnswered} />
  return <AccountForm key={accounts.length} upload={upload} accounts={accounts} onAnswered={onAnswered} />
}

function PasswordForm({ upload, onAnswered }: { readonly upload: Import; readonly onAnswered: Answered }) {
  const { problem, isBusy, send } = useAnswer(upload, onAnswered)
  const [password, setPassword] = useState('')
  return (
    <form class="form" onSubmit={(event) => send(event, { password })}>
      <Field
        id={`password-${upload.id}`}
        label="Password of the file"
        hint="It is used once and not kept."
        problem={problem}
      >
        {(ids) => (
          <input
            {...ids}
            type="password"
            autocomplete="off"
            required
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <Continue isBusy={isBusy} />
    </form>
  )
}

function AccountForm({
  upload,
  accounts,
  onAnswered,
}: {
  readonly upload: Import
  readonly accounts: readonly Account[]
  readonly onAnswered: Answered
}) {
  const { problem, isBusy, send } = useAnswer(upload, onAnswered)
  const [account, setAccount] = useState(accounts[0]?.id ?? '')
  const [name, setName] = useState('')
  const isNew = account === ''
  return (
    <form class="form" onSubmit={(event) => send(event, isNew ? { accountName: name.trim() } : { account })}>
      <Field
        id={`account-${upload.id}`}
        label="Account"
        hint="The file does not say whose it is."
        problem={isNew ? null : problem}
      >
        {(ids) => (
          <select {...ids} value={account} onChange={(event) => setAccount(event.currentTarget.value)}>
            {accounts.map((one) => (
              <option key={one.id} value={one.id}>
                {accountName(one)}
              </option>
            ))}
            <option value="">A new account</option>
          </select>
        )}
      </Field>
      {isNew ? (
        <Field id={`name-${upload.id}`} label="Name of the new account" problem={problem}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={60}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : null}
      <Continue isBusy={isBusy} />
    </form>
  )
}

function Continue({ isBusy }: { readonly isBusy: boolean }) {
  return (
    <button type="submit" class="button primary" disabled={isBusy}>
      Continue
    </button>
  )
}

/** Sends the answer of a form, and keeps what is wrong with it. */
function useAnswer(upload: Import, onAnswered: Answered) {
  const [outcome, setOutcome] = useState<Outcome<Import> | null>(null)
  const [isBusy, setBusy] = useState(false)
  const answer = async (body: object): Promise<void> => {
    setBusy(true)
    const result = await write<Import>('POST', `/imports/${upload.id}/answer`, body)
    setBusy(false)
    setOutcome(result)
    if (result.kind === 'done') onAnswered(result.value)
  }
  const send = (event: Event, body: object): void => {
    event.preventDefault()
    void answer(body)
  }
  return { problem: outcome === null || outcome.kind === 'done' ? null : failureText(outcome), isBusy, send }
}

import { useState } from 'preact/hooks'
import { failureText, type Outcome, write } from '../api/client.ts'
import type { Import } from '../api/shapes.ts'
import { accountName, useAccounts } from '../state/ledger.ts'
import { Field } from './field.tsx'

/** Asks what a file does not say by itself: its password, or whose it is. */
export function ImportAnswer({
  upload,
  onAnswered,
}: {
  readonly upload: Import
  readonly onAnswered: (upload: Import) => void
}) {
  const accounts = useAccounts()
  const [answer, setAnswer] = useState('')
  const [outcome, setOutcome] = useState<Outcome<Import> | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isPassword = upload.state === 'needs-password'
  const id = `answer-${upload.id}`
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    const body = isPassword ? { password: answer } : { account: answer }
    const result = await write<Import>('POST', `/imports/${upload.id}/answer`, body)
    setBusy(false)
    setOutcome(result)
    if (result.kind === 'done') onAnswered(result.value)
  }
  const problem = outcome === null || outcome.kind === 'done' ? null : failureText(outcome)
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      {isPassword ? (
        <Field id={id} label="Password of the file" hint="It is used once and not kept." problem={problem}>
          {(ids) => (
            <input
              {...ids}
              type="password"
              autocomplete="off"
              required
              value={answer}
              onInput={(event) => setAnswer(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : (
        <Field
          id={id}
          label="Account"
          hint="The file does not say whose it is. A new name makes a new account."
          problem={problem}
        >
          {(ids) => (
            <>
              <input
                {...ids}
                list={`${id}-accounts`}
                required
                value={answer}
                onInput={(event) => setAnswer(event.currentTarget.value)}
              />
              <datalist id={`${id}-accounts`}>
                {accounts.map((account) => (
                  <option key={account.id} value={account.tail ?? account.name}>
                    {accountName(account)}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Field>
      )}
      <button type="submit" class="button primary" disabled={isBusy}>
        Continue
      </button>
    </form>
  )
}

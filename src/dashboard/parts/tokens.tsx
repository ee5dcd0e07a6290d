import { useState } from 'preact/hooks'
import { failureText, fieldProblem, type Outcome, write } from '../api/client.ts'
import type { Token } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { shortDay } from '../format/days.ts'
import { say } from '../state/toasts.ts'
import { Field } from './field.tsx'
import { Panel } from './page.tsx'
import { Segments } from './segments.tsx'
import { Loaded } from './states.tsx'

type Made = { readonly id: string; readonly token: string }
type Reach = 'read' | 'write'

/** Tokens for other programs: made, shown once, revoked. */
export function Tokens() {
  const data = useData<readonly Token[]>('/tokens')
  const [made, setMade] = useState<Made | null>(null)
  const revoke = async ({ id, name }: Token): Promise<void> => {
    const outcome = await write('DELETE', `/tokens/${id}`)
    say(outcome.kind === 'done' ? `“${name}” no longer opens anything.` : failureText(outcome))
    data.reload()
  }
  return (
    <Panel title="Tokens for other programs">
      <p class="quiet">
        A token lets a script of yours use the <a href="/api/docs">API</a>. It is shown once.
      </p>
      <Loaded of={data} rows={2}>
        {(tokens) =>
          tokens.length === 0 ? (
            <p class="quiet">There is no token yet.</p>
          ) : (
            <ul class="rows">
              {tokens.map((token) => (
                <li class="row token" key={token.id}>
                  <span class="row-text">
                    <span class="row-title">{token.name}</span>
                    <span class="row-note">
                      {token.scopes.join(', ')} · made {shortDay(token.createdAt)}
                    </span>
                  </span>
                  <button
                    type="button"
                    class="button danger"
                    aria-label={`Revoke ${token.name}`}
                    onClick={() => void revoke(token)}
                  >
                    Revoke
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {made === null ? null : <MadeToken made={made} onDone={() => setMade(null)} />}
      <NewToken
        onMade={(token) => {
          setMade(token)
          data.reload()
        }}
      />
    </Panel>
  )
}

function MadeToken({ made, onDone }: { readonly made: Made; readonly onDone: () => void }) {
  return (
    <div class="notice" role="status">
      <p>Copy the token now. It is not shown again.</p>
      <code class="secret">{made.token}</code>
      <div class="form-buttons">
        <button
          type="button"
          class="button"
          onClick={() =>
            void navigator.clipboard?.writeText(made.token).then(
              () => say('Copied.'),
              () => say('Select it and copy it yourself: the browser does not allow it.'),
            )
          }
        >
          Copy
        </button>
        <button type="button" class="button" onClick={onDone}>
          I have it
        </button>
      </div>
    </div>
  )
}

function NewToken({ onMade }: { readonly onMade: (made: Made) => void }) {
  const [name, setName] = useState('')
  const [reach, setReach] = useState<Reach>('read')
  const [outcome, setOutcome] = useState<Outcome<Made> | null>(null)
  const make = async (event: Event): Promise<void> => {
    event.preventDefault()
    const scopes = reach === 'read' ? ['read'] : ['read', 'write']
    const result = await write<Made>('POST', '/tokens', { name: name.trim(), scopes })
    setOutcome(result)
    if (result.kind !== 'done') return
    setName('')
    onMade(result.value)
  }
  const refused = outcome === null || outcome.kind === 'done' ? null : failureText(outcome)
  return (
    <form class="form" onSubmit={(event) => void make(event)}>
      <Field id="token-name" label="Name of a new token" problem={fieldProblem(outcome, 'name') ?? refused}>
        {(ids) => (
          <input
            {...ids}
            required
            maxLength={60}
            placeholder="My spreadsheet"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Segments
        name="reach"
        label="What it may do"
        value={reach}
        options={[
          { value: 'read', label: 'Read' },
          { value: 'write', label: 'Read and change' },
        ]}
        onChoose={setReach}
      />
      <button type="submit" class="button">
        Make a token
      </button>
    </form>
  )
}

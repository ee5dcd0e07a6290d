import { useState } from 'preact/hooks'
import { go, place } from '../router.ts'
import { signInByCode } from '../state/session.ts'

/**
 * Signs in by the bot's one-time link. It takes a press: the programs that look at a link to preview it must not use the code up.
 */
export function LoginPage() {
  const code = place.value.query.get('code') ?? ''
  const [problem, setProblem] = useState<string | null>(
    code === '' ? 'This address has no code. Ask the bot for a link: /dashboard.' : null,
  )
  const [isBusy, setBusy] = useState(false)
  const signIn = async (): Promise<void> => {
    setBusy(true)
    const why = await signInByCode(code)
    setBusy(false)
    if (why === null) go('/', { replace: true })
    else setProblem(why)
  }
  return (
    <main class="gate" id="content">
      <img src="/icon.svg" alt="" width="56" height="56" />
      <h1>Open your ledger</h1>
      <p class="quiet">This browser stays signed in until you sign out in the settings.</p>
      <div role="alert">{problem === null ? null : <p class="problem">{problem}</p>}</div>
      {code === '' ? null : (
        <button type="button" class="button primary" disabled={isBusy} onClick={() => void signIn()}>
          {isBusy ? 'Signing in…' : 'Sign in'}
        </button>
      )}
    </main>
  )
}

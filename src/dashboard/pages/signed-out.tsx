import { hasDemo } from '../state/ledger.ts'
import { isInTelegram, signIn } from '../state/session.ts'

/** How to get in, for a browser that is not signed in. */
export function SignedOutPage({ why }: { readonly why: string | null }) {
  return (
    <main class="gate" id="content">
      <img src="/icon.svg" alt="" width="56" height="56" />
      <h1>Your ledger is locked</h1>
      {why === null ? null : <p>{why}</p>}
      {isInTelegram ? null : (
        <p class="quiet">
          Send your bot <strong>/dashboard</strong> and open the link it answers with. It works once, for ten minutes,
          and there is no password to remember.
        </p>
      )}
      {hasDemo ? (
        <a class="button primary" href="/demo">
          To the chat page
        </a>
      ) : null}
    </main>
  )
}

/** There is no answer from the server. */
export function UnreachablePage() {
  return (
    <main class="gate" id="content">
      <img src="/icon.svg" alt="" width="56" height="56" />
      <h1>No connection</h1>
      <p class="quiet">The server does not answer. Your data is safe there.</p>
      <button type="button" class="button primary" onClick={() => void signIn()}>
        Try again
      </button>
    </main>
  )
}

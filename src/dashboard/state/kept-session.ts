/**
 * What a Mini App's window must know after a reload, when Telegram's signed data has been used: kept as long as the window (a session
 * inside Telegram is no cookie, since its web client shows us in a frame).
 */
export type KeptSession = { readonly token: string; readonly theme: Readonly<Record<string, string>> }

const KEY = 'expense-tracker-session'

/** What this window keeps; null when it keeps nothing. */
export function keptSession(): KeptSession | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as KeptSession | null
  } catch {
    return null
  }
}

/** Keeps a session as long as the window; null forgets it. */
export function keepSession(session: KeptSession | null): void {
  try {
    if (session === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, JSON.stringify(session))
  } catch {
    // Storage can be switched off; the session then lasts as long as the page.
  }
}

/** What a person typed into the form of a new entry and has not sent. */
export type Draft = {
  readonly direction: 'expense' | 'income'
  readonly amount: string
  readonly payee: string
  readonly category: string
  readonly account: string
  readonly note: string
}

const DRAFT_KEY = 'expense-tracker-draft'
const ACCOUNT_KEY = 'expense-tracker-account'
const KEPT_MS = 7 * 24 * 60 * 60 * 1000

/** The draft kept in this browser, when it is younger than a week. Nothing of the ledger is ever kept there. */
export function readDraft(now = Date.now()): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(DRAFT_KEY) ?? 'null') as { at: number; draft: Draft } | null
    return kept === null || now - kept.at > KEPT_MS ? null : kept.draft
  } catch {
    return null
  }
}

/** Keeps a draft; null forgets it. */
export function keepDraft(draft: Draft | null): void {
  keep(DRAFT_KEY, draft === null ? null : JSON.stringify({ at: Date.now(), draft }))
}

/** The id of the account that the last entry went to; empty when none did. */
export function lastAccount(): string {
  try {
    return localStorage.getItem(ACCOUNT_KEY) ?? ''
  } catch {
    return ''
  }
}

/** Remembers where entries go. */
export function rememberAccount(id: string | null): void {
  keep(ACCOUNT_KEY, id)
}

function keep(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Storage can be switched off; the form then lasts as long as the page.
  }
}

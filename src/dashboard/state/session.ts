import { effect, signal } from '@preact/signals'
import { failureText, isOffline, read, setToken, signedOutCount, write } from '../api/client.ts'
import type { Me } from '../api/shapes.ts'
import { forgetData } from '../api/use-data.ts'
import { createBridge } from '../telegram/bridge.ts'
import { type Launch, readLaunch, readTheme } from '../telegram/launch.ts'
import { telegramTheme } from './appearance.ts'
import { keepDraft, rememberAccount } from './draft.ts'
import { keepSession, keptSession } from './kept-session.ts'
import { followLedger } from './live.ts'

export type Session =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-in'; readonly me: Me }
  | { readonly kind: 'signed-out'; readonly why: string | null }
  | { readonly kind: 'unreachable' }

const LAUNCH_REFUSED = 'Telegram’s sign-in was not accepted. Close this view and open it from the chat again.'

export const session = signal<Session>({ kind: 'starting' })
const launch = readLaunch(window.location.hash)
const kept = keptSession()
/** Whether Telegram opened the page. */
export const isInTelegram = launch !== null || kept !== null
const bridge = createBridge(window)
let stopFollowing: (() => void) | null = null

/** Signs in by what Telegram or the cookie says, and keeps `session` right from then on. */
export async function startSession(): Promise<void> {
  effect(() => {
    if (signedOutCount.value > 0 && session.peek().kind === 'signed-in') leave('Your session has ended.')
  })
  if (isInTelegram) startTelegram()
  // There the code signs in, and nobody is asked before.
  if (window.location.pathname !== '/login') await signIn()
}

/** Signs in, or tries again. */
export async function signIn(): Promise<void> {
  const refusal = launch === null ? null : await enterByLaunch(launch)
  if (refusal === 'unreachable') {
    session.value = { kind: 'unreachable' }
    return
  }
  // A window that is reloaded comes with signed data that was used: its own session still counts.
  if (kept !== null && (launch === null || refusal !== null)) setToken(kept.token)
  if (refusal !== null && kept === null) return leave(LAUNCH_REFUSED)
  await loadMe()
}

async function enterByLaunch({ initData, theme }: Launch): Promise<'refused' | 'unreachable' | null> {
  const outcome = await write<{ token: string }>('POST', '/session', { initData })
  if (outcome.kind === 'unreachable') return 'unreachable'
  if (outcome.kind !== 'done') return 'refused'
  setToken(outcome.value.token)
  keepSession({ token: outcome.value.token, theme })
  return null
}

/** Asks who is signed in. */
async function loadMe(): Promise<void> {
  const outcome = await read<Me>('/me')
  if (outcome.kind === 'done') {
    session.value = { kind: 'signed-in', me: outcome.value }
    stopFollowing ??= followLedger()
  } else if (outcome.kind === 'unreachable' || (outcome.kind === 'refused' && outcome.problem.status >= 500)) {
    session.value = { kind: 'unreachable' }
  } else {
    leave(outcome.kind === 'refused' ? failureText(outcome) : null)
  }
}

/** Signs in by a one-time code of the bot's link. Gives why not, or null. */
export async function signInByCode(code: string): Promise<string | null> {
  const outcome = await write('POST', '/session/link', { code })
  if (outcome.kind === 'done') {
    await loadMe()
    return null
  }
  if (outcome.kind === 'unreachable') return failureText(outcome)
  return 'This link was used, or is more than ten minutes old. Send /dashboard to the bot for another.'
}

/** Ends the session here and on the server, and forgets what this browser kept. */
export async function signOut(): Promise<void> {
  await write('DELETE', '/session')
  keepDraft(null)
  rememberAccount(null)
  leave(null)
}

function leave(why: string | null): void {
  stopFollowing?.()
  stopFollowing = null
  setToken(null)
  keepSession(null)
  forgetData()
  isOffline.value = false
  session.value = { kind: 'signed-out', why }
}

function startTelegram(): void {
  telegramTheme.value = launch?.theme ?? kept?.theme ?? {}
  // The signed data must not stay in the address, where a copied link would carry it.
  history.replaceState(null, '', window.location.pathname + window.location.search)
  bridge.listen((event, data) => {
    if (event === 'theme_changed' && typeof data === 'object' && data !== null && 'theme_params' in data) {
      telegramTheme.value = readTheme(data.theme_params as object)
    }
    if (event === 'back_button_pressed') history.back()
  })
  bridge.post('web_app_ready')
  bridge.post('web_app_expand')
}

/** Shows or hides Telegram's own button to go back. */
export function showBackButton(isVisible: boolean): void {
  if (isInTelegram) bridge.post('web_app_setup_back_button', { is_visible: isVisible })
}

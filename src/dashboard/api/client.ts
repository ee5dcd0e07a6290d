import { signal } from '@preact/signals'

/** What a request came to. `signed-out`: nobody is signed in any more. `unreachable`: no answer; whether it was done is not known. */
export type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unreachable' }

/** Why a request was refused (RFC 9457), with what is wrong in which field. */
export type Problem = {
  readonly status: number
  readonly title: string
  readonly detail?: string
  readonly errors?: readonly { readonly field: string; readonly what: string }[]
}

/** Whether the last request found no server. */
export const isOffline = signal(false)

/** Told when the server no longer knows who we are. */
export const signedOutCount = signal(0)

/** Kept in memory only: inside Telegram the session is a token, in a browser a cookie that scripts cannot read. */
let token: string | null = null

/** From here on requests carry this token; null: the cookie alone. */
export function setToken(value: string | null): void {
  token = value
}

/** The headers of a request; `key` makes a write that is sent twice count once. */
export function requestHeaders(key?: string): Record<string, string> {
  return {
    accept: 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
}

/** A name for one write. Not randomUUID: browsers give that to https pages only, and a LAN address is http. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The answer to GET `path` below `/api/v1`. */
export function read<Value>(path: string): Promise<Outcome<Value>> {
  return send<Value>('GET', path, undefined, undefined)
}

/** Sends a write; `body` goes as JSON, or as a form when it is one. The same `key` again counts once. */
export function write<Value>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  key = newKey(),
): Promise<Outcome<Value>> {
  return send<Value>(method, path, body, key)
}

async function send<Value>(method: string, path: string, body?: object, key?: string): Promise<Outcome<Value>> {
  const isForm = body instanceof FormData
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        ...requestHeaders(key),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      cache: 'no-store',
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
  } catch {
    isOffline.value = true
    return { kind: 'unreachable' }
  }
  isOffline.value = false
  if (response.status === 401) {
    signedOutCount.value += 1
    return { kind: 'signed-out' }
  }
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return { kind: 'done', value: answer as Value }
  const problem = answer as Problem | null
  return { kind: 'refused', problem: { title: 'The server refused this', ...problem, status: response.status } }
}

/** What to tell the person about a request that was not done. */
export function failureText(outcome: Exclude<Outcome<unknown>, { kind: 'done' }>): string {
  switch (outcome.kind) {
    case 'refused':
      return outcome.problem.detail ?? outcome.problem.errors?.[0]?.what ?? outcome.problem.title
    case 'signed-out':
      return 'You are signed out. Open the dashboard from the bot again.'
    case 'unreachable':
      return 'No answer from the server. Nothing is lost here: try again when you are connected.'
  }
}

/** What is wrong with one field of a refused request; null when nothing is said about it. */
export function fieldProblem(outcome: Outcome<unknown> | null, field: string): string | null {
  if (outcome?.kind !== 'refused') return null
  return outcome.problem.errors?.find((error) => error.field === field)?.what ?? null
}

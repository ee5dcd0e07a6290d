import { setImmediate } from 'node:timers'
import type { Message } from 'grammy/types'
import type { Call } from './call.ts'
import type { CallbackRecord } from './state.ts'

/** Something that changed in the server and that a page, a test or the disk may want to know. */
export type Change =
  | { readonly kind: 'message'; readonly chatId: number; readonly message: Message }
  | { readonly kind: 'deleted'; readonly chatId: number; readonly messageId: number }
  | { readonly kind: 'action'; readonly chatId: number; readonly action: string }
  | { readonly kind: 'callback-answer'; readonly callback: CallbackRecord }
  | { readonly kind: 'profile' }
  | { readonly kind: 'updates' }
  | { readonly kind: 'call'; readonly call: Call }

/** Tells listeners of every change, synchronously and in order; `listen` gives back the function that stops it. */
export type Changes = {
  tell(change: Change): void
  listen(listener: (change: Change) => void): () => void
}

/** A list of listeners, without any yet. */
export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell(change) {
      for (const listener of [...listeners]) listener(change)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What is waited for: looked for once in what is there (`null`), then in each change. */
export type Look<T> = (change: Change | null) => T | null

/**
 * Resolves with the first non-null value of `look`; rejects after `timeoutMs` with an error that begins with `what`
 * and ends with what `explain` says about the state at that moment.
 */
export function waitFor<T>(
  changes: Changes,
  look: Look<T>,
  options: { what: string; timeoutMs: number; explain: () => string },
): Promise<T> {
  const now = look(null)
  if (now !== null) return Promise.resolve(now)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`${options.what} did not come within ${options.timeoutMs} ms; ${options.explain()}`))
    }, options.timeoutMs)
    const stop = changes.listen((change) => {
      const value = look(change)
      if (value === null) return
      stop()
      clearTimeout(timer)
      // A change is told while its call still runs; one turn later the call is in the log as well.
      setImmediate(() => resolve(value))
    })
  })
}

import type { CallOutcome } from './telegram-call.ts'

/** What an answer means for a call of the outbox. `failure` is a class, never words of the answer. */
export type SendVerdict =
  | { readonly kind: 'sent'; readonly messageId: bigint | null }
  /**
   * Try again not before `afterSeconds`, or as backoff says when null. `isCounted`: towards the most tries. `isOutage`:
   * nobody's message gets through, so that more tries are worth while.
   */
  | {
      readonly kind: 'later'
      readonly afterSeconds: number | null
      readonly isCounted: boolean
      readonly isOutage: boolean
      readonly failure: string
    }
  /** Trying again would not help. `isQuiet`: what it was about is gone, nobody is to be told. */
  | { readonly kind: 'failed'; readonly failure: string; readonly isQuiet: boolean }
  /** The chat refuses the bot: nothing for it can arrive. */
  | { readonly kind: 'blocked'; readonly failure: string }

const UNCHANGED = /message is not modified/i
const GONE = /message to (?:edit|delete) not found|message can't be edited|MESSAGE_ID_INVALID/i
const KEPT = /message can't be deleted/i
const TOKEN_WAIT_SECONDS = 60

/** Judges the answer to a call of the outbox. `payload` tells which message an edit was about. */
export function judgeSend(outcome: CallOutcome, payload: Readonly<Record<string, unknown>>): SendVerdict {
  if (outcome.kind === 'done') return { kind: 'sent', messageId: messageIdOf(outcome.result) ?? messageIdOf(payload) }
  if (outcome.kind === 'aborted') return later('stopped', 0)
  if (outcome.kind === 'unreachable') return outage(outcome.reason, null)
  const { code, description, retryAfterSeconds } = outcome
  if (code === 429) return later('too-many-requests', retryAfterSeconds ?? 1)
  if (code >= 500) return outage(`telegram-${code}`, retryAfterSeconds)
  // The token is wrong, not the message: it goes out once the token is right.
  if (code === 401) return later('token-refused', TOKEN_WAIT_SECONDS)
  // A proxy in trouble, or a server that has no such method: worth some tries, but not a day behind which a chat waits.
  if (code === 404) return { ...outage('telegram-404', null), isOutage: false }
  if (code === 403) return { kind: 'blocked', failure: 'blocked' }
  if (code === 400 && UNCHANGED.test(description)) return { kind: 'sent', messageId: messageIdOf(payload) }
  if (code === 400 && GONE.test(description)) return { kind: 'failed', failure: 'message-gone', isQuiet: true }
  if (code === 400 && KEPT.test(description)) return { kind: 'failed', failure: 'message-kept', isQuiet: true }
  return { kind: 'failed', failure: `telegram-${code}`, isQuiet: false }
}

function later(failure: string, afterSeconds: number): SendVerdict & { kind: 'later' } {
  return { kind: 'later', afterSeconds, isCounted: false, isOutage: false, failure }
}

function outage(failure: string, afterSeconds: number | null): SendVerdict & { kind: 'later' } {
  return { kind: 'later', afterSeconds, isCounted: true, isOutage: true, failure }
}

function messageIdOf(value: unknown): bigint | null {
  if (typeof value !== 'object' || value === null || !('message_id' in value)) return null
  return Number.isSafeInteger(value.message_id) ? BigInt(value.message_id as number) : null
}

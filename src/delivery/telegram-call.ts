/**
 * How a Bot API call ended. Values instead of the client library's errors: those carry the payload and the token.
 * `refused`: the server answered and said no. `unreachable`: no usable answer; the call may or may not have had its effect.
 * `aborted`: our own signal ended it.
 */
export type CallOutcome =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'refused'
      readonly code: number
      /** Telegram's words. For comparison with known ones only: they may quote what was sent, so they are never logged. */
      readonly description: string
      readonly retryAfterSeconds: number | null
    }
  | { readonly kind: 'unreachable'; readonly reason: 'timeout' | 'network' | 'bad-answer' }
  | { readonly kind: 'aborted' }

/** A file that goes with a call; the payload names it `attach://file`. */
export type Attachment = { readonly name: string; readonly bytes: Uint8Array }

/** Makes one Bot API call. Rejects only for a bug of ours, such as a payload that is no JSON. */
export type TelegramCall = (
  method: string,
  payload: Readonly<Record<string, unknown>>,
  attachment: Attachment | null,
  signal?: AbortSignal,
) => Promise<CallOutcome>

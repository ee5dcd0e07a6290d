import { Api, GrammyError, HttpError, InputFile } from 'grammy'
import type { Attachment, CallOutcome, TelegramCall } from './telegram-call.ts'

const CALL_TIMEOUT_SECONDS = 30
const UPLOAD_TIMEOUT_SECONDS = 60
/** What a long poll may take beyond the time it asked Telegram to wait. */
const POLL_MARGIN_SECONDS = 10

/** grammY calls these with the signal alone. */
const WITHOUT_PARAMETERS: ReadonlySet<string> = new Set(['getMe', 'getWebhookInfo', 'logOut', 'close'])

type RawCall = (...parameters: unknown[]) => Promise<unknown>

/**
 * Calls of the Bot API at `apiRoot` (Telegram's own when undefined), through grammY's client and with limits of our own:
 * 30 s, 60 s with a file, 10 s beyond the asked time for a long poll (grammY's default is 500 s).
 */
export function createTelegramCall(options: {
  readonly token: string
  readonly apiRoot?: string | undefined
}): TelegramCall {
  const root = options.apiRoot === undefined ? {} : { apiRoot: options.apiRoot.replace(/\/+$/, '') }
  const clients = new Map<number, Api>()
  const clientFor = (timeoutSeconds: number): Api => {
    const known = clients.get(timeoutSeconds)
    if (known !== undefined) return known
    const made = new Api(options.token, { ...root, timeoutSeconds })
    clients.set(timeoutSeconds, made)
    return made
  }
  return async (method, payload, attachment, signal) => {
    if (isAborted(signal)) return { kind: 'aborted' }
    const raw = clientFor(timeoutFor(method, payload, attachment)).raw as unknown as Record<string, RawCall>
    const send = raw[method]
    if (send === undefined) throw new TypeError('the Bot API client knows no such method')
    const parameters = WITHOUT_PARAMETERS.has(method) ? [signal] : [withAttachment(payload, attachment), signal]
    try {
      return { kind: 'done', result: await send(...parameters) }
    } catch (error) {
      return isAborted(signal) ? { kind: 'aborted' } : outcomeOf(error)
    }
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

function timeoutFor(method: string, payload: Readonly<Record<string, unknown>>, attachment: Attachment | null): number {
  if (method === 'getUpdates') return Number(payload.timeout ?? 0) + POLL_MARGIN_SECONDS
  return attachment === null ? CALL_TIMEOUT_SECONDS : UPLOAD_TIMEOUT_SECONDS
}

function withAttachment(value: unknown, attachment: Attachment | null): unknown {
  if (attachment === null) return value
  if (value === 'attach://file') return new InputFile(attachment.bytes, attachment.name)
  if (Array.isArray(value)) return value.map((item) => withAttachment(item, attachment))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withAttachment(item, attachment)]))
}

function outcomeOf(error: unknown): CallOutcome {
  if (error instanceof GrammyError) {
    const retryAfterSeconds = error.parameters?.retry_after ?? null
    return { kind: 'refused', code: error.error_code, description: error.description, retryAfterSeconds }
  }
  if (!(error instanceof HttpError)) throw error
  return { kind: 'unreachable', reason: reasonOf(error.error) }
}

function reasonOf(cause: unknown): 'timeout' | 'network' | 'bad-answer' {
  if (!(cause instanceof Error)) return 'network'
  if (cause.message.includes('timed out after') || cause.name === 'AbortError') return 'timeout'
  // node-fetch's name for a body that is not JSON, such as a proxy's error page.
  return 'type' in cause && cause.type === 'invalid-json' ? 'bad-answer' : 'network'
}

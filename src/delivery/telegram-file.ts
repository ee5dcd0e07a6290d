import type { TelegramCall } from './telegram-call.ts'

/** What Telegram gives of a file. `gone`: it does not know it (any more). */
export type FetchedFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' }

/** Telegram gives bots no larger files. */
const TELEGRAM_FILE_BYTES_MAX = 20 * 1024 * 1024

const DOWNLOAD_TIMEOUT_MS = 60_000

/** Telegram could not be reached, or answered nothing usable: trying again may help. Says nothing of the address. */
class TelegramFileError extends Error {
  override readonly name = 'TelegramFileError'
}

/** Fetches files by their id from `apiRoot`. Throws TelegramFileError where trying again may help. */
export function createTelegramFiles(options: {
  readonly call: TelegramCall
  readonly token: string
  readonly apiRoot: string
}): (fileId: string) => Promise<FetchedFile> {
  const root = options.apiRoot.replace(/\/+$/, '')
  return async (fileId) => {
    const outcome = await options.call('getFile', { file_id: fileId }, null)
    if (outcome.kind === 'refused' && outcome.code === 400) {
      return { kind: /too big/i.test(outcome.description) ? 'too-large' : 'gone' }
    }
    if (outcome.kind !== 'done') throw new TelegramFileError('Telegram did not say where a file lies')
    const path = (outcome.result as { file_path?: unknown }).file_path
    if (typeof path !== 'string' || path.includes('..')) return { kind: 'gone' }
    return download(`${root}/file/bot${options.token}/${path}`)
  }
}

async function download(url: string): Promise<FetchedFile> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS), redirect: 'error' })
    if (response.status === 404) return { kind: 'gone' }
    if (!response.ok || response.body === null) throw new TelegramFileError('Telegram did not give a file')
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > TELEGRAM_FILE_BYTES_MAX) return { kind: 'too-large' }
      chunks.push(chunk)
    }
    return { kind: 'file', bytes: Buffer.concat(chunks) }
  } catch (error) {
    // The address holds the token: what the client says of it stays here.
    throw error instanceof TelegramFileError ? error : new TelegramFileError('a file of Telegram did not come')
  }
}

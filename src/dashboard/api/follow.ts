import { requestHeaders } from './client.ts'
import { createEventReader, type ServerEvent } from './event-stream.ts'

const RETRY_FIRST_MS = 1_000
const RETRY_MAX_MS = 30_000

/**
 * Follows the events of `path` below `/api/v1` until the function it gives is called; takes up a broken connection again. Read with
 * fetch: an EventSource cannot carry the token that stands for a session inside Telegram. `onBack` hears of each connection after the
 * first: events may have been missed in between.
 */
export function follow(path: string, onEvent: (event: ServerEvent) => void, onBack: () => void): () => void {
  const stopping = new AbortController()
  void keepFollowing(path, onEvent, onBack, stopping.signal)
  return () => stopping.abort()
}

async function keepFollowing(
  path: string,
  onEvent: (event: ServerEvent) => void,
  onBack: () => void,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = RETRY_FIRST_MS
  let connections = 0
  while (!signal.aborted) {
    try {
      const response = await fetch(`/api/v1${path}`, { headers: requestHeaders(), signal, cache: 'no-store' })
      if (response.status === 401 || response.status === 404) return
      if (response.ok && response.body !== null) {
        connections += 1
        if (connections > 1) onBack()
        waitMs = RETRY_FIRST_MS
        await readAll(response.body, onEvent)
      }
    } catch {
      // The connection broke or could not be made: tried again below, or it was stopped.
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, waitMs))
    waitMs = Math.min(RETRY_MAX_MS, waitMs * 2)
  }
}

async function readAll(body: ReadableStream<Uint8Array>, onEvent: (event: ServerEvent) => void): Promise<void> {
  const decoder = new TextDecoder()
  const reader = createEventReader()
  const source = body.getReader()
  for (;;) {
    const { done, value } = await source.read()
    if (done) return
    for (const event of reader.push(decoder.decode(value, { stream: true }))) onEvent(event)
  }
}

import { actorOf } from '../actions/sign-in.ts'
import type { ApiParts, LedgerChange } from './parts.ts'
import { problemResponse } from './problem.ts'

/** A reader this far behind is cut off; it comes back and looks for itself. */
const WAITING_MAX = 1_000
/** Live streams of one ledger at a time. */
const STREAMS_MAX = 30

/** Writes events to one reader. */
export type EventWriter = {
  readonly send: (event: string, data: unknown) => void
  /** Ends the stream. */
  readonly end: () => void
}

type Tell = (change: LedgerChange | null) => void
type Listener = { readonly ledgerId: string; readonly secret: string }

/** Open streams by ledger, of each API. */
const openStreams = new WeakMap<ApiParts, Map<string, number>>()

/**
 * A stream of server-sent events for whoever holds `secret`. `begin` may write at once, and gives what is done at each change of
 * the ledger. The stream ends with its reader, with the program, and with the token: that is looked at with every heartbeat.
 */
export function eventStream(parts: ApiParts, listener: Listener, begin: (writer: EventWriter) => Tell): Response {
  const leave = enter(parts, listener.ledgerId)
  if (leave === null) {
    return problemResponse({ status: 429, title: 'Too many live streams' }, { 'retry-after': '60' })
  }
  const encoder = new TextEncoder()
  let stop = () => {}
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    let isOpen = true
    const end = () => {
      const wasOpen = isOpen
      stop()
      if (wasOpen) controller.close()
    }
    const write = (text: string) => {
      if (!isOpen) return
      controller.enqueue(encoder.encode(text))
      if ((controller.desiredSize ?? 0) < -WAITING_MAX) end()
    }
    const heartbeat = setInterval(() => {
      isStillKnown(parts, listener).then(
        (isKnown) => (isKnown ? write(': still here\n\n') : end()),
        (error: unknown) => {
          parts.reportError(error)
          end()
        },
      )
    }, parts.heartbeatMs)
    heartbeat.unref()
    let tell: Tell = () => {}
    // First of all: what happens while the first words are written is not missed.
    const unsubscribe = parts.onChange(listener.ledgerId, (change) => tell(change))
    stop = () => {
      isOpen = false
      clearInterval(heartbeat)
      unsubscribe()
      parts.stopping.removeEventListener('abort', end)
      leave()
    }
    parts.stopping.addEventListener('abort', end)
    tell = begin({ send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`), end })
  }
  const body = new ReadableStream<Uint8Array>({ start, cancel: () => stop() }, { highWaterMark: 1 })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // Some proxies would keep events back until there are many.
      'x-accel-buffering': 'no',
    },
  })
}

/** Counts a stream in; gives what counts it out, once, or null when there are too many. */
function enter(parts: ApiParts, ledgerId: string): (() => void) | null {
  const counts = openStreams.get(parts) ?? new Map<string, number>()
  openStreams.set(parts, counts)
  const count = counts.get(ledgerId) ?? 0
  if (count >= STREAMS_MAX) return null
  counts.set(ledgerId, count + 1)
  let hasLeft = false
  return () => {
    if (hasLeft) return
    hasLeft = true
    const left = (counts.get(ledgerId) ?? 1) - 1
    if (left === 0) counts.delete(ledgerId)
    else counts.set(ledgerId, left)
  }
}

function isStillKnown({ ledgers, ids, clock }: ApiParts, { ledgerId, secret }: Listener): Promise<boolean> {
  return ledgers.inLedger(
    ledgerId,
    async (session) => (await actorOf({ session, ids, clock, ledgerId }, secret)) !== null,
  )
}

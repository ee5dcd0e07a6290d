import { actorOf } from '../actions/sign-in.ts'
import type { ApiParts, LedgerChange } from './parts.ts'

/** A reader this far behind is cut off; it comes back and looks for itself. */
const WAITING_MAX = 1_000

/** Writes events to one reader. */
export type EventWriter = {
  readonly send: (event: string, data: unknown) => void
  /** Ends the stream. */
  readonly end: () => void
}

type Listener = { readonly ledgerId: string; readonly secret: string }

/**
 * A stream of server-sent events for whoever holds `secret`. `begin` may write at once, and gives what is done at each change of
 * the ledger. The stream ends with its reader, and with the token: that is looked at with every heartbeat.
 */
export function eventStream(
  parts: ApiParts,
  listener: Listener,
  begin: (writer: EventWriter) => (change: LedgerChange | null) => void,
): Response {
  const encoder = new TextEncoder()
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let isOpen = true
        const write = (text: string) => {
          if (!isOpen) return
          controller.enqueue(encoder.encode(text))
          if ((controller.desiredSize ?? 0) < -WAITING_MAX) end()
        }
        const end = () => {
          stop()
          if (!isOpen) return
          isOpen = false
          controller.close()
        }
        const send = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
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
        stop = () => {
          clearInterval(heartbeat)
          unsubscribe()
        }
        let tell: (change: LedgerChange | null) => void = () => {}
        // First of all: what happens while the first words are written is not missed.
        const unsubscribe = parts.onChange(listener.ledgerId, (change) => tell(change))
        tell = begin({ send, end })
      },
      cancel: () => stop(),
    },
    { highWaterMark: 1 },
  )
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // Some proxies would keep events back until there are many.
      'x-accel-buffering': 'no',
    },
  })
}

function isStillKnown({ ledgers, ids, clock }: ApiParts, { ledgerId, secret }: Listener): Promise<boolean> {
  return ledgers.inLedger(
    ledgerId,
    async (session) => (await actorOf({ session, ids, clock, ledgerId }, secret)) !== null,
  )
}

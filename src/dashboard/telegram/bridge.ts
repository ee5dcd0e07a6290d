/** A Mini App's line to the app around it: events there and back (core.telegram.org/api/web-events). */
export type Bridge = {
  post(event: string, data?: object): void
  /** Hears events until the function it gives is called. */
  listen(handle: (event: string, data: unknown) => void): () => void
}

type Windows = Window & {
  TelegramWebviewProxy?: { postEvent(event: string, data: string): void }
  external?: { notify?: (text: string) => void }
  Telegram?: { WebView?: { receiveEvent(event: string, data: unknown): void } }
}

/** The line of this window; outside Telegram nobody hears what is posted. */
export function createBridge(window: Windows): Bridge {
  const listeners = new Set<(event: string, data: unknown) => void>()
  const receive = (event: string, data: unknown): void => {
    for (const listener of listeners) listener(event, data)
  }
  // The phone apps call this function by name.
  window.Telegram = { WebView: { receiveEvent: receive } }
  // In Telegram's web page we are a frame. Whoever frames us could send such events: they only ask for colours and for a step back.
  window.addEventListener('message', ({ data, source }) => {
    if (source !== window.parent || source === window || typeof data !== 'string') return
    try {
      const { eventType, eventData } = JSON.parse(data) as { eventType?: unknown; eventData?: unknown }
      if (typeof eventType === 'string') receive(eventType, eventData)
    } catch {
      // Not an event of Telegram's.
    }
  })
  return {
    post(event, data = {}) {
      if (window.TelegramWebviewProxy !== undefined) {
        window.TelegramWebviewProxy.postEvent(event, JSON.stringify(data))
      } else if (typeof window.external?.notify === 'function') {
        window.external.notify(JSON.stringify({ eventType: event, eventData: data }))
      } else if (window.parent !== window) {
        // Any origin: which of Telegram's addresses frames us is not known, and these events say nothing private.
        window.parent.postMessage(JSON.stringify({ eventType: event, eventData: data }), '*')
      }
    },
    listen(handle) {
      listeners.add(handle)
      return () => listeners.delete(handle)
    },
  }
}

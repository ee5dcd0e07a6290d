import pg from 'pg'
import type { Logger } from '../domain/ports.ts'

/** Being told of notifications until `close`. */
export type Subscription = {
  /** Settles when the first connection listens, or when the subscription is closed before that. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

export type ListenOptions = {
  readonly connectionString: string
  readonly logger: Logger | null
  readonly sleep: (milliseconds: number) => Promise<void>
}

const CHANNEL = /^[a-z][a-z0-9_]{0,62}$/
const RETRY_MAX_MS = 5_000
const PING_INTERVAL_MS = 30_000
const PING_TIMEOUT_MS = 10_000

/**
 * Listens on `channel` over a connection of its own, made again whenever it breaks; a silent connection is noticed by a
 * ping. `onNotify` gets each payload, and null whenever listening (re)starts: something may have been missed, so look.
 */
export function listen(
  options: ListenOptions,
  channel: string,
  onNotify: (payload: string | null) => void,
): Subscription {
  if (!CHANNEL.test(channel)) throw new TypeError('a channel name is lower-case letters, digits and underscores')
  const ready = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  let isClosed = false
  let current: pg.Client | null = null

  const listenOnce = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: options.connectionString,
      connectionTimeoutMillis: PING_TIMEOUT_MS,
      query_timeout: PING_TIMEOUT_MS,
      keepAlive: true,
    })
    current = client
    const broken = Promise.withResolvers<void>()
    client.on('error', () => broken.resolve())
    client.on('end', () => broken.resolve())
    client.on('notification', (message) => {
      if (!isClosed) onNotify(message.payload ?? '')
    })
    const ping = setInterval(() => {
      client.query('SELECT 1').catch(() => broken.resolve())
    }, PING_INTERVAL_MS)
    try {
      // A client that is ended while it connects tells of its end only.
      await Promise.race([client.connect(), broken.promise])
      if (isClosed) return
      await client.query(`LISTEN ${channel}`)
      if (isClosed) return
      ready.resolve()
      onNotify(null)
      await broken.promise
    } finally {
      clearInterval(ping)
      // The connection is given up, so how it ends does not matter.
      client.end().catch(() => {})
    }
  }

  const keepListening = async (): Promise<void> => {
    let retryMs = 100
    while (!isClosed) {
      const listened = await listenOnce().then(
        () => true,
        () => false,
      )
      if (isClosed) break
      retryMs = listened ? 100 : Math.min(retryMs * 2, RETRY_MAX_MS)
      options.logger?.warn({ channel, retryMs }, 'listening for notifications was interrupted')
      await Promise.race([options.sleep(retryMs), closed.promise])
    }
  }
  const finished = keepListening()
  const close = async (): Promise<void> => {
    isClosed = true
    closed.resolve()
    ready.resolve()
    await current?.end().catch(() => {})
    await finished
  }
  return { ready: ready.promise, close }
}

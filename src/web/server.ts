import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { landingPage, notFoundPage, STYLE_HASH } from './pages.ts'
import { type ReceiveSms, serveSmsHook } from './sms-hook.ts'

/**
 * Stores one update that came to `/telegram/{secretPath}`. `stored` also for an update that was stored before; `refused`
 * when the path or the header is not the agreed secret (compared in constant time by the receiver), `failed` when
 * Telegram shall send it again.
 */
export type ReceiveUpdate = (
  secretPath: string,
  secretHeader: string | null,
  body: string,
) => Promise<'stored' | 'refused' | 'failed'>

/** Answers a request to the REST API; `environment` is what the server knows of the connection. */
export type ServeApi = (request: Request, environment: object) => Response | Promise<Response>

const UPDATE_BYTES_MAX = 1024 * 1024
const CLOSE_LIMIT_MS = 5_000

/** The web server's routes. `reportError` hears of exceptions; what a visitor sees says nothing about them. */
export function createWebApp(parts: {
  /** Null when updates are not received by webhook: the route then answers 404. */
  readonly receiveUpdate: ReceiveUpdate | null
  readonly receiveSms: ReceiveSms
  /** Whether `/demo`, the chat page of the local Telegram, is served. */
  readonly hasDemo: boolean
  /** Gives the REST API, which answers everything under `/api`, or null while it has not started; null where there is none. */
  readonly api: (() => ServeApi | null) | null
  readonly reportError: (error: unknown) => void
}): Hono {
  const app = new Hono()
  // Before the headers of pages: the API sets its own.
  const { api } = parts
  if (api !== null) {
    app.all('/api/*', (context) => {
      const serve = api()
      return serve === null ? problem(context, 503, 'Not started yet') : serve(context.req.raw, context.env as object)
    })
  }
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: [STYLE_HASH],
        imgSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      // Whether the address is reached by https is the proxy's business, not known here.
      strictTransportSecurity: false,
    }),
  )
  app.get('/', (context) => context.html(landingPage(parts.hasDemo)))
  serveSmsHook(app, parts.receiveSms)
  const { receiveUpdate } = parts
  if (receiveUpdate !== null) {
    const limit = bodyLimit({
      maxSize: UPDATE_BYTES_MAX,
      onError: (context) => problem(context, 413, 'Body too large'),
    })
    app.post('/telegram/:secret', limit, async (context) => {
      const header = context.req.header('x-telegram-bot-api-secret-token') ?? null
      const outcome = await receiveUpdate(context.req.param('secret'), header, await context.req.text())
      switch (outcome) {
        case 'stored':
          return context.body(null, 200)
        case 'refused':
          return problem(context, 401, 'Wrong secret')
        case 'failed':
          return problem(context, 500, 'Not stored')
      }
    })
  }
  app.notFound((context) => {
    const wantsPage = context.req.method === 'GET' && (context.req.header('accept') ?? '').includes('text/html')
    return wantsPage ? context.html(notFoundPage(), 404) : problem(context, 404, 'Not found')
  })
  app.onError((error, context) => {
    parts.reportError(error)
    return problem(context, 500, 'Something went wrong here')
  })
  return app
}

/** Requests that another server inside this process answers: the local Telegram. */
export type Mount = {
  readonly owns: (url: string) => boolean
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

/**
 * Serves `app`, and before it `mount`, until `close`, which lets requests in flight finish for five seconds. `url` has the
 * port listened on (`port` 0: the system chooses). Rejects when the port is taken.
 */
export async function startWebServer(options: {
  readonly host: string
  readonly port: number
  readonly app: Hono
  readonly mount?: Mount
  /** Hears of every request that was answered. */
  readonly onAnswered?: (request: { path: string; method: string; status: number; seconds: number }) => void
}): Promise<{ url: string; close: () => Promise<void> }> {
  const { app, mount } = options
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer((request, response) => {
    const startedMs = performance.now()
    response.once('finish', () => {
      const { url: path = '/', method = 'GET' } = request
      options.onAnswered?.({
        path,
        method,
        status: response.statusCode,
        seconds: (performance.now() - startedMs) / 1000,
      })
    })
    // A connection kept alive after its last answer would hold up closing until the limit.
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections())
    })
    if (mount?.owns(request.url ?? '/')) mount.handle(request, response)
    else void listener(request, response)
  })
  await listen(server, options.host, options.port)
  const { port } = server.address() as AddressInfo
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  return { url: `http://${host}:${port}`, close: () => close(server) }
}

/** An RFC 9457 problem document. */
function problem(context: Context, status: 401 | 404 | 413 | 500 | 503, title: string): Response {
  return context.body(JSON.stringify({ type: 'about:blank', title, status }), status, {
    'content-type': 'application/problem+json',
  })
}

async function close(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT_MS)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearTimeout(timer)
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(port, host, resolve)
  try {
    await promise
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    const why = taken ? 'is taken by another program, perhaps by a second expense-tracker' : 'cannot be listened on'
    throw new Error(`port ${port} on ${host} ${why}: set PORT to a free port`, { cause })
  }
  server.removeListener('error', reject)
}

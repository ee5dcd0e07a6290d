import { createHash } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { rateLimiter } from 'hono-rate-limiter'
import { DOCS_STYLE_HASH, docsPage } from './docs-page.ts'
import { API_PREFIX } from './operation.ts'
import type { ApiParts } from './parts.ts'
import { NOT_FOUND, problemResponse } from './problem.ts'
import { accountRoutes } from './routes/accounts.ts'
import { entryRoutes } from './routes/entries.ts'
import { eventRoutes } from './routes/events.ts'
import { homeRoutes } from './routes/home.ts'
import { importRoutes } from './routes/imports.ts'
import { reportRoutes } from './routes/reports.ts'
import { reviewRoutes } from './routes/review.ts'
import { sessionRoutes } from './routes/session.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { transactionRoutes } from './routes/transactions.ts'

const WINDOW_MS = 60_000

/** The REST API under `/api`, with its OpenAPI document and a page that shows it. */
export function createApi(parts: ApiParts): OpenAPIHono {
  const app = new OpenAPIHono()
  app.use('/api/*', secureHeaders(API_HEADERS))
  app.use(`${API_PREFIX}/*`, limitRefused(parts), limitToken(parts))
  sessionRoutes(app, parts)
  homeRoutes(app, parts)
  transactionRoutes(app, parts)
  entryRoutes(app, parts)
  accountRoutes(app, parts)
  reportRoutes(app, parts)
  reviewRoutes(app, parts)
  importRoutes(app, parts)
  tokenRoutes(app, parts)
  eventRoutes(app, parts)
  const document = describeApi(app)
  app.get('/api/openapi.json', (context) => context.json(document))
  app.get('/api/docs', (context) => context.html(docsPage(document)))
  app.notFound(() => problemResponse(NOT_FOUND.refused))
  app.onError((error) => {
    parts.reportError(error)
    return problemResponse({ status: 500, title: 'Something went wrong here', detail: 'Nothing was changed.' })
  })
  return app
}

const API_HEADERS = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [DOCS_STYLE_HASH],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  crossOriginResourcePolicy: 'same-origin',
  // Whether the address is reached by https is the proxy's business, not known here.
  strictTransportSecurity: false,
}

/** The OpenAPI 3.1 document of all operations. */
function describeApi(app: OpenAPIHono) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token made with /token in the chat or with POST /tokens, or that of a session.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description: 'Of a browser that signed in. Writes must come from a page of the same origin.',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Expense tracker',
      version: '1',
      description:
        'Reads and changes one ledger: that of the token. Amounts are minor units as text. Ids of another ledger are ids that do not exist.',
    },
    servers: [{ url: '/' }],
  })
}

/** A token gets so many requests a minute; who brings none is counted by address. */
function limitToken({ limits }: ApiParts) {
  return rateLimiter({
    windowMs: WINDOW_MS,
    limit: limits.perToken,
    keyGenerator: (context) => {
      const header = context.req.header('authorization') ?? context.req.header('cookie')
      return header === undefined ? addressOf(context) : createHash('sha256').update(header).digest('base64')
    },
    handler: () => tooMany(),
  })
}

/** Whoever guesses gets few tries: only answers that say "not signed in" count. */
function limitRefused({ limits }: ApiParts) {
  return rateLimiter({
    windowMs: WINDOW_MS,
    limit: limits.refusedPerAddress,
    standardHeaders: false,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (context) => context.res.status !== 401,
    keyGenerator: clientOf,
    handler: () => tooMany(),
  })
}

function tooMany(): Response {
  return problemResponse(
    { status: 429, title: 'Too many requests', detail: 'Wait a minute.' },
    { 'retry-after': String(WINDOW_MS / 1000) },
  )
}

/**
 * Who asks, where a proxy stands between: without it one stranger would use up everybody's tries. Whoever makes the header up gets
 * more tries at 256 random bits.
 */
function clientOf(context: Context): string {
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return `${addressOf(context)} ${forwarded}`
}

function addressOf(context: Context): string {
  return context.env?.incoming === undefined ? 'unknown' : (getConnInfo(context).remote.address ?? 'unknown')
}

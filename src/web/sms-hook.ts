import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** A post to a phone's address, as it came. */
export type SmsPost = {
  readonly contentType: string | null
  /** What stands behind the question mark. */
  readonly query: string
  readonly header: (name: string) => string | null
  readonly body: Uint8Array
}

/** What became of it. `taken` only once all that is kept is stored. */
export type SmsAnswer =
  | { readonly kind: 'taken'; readonly kept: number; readonly dropped: number }
  | { readonly kind: 'nothing'; readonly what: string }
  | { readonly kind: 'problem' | 'unsigned'; readonly field: string; readonly what: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  | { readonly kind: 'failed' }

/** Takes what was posted to `/hooks/sms/{secret}`. */
export type ReceiveSms = (secret: string, post: SmsPost) => Promise<SmsAnswer>

const BODY_BYTES_MAX = 64 * 1024
const METHODS = ['POST', 'PUT', 'PATCH', 'GET']

/** Serves `/hooks/sms/{device}`, where apps on phones post SMS. What is wrong is answered as an RFC 9457 problem. */
export function serveSmsHook(app: Hono, receiveSms: ReceiveSms): void {
  const limit = bodyLimit({
    maxSize: BODY_BYTES_MAX,
    onError: (context) => problem(context, 413, 'Body too large', 'An SMS and what is around it fit into 64 KB.'),
  })
  app.on(METHODS, '/hooks/sms/:device', limit, async (context) => {
    const query = context.req.url.split('?')[1] ?? ''
    if (context.req.method === 'GET' && query === '') {
      context.header('allow', METHODS.join(', '))
      return problem(context, 405, 'Nothing was sent', 'This is an address for an app on a phone: it posts SMS here.')
    }
    const answer = await receiveSms(context.req.param('device'), {
      contentType: context.req.header('content-type') ?? null,
      query,
      header: (name) => context.req.header(name) ?? null,
      body: new Uint8Array(await context.req.arrayBuffer()),
    })
    return respond(context, answer)
  })
}

function respond(context: Context, answer: SmsAnswer): Response {
  switch (answer.kind) {
    case 'taken':
      return context.json({ status: 'ok', kept: answer.kept, notKept: answer.dropped })
    case 'nothing':
      return context.json({ status: 'ok', kept: 0, notKept: 0, reason: answer.what })
    case 'problem':
      return problem(context, 422, 'Not a message', `${answer.field} ${answer.what}`, answer)
    case 'unsigned':
      return problem(context, 401, 'Not signed', `${answer.field} ${answer.what}`, answer)
    case 'unknown':
      return problem(
        context,
        404,
        'No such phone',
        'No phone has this address, or it was revoked: /connect in the chat.',
      )
    case 'busy':
      context.header('retry-after', String(answer.retryAfterSeconds))
      return problem(context, 429, 'Too many messages', `Try again in ${answer.retryAfterSeconds} seconds.`)
    case 'failed':
      context.header('retry-after', '30')
      return problem(context, 503, 'Not stored', 'Try again in 30 seconds.')
  }
}

function problem(
  context: Context,
  status: 401 | 404 | 405 | 413 | 422 | 429 | 503,
  title: string,
  detail: string,
  error?: { readonly field: string; readonly what: string },
): Response {
  const errors = error === undefined ? {} : { errors: [{ field: error.field, what: error.what }] }
  return context.body(JSON.stringify({ type: 'about:blank', title, status, detail, ...errors }), status, {
    'content-type': 'application/problem+json',
  })
}

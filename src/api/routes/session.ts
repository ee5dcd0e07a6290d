import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { ledgerOfSecret } from '../../actions/access-secret.ts'
import type { AccessMade } from '../../actions/manage-access.ts'
import { type Entrance, signInByLaunch, signInByLink, signOut } from '../../actions/sign-in.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import { isSameOrigin, sessionCookie } from '../credential.ts'
import { readLaunch } from '../launch-data.ts'
import { mount, operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { FORBIDDEN, isRefusal, type Problem, problemResponse } from '../problem.ts'
import { readBody } from '../request-body.ts'
import { jsonResponse, readInput, serveAs } from '../serve.ts'

const LAUNCH = operation({
  method: 'post',
  path: '/session',
  tag: 'Access',
  summary: 'Sign in from the Mini App',
  description: 'With its `initData`, at most an hour old and used once. Gives a bearer token for twelve hours.',
  action: null,
  body: z.object({ initData: z.string().min(1).max(16_384) }),
  status: 201,
  result: z.object({ token: z.string(), expiresAt: z.string() }),
})

const LINK = operation({
  method: 'post',
  path: '/session/link',
  tag: 'Access',
  summary: 'Sign in with a code of the bot',
  description: 'The code of /dashboard works once, within ten minutes. Sets the cookie `session` for thirty days.',
  action: null,
  body: z.object({ code: z.string().min(1).max(100) }),
  status: 201,
  result: z.object({ expiresAt: z.string() }),
})

const END = operation({
  method: 'delete',
  path: '/session',
  tag: 'Access',
  summary: 'Sign out',
  description: 'Ends the session that asks. A token stays in force: take it back with DELETE /tokens/{id}.',
  action: 'read',
  result: null,
})

const BAD_CODE: Problem = {
  status: 401,
  title: 'Not signed in',
  detail: 'This link was used, or is more than ten minutes old. Send /dashboard to the bot for another.',
}
const BAD_LAUNCH: Problem = {
  status: 401,
  title: 'Not signed in',
  detail: 'Close this window and open it from the bot again.',
}

/** Signs people in and out. */
export function sessionRoutes(app: OpenAPIHono, parts: ApiParts): void {
  const { people, botToken, clock } = parts
  mount(app, LAUNCH, async (context) => {
    const body = await readBody(context, LAUNCH)
    const input = isRefusal(body) ? body : readInput(context, LAUNCH, body)
    if (isRefusal(input)) return problemResponse(input.refused)
    const launch = readLaunch(input.body.initData, botToken, clock.now())
    const known = launch === null ? null : await people.byTelegramUser(launch.telegramUserId)
    const membership = known?.membership ?? null
    // Whoever is not known is told what a forger is told.
    if (launch === null || membership === null) return problemResponse(BAD_LAUNCH)
    const { ledgerId } = membership
    const made = await enter(parts, ledgerId, (entrance) => signInByLaunch(entrance, membership, launch.name))
    if (made === null) return problemResponse(BAD_LAUNCH)
    return jsonResponse(201, JSON.stringify({ token: made.secret, expiresAt: expiryOf(made).toString() }))
  })

  mount(app, LINK, async (context) => {
    const body = await readBody(context, LINK)
    const input = isRefusal(body) ? body : readInput(context, LINK, body)
    if (isRefusal(input)) return problemResponse(input.refused)
    // A cookie set by a page of somebody else would put a person into that somebody's ledger.
    const site = context.req.header('sec-fetch-site') ?? context.req.header('origin')
    if (site !== undefined && !isSameOrigin(context, parts.publicUrl)) return problemResponse(FORBIDDEN.refused)
    const ledgerId = ledgerOfSecret(input.body.code)
    const made =
      ledgerId === null ? null : await enter(parts, ledgerId, (entrance) => signInByLink(entrance, input.body.code))
    if (made === null) return problemResponse(BAD_CODE)
    const isSecure = parts.publicUrl?.startsWith('https://') === true
    return jsonResponse(201, JSON.stringify({ expiresAt: expiryOf(made).toString() }), {
      'set-cookie': sessionCookie(made.secret, expiryOf(made), isSecure),
    })
  })

  serveAs(
    app,
    parts,
    END,
    async ({ actions: { session, ids }, grant, ledger }) => {
      await signOut({ session, ids, clock, ledgerId: ledger.id }, grant)
      return 'ended' as const
    },
    () => {
      const epoch = Temporal.Instant.fromEpochMilliseconds(0)
      return new Response(null, {
        status: 204,
        headers: {
          'set-cookie': sessionCookie('', epoch, parts.publicUrl?.startsWith('https://') === true),
          'clear-site-data': '"cache", "storage"',
          'cache-control': 'no-store',
        },
      })
    },
  )
}

function enter<T>(
  { ledgers, ids, clock }: ApiParts,
  ledgerId: string,
  work: (entrance: Entrance) => Promise<T>,
): Promise<T> {
  return ledgers.inLedger(ledgerId, (session: LedgerSession) => work({ session, ids, clock, ledgerId }))
}

function expiryOf({ grant }: AccessMade): Temporal.Instant {
  if (grant.expiresAt === null) throw new Error('a session ends')
  return grant.expiresAt
}

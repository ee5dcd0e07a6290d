import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { listTokens, makeToken, revokeToken } from '../../actions/manage-access.ts'
import type { AccessGrant } from '../../domain/access.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { FORBIDDEN, invalid, NOT_FOUND } from '../problem.ts'
import { serve } from '../serve.ts'
import { IdParams, ScopeSchema, TokenSchema } from '../shapes.ts'
import { isUuid } from '../transaction-json.ts'

const LIST = operation({
  method: 'get',
  path: '/tokens',
  tag: 'Access',
  summary: 'Your tokens that are in force',
  action: 'manage-tokens',
  result: z.array(TokenSchema),
})

const MAKE = operation({
  method: 'post',
  path: '/tokens',
  tag: 'Access',
  summary: 'Make a token for a program',
  description: 'Its text is shown in this answer only. A token gets no scope that the one asking has not.',
  action: 'manage-tokens',
  body: z.object({ name: z.string().min(1).max(60), scopes: z.array(ScopeSchema).min(1) }),
  status: 201,
  result: TokenSchema.extend({ token: z.string().nullable() }),
  shownOnce: ['token'],
})

const REVOKE = operation({
  method: 'delete',
  path: '/tokens/{id}',
  tag: 'Access',
  summary: 'Take a token back',
  action: 'manage-tokens',
  params: IdParams,
  result: null,
})

/** Tokens of whoever asks. */
export function tokenRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, LIST, async ({ actions }) => {
    const found = await listTokens(actions)
    return found.kind === 'forbidden' ? FORBIDDEN : found.tokens.map(tokenJson)
  })

  serve(app, parts, MAKE, async ({ actions, ledger }, { body }) => {
    const made = await makeToken(actions, { ledgerId: ledger.id, ...body })
    if (made.kind === 'forbidden') return FORBIDDEN
    if (made.kind === 'made') return { ...tokenJson(made.grant), token: made.secret }
    return invalid({ field: 'scopes', what: 'exceed yours, the name says nothing, or there are fifty tokens already' })
  })

  serve(app, parts, REVOKE, async ({ actions }, { params }) => {
    if (!isUuid(params.id)) return NOT_FOUND
    const done = await revokeToken(actions, params.id)
    if (done.kind === 'forbidden') return FORBIDDEN
    return done.kind === 'not-found' ? NOT_FOUND : null
  })
}

function tokenJson({ id, name, hint, scopes, createdAt, lastUsedAt }: AccessGrant): z.input<typeof TokenSchema> {
  return {
    ...{ id, name: name ?? '', hint, scopes: [...scopes] },
    createdAt: createdAt.toString(),
    lastUsedAt: lastUsedAt?.toString() ?? null,
  }
}

import { createRoute, type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Action, scopeOf } from '../actions/authorize.ts'
import { ProblemSchema } from './shapes.ts'

export const API_PREFIX = '/api/v1'

type Shape = z.ZodType
type Given<S extends Shape | undefined> = [Exclude<S, undefined>] extends [never]
  ? undefined
  : z.output<Exclude<S, undefined>>

/** An operation of the API: what it takes, what it gives, and what its token must allow. */
export type Operation<
  Params extends Shape | undefined,
  Query extends Shape | undefined,
  Body extends Shape | undefined,
  Result extends Shape | null,
> = {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** Behind the prefix, with parameters in braces. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Null for operations that let somebody in. */
  readonly action: Action | null
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** How the body is written; default JSON. */
  readonly bodyType?: 'multipart/form-data'
  readonly status?: 200 | 201 | 202
  /** Null: no content. */
  readonly result: Result
  /** Fields of the result that are shown once: null where the answer is given again. */
  readonly shownOnce?: readonly string[]
  /** Of an answer that is not JSON. */
  readonly resultType?: 'image/png' | 'text/event-stream'
}

export type AnyOperation = Operation<Shape | undefined, Shape | undefined, Shape | undefined, Shape | null>

/** What an operation was given, checked. */
export type Input<O extends AnyOperation> = {
  readonly params: Given<O['params']>
  readonly query: Given<O['query']>
  readonly body: Given<O['body']>
}

/** What it answers with. */
export type Result<O extends AnyOperation> = O['result'] extends Shape ? z.input<O['result']> : null

/** Whether it changes something. */
export function isWrite({ method }: Pick<AnyOperation, 'method'>): boolean {
  return method !== 'get'
}

/** An operation with the types of its parts kept. */
export function operation<
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends Shape | undefined = undefined,
  Result extends Shape | null = null,
>(given: Operation<Params, Query, Body, Result>): Operation<Params, Query, Body, Result> {
  return given
}

/** Enters an operation into the document and serves it. */
export function mount(app: OpenAPIHono, given: AnyOperation, serve: (context: Context) => Promise<Response>): void {
  app.openAPIRegistry.registerPath(documented(given))
  const path = `${API_PREFIX}${given.path.replace(/\{(\w+)\}/g, ':$1')}`
  app.on(given.method.toUpperCase(), path, serve)
}

function documented(given: AnyOperation): RouteConfig {
  const { method, path, tag, summary, description, action, params, query, body } = given
  const scope = action === null ? null : scopeOf(action)
  return createRoute({
    method,
    path: `${API_PREFIX}${path}`,
    tags: [tag],
    summary,
    description: [description, scope === null ? null : `Needs the scope \`${scope}\`.`].filter(Boolean).join(' '),
    security: action === null ? [] : [{ bearer: [] }, { cookie: [] }],
    ...(scope === null ? {} : { 'x-scope': scope }),
    request: {
      ...(params === undefined ? {} : { params: params as z.ZodObject }),
      ...(query === undefined ? {} : { query: query as z.ZodObject }),
      ...(isWrite(given) && action !== null ? { headers: IDEMPOTENCY } : {}),
      ...(body === undefined
        ? {}
        : { body: { required: true, content: { [given.bodyType ?? 'application/json']: { schema: body } } } }),
    },
    responses: {
      [given.result === null ? 204 : (given.status ?? 200)]: {
        description: 'Done.',
        ...(given.result === null
          ? {}
          : { content: { [given.resultType ?? 'application/json']: { schema: given.result } } }),
      },
      default: {
        description: 'Not done, and why: RFC 9457 problem details.',
        content: { 'application/problem+json': { schema: ProblemSchema } },
      },
    },
  })
}

const IDEMPOTENCY = z.object({
  'idempotency-key': z.string().min(1).max(255).optional().openapi({
    description:
      'Any text that is new for each thing you want done. The same request under the same key is done once and answered alike; another request under it is refused (422). Kept for 48 hours.',
  }),
})

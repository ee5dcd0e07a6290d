import type { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { ledgerOfSecret } from '../actions/access-secret.ts'
import { isAllowed } from '../actions/authorize.ts'
import type { ActionContext } from '../actions/context.ts'
import { actorOf } from '../actions/sign-in.ts'
import type { AccessGrant } from '../domain/access.ts'
import type { Ledger, LedgerSession } from '../domain/ports.ts'
import { readCredential } from './credential.ts'
import { answerKept, keepAnswer, type RequestName, requestName } from './idempotency.ts'
import { type AnyOperation, type Input, isWrite, mount, type Result } from './operation.ts'
import type { ApiParts } from './parts.ts'
import { FORBIDDEN, isRefusal, type Problem, problemResponse, type Refusal, UNAUTHORIZED } from './problem.ts'
import { type Body, readBody } from './request-body.ts'

/** One request at work: an actor on a ledger, in one transaction. */
export type Call = {
  readonly actions: ActionContext
  readonly ledger: Ledger
  readonly grant: AccessGrant
  /** The day it is in the ledger's zone. */
  readonly today: Temporal.PlainDate
  /** The parts of a multipart body. */
  readonly form: FormData | null
  /** Called after the commit. */
  readonly afterCommit: (() => void)[]
}

/** What an operation does with a call. */
export type Handler<O extends AnyOperation> = (call: Call, input: Input<O>) => Promise<Result<O> | Refusal>

/** Serves an operation of somebody who is let in by a token or a session. */
export function serve<O extends AnyOperation>(app: OpenAPIHono, parts: ApiParts, given: O, handle: Handler<O>): void {
  serveAs(app, parts, given, handle, (result) => jsonResponse(statusOf(given), JSON.stringify(result)))
}

/** The same for answers that are not JSON: `respond` makes them of the handler's result, after the commit. */
export function serveAs<O extends AnyOperation, Found>(
  app: OpenAPIHono,
  parts: ApiParts,
  given: O,
  handle: (call: Call, input: Input<O>) => Promise<Found | Refusal>,
  respond: (result: Found, secret: string) => Response | Promise<Response>,
): void {
  mount(app, given, async (context) => {
    const credential = readCredential(context, parts.publicUrl)
    if (credential.kind === 'forged') return problemResponse(FORBIDDEN.refused)
    const ledgerId = credential.kind === 'secret' ? ledgerOfSecret(credential.secret) : null
    if (credential.kind === 'none' || ledgerId === null) return problemResponse(UNAUTHORIZED)
    const caller = { ledgerId, secret: credential.secret }
    // A large body is not even read for somebody who may not send it.
    if (given.bodyType !== undefined) {
      const refused = await parts.ledgers.inLedger(ledgerId, (session) => refusalOf(parts, session, caller, given))
      if (refused !== null) return problemResponse(refused)
    }
    const body = await readBody(context, given)
    if (isRefusal(body)) return problemResponse(body.refused)
    const name = isWrite(given) ? requestName(context, parts.ids, body) : null
    if (isRefusal(name)) return problemResponse(name.refused)
    const done = await parts.ledgers.inLedger(ledgerId, (session) =>
      work(parts, session, { context, caller, given, body, name }, handle),
    )
    if (done.kind === 'refused') return problemResponse(done.problem)
    if (done.kind === 'kept') return jsonResponse(done.status, done.body, { 'idempotency-replayed': 'true' })
    for (const hook of done.hooks) hook()
    return respond(done.result, caller.secret)
  })
}

/** Whose token came with a request. */
type Caller = { readonly ledgerId: string; readonly secret: string }

type Request<O extends AnyOperation> = {
  readonly context: Context
  readonly caller: Caller
  readonly given: O
  readonly body: Body
  readonly name: RequestName | null
}

type Done<Found> =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'kept'; readonly status: number; readonly body: string }
  | { readonly kind: 'done'; readonly result: Found; readonly hooks: readonly (() => void)[] }

async function work<O extends AnyOperation, Found>(
  parts: ApiParts,
  session: LedgerSession,
  { context, caller, given, body, name }: Request<O>,
  handle: (call: Call, input: Input<O>) => Promise<Found | Refusal>,
): Promise<Done<Found>> {
  const found = await callerOf(parts, session, caller, given)
  if ('problem' in found) return { kind: 'refused', problem: found.problem }
  const input = readInput(context, given, body)
  if (isRefusal(input)) return { kind: 'refused', problem: input.refused }
  // Writes to one ledger wait for each other: of two with one key, the second finds what the first answered.
  const ledger = isWrite(given) ? await session.lockLedger() : await session.ledger()
  const kept = name === null ? null : await answerKept(session, name)
  if (isRefusal(kept)) return { kind: 'refused', problem: kept.refused }
  if (kept !== null) return { kind: 'kept', ...kept }
  const watched = parts.receipts.watch(session)
  const { pipeline, parse, ids, clock } = parts
  const actions = { session: watched.session, actor: found.actor, pipeline, parse, ids, clock }
  const today = clock.now().toZonedDateTimeISO(ledger.timeZone).toPlainDate()
  const form = body.kind === 'form' ? body.form : null
  const afterCommit: (() => void)[] = []
  const result = await handle({ actions, ledger, grant: found.grant, today, form, afterCommit }, input)
  if (isRefusal(result)) return { kind: 'refused', problem: result.refused }
  if (watched.changes.length > 0) {
    await parts.receipts.edit(actions, watched.changes, { timeZone: ledger.timeZone, edited: null })
  }
  if (name !== null) {
    await keepAnswer(session, name, { status: statusOf(given), body: keepable(result, given) }, clock.now())
  }
  await found.use()
  return { kind: 'done', result, hooks: afterCommit }
}

async function callerOf(parts: ApiParts, session: LedgerSession, { ledgerId, secret }: Caller, given: AnyOperation) {
  const { ids, clock } = parts
  const known = await actorOf({ session, ids, clock, ledgerId }, secret)
  if (known === null) return { problem: UNAUTHORIZED }
  const isRefused = given.action !== null && !isAllowed(known.actor, given.action)
  return isRefused ? { problem: FORBIDDEN.refused } : known
}

async function refusalOf(
  parts: ApiParts,
  session: LedgerSession,
  caller: Caller,
  given: AnyOperation,
): Promise<Problem | null> {
  const found = await callerOf(parts, session, caller, given)
  return 'problem' in found ? found.problem : null
}

/** The parameters, the query and the body as the operation wants them. */
export function readInput<O extends AnyOperation>(context: Context, given: O, body: Body): Input<O> | Refusal {
  const errors: { field: string; what: string }[] = []
  const check = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    errors.push(...parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), what: message })))
    return undefined
  }
  const input = {
    params: check(given.params, context.req.param()),
    query: check(given.query, context.req.query()),
    body: check(given.body, body.kind === 'form' ? fieldsOf(body.form) : body.kind === 'json' ? body.value : undefined),
  }
  if (errors.length > 0) return { refused: { status: 422, title: 'Cannot be used as it is', errors } }
  return input as Input<O>
}

/** A result as it may be kept. */
function keepable(result: unknown, { shownOnce = [] }: AnyOperation): string {
  return JSON.stringify(result, (name, value: unknown) => (shownOnce.includes(name) ? null : value))
}

function fieldsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries(form.entries())
}

/** A JSON answer that nobody may keep; none for a result of null. */
export function jsonResponse(status: number, body: string, extra: Readonly<Record<string, string>> = {}): Response {
  const headers = { 'cache-control': 'no-store', ...extra }
  if (status === 204) return new Response(null, { status, headers })
  return new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } })
}

/** With what status an operation answers. */
function statusOf({ result, status }: AnyOperation): number {
  return result === null ? 204 : (status ?? 200)
}

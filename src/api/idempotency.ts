import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { KeptAnswer } from '../domain/access.ts'
import type { Identifiers, LedgerSession } from '../domain/ports.ts'
import { invalid, type Refusal } from './problem.ts'
import type { Body } from './request-body.ts'

const KEY_LENGTH_MAX = 255
const KEPT_HOURS = 48

/** A request under an idempotency key: hashes of the key, and of all that makes the request what it is. */
export type RequestName = { readonly key: string; readonly requestHash: string }

/** The name of a request; null when it brings no key. */
export function requestName(
  context: Context,
  ids: Pick<Identifiers, 'fingerprint'>,
  body: Body,
): RequestName | null | Refusal {
  const key = context.req.header('idempotency-key')
  if (key === undefined) return null
  if (key === '' || key.length > KEY_LENGTH_MAX) {
    return invalid({ field: 'Idempotency-Key', what: `must be 1 to ${KEY_LENGTH_MAX} characters` })
  }
  const { method, path } = context.req
  const content = createHash('sha256').update(body.bytes).digest('hex')
  return {
    key: ids.fingerprint(`idempotency ${key}`),
    requestHash: ids.fingerprint(`request ${method} ${path} ${content}`),
  }
}

/** What was answered under this name; null when nothing was, a refusal when it was another request. */
export async function answerKept(
  session: LedgerSession,
  { key, requestHash }: RequestName,
): Promise<Pick<KeptAnswer, 'status' | 'body'> | null | Refusal> {
  const kept = await session.keptAnswer(key)
  if (kept === null) return null
  if (kept.requestHash === requestHash) return { status: kept.status, body: kept.body }
  return invalid({ field: 'Idempotency-Key', what: 'was used for another request' })
}

/** Keeps an answer for as long as its request may come again, and forgets older ones. What is shown once is not kept. */
export async function keepAnswer(
  session: LedgerSession,
  { key, requestHash }: RequestName,
  answer: Pick<KeptAnswer, 'status' | 'body'>,
  now: Temporal.Instant,
): Promise<void> {
  await session.dropAnswersBefore(now.subtract({ hours: KEPT_HOURS }))
  await session.keepAnswer(key, { requestHash, ...answer }, now)
}

import type { Context } from 'hono'
import type { AnyOperation } from './operation.ts'
import type { Problem, Refusal } from './problem.ts'

/** A body as it was sent; `bytes` are all of it. */
export type Body = { readonly bytes: Uint8Array } & (
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly form: FormData }
)

const JSON_BYTES_MAX = 64 * 1024
/** A statement file and a little around it. */
const FORM_BYTES_MAX = 21 * 1024 * 1024

/** Reads the body an operation takes, up to its limit; an operation that takes none ignores what is sent. */
export async function readBody(
  context: Context,
  { body, bodyType }: Pick<AnyOperation, 'body' | 'bodyType'>,
): Promise<Body | Refusal> {
  const limit = bodyType === undefined ? JSON_BYTES_MAX : FORM_BYTES_MAX
  const bytes = await readLimited(context, limit)
  if (bytes === null) return refuse({ status: 413, title: 'Body too large' })
  if (body === undefined) return { kind: 'none', bytes }
  const type = context.req.header('content-type') ?? ''
  const wanted = bodyType ?? 'application/json'
  if (type.split(';')[0]?.trim().toLowerCase() !== wanted) {
    return refuse({ status: 415, title: 'Wrong kind of body', detail: `The Content-Type must be ${wanted}.` })
  }
  try {
    if (bodyType === undefined)
      return { kind: 'json', bytes, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
    return { kind: 'form', bytes, form }
  } catch {
    // Whatever is wrong with it, it is the sender's.
    return refuse({ status: 400, title: 'Body cannot be read', detail: `It is not ${wanted}.` })
  }
}

async function readLimited(context: Context, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(context.req.header('content-length') ?? 0) > limit) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of context.req.raw.body ?? []) {
    size += part.length
    if (size > limit) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function refuse(problem: Problem): Refusal {
  return { refused: problem }
}

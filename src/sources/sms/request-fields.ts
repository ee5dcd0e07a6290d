import { readLenientJson } from './lenient-json.ts'

/** A request to the address of a phone. */
export type SmsRequest = {
  readonly contentType: string | null
  /** What stands behind the question mark. */
  readonly query: string
  /** A header by its name; null when there is none. */
  readonly header: (name: string) => string | null
  readonly body: Uint8Array
}

/** What a request holds: fields (any JSON, or a form), or nothing but a text. `query` is beside either. */
export type RequestContent =
  | { readonly kind: 'fields'; readonly value: unknown; readonly query: Readonly<Record<string, string>> }
  | { readonly kind: 'text'; readonly text: string; readonly query: Readonly<Record<string, string>> }
  | { readonly kind: 'problem'; readonly field: string; readonly what: string }

/**
 * Reads the body as what it looks like, and as its content type only where that leaves room: hand-made automations often send
 * one and name another.
 */
export async function readContent(request: SmsRequest): Promise<RequestContent> {
  const type = (request.contentType ?? '').toLowerCase()
  const query = Object.fromEntries(new URLSearchParams(request.query))
  if (type.startsWith('multipart/form-data')) return readMultipart(request, query)
  const text = decode(request.body, type)
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'fields', value: {}, query }
  if (/^[{[]/.test(trimmed) || (type.includes('json') && trimmed.startsWith('"'))) {
    const value = readLenientJson(trimmed)
    if (typeof value === 'string') return { kind: 'text', text: value, query }
    if (value !== undefined) return { kind: 'fields', value, query }
    // A text may begin with a bracket: `[GTBank] Acct …`.
    if (type.includes('json')) return { kind: 'problem', field: 'body', what: 'is not JSON' }
  }
  const isForm = type.startsWith('application/x-www-form-urlencoded') || type.includes('json') || type === ''
  if (isForm && /^[\w.[\]%+-]{1,64}=/u.test(trimmed)) {
    return { kind: 'fields', value: Object.fromEntries(new URLSearchParams(trimmed)), query }
  }
  return { kind: 'text', text, query }
}

async function readMultipart(
  { body, contentType }: SmsRequest,
  query: Record<string, string>,
): Promise<RequestContent> {
  try {
    const form = await new Response(Buffer.from(body), { headers: { 'content-type': contentType ?? '' } }).formData()
    const fields: Record<string, string> = {}
    for (const [name, value] of form) fields[name] = typeof value === 'string' ? value : await value.text()
    return { kind: 'fields', value: fields, query }
  } catch {
    return { kind: 'problem', field: 'body', what: 'is not multipart/form-data' }
  }
}

/** The body as text in the character set it names; UTF-8 when it names none, or none that is known. */
function decode(body: Uint8Array, type: string): string {
  const charset = /charset=["']?([\w.:-]+)/u.exec(type)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

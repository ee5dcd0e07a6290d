import { createHmac, timingSafeEqual } from 'node:crypto'
import { plainName } from './field-names.ts'
import type { RequestContent, SmsRequest } from './request-fields.ts'

/** Whether a request is signed with the phone's key; where not, which header or field is wrong. */
export type SignatureVerdict =
  | { readonly kind: 'signed' }
  | { readonly kind: 'refused'; readonly field: string; readonly what: string }

/** As SmsForwarder advises: a signature is good for an hour, either way, since clocks of phones are wrong. */
const VALID_SECONDS = 3_600

/**
 * Checks a request's signature. SMS Gate: `X-Signature` is the HMAC-SHA256 of body and `X-Timestamp`, hexadecimal. httpSMS: a
 * bearer token, JWT with HS256. SmsForwarder: the field `sign` is the HMAC-SHA256 of `timestamp`, a line break and the
 * key, base64.
 */
export function checkSignature(
  request: SmsRequest,
  content: RequestContent,
  key: string,
  now: Temporal.Instant,
): SignatureVerdict {
  const nowSeconds = now.epochMilliseconds / 1_000
  const header = request.header('x-signature')
  if (header !== null) return checkHeader(header, request, key, nowSeconds)
  const token = /^Bearer\s+(\S+)$/iu.exec(request.header('authorization') ?? '')?.[1]
  if (token !== undefined) return checkToken(token, key, nowSeconds)
  const fields = fieldsOf(content)
  const sign = fields.get('sign')
  if (sign !== undefined) return checkSign(sign, fields.get('timestamp') ?? '', key, nowSeconds)
  return refused('X-Signature', 'is missing: this phone signs what it posts; set the signing key in the app')
}

function checkHeader(given: string, { body, header }: SmsRequest, key: string, nowSeconds: number): SignatureVerdict {
  const timestamp = header('x-timestamp')
  if (timestamp === null) return refused('X-Timestamp', 'is missing')
  const hmac = createHmac('sha256', key).update(body).update(timestamp).digest()
  if (!isSame(Buffer.from(given.replace(/^sha256=/iu, ''), 'hex'), hmac)) return refused('X-Signature', 'does not fit')
  return isFresh(Number(timestamp), nowSeconds) ? { kind: 'signed' } : refused('X-Timestamp', TOO_FAR)
}

function checkToken(token: string, key: string, nowSeconds: number): SignatureVerdict {
  const [head = '', claims = '', signature = ''] = token.split('.')
  if (readPart(head).alg !== 'HS256') return refused('Authorization', 'is no token signed with HS256')
  const hmac = createHmac('sha256', key).update(`${head}.${claims}`).digest()
  if (!isSame(Buffer.from(signature, 'base64url'), hmac)) return refused('Authorization', 'is not signed with the key')
  const { exp, iat } = readPart(claims)
  const time = typeof exp === 'number' ? exp : iat
  if (typeof time !== 'number' || !isFresh(time, nowSeconds)) return refused('Authorization', TOO_FAR)
  return { kind: 'signed' }
}

function checkSign(sign: string, timestamp: string, key: string, nowSeconds: number): SignatureVerdict {
  const expected = createHmac('sha256', key).update(`${timestamp}\n${key}`).digest()
  // Encoded for an address once more where it stands in JSON; in a form a bare `+` has become a blank.
  const plain = sign.replace(/%2B/giu, '+').replace(/%2F/giu, '/').replace(/%3D/giu, '=').replaceAll(' ', '+')
  if (!isSame(Buffer.from(plain, 'base64'), expected)) return refused('sign', 'does not fit')
  const seconds = Number(timestamp) > 1e11 ? Number(timestamp) / 1_000 : Number(timestamp)
  return isFresh(seconds, nowSeconds) ? { kind: 'signed' } : refused('timestamp', TOO_FAR)
}

const TOO_FAR = 'is more than an hour away from now: check the clock of the phone'

function refused(field: string, what: string): SignatureVerdict {
  return { kind: 'refused', field, what }
}

function isFresh(seconds: number, nowSeconds: number): boolean {
  return Number.isFinite(seconds) && Math.abs(seconds - nowSeconds) <= VALID_SECONDS
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function readPart(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // What is no JSON claims nothing.
    return {}
  }
}

/** The texts and numbers of the outermost object, and of the query. */
function fieldsOf(content: RequestContent): ReadonlyMap<string, string> {
  if (content.kind === 'problem') return new Map()
  const own = content.kind === 'fields' && typeof content.value === 'object' ? (content.value ?? {}) : {}
  const entries = Object.entries({ ...content.query, ...own }).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' ? [[plainName(name), String(value)]] : [],
  )
  return new Map(entries)
}

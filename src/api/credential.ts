import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'

/** The cookie of a browser that signed in. */
const SESSION_COOKIE = 'session'

/** What a request brings to be let in. `forged`: a cookie on a write that another site may have sent. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'forged' }

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** The secret of a request: of its Authorization header, else of its cookie. A header that is no bearer token counts as none. */
export function readCredential(context: Context, publicUrl: string | null): Credential {
  const header = context.req.header('authorization')
  if (header !== undefined) {
    const secret = /^bearer +(\S+)$/i.exec(header)?.[1]
    return secret === undefined ? { kind: 'none' } : { kind: 'secret', secret }
  }
  const cookie = getCookie(context, SESSION_COOKIE)
  if (cookie === undefined || cookie === '') return { kind: 'none' }
  const isSafe = SAFE_METHODS.includes(context.req.method) || isSameOrigin(context, publicUrl)
  return isSafe ? { kind: 'secret', secret: cookie } : { kind: 'forged' }
}

/**
 * Whether a page of ours sent the request: browsers say so in `Sec-Fetch-Site`, older ones in `Origin`, and no page can change
 * either. A request with neither does not come from a browser's page.
 */
export function isSameOrigin(context: Context, publicUrl: string | null): boolean {
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = context.req.header('origin')
  if (origin === undefined || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === context.req.header('host') || (publicUrl !== null && host === new URL(publicUrl).host)
}

/** The header that sets the session's cookie until an instant, or (with an empty secret) takes it away. */
export function sessionCookie(secret: string, expiresAt: Temporal.Instant, isSecure: boolean): string {
  const expires = new Date(expiresAt.epochMilliseconds).toUTCString()
  const secure = isSecure ? '; Secure' : ''
  return `${SESSION_COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}${secure}`
}

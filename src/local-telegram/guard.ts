import type { IncomingMessage } from 'node:http'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a request comes from another site in somebody's browser: under a name that is not this machine's (DNS
 * rebinding), or begun by a page of another origin. Programs such as the bot send none of the browser's headers.
 */
export function isFromOutside(request: IncomingMessage, allowedHosts: readonly string[]): boolean {
  const host = request.headers.host ?? ''
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
  if (!LOOPBACK_NAMES.has(name) && !allowedHosts.includes(name)) return true
  const { origin } = request.headers
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return true
  const site = request.headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  // A link on another page may open the chat page itself: a navigation, which reads nothing and changes nothing.
  const opensPage = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
  return !(opensPage && /^\/demo\/?(?:\?|$)/.test(request.url ?? ''))
}

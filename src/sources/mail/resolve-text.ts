import { Resolver } from 'node:dns/promises'
import type { ResolveText } from './verify-mail.ts'

/** Look-ups that take longer count as no answer, and the mail waits for the next poll. */
const TIMEOUT_MS = 4_000
const TRIES = 2

/** TXT look-ups at `servers` (`ip:port`), or at the system's resolvers when there are none. */
export function createResolveText(servers: readonly string[]): ResolveText {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  if (servers.length > 0) resolver.setServers(servers)
  return (name) => resolver.resolveTxt(name)
}

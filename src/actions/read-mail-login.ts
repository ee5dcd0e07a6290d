import type { MailServer } from '../domain/mailbox.ts'
import { MAIL_PROVIDERS, type MailProvider, providerOf } from './mail-providers.ts'

/**
 * What a message that holds a mail login says. `incomplete`: somebody meant one, and something is missing or cannot work; the
 * message may hold a password all the same.
 */
export type MailLoginReading =
  | { readonly kind: 'login'; readonly server: MailServer; readonly password: string }
  | { readonly kind: 'incomplete'; readonly missing: 'host' | 'app-password'; readonly provider: MailProvider | null }
  | { readonly kind: 'impossible'; readonly provider: MailProvider }

const TEXT_MAX = 1_000
/** An app password is shown in four groups. */
const GROUPS_MAX = 4
const PORT = 993

/**
 * Reads `you@gmail.com app password` or `you@example.org mail.example.org[:port] password`; null for any other text. It asks
 * for an address at the very beginning and for one line, so that no alert and no entry is taken for a login.
 */
export function readMailLogin(text: string): MailLoginReading | null {
  const line = text.trim()
  const words = /^(?<user>[^\s@<>"(),:;]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)[^\S\n]+(?<rest>\S[^\n]*)$/iu.exec(line)?.groups
  if (words === undefined || line.length > TEXT_MAX) return null
  const { user = '', rest = '' } = words
  const withHost = /^(?<host>\[[0-9a-f:.]+\]|[a-z0-9.-]+?)(?::(?<port>\d{1,5}))?[^\S\n]+(?<password>\S.*)$/iu.exec(rest)
  const { host = '', port, password = '' } = withHost?.groups ?? {}
  // A word with a dot or a port is a server; so is the machine itself, for those who try a server of their own.
  if (/[.:]/u.test(host) || port !== undefined || host === 'localhost') {
    const server = { user, host: host.replace(/^\[(.*)\]$/u, '$1').toLowerCase(), port: Number(port ?? PORT) }
    return { kind: 'login', server, password: withoutShownSpaces(password, server.host) }
  }
  return ofKnownProvider(user, rest)
}

function ofKnownProvider(user: string, rest: string): MailLoginReading | null {
  const provider = providerOf(user)
  const groups = rest.split(/\s+/u)
  if (groups.length > GROUPS_MAX) return null
  if (provider === null) return groups.length === 1 ? { kind: 'incomplete', missing: 'host', provider } : null
  if (provider.host === null) return { kind: 'impossible', provider }
  const password = groups.join('')
  if (provider.password?.test(password) !== true) return { kind: 'incomplete', missing: 'app-password', provider }
  return { kind: 'login', server: { user, host: provider.host, port: PORT }, password }
}

/** Companies have mailboxes at the known providers under domains of their own. */
function withoutShownSpaces(password: string, host: string): string {
  const provider = MAIL_PROVIDERS.find((each) => each.host === host)
  const joined = password.replace(/\s+/gu, '')
  return provider?.password?.test(joined) === true ? joined : password
}

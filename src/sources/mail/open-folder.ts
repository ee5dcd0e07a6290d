import { ImapFlow, type ImapFlowOptions, type SearchObject } from 'imapflow'
import type { Destination } from '../egress.ts'

/** What a mailbox is read with. The password is used for the login and kept nowhere else. */
export type MailLogin = { readonly user: string; readonly password: string }

/** The step that failed; people are told what to do about each. */
export type ConnectStep = 'connect' | 'tls' | 'login' | 'folder'

export type OpenOutcome =
  | { readonly kind: 'open'; readonly folder: MailFolder }
  | { readonly kind: 'failed'; readonly step: ConnectStep; readonly detail: string }

/** A mail as the server has it. */
export type FetchedMail = { readonly uid: number; readonly raw: Uint8Array; readonly receivedAt: Temporal.Instant }

/** The INBOX of a mailbox, opened read-only (EXAMINE). Every call throws `MailServerError` when the connection is lost. */
export type MailFolder = {
  readonly uidValidity: bigint
  /** The UID that the next mail will have, as it was when the folder was opened. */
  readonly uidNext: number
  /** UIDs, ascending, of mails from one of `addresses` after a UID and received since a day. */
  search(query: {
    readonly addresses: readonly string[]
    readonly afterUid: number
    readonly since: Temporal.PlainDate | null
  }): Promise<readonly number[]>
  /** How long mails are, by UID; those that have gone are left out. */
  sizes(uids: readonly number[]): Promise<ReadonlyMap<number, number>>
  /** The whole mail; null when it has gone. */
  fetch(uid: number): Promise<FetchedMail | null>
  /** Resolves when the server says that something arrived, when `signal` aborts, or when the connection is lost. */
  untilNews(signal: AbortSignal): Promise<'news' | 'over'>
  close(): Promise<void>
}

/** Far below the library's gigabytes: no bank writes mails of this size. */
const LIMITS = {
  maxLineLength: 1_048_576,
  maxLiteralSize: 26_214_400,
  maxResponseSize: 33_554_432,
  maxResponseTokens: 100_000,
} as const
const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 15_000, socketTimeout: 120_000 } as const
/** Port of IMAP that begins in clear text and must turn to TLS before anything is said. */
const STARTTLS_PORT = 143
/** A SEARCH of very many senders is cut into several: servers limit the length of a command. */
const ADDRESSES_PER_SEARCH = 20
/** IDLE is begun anew before servers and routers forget it (RFC 2177 says 29 minutes). */
const IDLE_RENEWED_MS = 5 * 60_000

/** Opens the INBOX at a destination that was looked at. TLS is always verified, against the name that was given. */
export async function openFolder(
  destination: Destination,
  login: MailLogin,
  options: { readonly certificateAuthority?: string } = {},
): Promise<OpenOutcome> {
  const { host, address, port } = destination
  if ([login.user, login.password].some((text) => /[\r\n\0]/u.test(text))) {
    return { kind: 'failed', step: 'login', detail: 'user and password may not hold line breaks' }
  }
  const tls: ImapFlowOptions['tls'] = {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(options.certificateAuthority === undefined ? {} : { ca: options.certificateAuthority }),
  }
  const client = new ImapFlow({
    host: address,
    port,
    ...(host === address ? {} : { servername: host }),
    secure: port !== STARTTLS_PORT,
    doSTARTTLS: port === STARTTLS_PORT,
    auth: { user: login.user, pass: login.password },
    tls,
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    maxIdleTime: IDLE_RENEWED_MS,
    clientInfo: { name: 'expense-tracker' },
    ...LIMITS,
    ...TIMEOUTS,
  })
  // Attached before anything can fail: an error without a listener would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    client.close()
    return { kind: 'failed', ...stepOf(client, error) }
  }
  try {
    const mailbox = await client.mailboxOpen('INBOX', { readOnly: true })
    // Without it a UID means nothing: reading on would read twice or never.
    if (typeof mailbox.uidValidity !== 'bigint' || mailbox.uidNext === undefined) throw new Error('no UIDVALIDITY')
    return { kind: 'open', folder: createFolder(client, mailbox.uidValidity, mailbox.uidNext) }
  } catch (error) {
    client.close()
    return { kind: 'failed', step: 'folder', detail: messageOf(error) }
  }
}

function stepOf(client: ImapFlow, error: unknown): { step: ConnectStep; detail: string } {
  const detail = messageOf(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed) {
    return { step: 'login', detail }
  }
  const isTls = /CERT|TLS|SSL|EPROTO|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY|WRONG_VERSION/u.test(
    `${code} ${detail}`.toUpperCase(),
  )
  if (isTls) return { step: 'tls', detail }
  return { step: client.secureConnection && client.greeting !== undefined ? 'login' : 'connect', detail }
}

/** What the server said, where it said something; it may be shown to whoever set the mailbox up. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  const said = 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : ''
  return said === '' ? error.message : said.slice(0, 200)
}

/** The mail server or the line to it failed; nothing of ours did. */
export class MailServerError extends Error {
  override readonly name = 'MailServerError'
}

function createFolder(client: ImapFlow, uidValidity: bigint, uidNext: number): MailFolder {
  /** The library answers some calls on a lost connection with nothing; nothing must never look like "no mail". */
  const asked = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    try {
      if (!client.usable) throw new Error('the connection to the mail server was lost')
      const answer = await ask()
      if (!client.usable) throw new Error('the connection to the mail server was lost')
      return answer
    } catch (error) {
      throw new MailServerError(messageOf(error), { cause: error })
    }
  }
  return {
    uidValidity,
    uidNext,
    search: async ({ addresses, afterUid, since }) => {
      const found = new Set<number>()
      for (let at = 0; at < addresses.length; at += ADDRESSES_PER_SEARCH) {
        const some = addresses.slice(at, at + ADDRESSES_PER_SEARCH)
        const query = {
          uid: `${afterUid + 1}:*`,
          ...(since === null ? {} : { since: since.toString() }),
          ...(some.length === 1 ? { from: some[0] } : { or: some.map((from) => ({ from })) }),
        }
        for (const uid of await asked(() => searched(client, query))) found.add(uid)
      }
      // `n:*` names the last mail even when its UID is lower than n.
      return [...found].filter((uid) => uid > afterUid).sort((left, right) => left - right)
    },
    sizes: (uids) => asked(() => sizesOf(client, uids)),
    fetch: (uid) => asked(() => fetched(client, uid)),
    untilNews: (signal) => untilNews(client, signal),
    close: async () => {
      if (client.usable) await client.logout().catch(() => client.close())
      else client.close()
    },
  }
}

async function searched(client: ImapFlow, query: SearchObject): Promise<readonly number[]> {
  const uids = await client.search(query, { uid: true })
  if (uids === false || uids === undefined) throw new Error('the mail server did not answer a search')
  return uids
}

async function sizesOf(client: ImapFlow, uids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const sizes = new Map<number, number>()
  if (uids.length === 0) return sizes
  for await (const { uid, size } of client.fetch([...uids], { uid: true, size: true }, { uid: true })) {
    if (size !== undefined) sizes.set(uid, size)
  }
  return sizes
}

async function fetched(client: ImapFlow, uid: number): Promise<FetchedMail | null> {
  const mail = await client.fetchOne(String(uid), { uid: true, source: true, internalDate: true }, { uid: true })
  if (mail === false || mail.source === undefined) return null
  const at = mail.internalDate instanceof Date ? mail.internalDate : new Date(mail.internalDate ?? Number.NaN)
  if (Number.isNaN(at.getTime())) throw new Error('the mail server did not say when a mail arrived')
  return { uid, raw: mail.source, receivedAt: Temporal.Instant.fromEpochMilliseconds(at.getTime()) }
}

function untilNews(client: ImapFlow, signal: AbortSignal): Promise<'news' | 'over'> {
  return new Promise((resolve) => {
    const end = (outcome: 'news' | 'over') => {
      client.off('exists', onNews)
      client.off('close', onClose)
      signal.removeEventListener('abort', onClose)
      resolve(outcome)
    }
    const onNews = () => end('news')
    const onClose = () => end('over')
    if (signal.aborted || !client.usable) return resolve('over')
    client.on('exists', onNews)
    client.on('close', onClose)
    signal.addEventListener('abort', onClose)
    // Ends when another command comes or the connection closes; either way the listeners above tell.
    client.idle().catch(onClose)
  })
}

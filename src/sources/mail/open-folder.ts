import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow, type ImapFlowOptions, type SearchObject } from 'imapflow'
import type { FailedStep } from '../../domain/mailbox.ts'
import type { Destination } from '../egress.ts'
import { type Line, withinBounds } from './bounds.ts'

/** What a mailbox is read with. The password is used for the login and kept nowhere else. */
export type MailLogin = { readonly user: string; readonly password: string }

/** The step that failed; people are told what to do about each. */
type ConnectStep = Extract<FailedStep, 'connect' | 'tls' | 'login' | 'folder'>

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
  /** The whole mail; null when it has gone. `size`: what the server said of it, null when it said nothing. */
  fetch(uid: number, size: number | null): Promise<FetchedMail | null>
  /** Resolves when the server says that something arrived, when `signal` aborts, or when the connection is lost. */
  untilNews(signal: AbortSignal): Promise<'news' | 'over'>
  close(): Promise<void>
}

/** Far below the library's gigabytes: no bank writes mails of this size. */
const LIMITS = {
  maxLineLength: 1_048_576,
  maxLiteralSize: 10_485_760,
  maxResponseSize: 12_582_912,
  maxResponseTokens: 100_000,
} as const
/** How long a server may take. `opening`: all of connecting, logging in and opening; `command`: one search or fetch, however busy the line. */
export type Patience = {
  readonly connectMs: number
  readonly greetingMs: number
  readonly silenceMs: number
  readonly openingMs: number
  readonly commandMs: number
}
const PATIENCE: Patience = {
  connectMs: 20_000,
  greetingMs: 15_000,
  silenceMs: 120_000,
  openingMs: 60_000,
  commandMs: 10 * 60_000,
}
/** Port of IMAP that begins in clear text and must turn to TLS before anything is said. */
const STARTTLS_PORT = 143
/** A SEARCH of very many senders is cut into several: servers limit the length of a command. */
const ADDRESSES_PER_SEARCH = 20
/** How long a server may take to say goodbye. */
const LOGOUT_MAX_MS = 2_000
/** What may come in while a mailbox is opened, or while nobody asks for anything. */
const OPENING_BYTES_MAX = 2_097_152
/** A list of a hundred thousand UIDs, or of the sizes of some thousand mails. */
const LIST_BYTES_MAX = 1_048_576
const SIZES_PER_FETCH = 5_000
/** No server tells of this many arrivals between two searches. */
const NEWS_MAX = 2_000
/** A mail may be a little longer than was said, and other news come with it. */
const FETCH_BYTES_MORE = 524_288
/** Nobody waits for news longer: there is a search every few minutes. */
const IDLE_MAX_MS = 60 * 60_000
const DETAIL_LENGTH_MAX = 200
/** IDLE is begun anew before servers and routers forget it (RFC 2177 says 29 minutes). */
const IDLE_RENEWED_MS = 5 * 60_000

/** Opens the INBOX at a destination that was looked at. TLS is always verified, against the name that was given. */
export async function openFolder(
  destination: Destination,
  login: MailLogin,
  options: { readonly certificateAuthority?: string; readonly patience?: Patience } = {},
): Promise<OpenOutcome> {
  const patience = options.patience ?? PATIENCE
  if ([login.user, login.password].some((text) => /[\r\n\0]/u.test(text))) {
    return { kind: 'failed', step: 'login', detail: 'user and password may not hold line breaks' }
  }
  let outcome: OpenOutcome = { kind: 'failed', step: 'connect', detail: 'no address' }
  for (const address of destination.addresses) {
    outcome = await openAt(createClient(destination, address, login, { ...options, patience }), patience)
    if (outcome.kind === 'open' || outcome.step !== 'connect') return outcome
  }
  return outcome
}

function createClient(
  { host, port }: Destination,
  address: string,
  login: MailLogin,
  { certificateAuthority, patience }: { readonly certificateAuthority?: string; readonly patience: Patience },
): ImapFlow {
  const tls: ImapFlowOptions['tls'] = {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
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
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.greetingMs,
    socketTimeout: patience.silenceMs,
  })
  // Attached before anything can fail: an error without a listener would end the process.
  client.on('error', () => {})
  return client
}

async function openAt(client: ImapFlow, patience: Patience): Promise<OpenOutcome> {
  const outcome = await withinBounds(
    lineOf(client),
    { milliseconds: patience.openingMs, bytes: OPENING_BYTES_MAX },
    connectAndOpen(client, patience),
  ).catch((error: unknown): OpenOutcome => ({ kind: 'failed', step: 'connect', detail: messageOf(error) }))
  if (outcome.kind === 'failed') client.close()
  return outcome
}

function lineOf(client: ImapFlow): Line {
  return { received: () => client.stats().received, close: () => client.close() }
}

async function connectAndOpen(client: ImapFlow, patience: Patience): Promise<OpenOutcome> {
  try {
    await client.connect()
  } catch (error) {
    return { kind: 'failed', ...stepOf(error) }
  }
  try {
    const mailbox = await client.mailboxOpen('INBOX', { readOnly: true })
    // Without it a UID means nothing: reading on would read twice or never.
    if (typeof mailbox.uidValidity !== 'bigint' || mailbox.uidNext === undefined) throw new Error('no UIDVALIDITY')
    return { kind: 'open', folder: createFolder(client, mailbox.uidValidity, mailbox.uidNext, patience) }
  } catch (error) {
    return { kind: 'failed', step: 'folder', detail: messageOf(error) }
  }
}

/** Refusals of a login that say nothing about the password (RFC 5530): tried again, and not counted. */
const PASSING_CODES: ReadonlySet<string> = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'CONTACTADMIN'])

function stepOf(error: unknown): { step: ConnectStep; detail: string } {
  const detail = messageOf(error)
  if (!(error instanceof Error)) return { step: 'connect', detail }
  const [code, response] = [textOf(error, 'code'), textOf(error, 'serverResponseCode')]
  if ('authenticationFailed' in error && error.authenticationFailed === true && !PASSING_CODES.has(response)) {
    return { step: 'login', detail }
  }
  const isTls =
    ('tlsFailed' in error && error.tlsFailed === true) ||
    /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH)/u.test(code)
  return { step: isTls ? 'tls' : 'connect', detail }
}

function textOf(error: Error, name: string): string {
  const value: unknown = name in error ? (error as unknown as Record<string, unknown>)[name] : ''
  return typeof value === 'string' ? value : ''
}

/** What the server said, where it said something; it may be shown to whoever set the mailbox up. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  return (textOf(error, 'responseText') || error.message).slice(0, DETAIL_LENGTH_MAX)
}

/** The mail server or the line to it failed; nothing of ours did. */
export class MailServerError extends Error {
  override readonly name = 'MailServerError'
}

function createFolder(client: ImapFlow, uidValidity: bigint, uidNext: number, patience: Patience): MailFolder {
  const line = lineOf(client)
  /** The library answers some calls on a lost connection with nothing; nothing must never look like "no mail". */
  const asked = async <Answer>(bytes: number, ask: () => Promise<Answer>): Promise<Answer> => {
    try {
      if (!client.usable) throw new Error('the connection to the mail server was lost')
      const answer = await withinBounds(line, { milliseconds: patience.commandMs, bytes }, ask())
      if (!client.usable) throw new Error('the connection to the mail server was lost')
      return answer
    } catch (error) {
      throw new MailServerError(messageOf(error), { cause: error })
    }
  }
  // Something may arrive while other commands are under way, when nobody waits for news.
  let newsCount = 0
  client.on('exists', () => {
    newsCount += 1
    // Told at once, since a flood leaves no time for anybody to look.
    if (newsCount > NEWS_MAX) client.close()
  })
  return {
    uidValidity,
    uidNext,
    search: async ({ addresses, afterUid, since }) => {
      newsCount = 0
      const found = new Set<number>()
      for (let at = 0; at < addresses.length; at += ADDRESSES_PER_SEARCH) {
        const some = addresses.slice(at, at + ADDRESSES_PER_SEARCH)
        const query = {
          uid: `${afterUid + 1}:*`,
          ...(since === null ? {} : { since: since.toString() }),
          ...(some.length === 1 ? { from: some[0] } : { or: some.map((from) => ({ from })) }),
        }
        for (const uid of await asked(LIST_BYTES_MAX, () => searched(client, query))) found.add(uid)
      }
      // `n:*` names the last mail even when its UID is lower than n.
      return [...found].filter((uid) => uid > afterUid).sort((left, right) => left - right)
    },
    sizes: async (uids) => {
      const sizes = new Map<number, number>()
      for (let at = 0; at < uids.length; at += SIZES_PER_FETCH) {
        const some = await asked(LIST_BYTES_MAX, () => sizesOf(client, uids.slice(at, at + SIZES_PER_FETCH)))
        for (const [uid, size] of some) sizes.set(uid, size)
      }
      return sizes
    },
    fetch: (uid, size) => asked((size ?? LIMITS.maxLiteralSize) * 2 + FETCH_BYTES_MORE, () => fetched(client, uid)),
    untilNews: async (signal) => {
      if (newsCount > 0) return 'news'
      const bounds = { milliseconds: IDLE_MAX_MS, bytes: OPENING_BYTES_MAX }
      // Out of bounds is as good as over: the line is ended either way.
      return withinBounds(line, bounds, untilNews(client, signal)).catch(() => 'over')
    },
    close: async () => {
      // A line that is dead without our knowing would keep us waiting for the goodbye.
      if (client.usable)
        await Promise.race([client.logout().catch(() => {}), sleep(LOGOUT_MAX_MS, undefined, { ref: false })])
      client.close()
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
    // IDLE that ends by itself (a server that refuses it) gives no news: the regular search has to do.
    client.idle().catch(onClose)
  })
}

import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import type { MailMessage } from '../../domain/mail.ts'
import type { Doubt } from '../../domain/mailbox.ts'
import { type HeaderField, headerFields, valuesOf } from './header-fields.ts'
import { plainAddresses } from './plain-addresses.ts'

/** How far a mail is believed. `undecided`: the name system did not answer; asked again at the next poll. */
export type MailVerdict =
  | { readonly kind: 'verified'; readonly domain: string }
  | { readonly kind: 'unverified'; readonly doubt: Doubt }
  | { readonly kind: 'undecided' }

/** DNS TXT look-up: the chunks of each record. Throws with the code `ENOTFOUND` or `ENODATA` when there is none. */
export type ResolveText = (name: string) => Promise<readonly (readonly string[])[]>

export type VerifyOptions = {
  /** The mailbox's owner, an address in lower case; null when the mailbox's user name is not one. */
  readonly owner: string | null
  /** When the mail was seen first: how old it may be counts from there. */
  readonly now: Temporal.Instant
  readonly resolveText: ResolveText
}

/** What a bank's signature must cover, once each. */
const SIGNED_FIELDS = ['from', 'to', 'subject', 'date'] as const
/** Fields that change how the rest is read; a second one is never a bank's doing. */
const SINGLE_FIELDS = [
  ...SIGNED_FIELDS,
  'sender',
  'reply-to',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
]
const AGE_MAX_DAYS = 7
/** Clocks of banks and ours may differ by this much. */
const AHEAD_MAX_MINUTES = 60
const ALGORITHMS: ReadonlySet<string> = new Set(['rsa-sha256', 'ed25519-sha256'])
/** Shorter keys have been factored (RFC 8301 sets the floor). */
const KEY_BITS_MIN = 1024
/** Keys of one mail that are looked up; banks sign once or twice. */
const LOOKUPS_MAX = 6

/**
 * Whether a mail that names a bank's exact address is that bank's: a DKIM signature (RFC 6376) of the very domain of the
 * address, without a length limit, over one From, To, Subject and Date; addressed to the mailbox's owner; at most a week
 * old. Anything that a person passed on is not.
 */
export async function verifyMail(raw: Uint8Array, mail: MailMessage, options: VerifyOptions): Promise<MailVerdict> {
  const fields = headerFields(raw)
  const domain = mail.from?.split('@').at(-1) ?? ''
  if (fields === null || domain === '') return unverified('repeated-fields')
  const doubt = doubtOf(fields, mail, options)
  if (doubt !== null) return unverified(doubt)
  const verdict = await verifySignature(raw, domain, options)
  // Asked last, so that `too-old` says that everything else is as it should be.
  const untimely = verdict.kind === 'verified' ? untimeliness(fields, options) : null
  return untimely === null ? verdict : unverified(untimely)
}

function unverified(doubt: Doubt): MailVerdict {
  return { kind: 'unverified', doubt }
}

function doubtOf(fields: readonly HeaderField[], mail: MailMessage, { owner }: VerifyOptions): Doubt | null {
  if (SINGLE_FIELDS.some((name) => valuesOf(fields, name).length > 1)) return 'repeated-fields'
  if (SIGNED_FIELDS.some((name) => valuesOf(fields, name).length === 0)) return 'fields-not-signed'
  if (fields.some(({ name }) => name.startsWith('resent-')) || mail.forwarded.length > 0) return 'forwarded'
  const from = plainAddresses(valuesOf(fields, 'from')[0] ?? '')
  if (from?.length !== 1 || from[0] !== mail.from) return 'repeated-fields'
  const to = plainAddresses(valuesOf(fields, 'to')[0] ?? '')
  return owner !== null && to?.includes(owner) !== true ? 'not-addressed-to-you' : null
}

function untimeliness(fields: readonly HeaderField[], { now }: VerifyOptions): Doubt | null {
  const date = Date.parse(valuesOf(fields, 'date')[0] ?? '')
  if (Number.isNaN(date)) return 'too-old'
  const age = Temporal.Instant.fromEpochMilliseconds(date).until(now)
  if (age.total('minutes') < -AHEAD_MAX_MINUTES) return 'from-the-future'
  return age.total('hours') > AGE_MAX_DAYS * 24 ? 'too-old' : null
}

type Signature = Awaited<ReturnType<typeof dkimVerify>>['results'][number]

async function verifySignature(raw: Uint8Array, domain: string, options: VerifyOptions): Promise<MailVerdict> {
  const { results } = await dkimVerify(Buffer.from(raw), {
    strict: true,
    minBitLength: KEY_BITS_MIN,
    curTime: new Date(options.now.epochMilliseconds),
    resolver: keysOf(domain, options.resolveText),
  })
  const signatures = results.filter(({ signingDomain }) => signingDomain !== undefined)
  if (signatures.length === 0) return unverified('not-signed')
  const own = signatures.filter(({ signingDomain }) => signingDomain?.toLowerCase() === domain)
  if (own.length === 0) return unverified('other-domain')
  const doubts = own.map((signature) => doubtAbout(signature, options.now))
  if (doubts.includes(null)) return { kind: 'verified', domain }
  if (own.some(({ status }) => status.result === 'temperror')) return { kind: 'undecided' }
  return unverified(doubts.find((doubt) => doubt !== null) ?? 'signature-broken')
}

/** What is wrong with a signature of the right domain; null when nothing is. */
function doubtAbout(signature: Signature, now: Temporal.Instant): Doubt | null {
  const { status } = signature
  if (!ALGORITHMS.has((signature.algo ?? '').toLowerCase())) return 'weak-signature'
  if (status.result === 'policy') return 'weak-signature'
  if (status.result !== 'pass') return 'signature-broken'
  // A domain that tests DKIM (t=y) asks not to be believed by it.
  if (status.testing === true) return 'weak-signature'
  if (signature.canonBodyLengthLimited === true) return 'length-limited'
  if (signature.signTime !== undefined && signature.signTime !== null) {
    const ahead = now.until(Temporal.Instant.from(signature.signTime)).total('minutes')
    if (ahead > AHEAD_MAX_MINUTES) return 'from-the-future'
  }
  const keys = (signature.signingHeaders?.keys ?? '').toLowerCase().split(':')
  const signed = new Set(keys.map((key) => key.trim()))
  return SIGNED_FIELDS.every((name) => signed.has(name)) ? null : 'fields-not-signed'
}

/** Looks up keys of one domain only: a mail may name as many other domains as it likes, and none of them matters. */
function keysOf(domain: string, resolveText: ResolveText) {
  let lookups = 0
  return async (name: string, type: string): Promise<string[][]> => {
    const isOwn = type === 'TXT' && name.toLowerCase().endsWith(`._domainkey.${domain}`)
    lookups += isOwn ? 1 : 0
    if (!isOwn || lookups > LOOKUPS_MAX) throw Object.assign(new Error('not looked up'), { code: 'ENOTFOUND' })
    return (await resolveText(name)).map((chunks) => [...chunks])
  }
}

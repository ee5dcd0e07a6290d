/** How far a mailbox has been read: a UID means nothing without its UIDVALIDITY (RFC 3501 §2.3.1.1). */
export type MailCursor = { readonly uidValidity: bigint; readonly uid: number }

/** Why a mail from a bank's address is not believed. */
export const DOUBTS = [
  'not-signed',
  'signature-broken',
  'other-domain',
  'fields-not-signed',
  'length-limited',
  'weak-signature',
  'repeated-fields',
  'not-addressed-to-you',
  'too-old',
  'from-the-future',
  'forwarded',
  'key-not-answered',
  'text-disagrees',
  'taught-sender',
] as const
export type Doubt = (typeof DOUBTS)[number]

/** Why a mail is passed over. */
export type MailRefusal = 'not-a-bank' | 'not-an-alert' | 'too-large' | 'broken'

/** A file attached to a mail whose name says that it may be a statement. `bytes`: null when it is larger than one. */
export type MailFile = { readonly name: string; readonly bytes: Uint8Array | null }

/** A mail as it is stored and parsed. */
export type MailContent = {
  readonly from: string
  readonly subject: string | null
  readonly text: string
  /** Equal for equal mails, whatever their place in the mailbox and whichever servers they passed. */
  readonly contentKey: string
  readonly files: readonly MailFile[]
}

/** What a fetched mail is worth. */
export type JudgedMail =
  | { readonly kind: 'refused'; readonly reason: MailRefusal }
  /** The name system did not answer; the mail is read again at the next poll. */
  | (MailContent & { readonly kind: 'undecided' })
  | (MailContent & {
      readonly kind: 'mail'
      readonly authenticity: 'verified' | 'forwarded' | 'unverified'
      readonly doubt: Doubt | null
    })

/** A mail that reads as an alert and is not believed, with what a person made of it. */
export type DoubtfulMail = {
  readonly messageId: string
  readonly doubt: Doubt
  readonly state: 'waiting' | 'accepted' | 'ignored'
  readonly seenAt: Temporal.Instant
}

/** What became of a mail that was read from a mailbox; the keys of a mailbox's counters. */
export const MAIL_OUTCOMES = [
  'booked',
  'suspect',
  'duplicate',
  'unverified',
  'not-a-transaction',
  'unrecognized',
  'refused',
  'undecided',
] as const
export type MailOutcome = (typeof MAIL_OUTCOMES)[number]

/** What failed when a mailbox was to be read. `host`: it may not be connected to. */
export type FailedStep = 'host' | 'connect' | 'tls' | 'login' | 'folder' | 'reading'

/** A mailbox and the ledger it belongs to, with the chat of the ledger's owner where there is one. */
export type MailboxPlace = { readonly ledgerId: string; readonly mailboxId: string; readonly chatId: bigint | null }

/** How a mailbox is reached: the name of its server as it was given, for TLS. */
export type MailServer = { readonly user: string; readonly host: string; readonly port: number }

/** A mailbox of a ledger that is read on schedule. */
export type Mailbox = MailServer & {
  readonly id: string
  readonly addedAt: Temporal.Instant
  /** Null until it was read for the first time. */
  readonly cursor: MailCursor | null
  /** Mails before the cursor that are read again, with when they were seen first. */
  readonly deferred: readonly { readonly uid: number; readonly since: Temporal.Instant }[]
  /** Refused logins since the last good one; at three it is read no more until the password is given anew. */
  readonly failedLogins: number
  /** Null until the login that was given last was tried. */
  readonly checkedAt: Temporal.Instant | null
  /** When the latest mail of a bank arrived. */
  readonly mailAt: Temporal.Instant | null
  readonly outcomes: Readonly<Partial<Record<MailOutcome, number>>>
  /** Why mails were refused or not believed. */
  readonly reasons: Readonly<Partial<Record<Doubt | MailRefusal, number>>>
  /** What the last check ended with, for a person; null when it went well. */
  readonly problem: string | null
}

/** What a check changes. */
export type MailboxProgress = Pick<
  Mailbox,
  'cursor' | 'deferred' | 'failedLogins' | 'checkedAt' | 'mailAt' | 'outcomes' | 'reasons' | 'problem'
>

/** Refused logins after which a mailbox is left alone: more would lock the person out of it. */
export const FAILED_LOGINS_MAX = 3

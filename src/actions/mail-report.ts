import type { ParsedAlert } from '../domain/alert.ts'
import type { FailedStep, JudgedMail, Mailbox, MailCursor, MailOutcome } from '../domain/mailbox.ts'
import type { Trace } from '../pipeline/trace.ts'
import type { TakenFile } from './take-mail-files.ts'

/** A mail from a mailbox with what it is worth. */
export type MailFromBox = {
  readonly uid: number
  readonly receivedAt: Temporal.Instant
  readonly judged: JudgedMail
}

/** Mails that share a commit, and how far the mailbox is read with them. */
export type MailsFromBox = {
  readonly mails: readonly MailFromBox[]
  /** Every UID that was looked at, those of mails that have gone included. */
  readonly uids: readonly number[]
  readonly cursor: MailCursor
}

/** What became of one mail; `trace` is null for those that never reached the pipeline. */
export type TakenMail = {
  readonly uid: number
  readonly receivedAt: Temporal.Instant
  readonly outcome: MailOutcome
  /** Why it was refused, is not believed, or is no transaction. */
  readonly reason: string | null
  readonly from: string | null
  readonly subject: string | null
  readonly trace: Trace | null
  /** What an unverified mail says: its first alert. */
  readonly alert: ParsedAlert | null
  /** The files it brought that may be statements. */
  readonly files: readonly TakenFile[]
}

/** Some mails of a check that were taken in one commit, for whoever tells the person. */
export type MailProgress = {
  /** The mailbox as it was before the check. */
  readonly mailbox: Mailbox
  readonly mails: readonly TakenMail[]
  /** All mails of the check up to now, these included. */
  readonly soFar: readonly TakenMail[]
  /** How many mails have been looked at, of how many. */
  readonly done: number
  readonly total: number
  readonly isLast: boolean
}

/** A check that could not read, with the mailbox as it was left. */
export type FailedCheck = {
  readonly kind: 'failed'
  readonly step: FailedStep
  /** What went wrong and what to do, for a person. */
  readonly problem: string
  readonly mailbox: Mailbox
  /** It is the first try of the login that was given last. */
  readonly isFirst: boolean
}

import type { FailedStep, Mailbox } from '../domain/mailbox.ts'
import type { TakenMail } from './take-mail.ts'

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

import type { AccountMatch } from './account.ts'
import type { AccountIdentity, Alert, AlertKey } from './alert.ts'
import type { RawMessage } from './message.ts'
import type { ParseOutcome } from './outcome.ts'

/** How reading a message ended, as it is kept with the message. */
export type KeptOutcome = { readonly kind: ParseOutcome['kind']; readonly detail: string | null }

/** An alert a message was once read as. */
export type StoredAlert = {
  /** By its reading in force, else by its last one. */
  readonly alert: Alert
  /** The reading in force; null when the message says no such alert any more. */
  readonly inForce: number | null
  /** The number of its last reading. */
  readonly last: number
}

/** A message as it is kept, with everything it was ever read as, in order of position. */
export type StoredMessage = {
  readonly message: RawMessage
  readonly outcome: KeptOutcome
  readonly alerts: readonly StoredAlert[]
}

/** Names one reading of an alert. */
export type ReadingMark = { readonly key: AlertKey; readonly number: number }

/** What reading messages again makes of their alerts. */
export type NewReadings = {
  readonly outcomes: readonly { readonly messageId: string; readonly outcome: KeptOutcome }[]
  /** Alerts that are now in force under this reading number. */
  readonly inForce: readonly { readonly alert: Alert; readonly number: number }[]
  readonly withdrawn: readonly AlertKey[]
}

/**
 * Why alerts came into force or went: messages were read again with today's formats, or because a person taught a layout; or
 * a statement was imported, which is kept like a reread so that it can be taken back.
 */
export type RereadCause = 'replay' | 'layout' | 'import'

export type RereadRecord = { readonly id: string; readonly cause: RereadCause; readonly at: Temporal.Instant }

/** What one page of a reread changed: enough to take it back. */
export type RereadPage = {
  readonly messages: readonly {
    readonly id: string
    readonly before: KeptOutcome
    readonly after: KeptOutcome
    readonly alerts: readonly {
      readonly position: number
      readonly before: number | null
      readonly after: number | null
    }[]
  }[]
  /** Transactions that were not there before. */
  readonly made: readonly string[]
  /** Transactions that are not there any more. */
  readonly gone: readonly string[]
  /** What identities led to that lead elsewhere, or nowhere, since. */
  readonly matches: readonly AccountMatch[]
}

/** What reading stored messages again asks of storage. */
export type RereadStore = {
  /** Ids of messages whose text can be read again, in the order of ids, behind the one given. */
  rereadableMessages(after: string | null, limit: number): Promise<readonly string[]>
  storedMessages(ids: readonly string[]): Promise<readonly StoredMessage[]>
  /** Alerts as these readings have them, in force or not. */
  alertsByReading(marks: readonly ReadingMark[]): Promise<readonly Alert[]>
  /** Keeps readings that are new, and puts those named in force. */
  putReadings(readings: NewReadings): Promise<void>
  dropClaims(keys: readonly AlertKey[]): Promise<void>
  /** Forgets that these messages are statements that add up. */
  dropStatementLocks(messageIds: readonly string[]): Promise<void>
  /** Of these identities, drops those that no alert in force and no word of a person needs; gives what they led to. */
  forgetIdentities(identities: readonly AccountIdentity[]): Promise<readonly AccountMatch[]>
  /** Keeps a reread; one that is kept stays as it is. */
  addReread(record: RereadRecord): Promise<void>
  addRereadPage(rereadId: string, number: number, page: RereadPage): Promise<void>
  /** The latest reread that was not taken back, of one cause; null when there is none. */
  latestReread(cause: RereadCause): Promise<RereadRecord | null>
  /** The number of a reread's last page that changed something; null when none did. */
  lastRereadPage(rereadId: string): Promise<number | null>
  /** A page by its number; null when there is none. */
  rereadPage(rereadId: string, number: number): Promise<RereadPage | null>
  takeBackReread(rereadId: string, at: Temporal.Instant): Promise<void>
  /** Whether there was such a reread and it was taken back. */
  isRereadTakenBack(rereadId: string): Promise<boolean>
}

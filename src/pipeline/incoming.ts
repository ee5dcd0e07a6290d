import type { ParsedAlert } from '../domain/alert.ts'
import type { Authenticity, MessageSource } from '../domain/message.ts'

/** A message on its way into a ledger. One-time codes are already replaced. */
export type IncomingMessage = {
  /** Names the delivery: `telegram:<chat>:<message>`, `ingest:<id>`. The same origin with the same text is skipped. */
  readonly origin: string
  readonly source: MessageSource
  readonly sender: string | null
  readonly subject: string | null
  readonly text: string
  readonly receivedAt: Temporal.Instant
  readonly authenticity: Authenticity
  /** For messages whose reading was made elsewhere (quick entries, statement rows): used instead of parsing the text. */
  readonly readings: readonly ParsedAlert[] | null
  /** The part of the text that each of `readings` was made from, such as a statement's row; left out: all of it. */
  readonly readingTexts?: readonly string[]
  /** For an entry of a person: its account, where it is not the one of quick entries. */
  readonly accountId?: string
}

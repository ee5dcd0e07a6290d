/** Where a message came from. */
export type MessageSource = 'sms' | 'email' | 'statement' | 'manual' | 'api'

/**
 * How far a message is believed. `vouched`: a person gave it (forward, paste, upload, `ingest`, their own phone);
 * `verified`: mail with an aligned DKIM pass. Only these two are booked; the rest are shown and asked.
 */
export type Authenticity = 'vouched' | 'verified' | 'forwarded' | 'unverified' | 'undecided'

/**
 * One message as it arrived; append-only. `origin` names the place it came from so that the same delivery is known
 * again (`telegram:<chat>:<message>`, `ingest:<id>`); `id` is derived from ledger and origin, so the same delivery always
 * has the same id. `fingerprint` is a keyed hash of source and text: equal for equal texts, whoever sent them.
 */
export type RawMessage = {
  readonly id: string
  readonly origin: string
  readonly source: MessageSource
  readonly sender: string | null
  readonly authenticity: Authenticity
  readonly subject: string | null
  readonly text: string
  readonly receivedAt: Temporal.Instant
  readonly fingerprint: string
}

import type { Alert, ParsedAlert } from '../domain/alert.ts'
import { resolveOccurred } from '../domain/calendar.ts'
import type { MessageSource, RawMessage } from '../domain/message.ts'
import type { ParseOutcome } from '../domain/outcome.ts'
import type { Identifiers, Ledger, ReadMessage } from '../domain/ports.ts'
import type { IncomingMessage } from './incoming.ts'

/** Reads a message: by what its ledger was taught first, then by what everybody knows. */
export type Parse = (
  message: Pick<RawMessage, 'source' | 'sender' | 'subject' | 'text' | 'receivedAt'>,
  ledger: Pick<Ledger, 'taughtLayouts'>,
) => ParseOutcome

/** The institution of an alert that names none and came without a sender. Cash is what has no institution at all. */
const UNKNOWN_BANK = 'Unknown bank'

/** Names an incoming message, takes its fingerprint and reads it. Pure: the same delivery gives the same result. */
export function readMessage(incoming: IncomingMessage, ledger: Ledger, parse: Parse, ids: Identifiers): ReadMessage {
  const { origin, source, receivedAt, authenticity, readings, readingTexts } = incoming
  const [sender, subject, text] = [keepable(incoming.sender), keepable(incoming.subject), keepable(incoming.text)]
  const message: RawMessage = {
    id: messageId(origin, ids),
    origin,
    source,
    sender,
    subject,
    text,
    receivedAt,
    authenticity,
    fingerprint: textFingerprint(source, text, ids),
  }
  const outcome =
    readings === null ? parse(incoming, ledger) : givenOutcome(readings, readingTexts ?? readings.map(() => text))
  const alerts =
    outcome.kind === 'parsed' && isBelieved(authenticity)
      ? outcome.alerts.map((parsed, position): Alert => {
          const alertText = outcome.texts[position] ?? text
          const isQuickEntry = source === 'manual'
          const reading = isQuickEntry
            ? parsed
            : { ...parsed, institution: parsed.institution ?? sender ?? UNKNOWN_BANK }
          return {
            key: { messageId: message.id, position },
            source,
            fingerprint: alertText === text ? message.fingerprint : textFingerprint(source, alertText, ids),
            receivedAt,
            reading,
            occurred: resolveOccurred(reading.statedTime, receivedAt, ledger.timeZone),
            accountId: isQuickEntry ? (incoming.accountId ?? ledger.quickEntryAccountId) : null,
          }
        })
      : []
  return { message, outcome, alerts }
}

/** Only what a person gave, or what a bank signed, is booked; the rest is kept until a person says that it is right. */
export function isBelieved(authenticity: RawMessage['authenticity']): boolean {
  return authenticity === 'vouched' || authenticity === 'verified'
}

/** The id of the message that a delivery brings: the same for the same origin. */
export function messageId(origin: string, ids: Identifiers): string {
  return ids.id('message', origin)
}

/** The fingerprint that a message of this text is stored with. */
export function messageFingerprint(source: MessageSource, text: string, ids: Identifiers): string {
  return textFingerprint(source, keepable(text), ids)
}

/** A text without what no database keeps (NUL, half a surrogate pair): one such character must not stop a whole batch. */
function keepable<Text extends string | null>(text: Text): Text {
  return (text?.toWellFormed().replaceAll('\0', '\uFFFD') ?? null) as Text
}

/** Equal for texts that differ in white space only: a phone or a forwarder may fold it. */
function textFingerprint(source: string, text: string, ids: Identifiers): string {
  return ids.fingerprint(`${source}\n${text.replace(/\s+/gu, ' ').trim()}`)
}

function givenOutcome(readings: readonly ParsedAlert[], texts: readonly string[]): ParseOutcome {
  const [first, ...rest] = readings
  if (first === undefined) return { kind: 'unrecognized', bankId: null }
  return { kind: 'parsed', alerts: [first, ...rest], texts, unreadParts: 0 }
}

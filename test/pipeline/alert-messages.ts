import type { Channel, ParsedAlert } from '../../src/domain/alert.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'

/** An alert as a bank would send it at a minute of a day in October 2026; a negative amount is money out. */
export type Sent = {
  bank: string | null
  tail: string | null
  minor: number
  balance: number | null
  day: number
  /** Minutes from midnight; null when the text states a day only. */
  minute: number | null
  counterparty: string | null
  currency?: string
  fee?: number
  channel?: Channel
  source?: IncomingMessage['source']
  layout?: string
  reference?: string
  /** The counterparty's name if left out. */
  narration?: string
  /** When the message came, as minutes after the day began; a minute after the event if left out. */
  received?: number
  /** The text states neither day nor time. */
  isUndated?: boolean
}

/** The message that brings an alert; what is sent is its text, so equal alerts have equal texts. */
export function message(id: string, sent: Sent): IncomingMessage {
  const { received, ...printed } = sent
  const dayStart = Temporal.PlainDate.from({ year: 2026, month: 10, day: 1 })
    .add({ days: sent.day - 1 })
    .toZonedDateTime('Africa/Lagos')
    .toInstant()
  return {
    origin: `ingest:${id}`,
    source: sent.source ?? 'sms',
    sender: sent.bank,
    subject: null,
    text: JSON.stringify(sent.isUndated === true ? { ...printed, day: null, minute: null } : printed),
    receivedAt: dayStart.add({ minutes: received ?? (sent.minute ?? 700) + 1 }),
    authenticity: 'vouched',
    readings: [readingOf(sent)],
  }
}

/** A statement file with these rows, in this order; each row's text is what it prints. */
export function statement(id: string, rows: readonly Sent[]): IncomingMessage {
  const sent = rows.map((row) => ({ ...row, source: 'statement' as const }))
  const messages = sent.map((row) => message(id, row))
  const [first] = messages
  if (first === undefined) throw new Error('a statement of a test has rows')
  const text = messages.map((row) => row.text).join('\n')
  const receivedAt = Temporal.Instant.from('2026-12-01T08:00:00Z')
  return {
    ...first,
    text,
    receivedAt,
    readings: sent.map(readingOf),
    readingTexts: messages.map((row) => row.text),
  }
}

/** The reading of an alert as it was sent. */
export function readingOf(sent: Sent): ParsedAlert {
  const date = Temporal.PlainDate.from({ year: 2026, month: 10, day: 1 }).add({ days: sent.day - 1 })
  const money = (minor: number) => ({ minor: BigInt(minor), currency: sent.currency ?? 'NGN' })
  const wall = { kind: 'wall', at: date.toPlainDateTime().add({ minutes: sent.minute ?? 0 }), zone: 'Africa/Lagos' }
  return {
    institution: sent.bank,
    bankId: sent.bank === null ? null : 'xx-test',
    layoutId: sent.layout ?? 'test',
    direction: sent.minor < 0 ? 'debit' : 'credit',
    amount: money(Math.abs(sent.minor)),
    originalAmount: null,
    accountTail: sent.tail,
    runningBalance: sent.balance === null ? null : money(sent.balance),
    counterparty: sent.counterparty,
    narration: sent.narration ?? sent.counterparty,
    channel: sent.channel ?? 'transfer',
    reference: sent.reference ?? null,
    fee: sent.fee === undefined ? null : money(sent.fee),
    statedTime:
      sent.isUndated === true
        ? null
        : sent.minute === null
          ? { kind: 'date', date }
          : (wall as ParsedAlert['statedTime'] & object),
    confidence: 1,
  }
}

/** The parser of tests whose messages bring their readings. */
export const unread = () => ({ kind: 'unrecognized', bankId: null }) as const

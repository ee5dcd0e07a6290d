import type { ParsedAlert } from '../../src/domain/alert.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'

/** An alert of a bank on a day of October 2026; amounts in kobo, minus for a debit. */
type Sent = {
  readonly bank: string
  readonly tail: string | null
  readonly minor: number
  readonly balance: number | null
  readonly day: number
  readonly counterparty: string | null
  readonly fee?: number
}

function money(minor: number) {
  return { minor: BigInt(minor), currency: 'NGN' }
}

function message(origin: string, sent: Sent): IncomingMessage {
  const date = Temporal.PlainDate.from({ year: 2026, month: 10, day: sent.day })
  const at = date.toPlainDateTime({ hour: 9 })
  const reading: ParsedAlert = {
    institution: sent.bank,
    bankId: 'xx-test',
    layoutId: 'test',
    direction: sent.minor < 0 ? 'debit' : 'credit',
    amount: money(Math.abs(sent.minor)),
    originalAmount: null,
    accountTail: sent.tail,
    runningBalance: sent.balance === null ? null : money(sent.balance),
    counterparty: sent.counterparty,
    narration: sent.counterparty,
    channel: 'transfer',
    reference: null,
    fee: sent.fee === undefined ? null : money(sent.fee),
    statedTime: sent.balance === null ? { kind: 'date', date } : { kind: 'wall', at, zone: 'Africa/Lagos' },
    confidence: 1,
  }
  const receivedAt = at.toZonedDateTime('Africa/Lagos').toInstant().add({ minutes: 1 })
  const words = { sender: sent.bank, subject: null, text: JSON.stringify(sent) }
  return { origin, source: 'sms', ...words, receivedAt, authenticity: 'vouched', readings: [reading] }
}

const GTB = { bank: 'GTBank', tail: '8016', counterparty: 'MOSES EKANEM' }
const OPAY = { bank: 'OPay', tail: '0274', counterparty: null, balance: null }
const UNDECIDED = { ...OPAY, minor: -640_000, day: 7 }

/** A mail that nobody vouches for. */
export function doubtfulMail(name: string): IncomingMessage {
  const receivedAt = Temporal.Instant.from('2026-10-11T09:00:00Z')
  const words = { sender: 'alerts@bank.example', subject: name, text: `From: alerts@bank.example\n\n${name}` }
  return {
    origin: `doubtful-mail:${name}`,
    source: 'email',
    ...words,
    receivedAt,
    authenticity: 'unverified',
    readings: null,
  }
}

/** What both ledgers got, word for word and under the same origins: runs one after the other. */
export const SHARED_MESSAGES: readonly (readonly IncomingMessage[])[] = [
  [message('ingest:1', { ...GTB, counterparty: 'SHOPRITE', minor: -30_000, balance: 7_100_000, day: 1 })],
  [message('ingest:2', { ...GTB, minor: -2_250_000, balance: 4_850_000, day: 4, fee: 1_075 })],
  [message('ingest:3', { ...GTB, counterparty: null, minor: -600_000, balance: 4_248_925, day: 6 })],
  [message('ingest:4', { ...OPAY, balance: 900_000, minor: 600_000, day: 6 })],
  [message('ingest:5', UNDECIDED), message('ingest:6', UNDECIDED)],
  [message('ingest:7', { ...GTB, minor: -50_000, balance: 4_198_925, day: 9 })],
  [{ ...message('ingest:9', { ...GTB, minor: -1, balance: null, day: 10 }), readings: [] }],
  [message('ingest:8', { ...GTB, counterparty: 'HAUWA BELLO', minor: 70_000, balance: 4_268_925, day: 10 })],
]

/** What only the other ledger got: much like the above, before, between and after it. */
export const OTHER_MESSAGES: readonly IncomingMessage[] = [
  message('ingest:91', { ...GTB, minor: -50_000, balance: 7_130_000, day: 1 }),
  { ...message('ingest:99', { ...GTB, minor: -2, balance: null, day: 11 }), readings: [] },
  message('ingest:92', { ...GTB, minor: -50_000, balance: 4_148_925, day: 9 }),
  message('ingest:93', { ...GTB, bank: 'Zenith Bank', minor: -2_250_000, balance: 1_000, day: 12 }),
  message('ingest:94', { ...GTB, counterparty: 'HAUWA BELLO', minor: 600_000, balance: 4_868_925, day: 6 }),
]

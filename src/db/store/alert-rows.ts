import { type Alert, identityOf } from '../../domain/alert.ts'
import type { Guess } from '../../domain/category.ts'
import { decodeReading, encodeReading, type StoredReading } from './reading-codec.ts'
import { type LedgerScope, recordset } from './scope.ts'

/** An alert with its reading as queries give it. */
export type AlertRow = {
  message_id: string
  position: number
  source: Alert['source']
  fingerprint: string
  received_at: string
  occurred_date: string
  occurred_at: string | null
  occurred_from: 'message' | 'receipt'
  account_id: string | null
  reading: StoredReading
  stored_at: string
  guess: Guess | null
}

/** An alert under the number of its reading. */
type NumberedAlert = { readonly alert: Alert; readonly number: number }

/** Puts alerts in force under these readings. A reading that is kept already stays as it is. */
export function putAlerts(
  { ledgerId, transaction }: Pick<LedgerScope, 'ledgerId' | 'transaction'>,
  alerts: readonly NumberedAlert[],
  now: string,
): Promise<unknown>[] {
  return [
    transaction.query(
      `INSERT INTO alerts (ledger_id, message_id, position, source, fingerprint, institution, tail, currency, direction,
         amount_minor, balance_minor, occurred_date, occurred_at, occurred_from, received_at, account_id, reading_number, guess)
       SELECT $1, message_id, position, source, fingerprint, institution, tail, currency, direction, amount_minor,
         balance_minor, occurred_date, occurred_at, occurred_from, received_at, account_id, reading_number, guess
       FROM jsonb_to_recordset($2::jsonb) AS a(message_id uuid, position int, source text, fingerprint text,
         institution text, tail text, currency text, direction text, amount_minor bigint, balance_minor bigint,
         occurred_date date, occurred_at timestamptz, occurred_from text, received_at timestamptz, account_id uuid,
         reading_number int, guess jsonb)
       ON CONFLICT (ledger_id, message_id, position) DO UPDATE SET fingerprint = excluded.fingerprint,
         institution = excluded.institution, tail = excluded.tail, currency = excluded.currency,
         direction = excluded.direction, amount_minor = excluded.amount_minor, balance_minor = excluded.balance_minor,
         occurred_date = excluded.occurred_date, occurred_at = excluded.occurred_at,
         occurred_from = excluded.occurred_from, reading_number = excluded.reading_number`,
      [ledgerId, recordset(alerts.map(toAlertRow))],
      { name: 'alerts_put' },
    ),
    transaction.query(
      `INSERT INTO readings (ledger_id, message_id, position, number, layout_id, reading, fingerprint, occurred_date,
         occurred_at, occurred_from, read_at)
       SELECT $1, message_id, position, number, layout_id, reading, fingerprint, occurred_date, occurred_at,
         occurred_from, $3::timestamptz
       FROM jsonb_to_recordset($2::jsonb) AS r(message_id uuid, position int, number int, layout_id text, reading jsonb,
         fingerprint text, occurred_date date, occurred_at timestamptz, occurred_from text)
       ON CONFLICT (ledger_id, message_id, position, number) DO NOTHING`,
      [ledgerId, recordset(alerts.map(toReadingRow)), now],
      { name: 'readings_put' },
    ),
  ]
}

function toAlertRow({ alert, number }: NumberedAlert) {
  const { reading, occurred } = alert
  const identity = identityOf(reading)
  return {
    message_id: alert.key.messageId,
    position: alert.key.position,
    source: alert.source,
    fingerprint: alert.fingerprint,
    institution: identity.institution ?? '',
    tail: identity.tail ?? '',
    currency: identity.currency,
    direction: reading.direction,
    amount_minor: reading.amount.minor,
    balance_minor: reading.runningBalance?.minor ?? null,
    occurred_date: occurred.date.toString(),
    occurred_at: occurred.at?.toString() ?? null,
    occurred_from: occurred.from,
    received_at: alert.receivedAt.toString(),
    account_id: alert.accountId,
    reading_number: number,
    // Kept as it was when the alert is read again: it belongs to what was known when it came.
    guess: alert.guess ?? null,
  }
}

function toReadingRow({ alert, number }: NumberedAlert) {
  const { key, reading, fingerprint, occurred } = alert
  return {
    message_id: key.messageId,
    position: key.position,
    number,
    layout_id: reading.layoutId,
    reading: encodeReading(reading),
    fingerprint,
    occurred_date: occurred.date.toString(),
    occurred_at: occurred.at?.toString() ?? null,
    occurred_from: occurred.from,
  }
}

/** An alert from its row. */
export function toAlert(row: AlertRow): Alert {
  return {
    key: { messageId: row.message_id, position: row.position },
    source: row.source,
    fingerprint: row.fingerprint,
    receivedAt: Temporal.Instant.from(row.received_at),
    reading: decodeReading(row.reading),
    occurred: {
      date: Temporal.PlainDate.from(row.occurred_date),
      at: row.occurred_at === null ? null : Temporal.Instant.from(row.occurred_at),
      from: row.occurred_from,
    },
    accountId: row.account_id,
    storedAt: Temporal.Instant.from(row.stored_at),
    ...(row.guess === null ? {} : { guess: row.guess }),
  }
}

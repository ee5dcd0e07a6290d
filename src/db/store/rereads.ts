import type { RawMessage } from '../../domain/message.ts'
import type {
  KeptOutcome,
  NewReadings,
  RereadPage,
  RereadRecord,
  RereadStore,
  StoredMessage,
} from '../../domain/reread.ts'
import { type MatchRow, toMatch } from './accounts.ts'
import { type AlertRow, putAlerts, toAlert } from './alert-rows.ts'
import { bodyPlace, identityColumns, keyColumns } from './messages.ts'
import { type LedgerScope, recordset } from './scope.ts'

type MessageRow = {
  id: string
  origin: string
  source: RawMessage['source']
  authenticity: RawMessage['authenticity']
  body: Uint8Array
  fingerprint: string
  received_at: string
  outcome: KeptOutcome['kind']
  outcome_detail: string | null
}

type StoredAlertRow = AlertRow & { reading_number: number | null; last: number }

/** Columns of an alert as one of its readings (`r`) has it. */
const ALERT_AS_READ = `a.message_id, a.position, a.source, r.fingerprint, a.received_at, r.occurred_date, r.occurred_at,
  r.occurred_from, a.account_id, r.reading, m.stored_at`

/** An identity that no alert in force and no word of a person needs. */
const IS_ORPHAN = `NOT EXISTS (SELECT FROM alerts a WHERE a.ledger_id = i.ledger_id AND a.institution = i.institution
    AND a.tail = i.tail AND a.currency = i.currency AND a.reading_number IS NOT NULL)
  AND NOT EXISTS (SELECT FROM ledgers l WHERE l.id = i.ledger_id AND l.quick_entry_account_id = i.account_id)
  AND NOT EXISTS (SELECT FROM alerts a WHERE a.ledger_id = i.ledger_id AND a.account_id = i.account_id)
  AND NOT EXISTS (SELECT FROM answers n WHERE n.ledger_id = i.ledger_id AND n.content ->> 'accountId' = i.account_id::text)`

/** Reading stored messages again, and taking that back. */
export function rereadStore(scope: LedgerScope): RereadStore {
  const { ledgerId, transaction } = scope
  return {
    rereadableMessages: async (after, limit) => {
      const rows = await transaction.query<{ id: string }>(
        `SELECT id FROM raw_messages WHERE ledger_id = $1 AND ($2::uuid IS NULL OR id > $2::uuid)
           AND source NOT IN ('manual', 'statement') ORDER BY id LIMIT $3`,
        [ledgerId, after, limit],
        { name: 'messages_rereadable' },
      )
      return rows.map((row) => row.id)
    },
    storedMessages: (ids) => storedMessages(scope, ids),
    alertsByReading: async (marks) => {
      const [messageIds, positions] = keyColumns(marks.map(({ key }) => key))
      const rows = await transaction.query<AlertRow>(
        `SELECT ${ALERT_AS_READ} FROM unnest($2::uuid[], $3::int[], $4::int[]) AS k(message_id, position, number)
         JOIN alerts a ON a.ledger_id = $1 AND a.message_id = k.message_id AND a.position = k.position
         JOIN readings r ON r.ledger_id = $1 AND r.message_id = k.message_id AND r.position = k.position AND r.number = k.number
         JOIN raw_messages m ON m.ledger_id = $1 AND m.id = k.message_id`,
        [ledgerId, messageIds, positions, marks.map(({ number }) => number)],
      )
      return rows.map(toAlert)
    },
    putReadings: (readings) => putReadings(scope, readings),
    dropClaims: async (keys) => {
      await transaction.query(
        `DELETE FROM balance_claims c USING unnest($2::uuid[], $3::int[]) AS k(message_id, position)
         WHERE c.ledger_id = $1 AND c.message_id = k.message_id AND c.position = k.position`,
        [ledgerId, ...keyColumns(keys)],
      )
    },
    dropStatementLocks: async (messageIds) => {
      await transaction.query('DELETE FROM statement_locks WHERE ledger_id = $1 AND message_id = ANY ($2::uuid[])', [
        ledgerId,
        messageIds,
      ])
    },
    forgetIdentities: async (identities) => {
      const rows = await transaction.query<MatchRow>(
        `DELETE FROM account_identities i USING unnest($2::text[], $3::text[], $4::text[]) AS k(institution, tail, currency)
         WHERE i.ledger_id = $1 AND i.institution = k.institution AND i.tail = k.tail AND i.currency = k.currency AND ${IS_ORPHAN}
         RETURNING i.institution, i.tail, i.currency, i.account_id, i.because`,
        [ledgerId, ...identityColumns(identities)],
      )
      return rows.map(toMatch)
    },
    ...rereadRecords(scope),
  }
}

type RereadRecords = Pick<
  RereadStore,
  | 'addReread'
  | 'addRereadPage'
  | 'latestReread'
  | 'lastRereadPage'
  | 'rereadPage'
  | 'takeBackReread'
  | 'isRereadTakenBack'
>

/** What rereads changed. */
function rereadRecords({ ledgerId, transaction }: LedgerScope): RereadRecords {
  return {
    addReread: async ({ id, cause, at }) => {
      await transaction.query(
        `INSERT INTO rereads (ledger_id, id, cause, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (ledger_id, id) DO NOTHING`,
        [ledgerId, id, cause, at.toString()],
      )
    },
    addRereadPage: async (rereadId, number, page) => {
      await transaction.query(
        'INSERT INTO reread_pages (ledger_id, reread_id, number, changes) VALUES ($1, $2, $3, $4)',
        [ledgerId, rereadId, number, JSON.stringify(page)],
      )
    },
    latestReread: async (cause) => {
      const [row] = await transaction.query<{ id: string; cause: RereadRecord['cause']; at: string }>(
        `SELECT id, cause, at FROM rereads WHERE ledger_id = $1 AND cause = $2 AND taken_back_at IS NULL
         ORDER BY at DESC, id DESC LIMIT 1`,
        [ledgerId, cause],
      )
      return row === undefined ? null : { ...row, at: Temporal.Instant.from(row.at) }
    },
    lastRereadPage: async (rereadId) => {
      const [row] = await transaction.query<{ last: number | null }>(
        'SELECT max(number) AS last FROM reread_pages WHERE ledger_id = $1 AND reread_id = $2',
        [ledgerId, rereadId],
      )
      return row?.last ?? null
    },
    rereadPage: async (rereadId, number) => {
      const [row] = await transaction.query<{ changes: RereadPage }>(
        'SELECT changes FROM reread_pages WHERE ledger_id = $1 AND reread_id = $2 AND number = $3',
        [ledgerId, rereadId, number],
      )
      return row?.changes ?? null
    },
    takeBackReread: async (rereadId, at) => {
      await transaction.query(
        'UPDATE rereads SET taken_back_at = $3 WHERE ledger_id = $1 AND id = $2 AND taken_back_at IS NULL',
        [ledgerId, rereadId, at.toString()],
      )
    },
    isRereadTakenBack: async (rereadId) => {
      const rows = await transaction.query(
        'SELECT id FROM rereads WHERE ledger_id = $1 AND id = $2 AND taken_back_at IS NOT NULL',
        [ledgerId, rereadId],
      )
      return rows.length > 0
    },
  }
}

async function storedMessages(scope: LedgerScope, ids: readonly string[]): Promise<StoredMessage[]> {
  const { ledgerId, transaction } = scope
  const [messages, alerts] = await Promise.all([
    transaction.query<MessageRow>(
      `SELECT id, origin, source, authenticity, body, fingerprint, received_at, outcome, outcome_detail
       FROM raw_messages WHERE ledger_id = $1 AND id = ANY($2::uuid[]) ORDER BY id`,
      [ledgerId, ids],
      { name: 'messages_stored' },
    ),
    transaction.query<StoredAlertRow>(
      `SELECT ${ALERT_AS_READ}, a.reading_number, l.last FROM alerts a
       CROSS JOIN LATERAL (SELECT max(n.number) AS last FROM readings n
         WHERE n.ledger_id = a.ledger_id AND n.message_id = a.message_id AND n.position = a.position) AS l
       JOIN readings r ON r.ledger_id = a.ledger_id AND r.message_id = a.message_id AND r.position = a.position
         AND r.number = coalesce(a.reading_number, l.last)
       JOIN raw_messages m ON m.ledger_id = a.ledger_id AND m.id = a.message_id
       WHERE a.ledger_id = $1 AND a.message_id = ANY($2::uuid[]) ORDER BY a.message_id, a.position`,
      [ledgerId, ids],
      { name: 'messages_stored_alerts' },
    ),
  ])
  const byMessage = Map.groupBy(alerts, (row) => row.message_id)
  return messages.map((row) => ({
    message: toMessage(scope, row),
    outcome: { kind: row.outcome, detail: row.outcome_detail },
    alerts: (byMessage.get(row.id) ?? []).map((alert) => ({
      alert: toAlert(alert),
      inForce: alert.reading_number,
      last: alert.last,
    })),
  }))
}

function toMessage({ ledgerId, vault }: LedgerScope, row: MessageRow): RawMessage {
  const { id, origin, source, authenticity, fingerprint } = row
  const opened = vault.open(bodyPlace(ledgerId, id), row.body)
  const body: Pick<RawMessage, 'sender' | 'subject' | 'text'> = JSON.parse(new TextDecoder().decode(opened))
  const receivedAt = Temporal.Instant.from(row.received_at)
  return { id, origin, source, authenticity, fingerprint, receivedAt, ...body }
}

async function putReadings({ ledgerId, transaction, clock }: LedgerScope, readings: NewReadings): Promise<void> {
  const outcomes = readings.outcomes.map(({ messageId, outcome }) => ({ id: messageId, ...outcome }))
  await Promise.all([
    transaction.query(
      `UPDATE raw_messages m SET outcome = o.kind, outcome_detail = o.detail
       FROM jsonb_to_recordset($2::jsonb) AS o(id uuid, kind text, detail text) WHERE m.ledger_id = $1 AND m.id = o.id`,
      [ledgerId, recordset(outcomes)],
    ),
    ...putAlerts({ ledgerId, transaction }, readings.inForce, clock.now().toString()),
    transaction.query(
      `UPDATE alerts a SET reading_number = NULL FROM unnest($2::uuid[], $3::int[]) AS k(message_id, position)
       WHERE a.ledger_id = $1 AND a.message_id = k.message_id AND a.position = k.position`,
      [ledgerId, ...keyColumns(readings.withdrawn)],
    ),
  ])
}

import type { AccountIdentity, Alert, AlertKey } from '../../domain/alert.ts'
import { outcomeDetail } from '../../domain/outcome.ts'
import type { PipelineStore, ReadMessage } from '../../domain/ports.ts'
import type { Place } from '../vault.ts'
import { type AlertRow, putAlerts, toAlert } from './alert-rows.ts'
import { type LedgerScope, recordset } from './scope.ts'

type MessageStore = Pick<
  PipelineStore,
  'knownMessages' | 'addMessages' | 'alertsByKey' | 'alertsOfMessages' | 'alertsOfIdentities' | 'similarAlerts'
>

const ALERT_COLUMNS = `a.message_id, a.position, a.source, a.fingerprint, a.received_at, a.occurred_date, a.occurred_at,
  a.occurred_from, a.account_id, r.reading,
  m.stored_at`
const ALERT_TABLES = `alerts a JOIN readings r ON r.ledger_id = a.ledger_id AND r.message_id = a.message_id
  AND r.position = a.position AND r.number = a.reading_number
  JOIN raw_messages m ON m.ledger_id = a.ledger_id AND m.id = a.message_id`

/**
 * Others of an equal amount near in days: a debit and a credit, or two alerts of one text or one balance. Whatever else is
 * near has nothing to do with it. A text that states no day may come again at any time. OFFSET 0 keeps the planner to
 * index lookups, however long it thinks the list is.
 */
const SIMILAR_ALERTS = `WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS g(message_id uuid, position int, amount bigint, currency text,
      direction text, fingerprint text, balance bigint, date date, undated boolean)
  ), near AS MATERIALIZED (
    SELECT n.message_id, n.position FROM given g CROSS JOIN LATERAL (
      SELECT a.message_id, a.position FROM alerts a
      WHERE a.ledger_id = $1 AND a.amount_minor = g.amount AND a.currency = g.currency
        AND a.occurred_date BETWEEN CASE WHEN g.undated THEN '-infinity' ELSE g.date - $3::int END
          AND CASE WHEN g.undated THEN 'infinity' ELSE g.date + $3::int END
        AND (a.fingerprint = g.fingerprint OR (a.occurred_date BETWEEN g.date - $3::int AND g.date + $3::int
          AND (a.direction <> g.direction OR a.balance_minor = g.balance)))
      OFFSET 0) AS n
    EXCEPT SELECT message_id, position FROM given
  )
  SELECT found.* FROM near CROSS JOIN LATERAL (
    SELECT ${ALERT_COLUMNS} FROM ${ALERT_TABLES}
    WHERE a.ledger_id = $1 AND a.message_id = near.message_id AND a.position = near.position OFFSET 0) AS found`

/** Raw messages, their alerts and readings. */
export function messageStore(scope: LedgerScope): MessageStore {
  const { ledgerId, transaction } = scope
  const alertsWhere = async (name: string, condition: string, ...values: unknown[]): Promise<Alert[]> => {
    const text = `SELECT ${ALERT_COLUMNS} FROM ${ALERT_TABLES} WHERE a.ledger_id = $1 AND ${condition}`
    return (await transaction.query<AlertRow>(text, [ledgerId, ...values], { name })).map(toAlert)
  }
  return {
    knownMessages: async (ids) => {
      const rows = await transaction.query<{ id: string; fingerprint: string }>(
        'SELECT id, fingerprint FROM raw_messages WHERE ledger_id = $1 AND id = ANY($2::uuid[])',
        [ledgerId, ids],
        { name: 'messages_known' },
      )
      return new Map(rows.map((row) => [row.id, row.fingerprint]))
    },
    addMessages: (messages) => addMessages(scope, messages),
    alertsByKey: (keys) =>
      alertsWhere(
        'alerts_by_key',
        '(a.message_id, a.position) IN (SELECT * FROM unnest($2::uuid[], $3::int[]))',
        ...keyColumns(keys),
      ),
    alertsOfMessages: (ids) => alertsWhere('alerts_of_messages', 'a.message_id = ANY($2::uuid[])', ids),
    alertsOfIdentities: (identities) =>
      alertsWhere(
        'alerts_of_identities',
        '(a.institution, a.tail, a.currency) IN (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]))',
        ...identityColumns(identities),
      ),
    similarAlerts: async (alerts, windowDays) => {
      const values = [ledgerId, recordset(alerts.map(toSimilarityRow)), windowDays]
      return (await transaction.query<AlertRow>(SIMILAR_ALERTS, values, { name: 'alerts_similar' })).map(toAlert)
    },
  }
}

async function addMessages(
  { ledgerId, transaction, vault, clock }: LedgerScope,
  messages: readonly ReadMessage[],
): Promise<void> {
  if (messages.length === 0) return
  const now = clock.now().toString()
  const rows = messages.map(({ message, outcome }) => ({
    id: message.id,
    origin: message.origin,
    source: message.source,
    authenticity: message.authenticity,
    body: Buffer.from(
      vault.seal(
        bodyPlace(ledgerId, message.id),
        JSON.stringify({ sender: message.sender, subject: message.subject, text: message.text }),
      ),
    ).toString('base64'),
    fingerprint: message.fingerprint,
    received_at: message.receivedAt.toString(),
    outcome: outcome.kind,
    detail: outcomeDetail(outcome),
  }))
  const alerts = messages.flatMap((message) => message.alerts)
  await Promise.all([
    transaction.query(
      `INSERT INTO raw_messages (ledger_id, id, origin, source, authenticity, body, fingerprint, received_at, stored_at, outcome, outcome_detail)
       SELECT $1, id, origin, source, authenticity, decode(body, 'base64'), fingerprint, received_at, $3::timestamptz, outcome, detail
       FROM jsonb_to_recordset($2::jsonb) AS m(id uuid, origin text, source text, authenticity text, body text,
         fingerprint text, received_at timestamptz, outcome text, detail text)`,
      [ledgerId, recordset(rows), now],
      { name: 'messages_add' },
    ),
    ...putAlerts(
      { ledgerId, transaction },
      alerts.map((alert) => ({ alert, number: 1 })),
      now,
    ),
  ])
}

/** Where the sealed body of a message is kept. */
export function bodyPlace(ledgerId: string, messageId: string): Place {
  return { table: 'raw_messages', column: 'body', ledgerId, rowId: messageId }
}

/** Keys as two columns for `unnest`. */
export function keyColumns(keys: readonly AlertKey[]): [string[], number[]] {
  return [keys.map((key) => key.messageId), keys.map((key) => key.position)]
}

/** Identities as three columns for `unnest`. */
export function identityColumns(identities: readonly AccountIdentity[]): [string[], string[], string[]] {
  return [
    identities.map((identity) => identity.institution ?? ''),
    identities.map((identity) => identity.tail ?? ''),
    identities.map((identity) => identity.currency),
  ]
}

function toSimilarityRow({ key, reading, fingerprint, occurred }: Alert) {
  return {
    message_id: key.messageId,
    position: key.position,
    amount: reading.amount.minor,
    currency: reading.amount.currency,
    direction: reading.direction,
    fingerprint,
    balance: reading.runningBalance?.minor ?? null,
    date: occurred.date.toString(),
    undated: occurred.from === 'receipt',
  }
}

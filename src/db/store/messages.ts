import type { AccountIdentity, Alert, AlertKey } from '../../domain/alert.ts'
import { outcomeDetail } from '../../domain/outcome.ts'
import type { AlertProbe, PipelineStore, ReadMessage } from '../../domain/ports.ts'
import type { Place } from '../vault.ts'
import { type AlertRow, putAlerts, toAlert } from './alert-rows.ts'
import { type LedgerScope, recordset } from './scope.ts'

type MessageStore = Pick<
  PipelineStore,
  'knownMessages' | 'addMessages' | 'alertsByKey' | 'alertsOfMessages' | 'alertsOfIdentities' | 'alertsNear'
>

const ALERT_COLUMNS = `a.message_id, a.position, a.source, a.fingerprint, a.received_at, a.occurred_date, a.occurred_at,
  a.occurred_from, a.account_id, a.guess, r.reading,
  m.stored_at`
const ALERT_TABLES = `alerts a JOIN readings r ON r.ledger_id = a.ledger_id AND r.message_id = a.message_id
  AND r.position = a.position AND r.number = a.reading_number
  JOIN raw_messages m ON m.ledger_id = a.ledger_id AND m.id = a.message_id`

/** The probes ($2), one row for each. */
const PROBES = `SELECT * FROM jsonb_to_recordset($2::jsonb) AS p(direction text, amounts bigint[], currency text, institution text,
      "from" date, "to" date, source text, copy text, balance bigint, fingerprint text)`

/**
 * Whether an alert `a` fits a probe `p` in all but its amount. Of the same source, the amounts of a household repeat too often to be
 * fetched: only copies are, by text or by balance; and what states another balance is another event, whatever its source (kobo
 * may be left out, and zero stands for "not known").
 */
const FITS = `a.ledger_id = $1 AND a.currency = p.currency
        AND a.occurred_date BETWEEN coalesce(p."from", '-infinity') AND coalesce(p."to", 'infinity')
        AND a.direction = p.direction
        AND (p.institution IS NULL OR a.institution = p.institution OR a.source = 'manual')
        AND (p.fingerprint IS NULL OR a.fingerprint = p.fingerprint)
        AND (p.source IS NULL OR a.fingerprint = p.copy OR a.balance_minor = p.balance
          OR ((a.source <> p.source OR a.source = 'statement')
            AND (a.balance_minor IS NULL OR p.balance IS NULL OR a.balance_minor = 0 OR p.balance = 0
              OR a.balance_minor / 100 = p.balance / 100 OR (a.source = 'statement') <> (p.source = 'statement'))))`

const EXCEPT_KEYS =
  'EXCEPT SELECT k.message_id, k.position FROM unnest($3::uuid[], $4::int[]) AS k(message_id, position)'

/** What fits some probes. OFFSET 0 keeps the planner to index lookups, however long it thinks the list is. */
const ALERTS_NEAR = `WITH probe AS MATERIALIZED (${PROBES}), near AS MATERIALIZED (
    SELECT n.message_id, n.position FROM probe p CROSS JOIN LATERAL (
      SELECT a.message_id, a.position FROM alerts a WHERE a.amount_minor = ANY(p.amounts) AND ${FITS}
      OFFSET 0) AS n
    ${EXCEPT_KEYS}
  )
  SELECT found.* FROM near CROSS JOIN LATERAL (
    SELECT ${ALERT_COLUMNS} FROM ${ALERT_TABLES}
    WHERE a.ledger_id = $1 AND a.message_id = near.message_id AND a.position = near.position OFFSET 0) AS found`

/**
 * The keys of what fits many probes, such as those of a statement: one pass over the ledger's alerts, since thousands of lookups
 * may each go over all of them, in a ledger so new that statistics take it for empty.
 */
const KEYS_NEAR_MANY = `WITH probe AS MATERIALIZED (SELECT p.*, unnest(p.amounts) AS minor FROM (${PROBES}) AS p)
  SELECT a.message_id, a.position FROM probe p JOIN alerts a ON a.amount_minor = p.minor AND ${FITS}
  ${EXCEPT_KEYS}`

/** More probes than these are held against the alerts in one pass. */
const LOOKUPS_MAX = 600

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
    alertsNear: async (probes, except) => {
      const values = [ledgerId, recordset(probes.map(toProbeRow)), ...keyColumns(except)]
      if (probes.length > LOOKUPS_MAX) {
        const keys = await keysNearMany(transaction, values)
        return keys.length === 0
          ? []
          : alertsWhere(
              'alerts_by_key',
              '(a.message_id, a.position) IN (SELECT * FROM unnest($2::uuid[], $3::int[]))',
              ...keyColumns(keys),
            )
      }
      return (await transaction.query<AlertRow>(ALERTS_NEAR, values, { name: 'alerts_near' })).map(toAlert)
    },
  }
}

/** The three statements follow each other on the connection: what is asked meanwhile is planned as always. */
async function keysNearMany(transaction: LedgerScope['transaction'], values: readonly unknown[]): Promise<AlertKey[]> {
  const plansLookups = (isOn: 'on' | 'off') =>
    transaction.query("SELECT set_config('enable_nestloop', $1, true)", [isOn])
  const [, rows] = await Promise.all([
    plansLookups('off'),
    transaction.query<{ message_id: string; position: number }>(KEYS_NEAR_MANY, values, { name: 'alerts_near_many' }),
    plansLookups('on'),
  ])
  return rows.map(({ message_id: messageId, position }) => ({ messageId, position }))
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

function toProbeRow(probe: AlertProbe) {
  return {
    direction: probe.direction,
    amounts: probe.amounts,
    currency: probe.currency,
    institution: probe.institution,
    from: probe.from?.toString() ?? null,
    to: probe.to?.toString() ?? null,
    source: probe.copyOf?.source ?? null,
    copy: probe.copyOf?.fingerprint ?? null,
    balance: probe.copyOf?.balanceMinor ?? null,
    fingerprint: probe.fingerprint,
  }
}

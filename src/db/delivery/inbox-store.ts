import type { ClaimedUpdate, Clock, InboxStore, IncomingUpdate, Logger } from '../../domain/ports.ts'
import type { Database, Transaction } from '../client.ts'
import { VaultError } from '../vault.ts'
import { finishUpdates } from './finish-updates.ts'
import { inboxPlace, type Sealing } from './sealing.ts'

/** Told (without content) whenever updates were stored, in any process. */
export const INBOX_CHANNEL = 'expense_tracker_inbox'

/** The inbox, and what a worker needs beyond the port: keeping claims and giving them back. */
export type PostgresInbox = InboxStore & {
  /** Prolongs the holder's claims; gives the ids of those it still has, finished ones and lost ones left out. */
  extend(holder: string, inboxIds: readonly bigint[], leaseSeconds: number): Promise<readonly bigint[]>
  /** Frees claims at once, and the tries they counted for. Claims lost already are left alone. */
  giveBack(holder: string, inboxIds: readonly bigint[]): Promise<void>
}

type InboxOptions = {
  readonly database: Database
  readonly sealing: Sealing
  readonly clock: Clock
  readonly logger?: Logger
}

/** Serializes claims: a sender is looked at and taken by one claimer at a time. */
const CLAIM_LOCK = 5_840_271_936_014_523n
/** From so many unfinished tries on, an update is claimed alone: those behind it must not count its crashes as theirs. */
const SUSPECT_TRIES = 2
/** A failed update waits half a second before its second try, then twice as long each time. */
const RETRY_BASE_SECONDS = 0.5
const KEYS_KEPT = '48 hours'

/** The inbox in PostgreSQL. Claims are measured by the database's clock, since those of hosts differ. */
export function createInboxStore(options: InboxOptions): PostgresInbox {
  const { database } = options
  return {
    add: (updates) => database.inSystem((transaction) => add(options, transaction, updates)),
    claim: (holder, limit, leaseSeconds) =>
      database.inSystem((transaction) => claim(options, transaction, holder, limit, leaseSeconds)),
    finish: (holder, inboxIds) => database.inSystem((transaction) => finishUpdates(transaction, holder, inboxIds)),
    release: async (holder, inboxId, failure, giveUp) => {
      await database.inSystem((transaction) => release(transaction, holder, inboxId, giveUp ? failure : null))
    },
    extend: (holder, inboxIds, leaseSeconds) =>
      database.inSystem((transaction) => extend(transaction, holder, inboxIds, leaseSeconds)),
    giveBack: async (holder, inboxIds) => {
      const text = `UPDATE inbox SET claimed_by = NULL, claimed_until = NULL, attempts = greatest(attempts - 1, 0)
        WHERE id = ANY($1::bigint[]) AND claimed_by = $2 AND handled_at IS NULL`
      await database.inSystem((transaction) => transaction.query(text, [inboxIds, holder]))
    },
    depth: () => database.inSystem((transaction) => depth(options, transaction)),
    prune: (before) => database.inSystem((transaction) => prune(transaction, before)),
  }
}

async function add(options: InboxOptions, transaction: Transaction, updates: readonly IncomingUpdate[]): Promise<void> {
  if (updates.length === 0) return
  const bodies = updates.map((update) =>
    Buffer.from(options.sealing.seal(inboxPlace(update.botId, update.updateId), traced(update))),
  )
  // In the order given, so that ids tell the order of arrival.
  const insert = transaction.query(
    `INSERT INTO inbox (bot_id, update_id, sender_id, body, received_at)
      SELECT bot_id, update_id, sender_id, body, $5::timestamptz
        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[])
          WITH ORDINALITY AS given (bot_id, update_id, sender_id, body, position)
        ORDER BY position
      ON CONFLICT (bot_id, update_id) DO NOTHING`,
    [
      updates.map((update) => update.botId),
      updates.map((update) => update.updateId),
      updates.map((update) => update.senderId),
      bodies,
      options.clock.now().toString(),
    ],
    { name: 'inbox_add' },
  )
  await Promise.all([insert, transaction.query(`SELECT pg_notify('${INBOX_CHANNEL}', '')`)])
}

type ClaimedRow = {
  id: bigint
  bot_id: bigint
  update_id: bigint
  sender_id: bigint | null
  body: Uint8Array
  received_at: string
  attempts: number
}

/**
 * A sender is busy while a claim on one of their updates runs, or while a failed one waits for its next try: their later updates
 * stay behind it. Updates without a sender count as one sender's. The lock comes in a statement before, so that
 * the claim sees all that earlier claimers took.
 *
 * A claim counts as a try from its beginning, since a process that an update kills cannot count it afterwards; `attempts`
 * are the tries before this one.
 */
async function claim(
  options: InboxOptions,
  transaction: Transaction,
  holder: string,
  limit: number,
  leaseSeconds: number,
): Promise<readonly ClaimedUpdate[]> {
  const lock = transaction.query('SELECT pg_advisory_xact_lock($1)', [CLAIM_LOCK])
  const claimed = transaction.query<ClaimedRow>(
    `UPDATE inbox SET claimed_by = $1, claimed_until = now() + make_interval(secs => $3), attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER sent AS place, bool_or(attempts >= ${SUSPECT_TRIES}) OVER sent AS is_not_before_suspect
            FROM (
              SELECT id, sender_id, attempts FROM inbox
                WHERE handled_at IS NULL AND coalesce(sender_id, 0) NOT IN (
                  SELECT coalesce(sender_id, 0) FROM inbox WHERE handled_at IS NULL AND claimed_until > now()
                )
                ORDER BY id LIMIT $2
            ) free
            WINDOW sent AS (PARTITION BY coalesce(sender_id, 0) ORDER BY id)
        ) placed
        WHERE place = 1 OR NOT is_not_before_suspect
      )
      RETURNING id, bot_id, update_id, sender_id, body, received_at, attempts - 1 AS attempts`,
    [holder, limit, leaseSeconds],
    { name: 'inbox_claim' },
  )
  const [, rows] = await Promise.all([lock, claimed])
  const opened: ClaimedUpdate[] = []
  for (const row of rows) {
    const update = await openOrGiveUp(options, transaction, row)
    if (update !== null) opened.push(update)
  }
  return opened.sort((first, second) => (first.inboxId < second.inboxId ? -1 : 1))
}

/** Null for an update that does not open (changed bytes, another key): it is given up, or it would stop the whole queue. */
async function openOrGiveUp(
  options: InboxOptions,
  transaction: Transaction,
  row: ClaimedRow,
): Promise<ClaimedUpdate | null> {
  try {
    return {
      inboxId: row.id,
      updateId: row.update_id,
      senderId: row.sender_id,
      ...untraced(Buffer.from(options.sealing.open(inboxPlace(row.bot_id, row.update_id), row.body)).toString('utf8')),
      receivedAt: Temporal.Instant.from(row.received_at),
      attempts: row.attempts,
    }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    options.logger?.error({ updateId: row.update_id, reason: error.name }, 'a stored update does not open; gave it up')
    const text = 'UPDATE inbox SET handled_at = now(), claimed_until = NULL, failure = $2 WHERE id = $1'
    await transaction.query(text, [row.id, error.name])
    return null
  }
}

async function release(
  transaction: Transaction,
  holder: string,
  inboxId: bigint,
  failure: string | null,
): Promise<void> {
  await transaction.query(
    `UPDATE inbox SET failure = $3,
        handled_at = CASE WHEN $3::text IS NULL THEN NULL ELSE now() END,
        claimed_by = CASE WHEN $3::text IS NULL THEN NULL ELSE claimed_by END,
        claimed_until = CASE WHEN $3::text IS NULL THEN now() + make_interval(secs => $4 * 2 ^ least(attempts - 1, 10)) END
      WHERE id = $1 AND claimed_by = $2 AND handled_at IS NULL`,
    [inboxId, holder, failure, RETRY_BASE_SECONDS],
  )
}

async function extend(
  transaction: Transaction,
  holder: string,
  inboxIds: readonly bigint[],
  leaseSeconds: number,
): Promise<readonly bigint[]> {
  const rows = await transaction.query<{ id: bigint }>(
    `UPDATE inbox SET claimed_until = now() + make_interval(secs => $3)
      WHERE id = ANY($1::bigint[]) AND claimed_by = $2 AND handled_at IS NULL RETURNING id`,
    [inboxIds, holder, leaseSeconds],
  )
  return rows.map((row) => row.id)
}

async function depth(
  options: InboxOptions,
  transaction: Transaction,
): Promise<{ count: number; oldestAgeSeconds: number }> {
  const [row] = await transaction.query<{ count: bigint; oldest: string | null }>(
    'SELECT count(*) AS count, min(received_at) AS oldest FROM inbox WHERE handled_at IS NULL',
  )
  return { count: Number(row?.count ?? 0n), oldestAgeSeconds: ageSeconds(options.clock, row?.oldest ?? null) }
}

/** Whole seconds since an instant as PostgreSQL writes it; 0 for null and for the future. */
export function ageSeconds(clock: Clock, since: string | null): number {
  if (since === null) return 0
  const milliseconds = clock.now().epochMilliseconds - Temporal.Instant.from(since).epochMilliseconds
  return Math.max(0, Math.floor(milliseconds / 1000))
}

async function prune(transaction: Transaction, before: Temporal.Instant): Promise<number> {
  const [row] = await transaction.query<{ count: bigint }>(
    `WITH gone AS (
        DELETE FROM inbox WHERE handled_at < least($1::timestamptz, now() - interval '${KEYS_KEPT}') RETURNING 1
      ) SELECT count(*) AS count FROM gone`,
    [before.toString()],
  )
  return Number(row?.count ?? 0n)
}

/** What is sealed of an update: its trace in a line of its own, if it has one, and its body, which is JSON. */
function traced({ traceParent, body }: IncomingUpdate): string {
  return traceParent == null ? body : `${traceParent}\n${body}`
}

function untraced(text: string): Pick<ClaimedUpdate, 'body' | 'traceParent'> {
  if (text.startsWith('{')) return { body: text, traceParent: null }
  const end = text.indexOf('\n')
  return { traceParent: text.slice(0, end), body: text.slice(end + 1) }
}

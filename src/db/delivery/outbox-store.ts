import type { Clock, DueCall, Logger, OutboxStore, OutgoingCall } from '../../domain/ports.ts'
import type { Database, Transaction } from '../client.ts'
import { VaultError } from '../vault.ts'
import { ageSeconds } from './inbox-store.ts'
import { attachmentPlace, payloadPlace, type SealedCall, type Sealing } from './sealing.ts'

/** Told (without content) whenever a commit puts calls into the outbox, in any process. */
export const OUTBOX_CHANNEL = 'expense_tracker_outbox'

/**
 * The outbox. `due` also takes what it gives: until `sent`, `postpone` or `giveUp`, or until longer than any call may last
 * has passed, no other dispatcher gets the call or a later one of its chat. All three keep `call.attempts` as given.
 */
export type PostgresOutbox = OutboxStore & {
  /** Gives up every waiting call of a chat; gives how many. */
  giveUpChat(chatId: bigint, failure: string): Promise<number>
}

type OutboxOptions = {
  readonly database: Database
  readonly sealing: Sealing
  readonly clock: Clock
  readonly logger?: Logger
}

/** Longer than the limits of a call without and with a file (30 and 60 s). */
const TAKEN_SECONDS = 40
const TAKEN_WITH_FILE_SECONDS = 70

const GIVE_UP = `UPDATE outbox SET state = 'failed', failure = $3, attempts = $4
  WHERE ledger_id = $1 AND id = $2 AND state = 'waiting'`

/** The outbox of all ledgers in PostgreSQL, as the system role sees it. */
export function createOutboxStore(options: OutboxOptions): PostgresOutbox {
  const { database } = options
  return {
    due: (limit, busyChats) => database.inSystem((transaction) => due(options, transaction, limit, busyChats)),
    sent: async (call, messageId) => {
      const text = `UPDATE outbox SET state = 'sent', sent_at = $3, sent_message_id = $4, attempts = $5, failure = NULL
        WHERE ledger_id = $1 AND id = $2`
      const values = [call.ledgerId, call.id, options.clock.now().toString(), messageId, call.attempts]
      await database.inSystem((transaction) => transaction.query(text, values))
    },
    postpone: async (call, notBefore, failure) => {
      const text = `UPDATE outbox SET not_before = $3, failure = $4, attempts = $5
        WHERE ledger_id = $1 AND id = $2 AND state = 'waiting'`
      const values = [call.ledgerId, call.id, notBefore.toString(), failure, call.attempts]
      await database.inSystem((transaction) => transaction.query(text, values))
    },
    giveUp: async (call, failure) => {
      const values = [call.ledgerId, call.id, failure, call.attempts]
      await database.inSystem((transaction) => transaction.query(GIVE_UP, values))
    },
    giveUpChat: async (chatId, failure) => {
      const text = `UPDATE outbox SET state = 'failed', failure = $2
        WHERE chat_id = $1 AND state = 'waiting' RETURNING 1 AS gone`
      return (await database.inSystem((transaction) => transaction.query(text, [chatId, failure]))).length
    },
    depth: () => database.inSystem((transaction) => depth(options, transaction)),
  }
}

type DueRow = {
  ledger_id: string
  id: string
  sequence: bigint
  chat_id: bigint
  method: DueCall['method']
  payload: Uint8Array
  attachment: Uint8Array | null
  subject: string | null
  attempts: number
}

/**
 * Steps from chat to chat on the index of waiting calls, so that a long queue of one chat costs the others nothing. The
 * update looks at `not_before` again: of two dispatchers that saw the same call, the second finds it taken.
 */
async function due(
  options: OutboxOptions,
  transaction: Transaction,
  limit: number,
  busyChats: readonly bigint[],
): Promise<readonly DueCall[]> {
  const rows = await transaction.query<DueRow>(
    `WITH RECURSIVE chats AS (
        (SELECT chat_id FROM outbox WHERE state = 'waiting' ORDER BY chat_id LIMIT 1)
        UNION ALL
        SELECT later.chat_id FROM chats CROSS JOIN LATERAL (
          SELECT chat_id FROM outbox WHERE state = 'waiting' AND chat_id > chats.chat_id ORDER BY chat_id LIMIT 1
        ) later
      ), first AS (
        SELECT oldest.* FROM chats CROSS JOIN LATERAL (
          SELECT ledger_id, id, sequence, not_before FROM outbox
            WHERE state = 'waiting' AND chat_id = chats.chat_id ORDER BY sequence LIMIT 1
        ) oldest
        WHERE chats.chat_id <> ALL($2::bigint[])
      ), chosen AS (
        SELECT ledger_id, id FROM first WHERE not_before <= $3::timestamptz ORDER BY sequence LIMIT $1
      )
      UPDATE outbox SET failure = NULL, not_before = $3::timestamptz
          + make_interval(secs => CASE WHEN attachment IS NULL THEN ${TAKEN_SECONDS} ELSE ${TAKEN_WITH_FILE_SECONDS} END)
        FROM chosen
        WHERE outbox.ledger_id = chosen.ledger_id AND outbox.id = chosen.id
          AND outbox.state = 'waiting' AND outbox.not_before <= $3::timestamptz
        RETURNING outbox.ledger_id, outbox.id, sequence, chat_id, method, payload, attachment, subject, attempts`,
    [limit, busyChats, options.clock.now().toString()],
    { name: 'outbox_due' },
  )
  rows.sort((first, second) => (first.sequence < second.sequence ? -1 : 1))
  const calls: DueCall[] = []
  for (const row of rows) {
    const call = await openOrGiveUp(options, transaction, row)
    if (call !== null) calls.push(call)
  }
  return calls
}

/** Null for a call that does not open (changed bytes, another key): it is given up, or it would stop the whole queue. */
async function openOrGiveUp(options: OutboxOptions, transaction: Transaction, row: DueRow): Promise<DueCall | null> {
  try {
    return openCall(options.sealing, row)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    options.logger?.error({ outboxId: row.id, reason: error.name }, 'a stored message does not open; gave it up')
    await transaction.query(GIVE_UP, [row.ledger_id, row.id, error.name, row.attempts])
    return null
  }
}

function openCall(sealing: Sealing, row: DueRow): DueCall {
  const json = Buffer.from(sealing.open(payloadPlace(row.ledger_id, row.id), row.payload)).toString('utf8')
  const { payload, attachmentName, traceParent = null }: SealedCall = JSON.parse(json)
  return {
    ledgerId: row.ledger_id,
    id: row.id,
    chatId: row.chat_id,
    method: row.method,
    payload,
    attachment:
      row.attachment === null
        ? null
        : {
            name: attachmentName ?? 'file',
            bytes: sealing.open(attachmentPlace(row.ledger_id, row.id), row.attachment),
          },
    subject: row.subject,
    attempts: row.attempts,
    traceParent,
  }
}

async function depth(
  options: OutboxOptions,
  transaction: Transaction,
): Promise<{ count: number; oldestAgeSeconds: number }> {
  const [row] = await transaction.query<{ count: bigint; oldest: string | null }>(
    `SELECT count(*) AS count, min(created_at) AS oldest FROM outbox WHERE state = 'waiting'`,
  )
  return { count: Number(row?.count ?? 0n), oldestAgeSeconds: ageSeconds(options.clock, row?.oldest ?? null) }
}

/**
 * Puts a call into the outbox in a transaction on its ledger; it leaves after the commit. `id` is a UUID; an id that is there
 * already is left as it is, so that a repeated run sends nothing twice.
 */
export async function enqueueCall(
  transaction: Pick<Transaction, 'query'>,
  options: {
    readonly sealing: Sealing
    readonly ledgerId: string
    readonly id: string
    readonly at: Temporal.Instant
    readonly traceParent?: string | null
  },
  call: OutgoingCall,
): Promise<void> {
  const { sealing, ledgerId, id, traceParent = null } = options
  const content: SealedCall = {
    payload: call.payload,
    attachmentName: call.attachment?.name ?? null,
    ...(traceParent === null ? {} : { traceParent }),
  }
  const payload = sealing.seal(payloadPlace(ledgerId, id), JSON.stringify(content))
  const attachment =
    call.attachment === null ? null : sealing.seal(attachmentPlace(ledgerId, id), call.attachment.bytes)
  const insert = transaction.query(
    `INSERT INTO outbox (ledger_id, id, chat_id, method, payload, attachment, subject, state, not_before, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8) ON CONFLICT (ledger_id, id) DO NOTHING`,
    [
      ledgerId,
      id,
      call.chatId,
      call.method,
      Buffer.from(payload),
      attachment === null ? null : Buffer.from(attachment),
      call.subject,
      options.at.toString(),
    ],
    { name: 'outbox_enqueue' },
  )
  await Promise.all([insert, transaction.query(`SELECT pg_notify('${OUTBOX_CHANNEL}', '')`)])
}

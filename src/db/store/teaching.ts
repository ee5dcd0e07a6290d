import type { TaughtLayout, TaughtRecord, TeachingDraft, TeachingStore } from '../../domain/taught-layout.ts'
import type { Place } from '../vault.ts'
import type { LedgerScope } from './scope.ts'

type LayoutRow = {
  id: string
  message_id: string
  sample: Uint8Array
  direction: TaughtLayout['direction']
  mail_from: Uint8Array | null
  institution: string | null
  currency: string
  time_zone: string
  numbers: TaughtLayout['numbers']
  dates: TaughtLayout['dates']
  taught_by: string | null
  taught_at: string
  reread_id: string
  forgotten_at: string | null
  forgotten_because: 'forgotten' | 'undone' | null
}

type DraftRow = { id: string; message_id: string; answers: TeachingDraft['answers']; started_at: string }

const LAYOUT_COLUMNS = `t.id, t.message_id, t.sample, t.direction, t.mail_from, t.institution, t.currency, t.time_zone, t.numbers, t.dates,
  t.taught_by, t.taught_at, t.reread_id, t.forgotten_at, t.forgotten_because`

/** The layouts a ledger was taught that count today, the latest first. */
export async function layoutsInForce(scope: LedgerScope): Promise<TaughtLayout[]> {
  const rows = await scope.transaction.query<LayoutRow>(
    `SELECT ${LAYOUT_COLUMNS} FROM taught_layouts t WHERE t.ledger_id = $1 AND t.forgotten_at IS NULL
     ORDER BY t.taught_at DESC, t.id`,
    [scope.ledgerId],
    { name: 'layouts_in_force' },
  )
  return rows.map((row) => toLayout(scope, row))
}

/** Taught layouts, and the questions about messages that are under way. */
export function teachingStore(scope: LedgerScope): TeachingStore {
  const { ledgerId, transaction } = scope
  return {
    ...layoutStore(scope),
    messagesReadBy: async (layoutId) => {
      const rows = await transaction.query<{ message_id: string }>(
        `SELECT DISTINCT a.message_id FROM alerts a JOIN readings r ON r.ledger_id = a.ledger_id
           AND r.message_id = a.message_id AND r.position = a.position AND r.number = a.reading_number
         WHERE a.ledger_id = $1 AND r.layout_id = $2 ORDER BY a.message_id`,
        [ledgerId, layoutId],
      )
      return rows.map((row) => row.message_id)
    },
    unreadMessages: async (limit) => {
      const rows = await transaction.query<{ id: string }>(
        `SELECT id FROM raw_messages WHERE ledger_id = $1 AND outcome IN ('unrecognized', 'ambiguous', 'malformed')
           AND source NOT IN ('manual', 'statement') ORDER BY received_at DESC, id LIMIT $2`,
        [ledgerId, limit],
      )
      return rows.map((row) => row.id)
    },
    teachingDraft: async (id) => {
      const [row] = await transaction.query<DraftRow>(
        'SELECT id, message_id, answers, started_at FROM teaching_drafts WHERE ledger_id = $1 AND id = $2',
        [ledgerId, id],
      )
      if (row === undefined) return null
      const { message_id: messageId, answers, started_at } = row
      return { id: row.id, messageId, answers, startedAt: Temporal.Instant.from(started_at) }
    },
    putTeachingDraft: async ({ id, messageId, answers, startedAt }) => {
      await transaction.query(
        `INSERT INTO teaching_drafts (ledger_id, id, message_id, answers, started_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (ledger_id, id) DO UPDATE SET answers = excluded.answers`,
        [ledgerId, id, messageId, JSON.stringify(answers), startedAt.toString()],
      )
    },
    dropTeachingDrafts: async (messageId, before) => {
      await transaction.query(
        'DELETE FROM teaching_drafts WHERE ledger_id = $1 AND (message_id = $2 OR started_at < $3)',
        [ledgerId, messageId, before.toString()],
      )
    },
  }
}

type LayoutStore = Pick<
  TeachingStore,
  'taughtLayouts' | 'addTaughtLayout' | 'forgetTaughtLayout' | 'recallTaughtLayout'
>

function layoutStore(scope: LedgerScope): LayoutStore {
  const { ledgerId, transaction, vault } = scope
  return {
    taughtLayouts: async () => {
      const rows = await transaction.query<LayoutRow>(
        `SELECT ${LAYOUT_COLUMNS} FROM taught_layouts t WHERE t.ledger_id = $1 ORDER BY t.taught_at DESC, t.id`,
        [ledgerId],
      )
      return rows.map((row) => toRecord(scope, row))
    },
    addTaughtLayout: async (record) => {
      const { id, messageId, direction, mailFrom, institution, currency, timeZone, numbers, dates } = record
      const { taughtBy, taughtAt, rereadId } = record
      const sample = Buffer.from(vault.seal(samplePlace(ledgerId, id), record.sample))
      const from = mailFrom === null ? null : Buffer.from(vault.seal(mailFromPlace(ledgerId, id), mailFrom))
      await transaction.query(
        `INSERT INTO taught_layouts (ledger_id, id, message_id, sample, direction, institution, currency, time_zone, numbers,
           dates, taught_by, taught_at, reread_id, mail_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (ledger_id, id) DO NOTHING`,
        [
          ...[ledgerId, id, messageId, sample, direction, institution, currency, timeZone, numbers, dates, taughtBy],
          ...[taughtAt.toString(), rereadId, from],
        ],
      )
    },
    forgetTaughtLayout: async (id, { at, because }) => {
      await transaction.query(
        `UPDATE taught_layouts SET forgotten_at = $3, forgotten_because = $4
         WHERE ledger_id = $1 AND id = $2 AND forgotten_at IS NULL`,
        [ledgerId, id, at.toString(), because],
      )
    },
    recallTaughtLayout: async (id, rereadId) => {
      await transaction.query(
        `UPDATE taught_layouts SET forgotten_at = NULL, forgotten_because = NULL, reread_id = $3
         WHERE ledger_id = $1 AND id = $2`,
        [ledgerId, id, rereadId],
      )
    },
  }
}

function samplePlace(ledgerId: string, id: string): Place {
  return { table: 'taught_layouts', column: 'sample', ledgerId, rowId: id }
}

function mailFromPlace(ledgerId: string, id: string): Place {
  return { table: 'taught_layouts', column: 'mail_from', ledgerId, rowId: id }
}

function toLayout({ ledgerId, vault }: LedgerScope, row: LayoutRow): TaughtLayout {
  const { id, direction, institution, currency, time_zone: timeZone, numbers, dates } = row
  const opened = (place: Place, sealed: Uint8Array) => new TextDecoder().decode(vault.open(place, sealed))
  const sample = opened(samplePlace(ledgerId, id), row.sample)
  const mailFrom = row.mail_from === null ? null : opened(mailFromPlace(ledgerId, id), row.mail_from)
  return { id, sample, direction, mailFrom, institution, currency, timeZone, numbers, dates }
}

function toRecord(scope: LedgerScope, row: LayoutRow): TaughtRecord {
  const { forgotten_at, forgotten_because } = row
  return {
    ...toLayout(scope, row),
    messageId: row.message_id,
    taughtBy: row.taught_by,
    taughtAt: Temporal.Instant.from(row.taught_at),
    rereadId: row.reread_id,
    forgotten:
      forgotten_at === null
        ? null
        : { at: Temporal.Instant.from(forgotten_at), because: forgotten_because ?? 'forgotten' },
  }
}

import type { StatementUpload, UploadStore } from '../../domain/statement-upload.ts'
import { UPLOAD_STATES_ASKING, UPLOAD_STATES_TO_DO } from '../../domain/statement-upload.ts'
import type { Place } from '../vault.ts'
import { tellChange } from './changes.ts'
import type { LedgerScope } from './scope.ts'

type UploadRow = {
  id: string
  chat_id: bigint
  person_id: string | null
  state: StatementUpload['state']
  details: Uint8Array
  received_at: string
}

/** What is sealed as an upload's details. */
type Details = Pick<
  StatementUpload,
  | 'fileId'
  | 'fileName'
  | 'place'
  | 'acceptsProblems'
  | 'contentName'
  | 'newRows'
  | 'counts'
  | 'summaries'
  | 'problem'
  | 'importId'
>

const COLUMNS = 'id, chat_id, person_id, state, details, received_at'

/** States that still need what was read. */
const OPEN_STATES = [...UPLOAD_STATES_TO_DO, ...UPLOAD_STATES_ASKING, 'unplaced', 'ready']

/** States in which the file itself is still needed. */
const UNREAD_STATES: readonly StatementUpload['state'][] = ['reading', 'locked']

/** Statement files that were dropped into chats or sent over the web. */
export function uploadStore(scope: LedgerScope): UploadStore {
  const { ledgerId, transaction, vault } = scope
  return {
    statementUpload: async (id) => {
      const [row] = await transaction.query<UploadRow>(
        `SELECT ${COLUMNS} FROM statement_uploads WHERE ledger_id = $1 AND id = $2`,
        [ledgerId, id],
      )
      return row === undefined ? null : toUpload(scope, row)
    },
    statementUploads: async (states) => {
      const rows = await transaction.query<UploadRow>(
        `SELECT ${COLUMNS} FROM statement_uploads WHERE ledger_id = $1 AND state = ANY ($2::text[])
         ORDER BY received_at DESC, id DESC`,
        [ledgerId, states],
        { name: 'uploads_by_state' },
      )
      return rows.map((row) => toUpload(scope, row))
    },
    putStatementUpload: async (upload) => {
      const { id, chatId, personId, state, receivedAt } = upload
      const { fileId, fileName, place, acceptsProblems, contentName, newRows, counts, importId } = upload
      const { summaries, problem } = upload
      const said = { fileId, fileName, place, acceptsProblems, contentName }
      const details: Details = { ...said, newRows, counts, summaries, problem, importId }
      const sealed = Buffer.from(vault.seal(detailsPlace(ledgerId, id), JSON.stringify(details)))
      const stored = transaction.query(
        `INSERT INTO statement_uploads (ledger_id, id, chat_id, person_id, state, details, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (ledger_id, id) DO UPDATE SET state = excluded.state, details = excluded.details,
           reading = CASE WHEN excluded.state = ANY ($8::text[]) THEN statement_uploads.reading END,
           content = CASE WHEN excluded.state = ANY ($9::text[]) THEN statement_uploads.content END`,
        [ledgerId, id, chatId, personId, state, sealed, receivedAt.toString(), OPEN_STATES, UNREAD_STATES],
      )
      await Promise.all([stored, tellChange(scope, { uploads: [id] })])
    },
    putUploadReading: async (id, reading) => {
      await transaction.query('UPDATE statement_uploads SET reading = $3 WHERE ledger_id = $1 AND id = $2', [
        ledgerId,
        id,
        Buffer.from(vault.seal(readingPlace(ledgerId, id), reading)),
      ])
    },
    uploadReading: async (id) => {
      const [row] = await transaction.query<{ reading: Uint8Array | null }>(
        'SELECT reading FROM statement_uploads WHERE ledger_id = $1 AND id = $2',
        [ledgerId, id],
      )
      const sealed = row?.reading ?? null
      return sealed === null ? null : new TextDecoder().decode(vault.open(readingPlace(ledgerId, id), sealed))
    },
    putUploadContent: async (id, bytes) => {
      await transaction.query('UPDATE statement_uploads SET content = $3 WHERE ledger_id = $1 AND id = $2', [
        ledgerId,
        id,
        Buffer.from(vault.seal(contentPlace(ledgerId, id), bytes)),
      ])
    },
    uploadContent: async (id) => {
      const [row] = await transaction.query<{ content: Uint8Array | null }>(
        'SELECT content FROM statement_uploads WHERE ledger_id = $1 AND id = $2',
        [ledgerId, id],
      )
      const sealed = row?.content ?? null
      return sealed === null ? null : vault.open(contentPlace(ledgerId, id), sealed)
    },
    cancelUploadsBefore: async (before) => {
      const rows = await transaction.query(
        `UPDATE statement_uploads SET state = 'cancelled', reading = NULL, content = NULL
         WHERE ledger_id = $1 AND received_at < $2 AND state IN ('locked', 'unplaced', 'naming', 'ready') RETURNING id`,
        [ledgerId, before.toString()],
      )
      return rows.length
    },
  }
}

function detailsPlace(ledgerId: string, id: string): Place {
  return { table: 'statement_uploads', column: 'details', ledgerId, rowId: id }
}

function readingPlace(ledgerId: string, id: string): Place {
  return { table: 'statement_uploads', column: 'reading', ledgerId, rowId: id }
}

function contentPlace(ledgerId: string, id: string): Place {
  return { table: 'statement_uploads', column: 'content', ledgerId, rowId: id }
}

function toUpload({ ledgerId, vault }: LedgerScope, row: UploadRow): StatementUpload {
  const details: Details = JSON.parse(new TextDecoder().decode(vault.open(detailsPlace(ledgerId, row.id), row.details)))
  return {
    id: row.id,
    chatId: row.chat_id,
    personId: row.person_id,
    state: row.state,
    receivedAt: Temporal.Instant.from(row.received_at),
    ...details,
  }
}

import type { TaughtColumns, TaughtColumnsStore } from '../../domain/taught-columns.ts'
import type { Place } from '../vault.ts'
import type { LedgerScope } from './scope.ts'

type TaughtRow = { fingerprint: string; upload_id: string; details: Uint8Array; taught_at: string }

/** What a ledger was taught of the columns of tables. */
export function taughtColumnsStore({ ledgerId, transaction, vault }: LedgerScope): TaughtColumnsStore {
  const place = (fingerprint: string): Place => ({
    table: 'taught_columns',
    column: 'details',
    ledgerId,
    rowId: fingerprint,
  })
  return {
    taughtColumns: async () => {
      const rows = await transaction.query<TaughtRow>(
        `SELECT fingerprint, upload_id, details, taught_at FROM taught_columns WHERE ledger_id = $1
         ORDER BY taught_at DESC, fingerprint`,
        [ledgerId],
      )
      return rows.map(({ fingerprint, upload_id, details, taught_at }) => {
        const taught: TaughtColumns = JSON.parse(new TextDecoder().decode(vault.open(place(fingerprint), details)))
        return { ...taught, fingerprint, uploadId: upload_id, taughtAt: Temporal.Instant.from(taught_at) }
      })
    },
    putTaughtColumns: async ({ fingerprint, uploadId, taughtAt, headings, answers }) => {
      const sealed = Buffer.from(vault.seal(place(fingerprint), JSON.stringify({ headings, answers })))
      await transaction.query(
        `INSERT INTO taught_columns (ledger_id, fingerprint, upload_id, details, taught_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (ledger_id, fingerprint) DO UPDATE
           SET upload_id = excluded.upload_id, details = excluded.details, taught_at = excluded.taught_at`,
        [ledgerId, fingerprint, uploadId, sealed, taughtAt.toString()],
      )
    },
    forgetTaughtColumns: async (uploadId) => {
      await transaction.query('DELETE FROM taught_columns WHERE ledger_id = $1 AND upload_id = $2', [
        ledgerId,
        uploadId,
      ])
    },
  }
}

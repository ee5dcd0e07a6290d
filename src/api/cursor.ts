import type { TransactionDetail, TransactionPlace } from '../domain/ports.ts'
import { isUuid } from './transaction-json.ts'

/** The place after a transaction, as a text for the next page. */
export function cursorOf({ transaction: { id, occurred } }: TransactionDetail): string {
  return Buffer.from(JSON.stringify([occurred.date.toString(), occurred.at?.toString() ?? null, id])).toString(
    'base64url',
  )
}

/** The place a cursor names; null for what is none of ours. */
export function readCursor(cursor: string): TransactionPlace | null {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(place) || place.length !== 3) return null
    const [date, at, id] = place
    if (typeof id !== 'string' || !isUuid(id)) return null
    return { id, date: Temporal.PlainDate.from(date), at: at === null ? null : Temporal.Instant.from(at) }
  } catch {
    // A cursor is ours or it is not; how a strange one is wrong helps nobody.
    return null
  }
}

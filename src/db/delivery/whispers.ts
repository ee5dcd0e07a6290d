import { randomUUID } from 'node:crypto'
import type { Database, Subscription } from '../client.ts'
import { VaultError } from '../vault.ts'
import type { Sealing } from './sealing.ts'

const CHANNEL = 'expense_tracker_whispers'

/** What processes of an installation tell each other without keeping it. */
export type PostgresWhispers = {
  /** Tells the other processes; resolves when the database has passed it on. At most 2,000 bytes of UTF-8. */
  tell(note: string): Promise<void>
  /** Hears what others tell from now on, never what this object told; null: listening (re)started, and notes were missed. */
  hear(onNote: (note: string | null) => void): Subscription
}

/**
 * Notes between processes: sealed, passed on as notifications, and stored in no table. Whoever does not listen at that moment
 * never hears them.
 */
export function createWhispers(options: { readonly database: Database; readonly sealing: Sealing }): PostgresWhispers {
  const { database, sealing } = options
  const teller = randomUUID()
  return {
    tell: async (note) => {
      const id = randomUUID()
      const sealed = Buffer.from(sealing.seal(placeOf(id), note)).toString('base64')
      await database.inSystem((transaction) =>
        transaction.query('SELECT pg_notify($1, $2)', [CHANNEL, `${teller} ${id} ${sealed}`]),
      )
    },
    hear: (onNote) =>
      database.listen(CHANNEL, (payload) => {
        const [by, id = '', sealed = ''] = payload?.split(' ') ?? []
        if (payload === null) onNote(null)
        else if (by !== teller) open(sealing, id, sealed, onNote)
      }),
  }
}

/** A note that does not open came from an installation with another key, or from somebody who has none: it is not for us. */
function open(sealing: Sealing, id: string, sealed: string, onNote: (note: string) => void): void {
  try {
    onNote(Buffer.from(sealing.open(placeOf(id), Buffer.from(sealed, 'base64'))).toString('utf8'))
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
  }
}

function placeOf(id: string): Parameters<Sealing['seal']>[0] {
  return { table: 'whispers', column: 'note', ledgerId: null, rowId: id }
}

import type { Database } from './client.ts'
import { CHANGES_CHANNEL, type ChangeNote } from './store/changes.ts'

/** A change of a ledger; null: something may have been missed. */
type Tell = (change: Omit<ChangeNote, 'ledgerId'> | null) => void

/** Tells whoever listens of changes to their ledger, whichever process made them, over one connection. */
export type LedgerChanges = {
  /** Gives the function that ends the listening. */
  subscribe(ledgerId: string, tell: Tell): () => void
  close(): Promise<void>
}

/** Begins to listen. */
export function listenForChanges(database: Pick<Database, 'listen'>): LedgerChanges {
  const listeners = new Map<string, Set<Tell>>()
  const subscription = database.listen(CHANGES_CHANNEL, (payload) => {
    if (payload === null) {
      for (const tell of [...listeners.values()].flatMap((each) => [...each])) tell(null)
      return
    }
    const { ledgerId, ...change } = JSON.parse(payload) as ChangeNote
    for (const tell of listeners.get(ledgerId) ?? []) tell(change)
  })
  return {
    subscribe: (ledgerId, tell) => {
      const own = listeners.get(ledgerId) ?? new Set()
      listeners.set(ledgerId, own.add(tell))
      return () => {
        own.delete(tell)
        if (own.size === 0 && listeners.get(ledgerId) === own) listeners.delete(ledgerId)
      }
    },
    close: () => subscription.close(),
  }
}

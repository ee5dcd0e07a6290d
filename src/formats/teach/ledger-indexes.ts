import type { TaughtLayout } from '../../domain/taught-layout.ts'
import { type BankIndex, putAhead } from '../bank-index.ts'
import { taughtBank } from './learn.ts'

/** Ledgers whose indexes are kept; one costs about as much memory as the layouts it adds. */
const INDEXES_KEPT = 64

/**
 * Gives the index of a ledger with these taught layouts: `base` with theirs ahead of it. A layout never changes under its id, so
 * an index is made once for the same ids; the ones used last are kept.
 */
export function createLedgerIndexes(base: BankIndex): (taught: readonly TaughtLayout[]) => BankIndex {
  const kept = new Map<string, BankIndex>()
  return (taught) => {
    if (taught.length === 0) return base
    const key = taught.map(({ id }) => id).join(' ')
    const index = kept.get(key) ?? putAhead(taught.map(taughtBank), base)
    kept.delete(key)
    kept.set(key, index)
    const [oldest] = kept.keys()
    if (kept.size > INDEXES_KEPT && oldest !== undefined) kept.delete(oldest)
    return index
  }
}

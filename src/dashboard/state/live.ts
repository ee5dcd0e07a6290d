import { signal } from '@preact/signals'
import { follow } from '../api/follow.ts'

const GATHER_MS = 250

/** Grows with every change of the ledger that we hear of: what shows the ledger asks again. */
export const ledgerVersion = signal(0)

let isGathering = false

/** The ledger has changed. Many changes at once (an import) are one. */
export function ledgerChanged(): void {
  if (isGathering) return
  isGathering = true
  setTimeout(() => {
    isGathering = false
    ledgerVersion.value += 1
  }, GATHER_MS)
}

/** Follows the ledger's changes until the function it gives is called. */
export function followLedger(): () => void {
  return follow('/events', ({ event }) => event === 'changed' && ledgerChanged(), ledgerChanged)
}

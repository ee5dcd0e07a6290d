import { signal } from '@preact/signals'
import { follow } from '../api/follow.ts'

const GATHER_MS = 250

/** Grows with every change of the ledger that we hear of: what shows the ledger asks again. */
export const ledgerVersion = signal(0)

let timer: ReturnType<typeof setTimeout> | null = null

/** The ledger has changed. Many changes at once (an import) are one. */
export function ledgerChanged(): void {
  timer ??= setTimeout(() => {
    timer = null
    ledgerVersion.value += 1
  }, GATHER_MS)
}

/** Follows the ledger's changes until the function it gives is called. */
export function followLedger(): () => void {
  return follow('/events', ({ event }) => event === 'changed' && ledgerChanged(), ledgerChanged)
}

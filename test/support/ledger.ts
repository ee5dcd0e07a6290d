import { createLedgers } from '../../src/db/store/ledgers.ts'
import { createVault, type Vault } from '../../src/db/vault.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { Clock, Identifiers, Ledgers } from '../../src/domain/ports.ts'
import { STARTING_ACCOUNTS } from '../../src/pipeline/seed/starting-accounts.ts'
import { type ExportLine, exportLine } from '../../src/reports/ledger-export.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

export type TestLedgers = {
  readonly fresh: FreshDatabase
  readonly ledgers: Ledgers
  readonly vault: Vault
  readonly ids: Identifiers
  /** Makes an empty ledger and gives its id. */
  newLedger(): Promise<string>
  exportAll(ledgerId: string): Promise<ExportLine[]>
  close(): Promise<void>
}

/** Ledgers on a database of a test file's own. */
export async function testLedgers(clock: Clock = systemClock): Promise<TestLedgers> {
  const fresh = await freshDatabase()
  const vault = createVault(new Uint8Array(32).fill(7))
  const ids: Identifiers = {
    id: (...parts) => vault.deriveId(...parts),
    fingerprint: (text) => vault.fingerprint('message', text),
  }
  const ledgers = createLedgers({
    database: fresh.database,
    vault,
    clock,
    startingAccounts: STARTING_ACCOUNTS,
  })
  return {
    fresh,
    ledgers,
    vault,
    ids,
    newLedger: async () => {
      const ledgerId = crypto.randomUUID()
      await ledgers.create({ ledgerId, name: 'test', timeZone: 'Africa/Lagos', currency: 'NGN', owner: null })
      return ledgerId
    },
    exportAll: (ledgerId) =>
      ledgers.inLedger(ledgerId, async (session) => {
        const details = await session.exportPage({ from: null, to: null, after: null, limit: 100_000 })
        const messageIds = details.flatMap(({ transaction }) => transaction.witnesses.map(({ key }) => key.messageId))
        const origins = await session.messageOrigins([...new Set(messageIds)])
        return details.map((detail) => exportLine(detail, { origins, timeZone: 'Africa/Lagos' }))
      }),
    close: () => fresh.close(),
  }
}

import type { Clock, LedgerSession, Ledgers } from '../../domain/ports.ts'
import type { Database } from '../client.ts'
import { accounts, ledgers, memberships } from '../schema/ledger.ts'
import type { Vault } from '../vault.ts'
import { accessStore } from './access.ts'
import { accountStore } from './accounts.ts'
import { answerStore } from './answers.ts'
import { balanceStore } from './balances.ts'
import { doubtfulMailStore } from './doubtful-mails.ts'
import { lessonStore } from './lessons.ts'
import { mailboxStore } from './mailboxes.ts'
import { messageStore } from './messages.ts'
import { outgoingStore } from './outbox.ts'
import { payeeStore } from './payees.ts'
import { phoneStore } from './phones.ts'
import { readStore } from './reads.ts'
import { reconciliationStore } from './reconciliation.ts'
import { rereadStore } from './rereads.ts'
import { reviewStore } from './review.ts'
import { ruleStore } from './rules.ts'
import type { LedgerScope } from './scope.ts'
import { searchStore } from './search.ts'
import { settingStore } from './settings.ts'
import { teachingStore } from './teaching.ts'
import { transactionStore } from './transactions.ts'
import { uploadStore } from './uploads.ts'

/** An account every new ledger starts with; parents come before their children. */
export type StartingAccount = {
  readonly key: string
  readonly type: 'asset' | 'equity' | 'income' | 'expense'
  readonly name: string
  readonly icon: string | null
  readonly parent: string | null
}

/** Ledgers in this database. Ids of starting accounts are derived, so that making a ledger twice makes it once. */
export function createLedgers(options: {
  readonly database: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly startingAccounts: readonly StartingAccount[]
  /** The trace that the work at hand belongs to; see LedgerScope. */
  readonly traceParent?: () => string | null
}): Ledgers {
  const { database, vault, clock, startingAccounts, traceParent = () => null } = options
  return {
    inLedger: (ledgerId, work) =>
      database.inLedger(ledgerId, (transaction) =>
        work(openSession({ ledgerId, transaction, vault, clock, traceParent })),
      ),
    create: ({ ledgerId, name, timeZone, currency, owner }) =>
      database.inLedger(ledgerId, async ({ db }) => {
        const createdAt = clock.now()
        await db.insert(ledgers).values({ id: ledgerId, name, timeZone, currency, createdAt }).onConflictDoNothing()
        const idOf = (key: string) => vault.deriveId('starting account', ledgerId, key)
        await db
          .insert(accounts)
          .values(
            startingAccounts.map(({ key, type, name: accountName, icon, parent }, position) => ({
              ledgerId,
              id: idOf(key),
              type,
              name: accountName,
              key,
              icon,
              parentId: parent === null ? null : idOf(parent),
              position,
              createdAt,
            })),
          )
          .onConflictDoNothing()
        if (owner === null) return
        const { personId, chatId } = owner
        await db
          .insert(memberships)
          .values({ ledgerId, personId, role: 'owner', chatId, createdAt })
          .onConflictDoNothing()
      }),
  }
}

function openSession(scope: LedgerScope): LedgerSession {
  return {
    ...accountStore(scope),
    ...messageStore(scope),
    ...transactionStore(scope),
    ...balanceStore(scope),
    ...answerStore(scope),
    ...lessonStore(scope),
    ...payeeStore(scope),
    ...teachingStore(scope),
    ...readStore(scope),
    ...rereadStore(scope),
    ...reconciliationStore(scope),
    ...outgoingStore(scope),
    ...reviewStore(scope),
    ...ruleStore(scope),
    ...settingStore(scope),
    ...uploadStore(scope),
    ...mailboxStore(scope),
    ...doubtfulMailStore(scope),
    ...phoneStore(scope),
    ...accessStore(scope),
    ...searchStore(scope),
  }
}

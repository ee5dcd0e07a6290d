import { createLedgers } from '../../src/db/store/ledgers.ts'
import type { Account } from '../../src/domain/account.ts'
import { type Alert, type AlertKey, identityOf } from '../../src/domain/alert.ts'
import type { LedgerSession } from '../../src/domain/ports.ts'
import type { Transaction } from '../../src/domain/transaction.ts'
import { OUR_CHAT, OURS, THEIR_CHAT, THEIRS } from './ledger-ids.ts'
import type { TwoLedgers } from './two-ledgers.ts'

/** What there is in one ledger, as the stores give it. */
type Contents = {
  readonly alerts: readonly Alert[]
  readonly accounts: readonly Account[]
  readonly transactions: readonly Transaction[]
  readonly answerIds: readonly string[]
  readonly lessonIds: readonly string[]
}

/** Arguments for the cases: of our ledger, and of both together, so that every list names rows that only they have. */
export type Given = {
  readonly ours: Contents
  readonly theirs: Contents
  readonly all: {
    readonly keys: readonly AlertKey[]
    readonly messageIds: readonly string[]
    readonly accountIds: readonly string[]
    readonly transactionIds: readonly string[]
    readonly answerIds: readonly string[]
  }
  /** Rows that only they have. */
  readonly foreign: { readonly transaction: Transaction; readonly account: Account; readonly answerId: string }
  readonly inboxIds: readonly bigint[]
  /** Lessons of both. */
  readonly lessonIds: readonly string[]
  readonly mailboxIds: readonly string[]
  /** Messages of theirs that are doubtful mails. */
  readonly mailIds: readonly string[]
  /** Who owns which. */
  readonly people: { readonly ours: string; readonly theirs: string }
}

/** Reads the arguments from both ledgers the ordinary way. */
export async function readGiven({ fresh, vault, clock, inboxIds }: TwoLedgers): Promise<Given> {
  const ledgers = createLedgers({ database: fresh.database, vault, clock, startingAccounts: [] })
  const ours = await ledgers.inLedger(OURS, contents)
  const theirs = await ledgers.inLedger(THEIRS, contents)
  const both = [ours, theirs]
  const unique = (ids: readonly string[]) => [...new Set(ids)].sort()
  const keys = both.flatMap(({ alerts }) => alerts.map(({ key }) => key))
  return {
    ours,
    theirs,
    all: {
      keys: [...new Map(keys.map((key) => [`${key.messageId} ${key.position}`, key])).values()],
      messageIds: unique(keys.map((key) => key.messageId)),
      accountIds: unique(both.flatMap(({ accounts }) => accounts.map(({ id }) => id))),
      transactionIds: unique(both.flatMap(({ transactions }) => transactions.map(({ id }) => id))),
      answerIds: unique(both.flatMap(({ answerIds }) => answerIds)),
    },
    foreign: {
      transaction: onlyIn(theirs.transactions, ours.transactions),
      account: onlyIn(theirs.accounts, ours.accounts),
      answerId: onlyIn(
        theirs.answerIds.map((id) => ({ id })),
        ours.answerIds.map((id) => ({ id })),
      ).id,
    },
    inboxIds,
    lessonIds: unique(both.flatMap(({ lessonIds }) => lessonIds)),
    mailboxIds: await ledgers.inLedger(THEIRS, async (session) => (await session.mailboxes()).map(({ id }) => id)),
    people: {
      ours: vault.deriveId('person', String(OUR_CHAT)),
      theirs: vault.deriveId('person', String(THEIR_CHAT)),
    },
    mailIds: await ledgers.inLedger(THEIRS, async (session) =>
      (await session.waitingDoubtfulMails({ limit: 10, offset: 0 })).mails.map(({ messageId }) => messageId),
    ),
  }
}

async function contents(session: LedgerSession): Promise<Contents> {
  const details = await session.exportPage({ from: null, to: null, after: null, limit: 1_000 })
  const accounts = await session.accounts()
  const identities = (await session.accountMatches()).map(({ identity }) => identity)
  return {
    alerts: await session.alertsOfIdentities(identities),
    accounts: accounts.filter(({ type }) => type !== 'equity'),
    transactions: details.map(({ transaction }) => transaction),
    answerIds: (await session.latestAnswers(1_000)).map(({ id }) => id),
    lessonIds: (await session.lessonsToLearn(1_000, 1)).map(({ id }) => id),
  }
}

function onlyIn<T extends { readonly id: string }>(these: readonly T[], those: readonly { readonly id: string }[]): T {
  const found = these.find(({ id }) => those.every((other) => other.id !== id))
  if (found === undefined) throw new Error('their ledger has nothing of its own')
  return found
}

/** The identities that alerts speak about. */
export function identitiesOf(alerts: readonly Alert[]) {
  return alerts.map(({ reading }) => identityOf(reading))
}

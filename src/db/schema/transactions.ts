import { char, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, minorUnits, plainDate } from './column-types.ts'
import { accounts, ledgers } from './ledger.ts'
import { alerts, rawMessages } from './messages.ts'

/** One economic event the ledger believes. */
export const transactions = pgTable(
  'transactions',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    kind: text({ enum: ['expense', 'income', 'transfer', 'fee', 'reversed', 'refund', 'opening'] }).notNull(),
    status: text({ enum: ['pending', 'posted', 'void'] }).notNull(),
    suspectOf: uuid(),
    occurredDate: plainDate().notNull(),
    occurredAt: instant(),
    occurredFrom: text({ enum: ['message', 'receipt'] }).notNull(),
    payee: text(),
    payeeKey: text(),
    narration: text(),
    note: text(),
    tags: text().array().notNull(),
    categoryReason: jsonb(),
    bookedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    index('transactions_date').on(table.ledgerId, table.occurredDate),
    index('transactions_booked').on(table.ledgerId, table.bookedAt),
    index('transactions_payee').on(table.ledgerId, table.payeeKey),
  ],
)

/** The legs. A trigger refuses a statement that leaves a transaction whose legs do not sum to zero in each currency. */
export const postings = pgTable(
  'postings',
  {
    ledgerId: uuid().notNull(),
    transactionId: uuid().notNull(),
    position: integer().notNull(),
    accountId: uuid().notNull(),
    amountMinor: minorUnits().notNull(),
    currency: char({ length: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.transactionId, table.position] }),
    foreignKey({
      columns: [table.ledgerId, table.transactionId],
      foreignColumns: [transactions.ledgerId, transactions.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [table.ledgerId, table.accountId], foreignColumns: [accounts.ledgerId, accounts.id] }),
    index('postings_account').on(table.ledgerId, table.accountId),
  ],
)

/** Which alerts a transaction rests on. */
export const witnesses = pgTable(
  'witnesses',
  {
    ledgerId: uuid().notNull(),
    messageId: uuid().notNull(),
    position: integer().notNull(),
    transactionId: uuid().notNull(),
    role: text({ enum: ['from', 'to', 'payment', 'reversal', 'fee', 'self'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.messageId, table.position, table.transactionId] }),
    foreignKey({
      columns: [table.ledgerId, table.transactionId],
      foreignColumns: [transactions.ledgerId, transactions.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.ledgerId, table.messageId, table.position],
      foreignColumns: [alerts.ledgerId, alerts.messageId, alerts.position],
    }),
    index('witnesses_transaction').on(table.ledgerId, table.transactionId),
  ],
)

/** The payments a fee belongs to. */
export const transactionParents = pgTable(
  'transaction_parents',
  {
    ledgerId: uuid().notNull(),
    childId: uuid().notNull(),
    parentId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.childId, table.parentId] }),
    foreignKey({
      columns: [table.ledgerId, table.childId],
      foreignColumns: [transactions.ledgerId, transactions.id],
    }).onDelete('cascade'),
  ],
)

/** What a merged-away transaction became, so that old buttons and links still find it. */
export const redirects = pgTable(
  'redirects',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    fromId: uuid().notNull(),
    toId: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.fromId] })],
)

/** Balances the bank stated, by the account the alert is taken for. */
export const balanceClaims = pgTable(
  'balance_claims',
  {
    ledgerId: uuid().notNull(),
    messageId: uuid().notNull(),
    position: integer().notNull(),
    accountId: uuid().notNull(),
    balanceMinor: minorUnits().notNull(),
    beforeMinor: minorUnits().notNull(),
    currency: char({ length: 3 }).notNull(),
    occurredDate: plainDate().notNull(),
    occurredAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.messageId, table.position] }),
    foreignKey({
      columns: [table.ledgerId, table.messageId, table.position],
      foreignColumns: [alerts.ledgerId, alerts.messageId, alerts.position],
    }),
    foreignKey({ columns: [table.ledgerId, table.accountId], foreignColumns: [accounts.ledgerId, accounts.id] }),
    index('balance_claims_account').on(table.ledgerId, table.accountId, table.occurredDate),
  ],
)

/** Statements whose rows add up: what rests on them is not changed by automation any more. */
export const statementLocks = pgTable(
  'statement_locks',
  {
    ledgerId: uuid().notNull(),
    messageId: uuid().notNull(),
    accountId: uuid().notNull(),
    fromDate: plainDate().notNull(),
    toDate: plainDate().notNull(),
    lockedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.messageId, table.accountId] }),
    foreignKey({ columns: [table.ledgerId, table.messageId], foreignColumns: [rawMessages.ledgerId, rawMessages.id] }),
    foreignKey({ columns: [table.ledgerId, table.accountId], foreignColumns: [accounts.ledgerId, accounts.id] }),
  ],
)

/** What each run changed, with before and after, so that it can be read and taken back. */
export const plans = pgTable(
  'plans',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    at: instant().notNull(),
    changes: jsonb().notNull(),
    redirects: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.id] })],
)

/** Every decision with its evidence: what "/why" answers from. */
export const decisions = pgTable(
  'decisions',
  {
    ledgerId: uuid().notNull(),
    planId: uuid().notNull(),
    number: integer().notNull(),
    messageId: uuid().notNull(),
    position: integer().notNull(),
    stage: text({ enum: ['identify', 'solve', 'categorize', 'reconcile', 'rule'] }).notNull(),
    decision: text().notNull(),
    evidence: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.planId, table.number] }),
    foreignKey({ columns: [table.ledgerId, table.planId], foreignColumns: [plans.ledgerId, plans.id] }),
    index('decisions_alert').on(table.ledgerId, table.messageId, table.position),
  ],
)

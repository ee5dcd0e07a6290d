import { bigint, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './column-types.ts'
import { ledgers } from './ledger.ts'
import { rawMessages } from './messages.ts'

/** Mailboxes that are read on schedule, and how far each has been read. */
export const mailboxes = pgTable(
  'mailboxes',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    /** User and password as JSON, sealed. */
    login: bytes().notNull(),
    host: text().notNull(),
    port: integer().notNull(),
    addedAt: instant().notNull(),
    uidValidity: bigint({ mode: 'bigint' }),
    uid: bigint({ mode: 'number' }),
    /** Mails before the cursor that are read again: `[{uid, since}]`. */
    deferred: jsonb().notNull().default([]),
    failedLogins: integer().notNull().default(0),
    checkedAt: instant(),
    mailAt: instant(),
    /** How many mails ended how. */
    outcomes: jsonb().notNull().default({}),
    /** Why they were refused or not believed, counted. */
    reasons: jsonb().notNull().default({}),
    problem: text(),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.id] })],
)

/** Mails that read as alerts and are not believed: why not, and what a person made of each. */
export const doubtfulMails = pgTable(
  'doubtful_mails',
  {
    ledgerId: uuid().notNull(),
    messageId: uuid().notNull(),
    doubt: text().notNull(),
    state: text({ enum: ['waiting', 'accepted', 'ignored'] }).notNull(),
    seenAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.messageId] }),
    foreignKey({ columns: [table.ledgerId, table.messageId], foreignColumns: [rawMessages.ledgerId, rawMessages.id] }),
  ],
)

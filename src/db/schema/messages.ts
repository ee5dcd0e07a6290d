import { sql } from 'drizzle-orm'
import {
  char,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant, minorUnits, plainDate } from './column-types.ts'
import { people } from './installation.ts'
import { ledgers } from './ledger.ts'

/** Every message as it arrived. Append-only: the app role may change the outcome of reading it and nothing else. */
export const rawMessages = pgTable(
  'raw_messages',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    origin: text().notNull(),
    source: text({ enum: ['sms', 'email', 'statement', 'manual', 'api'] }).notNull(),
    authenticity: text({ enum: ['vouched', 'verified', 'forwarded', 'unverified', 'undecided'] }).notNull(),
    /** Sender, subject and text, sealed. */
    body: bytes().notNull(),
    fingerprint: text().notNull(),
    receivedAt: instant().notNull(),
    storedAt: instant().notNull(),
    outcome: text({ enum: ['parsed', 'ignored', 'unrecognized', 'ambiguous', 'malformed'] }).notNull(),
    /** Rule or layout behind the outcome. */
    outcomeDetail: text(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    uniqueIndex('raw_messages_origin').on(table.ledgerId, table.origin),
    index('raw_messages_unread')
      .on(table.ledgerId, table.receivedAt)
      .where(sql`outcome in ('unrecognized', 'ambiguous', 'malformed')`),
  ],
)

/** One bank alert in a message; the columns it is matched by come from its current reading. */
export const alerts = pgTable(
  'alerts',
  {
    ledgerId: uuid().notNull(),
    messageId: uuid().notNull(),
    position: integer().notNull(),
    source: text({ enum: ['sms', 'email', 'statement', 'manual', 'api'] }).notNull(),
    fingerprint: text().notNull(),
    institution: text().notNull(),
    tail: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    direction: text({ enum: ['debit', 'credit'] }).notNull(),
    amountMinor: minorUnits().notNull(),
    balanceMinor: minorUnits(),
    occurredDate: plainDate().notNull(),
    occurredAt: instant(),
    occurredFrom: text({ enum: ['message', 'receipt'] }).notNull(),
    receivedAt: instant().notNull(),
    /** Account a person chose for an alert that names none, else null. */
    accountId: uuid(),
    /** The reading in force; null when the message, read again, says no such alert any more. */
    readingNumber: integer(),
    /** What the model said of it when it was stored. */
    guess: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.messageId, table.position] }),
    foreignKey({ columns: [table.ledgerId, table.messageId], foreignColumns: [rawMessages.ledgerId, rawMessages.id] }),
    index('alerts_amount').on(table.ledgerId, table.amountMinor, table.occurredDate),
    index('alerts_identity').on(table.ledgerId, table.institution, table.tail, table.currency),
  ],
)

/** What an alert was read as; reading it again with better formats adds a number, never changes one. */
export const readings = pgTable(
  'readings',
  {
    ledgerId: uuid().notNull(),
    messageId: uuid().notNull(),
    position: integer().notNull(),
    number: integer().notNull(),
    layoutId: text().notNull(),
    reading: jsonb().notNull(),
    /** Of the part of the message it was read from. */
    fingerprint: text().notNull(),
    occurredDate: plainDate().notNull(),
    occurredAt: instant(),
    occurredFrom: text({ enum: ['message', 'receipt'] }).notNull(),
    readAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.messageId, table.position, table.number] }),
    foreignKey({
      columns: [table.ledgerId, table.messageId, table.position],
      foreignColumns: [alerts.ledgerId, alerts.messageId, alerts.position],
    }),
  ],
)

/** A time when alerts came into force or went: by `replay`, because a layout was taught, or by an import. */
export const rereads = pgTable(
  'rereads',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    cause: text({ enum: ['replay', 'layout', 'import'] }).notNull(),
    at: instant().notNull(),
    takenBackAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.id] })],
)

/** What a reread changed, some messages a page, so that it can be taken back. */
export const rereadPages = pgTable(
  'reread_pages',
  {
    ledgerId: uuid().notNull(),
    rereadId: uuid().notNull(),
    number: integer().notNull(),
    /** Which readings were in force before and after, and which transactions came and went. */
    changes: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.rereadId, table.number] }),
    foreignKey({ columns: [table.ledgerId, table.rereadId], foreignColumns: [rereads.ledgerId, rereads.id] }),
  ],
)

/** What people said; kept for ever. Undoing sets `revokedAt`. */
export const answers = pgTable(
  'answers',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    kind: text({
      enum: ['same', 'different', 'transfer', 'not-transfer', 'void', 'category', 'edit', 'split'],
    }).notNull(),
    content: jsonb().notNull(),
    personId: uuid().references(() => people.id),
    at: instant().notNull(),
    revokedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    index('answers_latest').on(table.ledgerId, table.at).where(sql`revoked_at is null`),
  ],
)

/** The alerts an answer is anchored on. */
export const answerAlerts = pgTable(
  'answer_alerts',
  {
    ledgerId: uuid().notNull(),
    messageId: uuid().notNull(),
    position: integer().notNull(),
    answerId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.messageId, table.position, table.answerId] }),
    foreignKey({ columns: [table.ledgerId, table.answerId], foreignColumns: [answers.ledgerId, answers.id] }),
    foreignKey({
      columns: [table.ledgerId, table.messageId, table.position],
      foreignColumns: [alerts.ledgerId, alerts.messageId, alerts.position],
    }),
  ],
)

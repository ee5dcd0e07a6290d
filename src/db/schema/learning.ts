import { sql } from 'drizzle-orm'
import { char, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './column-types.ts'
import { people } from './installation.ts'
import { accounts, ledgers } from './ledger.ts'
import { alerts, rawMessages, rereads } from './messages.ts'

/** Rules people wrote, in their order; what was removed stays, so that removing can be undone. */
export const rules = pgTable(
  'rules',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    order: integer().notNull(),
    conditions: jsonb().notNull(),
    effects: jsonb().notNull(),
    state: text({ enum: ['draft', 'on', 'off', 'removed'] }).notNull(),
    createdAt: instant().notNull(),
    /** Alerts stored before keep what they got; null: it holds for all. */
    appliesFrom: instant(),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.id] })],
)

/** What people changed about rules and categories, with before and after, so that it can be taken back. */
export const settingChanges = pgTable(
  'setting_changes',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    at: instant().notNull(),
    personId: uuid().references(() => people.id),
    subject: text({ enum: ['rules', 'categories'] }).notNull(),
    before: jsonb().notNull(),
    after: jsonb().notNull(),
    undoneAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    index('setting_changes_latest').on(table.ledgerId, table.at).where(sql`undone_at is null`),
  ],
)

/** Pictures and files that people put to entries; Telegram keeps the bytes. */
export const attachments = pgTable(
  'attachments',
  {
    ledgerId: uuid().notNull(),
    id: uuid().notNull(),
    messageId: uuid().notNull(),
    position: integer().notNull(),
    kind: text({ enum: ['photo', 'document'] }).notNull(),
    /** Where Telegram keeps it, sealed. */
    fileId: bytes().notNull(),
    at: instant().notNull(),
    removedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    foreignKey({
      columns: [table.ledgerId, table.messageId, table.position],
      foreignColumns: [alerts.ledgerId, alerts.messageId, alerts.position],
    }),
    index('attachments_alert').on(table.ledgerId, table.messageId, table.position),
  ],
)

/** What a person's tap taught about a counterparty, and by which answer; forgetting sets `forgottenAt`. */
export const lessons = pgTable(
  'lessons',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    counterpartyKey: text().notNull(),
    kind: text({ enum: ['income', 'expense'] }).notNull(),
    categoryId: uuid().notNull(),
    answerId: uuid().notNull(),
    learnedAt: instant().notNull(),
    forgottenAt: instant(),
    /** Since when it counts for what came before it, too. */
    appliedAt: instant(),
    /** The transaction it was learned from, as the model sees it. */
    example: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    foreignKey({ columns: [table.ledgerId, table.categoryId], foreignColumns: [accounts.ledgerId, accounts.id] }),
    index('lessons_counterparty').on(table.ledgerId, table.counterpartyKey),
    index('lessons_answer').on(table.ledgerId, table.answerId),
    index('lessons_in_force').on(table.ledgerId, table.learnedAt, table.id).where(sql`forgotten_at is null`),
  ],
)

/** How a person names a payee, or which payee they say it is; revoking sets `revokedAt`. */
export const payeeEdits = pgTable(
  'payee_edits',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    kind: text({ enum: ['rename', 'merge'] }).notNull(),
    payeeKey: text().notNull(),
    /** The payee it is; of a rename the same as `payeeKey`. */
    intoKey: text().notNull(),
    name: text().notNull(),
    personId: uuid().references(() => people.id),
    at: instant().notNull(),
    revokedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.id] })],
)

/** Layouts people taught, each made of one message; forgetting sets `forgottenAt`. */
export const taughtLayouts = pgTable(
  'taught_layouts',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    messageId: uuid().notNull(),
    /** The marked sample, sealed. */
    sample: bytes().notNull(),
    direction: text({ enum: ['debit', 'credit'] }),
    /** The address of the mail that it was made of, sealed. */
    mailFrom: bytes(),
    institution: text(),
    currency: char({ length: 3 }).notNull(),
    timeZone: text().notNull(),
    numbers: text({ enum: ['1,234.56', '1.234,56', '1 234,56'] }).notNull(),
    dates: text({ enum: ['day-first', 'month-first'] }).notNull(),
    taughtBy: uuid().references(() => people.id),
    taughtAt: instant().notNull(),
    /** The reread that booked what it reads of earlier messages. */
    rereadId: uuid().notNull(),
    forgottenAt: instant(),
    /** Why it was forgotten; what was undone is not offered again. */
    forgottenBecause: text({ enum: ['forgotten', 'undone'] }),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    foreignKey({ columns: [table.ledgerId, table.messageId], foreignColumns: [rawMessages.ledgerId, rawMessages.id] }),
    foreignKey({ columns: [table.ledgerId, table.rereadId], foreignColumns: [rereads.ledgerId, rereads.id] }),
    index('taught_layouts_in_force').on(table.ledgerId).where(sql`forgotten_at is null`),
  ],
)

/** Questions about one message under way; the answers are numbers of candidates and hold none of the message. */
export const teachingDrafts = pgTable(
  'teaching_drafts',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    messageId: uuid().notNull(),
    answers: jsonb().notNull(),
    startedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    foreignKey({ columns: [table.ledgerId, table.messageId], foreignColumns: [rawMessages.ledgerId, rawMessages.id] }),
    index('teaching_drafts_message').on(table.ledgerId, table.messageId),
  ],
)

/** Who did what, when. Append-only. */
export const audit = pgTable(
  'audit',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    at: instant().notNull(),
    personId: uuid().references(() => people.id),
    action: text().notNull(),
    subject: text(),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.id] })],
)

import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './column-types.ts'
import { people } from './installation.ts'
import { accounts, ledgers } from './ledger.ts'

/** Rules people wrote; the lowest order that fits wins. */
export const rules = pgTable(
  'rules',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    order: integer().notNull(),
    conditions: jsonb().notNull(),
    categoryId: uuid().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    foreignKey({ columns: [table.ledgerId, table.categoryId], foreignColumns: [accounts.ledgerId, accounts.id] }),
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
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    foreignKey({ columns: [table.ledgerId, table.categoryId], foreignColumns: [accounts.ledgerId, accounts.id] }),
    index('lessons_counterparty').on(table.ledgerId, table.counterpartyKey),
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

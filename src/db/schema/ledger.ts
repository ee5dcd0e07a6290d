import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  char,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from './column-types.ts'
import { people } from './installation.ts'

/** The tenant: all accounts and transactions of one owner. Every key below starts with it. */
export const ledgers = pgTable('ledgers', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  timeZone: text().notNull(),
  currency: char({ length: 3 }).notNull(),
  /** Account of the next quick entry: the last one a person chose. */
  quickEntryAccountId: uuid(),
  /** Changes whenever a lesson is learned or forgotten. */
  learningMark: text(),
  /** How right the model must be to file without asking. */
  filingPrecision: doublePrecision().notNull().default(0.98),
  /** Whether one card of what is uncertain is sent each day. */
  hasDailyCard: boolean().notNull().default(true),
  createdAt: instant().notNull(),
})

/** Who may see and change a ledger, and in which chat. */
export const memberships = pgTable(
  'memberships',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    role: text({ enum: ['owner', 'member', 'reader'] }).notNull(),
    chatId: bigint({ mode: 'bigint' }).notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.personId] }),
    index('memberships_person').on(table.personId),
  ],
)

/** Money accounts, and categories as income and expense accounts. */
export const accounts = pgTable(
  'accounts',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    type: text({ enum: ['asset', 'liability', 'income', 'expense', 'equity'] }).notNull(),
    name: text().notNull(),
    institution: text(),
    tail: text(),
    currency: char({ length: 3 }),
    /** Stable key of an account that ships with the product, such as `food.groceries`; null for one a person made. */
    key: text(),
    parentId: uuid(),
    icon: text(),
    /** `#rrggbb` of a category, or null. */
    color: text(),
    /** The category that everything in this one counts as. */
    mergedInto: uuid(),
    position: integer().notNull().default(0),
    isProvisional: boolean().notNull().default(false),
    isHidden: boolean().notNull().default(false),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    uniqueIndex('accounts_key').on(table.ledgerId, table.key).where(sql`key is not null`),
    foreignKey({ columns: [table.ledgerId, table.parentId], foreignColumns: [table.ledgerId, table.id] }),
  ],
)

/** Which account an institution's tail is taken for. Empty text stands for "not stated", so that the key is total. */
export const accountIdentities = pgTable(
  'account_identities',
  {
    ledgerId: uuid().notNull(),
    institution: text().notNull(),
    tail: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    accountId: uuid().notNull(),
    because: text({ enum: ['named', 'suffix', 'only-account', 'provisional'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.institution, table.tail, table.currency] }),
    foreignKey({ columns: [table.ledgerId, table.accountId], foreignColumns: [accounts.ledgerId, accounts.id] }),
  ],
)

import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ACCESS_KINDS } from '../../domain/access.ts'
import { bytes, instant } from './column-types.ts'
import { ledgers, memberships } from './ledger.ts'

/** Tokens, sessions, login links and used starts of the Mini App. Of each secret only a keyed hash is kept. */
export const accessGrants = pgTable(
  'access_grants',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    kind: text({ enum: ACCESS_KINDS }).notNull(),
    personId: uuid().notNull(),
    name: text(),
    hint: text().notNull(),
    secretHash: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    uniqueIndex('access_grants_secret').on(table.ledgerId, table.secretHash),
    index('access_grants_person').on(table.ledgerId, table.personId, table.kind).where(sql`revoked_at is null`),
    // Who leaves the ledger leaves no access behind.
    foreignKey({
      columns: [table.ledgerId, table.personId],
      foreignColumns: [memberships.ledgerId, memberships.personId],
    }).onDelete('cascade'),
  ],
)

/** Answers to requests with an idempotency key, sealed, for the time in which one may come again. */
export const keptAnswers = pgTable(
  'kept_answers',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    /** A keyed hash of the key. */
    key: text().notNull(),
    requestHash: text().notNull(),
    status: integer().notNull(),
    body: bytes().notNull(),
    keptAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.key] }),
    index('kept_answers_age').on(table.ledgerId, table.keptAt),
  ],
)

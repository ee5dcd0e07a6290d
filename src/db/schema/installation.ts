import { sql } from 'drizzle-orm'
import { bigint, bigserial, boolean, index, integer, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './column-types.ts'

/** What belongs to the installation and to no ledger: these tables have no ledger key and no tenant policy. */

/** Facts about this installation, such as the check value of its secret key. */
export const installation = pgTable('installation', {
  name: text().primaryKey(),
  value: text().notNull(),
})

/** People who may use the bot. Nobody else gets anything. */
export const people = pgTable('people', {
  id: uuid().primaryKey(),
  telegramUserId: bigint({ mode: 'bigint' }).notNull().unique(),
  isOwner: boolean().notNull(),
  createdAt: instant().notNull(),
})

/** One-time codes that make a stranger a person; only their hashes are kept. */
export const pairingCodes = pgTable('pairing_codes', {
  codeHash: text().primaryKey(),
  expiresAt: instant().notNull(),
  triesLeft: smallint().notNull(),
  usedAt: instant(),
})

/** Every update, stored before it is acknowledged and handled afterwards. The body is sealed. */
export const inbox = pgTable(
  'inbox',
  {
    id: bigserial({ mode: 'bigint' }).primaryKey(),
    botId: bigint({ mode: 'bigint' }).notNull(),
    updateId: bigint({ mode: 'bigint' }).notNull(),
    /** The Telegram user the update comes from: updates of one person are handled in order. */
    senderId: bigint({ mode: 'bigint' }),
    body: bytes().notNull(),
    receivedAt: instant().notNull(),
    claimedBy: uuid(),
    claimedUntil: instant(),
    attempts: integer().notNull().default(0),
    handledAt: instant(),
    /** Set when an update was given up; the class of the error, never its text. */
    failure: text(),
  },
  (table) => [
    unique('inbox_update').on(table.botId, table.updateId),
    index('inbox_waiting').on(table.id).where(sql`handled_at is null`),
    index('inbox_claimed').on(table.claimedUntil).where(sql`handled_at is null and claimed_until is not null`),
  ],
)

/** Who may do a thing that only one process may do at a time. `fence` rises with every holder. */
export const leases = pgTable('leases', {
  name: text().primaryKey(),
  holder: uuid().notNull(),
  fence: bigint({ mode: 'bigint' }).notNull(),
  expiresAt: instant().notNull(),
})

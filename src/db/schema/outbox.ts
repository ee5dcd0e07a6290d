import { sql } from 'drizzle-orm'
import { bigint, bigserial, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './column-types.ts'
import { ledgers } from './ledger.ts'

/** Every message to a chat, stored in the commit that made it due and sent afterwards, in order per chat. */
export const outbox = pgTable(
  'outbox',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    sequence: bigserial({ mode: 'bigint' }).notNull(),
    chatId: bigint({ mode: 'bigint' }).notNull(),
    method: text().notNull(),
    /** The call's parameters as JSON, sealed. */
    payload: bytes().notNull(),
    /** File bytes (a chart), sealed; null for text. */
    attachment: bytes(),
    /** What the message is about, such as `transaction:<id>`: lets a later change find the message and edit it. */
    subject: text(),
    state: text({ enum: ['waiting', 'sent', 'failed'] }).notNull(),
    attempts: integer().notNull().default(0),
    notBefore: instant().notNull(),
    createdAt: instant().notNull(),
    sentAt: instant(),
    sentMessageId: bigint({ mode: 'bigint' }),
    failure: text(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    uniqueIndex('outbox_sequence').on(table.ledgerId, table.sequence),
    index('outbox_waiting').on(table.chatId, table.sequence).where(sql`state = 'waiting'`),
    index('outbox_subject').on(table.ledgerId, table.subject).where(sql`subject is not null`),
    index('outbox_sent_message')
      .on(table.ledgerId, table.chatId, table.sentMessageId)
      .where(sql`sent_message_id is not null and subject is not null`),
  ],
)

import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { UPLOAD_STATES } from '../../domain/statement-upload.ts'
import { bytes, instant } from './column-types.ts'
import { people } from './installation.ts'
import { ledgers } from './ledger.ts'

/** Statement files dropped into a chat or sent over the web, and where each stands. What was read of one is dropped when it is decided. */
export const statementUploads = pgTable(
  'statement_uploads',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    chatId: bigint({ mode: 'bigint' }).notNull(),
    personId: uuid().references(() => people.id),
    state: text({ enum: [...UPLOAD_STATES] }).notNull(),
    /** The file's name, where Telegram has it, and what was said about it, sealed. */
    details: bytes().notNull(),
    /** The file itself, sealed, where Telegram does not keep it; null once it was read or dropped. */
    content: bytes(),
    /** Its rows, sealed; null before it was read, and once it is decided. */
    reading: bytes(),
    receivedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    index('statement_uploads_state').on(table.ledgerId, table.state),
  ],
)

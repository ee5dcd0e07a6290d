import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './column-types.ts'
import { ledgers } from './ledger.ts'

/** Phones that post their SMS. The secret of a phone's address is kept as a hash. */
export const phones = pgTable(
  'phones',
  {
    ledgerId: uuid()
      .notNull()
      .references(() => ledgers.id),
    id: uuid().notNull(),
    name: text().notNull(),
    kind: text({ enum: ['android', 'iphone'] }).notNull(),
    /** SHA-256 of the secret, hexadecimal. */
    secretHash: text().notNull(),
    isSigned: boolean().notNull().default(false),
    addedAt: instant().notNull(),
    revokedAt: instant(),
    connectedAt: instant(),
    heardAt: instant(),
    dropped: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.ledgerId, table.id] }), index('phones_secret').on(table.secretHash)],
)

/** Every SMS that a phone posted and that was kept, once for each app and SIM it came by. */
export const smsDeliveries = pgTable(
  'sms_deliveries',
  {
    ledgerId: uuid().notNull(),
    id: uuid().notNull(),
    phoneId: uuid().notNull(),
    channel: text().notNull(),
    fingerprint: text().notNull(),
    sentAt: instant().notNull(),
    isTimed: boolean().notNull(),
    deliveredAt: instant().notNull(),
    messageId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ledgerId, table.id] }),
    foreignKey({ columns: [table.ledgerId, table.phoneId], foreignColumns: [phones.ledgerId, phones.id] }),
    index('sms_deliveries_text').on(table.ledgerId, table.fingerprint),
    index('sms_deliveries_phone').on(table.ledgerId, table.phoneId, table.deliveredAt),
  ],
)

import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { DoubtfulMail } from '../../domain/mailbox.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import { doubtfulMails } from '../schema/mailboxes.ts'
import type { LedgerScope } from './scope.ts'

type DoubtfulMailStore = Pick<
  LedgerSession,
  'addDoubtfulMails' | 'doubtfulMails' | 'waitingDoubtfulMails' | 'settleDoubtfulMail'
>

/** Mails of a ledger that read as alerts and are not believed. */
export function doubtfulMailStore({ ledgerId, transaction }: LedgerScope): DoubtfulMailStore {
  const isWaiting = eq(doubtfulMails.state, 'waiting')
  return {
    addDoubtfulMails: async (mails) => {
      if (mails.length === 0) return
      await transaction.db
        .insert(doubtfulMails)
        .values(mails.map((mail) => ({ ledgerId, ...mail })))
        .onConflictDoNothing()
    },
    doubtfulMails: async (messageIds) => {
      const ids = [...messageIds]
      const rows = await transaction.db
        .select()
        .from(doubtfulMails)
        .where(and(eq(doubtfulMails.ledgerId, ledgerId), inArray(doubtfulMails.messageId, ids)))
        .orderBy(asc(doubtfulMails.messageId))
      return rows.map(toDoubtfulMail)
    },
    waitingDoubtfulMails: async ({ limit, offset }) => {
      const rows = await transaction.db
        .select()
        .from(doubtfulMails)
        .where(and(eq(doubtfulMails.ledgerId, ledgerId), isWaiting))
        .orderBy(asc(doubtfulMails.seenAt), asc(doubtfulMails.messageId))
        .limit(limit)
        .offset(offset)
      const [all] = await transaction.db
        .select({ count: count() })
        .from(doubtfulMails)
        .where(and(eq(doubtfulMails.ledgerId, ledgerId), isWaiting))
      return { mails: rows.map(toDoubtfulMail), count: all?.count ?? 0 }
    },
    settleDoubtfulMail: async (messageId, state) => {
      const settled = await transaction.db
        .update(doubtfulMails)
        .set({ state })
        .where(and(eq(doubtfulMails.ledgerId, ledgerId), eq(doubtfulMails.messageId, messageId), isWaiting))
        .returning({ messageId: doubtfulMails.messageId })
      return settled.length > 0
    },
  }
}

function toDoubtfulMail(row: typeof doubtfulMails.$inferSelect): DoubtfulMail {
  const { messageId, doubt, state, seenAt } = row
  return { messageId, doubt: doubt as DoubtfulMail['doubt'], state, seenAt }
}

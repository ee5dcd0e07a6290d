import crypto from 'node:crypto'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { LedgerSession } from '../../domain/ports.ts'
import { finishUpdates } from '../delivery/finish-updates.ts'
import { enqueueCall } from '../delivery/outbox-store.ts'
import { audit } from '../schema/learning.ts'
import { outbox } from '../schema/outbox.ts'
import type { LedgerScope } from './scope.ts'

type OutgoingStore = Pick<LedgerSession, 'enqueue' | 'messageAbout' | 'finishUpdates' | 'addAudit'>

/** Calls that leave after the commit, and what is marked done in it. */
export function outgoingStore({ ledgerId, transaction, vault, clock }: LedgerScope): OutgoingStore {
  return {
    enqueue: async (call) => {
      const id = crypto.randomUUIDv7()
      await enqueueCall(transaction, { sealing: vault, ledgerId, id, at: clock.now() }, call)
      return id
    },
    messageAbout: async (subject) => {
      const [row] = await transaction.db
        .select({ chatId: outbox.chatId, messageId: outbox.sentMessageId })
        .from(outbox)
        .where(
          and(
            eq(outbox.ledgerId, ledgerId),
            eq(outbox.subject, subject),
            inArray(outbox.method, ['sendMessage', 'sendPhoto', 'sendDocument']),
          ),
        )
        .orderBy(desc(outbox.sequence))
        .limit(1)
      return row === undefined || row.messageId === null ? null : { chatId: row.chatId, messageId: row.messageId }
    },
    finishUpdates: (holder, inboxIds) => finishUpdates(transaction, holder, inboxIds),
    addAudit: async (action, subject, personId, at) => {
      await transaction.db.insert(audit).values({ ledgerId, id: crypto.randomUUIDv7(), at, personId, action, subject })
    },
  }
}

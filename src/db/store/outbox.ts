import crypto from 'node:crypto'
import type { LedgerSession } from '../../domain/ports.ts'
import { finishUpdates } from '../delivery/finish-updates.ts'
import { enqueueCall } from '../delivery/outbox-store.ts'
import { audit } from '../schema/learning.ts'
import type { LedgerScope } from './scope.ts'

type OutgoingStore = Pick<LedgerSession, 'enqueue' | 'messagesAbout' | 'subjectOf' | 'finishUpdates' | 'addAudit'>

/** Calls that leave after the commit, and what is marked done in it. */
export function outgoingStore({ ledgerId, transaction, vault, clock, traceParent }: LedgerScope): OutgoingStore {
  return {
    enqueue: async (call) => {
      const id = crypto.randomUUIDv7()
      await enqueueCall(
        transaction,
        { sealing: vault, ledgerId, id, at: clock.now(), traceParent: traceParent() },
        call,
      )
      return id
    },
    messagesAbout: async (subjects) => {
      if (subjects.length === 0) return new Map()
      const rows = await transaction.query<{ subject: string; chat_id: bigint; message_id: bigint }>(
        `SELECT DISTINCT ON (subject) subject, chat_id, sent_message_id AS message_id FROM outbox
         WHERE ledger_id = $1 AND subject = ANY($2::text[]) AND sent_message_id IS NOT NULL
           AND method IN ('sendMessage', 'sendPhoto', 'sendDocument')
         ORDER BY subject, sequence DESC`,
        [ledgerId, subjects],
        { name: 'outbox_about' },
      )
      return new Map(rows.map((row) => [row.subject, { chatId: row.chat_id, messageId: row.message_id }]))
    },
    subjectOf: async ({ chatId, messageId }) => {
      const [row] = await transaction.query<{ subject: string }>(
        `SELECT subject FROM outbox WHERE ledger_id = $1 AND chat_id = $2 AND sent_message_id = $3 AND subject IS NOT NULL
         ORDER BY sequence DESC LIMIT 1`,
        [ledgerId, chatId, messageId],
      )
      return row?.subject ?? null
    },
    finishUpdates: (holder, inboxIds) => finishUpdates(transaction, holder, inboxIds),
    addAudit: async (action, subject, personId, at) => {
      await transaction.db.insert(audit).values({ ledgerId, id: crypto.randomUUIDv7(), at, personId, action, subject })
    },
  }
}

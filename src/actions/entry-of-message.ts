import type { ChatMessageId } from '../domain/ports.ts'
import { messageId } from '../pipeline/ingest.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** The entry that a message of a chat is about, or null for none. */
export type EntryFound = { readonly kind: 'entry'; readonly transactionId: string | null }

/**
 * The entry behind a chat message: a receipt of ours, or the message that brought an alert. Without a message, the entry
 * booked last.
 */
export function entryOfMessage(context: ActionContext, message: ChatMessageId | null): Promise<EntryFound | Forbidden> {
  return whenAllowed(context, 'read', async (): Promise<EntryFound> => {
    const { session, ids } = context
    if (message === null) {
      const [latest] = await session.transactionDetails({ limit: 1, offset: 0, order: 'booked' })
      return { kind: 'entry', transactionId: latest?.transaction.id ?? null }
    }
    const subject = await session.subjectOf(message)
    const named = /^transaction:(.+)$/.exec(subject ?? '')?.[1]
    if (named !== undefined) return { kind: 'entry', transactionId: named }
    const sent = messageId(`telegram:${message.chatId}:${message.messageId}`, ids)
    const alerts = await session.alertsOfMessages([sent])
    const [booked] = alerts.length === 0 ? [] : await session.transactionsOf(alerts.map(({ key }) => key))
    return { kind: 'entry', transactionId: booked?.id ?? null }
  })
}

import type { ParsedAlert } from '../domain/alert.ts'
import type { DoubtfulMail } from '../domain/mailbox.ts'
import type { RawMessage } from '../domain/message.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import type { Trace } from '../pipeline/trace.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** Mails accepted at once: more would keep the ledger locked too long. */
const ACCEPTED_MAX = 200

/** A doubtful mail as a person sees it. `alert`: the first thing it says happened. */
export type DoubtfulMailView = DoubtfulMail & {
  readonly sender: string | null
  readonly subject: string | null
  readonly alert: ParsedAlert | null
}

/** The doubtful mail at a place among those that wait, oldest first; null when there are fewer. */
export function waitingMail(
  context: ActionContext,
  index: number,
): Promise<{ readonly kind: 'waiting'; readonly mail: DoubtfulMailView | null; readonly count: number } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const { mails, count } = await context.session.waitingDoubtfulMails({ limit: 1, offset: index })
    const [mail] = mails
    if (mail === undefined) return { kind: 'waiting', mail: null, count }
    const [stored] = await context.session.storedMessages([mail.messageId])
    const outcome = stored === undefined ? null : context.parse(stored.message, await context.session.lockLedger())
    const alert = outcome?.kind === 'parsed' ? outcome.alerts[0] : null
    return {
      kind: 'waiting',
      mail: { ...mail, sender: stored?.message.sender ?? null, subject: stored?.message.subject ?? null, alert },
      count,
    }
  })
}

export type MailsAccepted = { readonly kind: 'accepted'; readonly traces: readonly Trace[] }

/**
 * Books doubtful mails because a person vouches for them; those that do not wait any more are left out. They go in under ids
 * of their own, so that what came in the mailbox stays what it was. `/undo` and the receipt's button take the entry out again.
 */
export function acceptMails(context: ActionContext, messageIds: readonly string[]): Promise<MailsAccepted | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<MailsAccepted> => {
    const { session, actor, clock, pipeline } = context
    await session.lockLedger()
    const accepted: string[] = []
    for (const id of messageIds) if (await session.settleDoubtfulMail(id, 'accepted')) accepted.push(id)
    const messages = (await session.storedMessages(accepted)).map(({ message }) => vouchedFor(message))
    for (const id of accepted) await session.addAudit('accept mail', `message:${id}`, actor.personId, clock.now())
    return {
      kind: 'accepted',
      traces: messages.length === 0 ? [] : await pipeline.run(messages, pipelinePorts(context)),
    }
  })
}

/** Books the doubtful mails whose only fault is their age: the bank signed them, and they are older than a week. */
export function acceptOldMails(context: ActionContext): Promise<MailsAccepted | Forbidden> {
  return whenAllowed(context, 'ingest', async () => {
    const { mails } = await context.session.waitingDoubtfulMails({ limit: 10_000, offset: 0 })
    const old = mails.filter(({ doubt }) => doubt === 'too-old').slice(0, ACCEPTED_MAX)
    return acceptMails(
      context,
      old.map(({ messageId }) => messageId),
    )
  })
}

/** Leaves a doubtful mail out for good; `kind` `nothing` when it does not wait any more. */
export function ignoreMail(
  context: ActionContext,
  messageId: string,
): Promise<{ readonly kind: 'ignored' } | { readonly kind: 'nothing' } | Forbidden> {
  return whenAllowed(context, 'ingest', async () => {
    const { session, actor, clock } = context
    if (!(await session.settleDoubtfulMail(messageId, 'ignored'))) return { kind: 'nothing' }
    await session.addAudit('ignore mail', `message:${messageId}`, actor.personId, clock.now())
    return { kind: 'ignored' }
  })
}

function vouchedFor({ id, source, sender, subject, text, receivedAt }: RawMessage): IncomingMessage {
  const words = { source, sender, subject, text, receivedAt }
  return { ...words, origin: `accepted-mail:${id}`, authenticity: 'vouched', readings: null }
}

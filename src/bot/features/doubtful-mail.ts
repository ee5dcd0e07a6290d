import { Composer } from 'grammy'
import { acceptMails, acceptOldMails, ignoreMail, type MailsAccepted, waitingMail } from '../../actions/accept-mails.ts'
import type { Forbidden } from '../../actions/authorize.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { ALREADY_DECIDED, MAIL_IGNORED, NO_DOUBTFUL_MAIL, waitingButtons, waitingMailScreen } from '../views/mailbox.ts'
import { FORBIDDEN, notBookedText } from '../views/notices.ts'
import { showReceipt } from './show-receipt.ts'
import { summarize } from './summary.ts'

/** Mails that read as alerts and are not believed: a person books or ignores them. */
export const doubtfulMail = new Composer<BotContext>()

onAction(doubtfulMail, 'accept-mail', async (context, { messageId }) =>
  showAccepted(context, await acceptMails(context.unit.actions, [messageId])),
)

onAction(doubtfulMail, 'accept-old-mails', async (context) =>
  showAccepted(context, await acceptOldMails(context.unit.actions)),
)

onAction(doubtfulMail, 'ignore-mail', async (context, { messageId }) => {
  const result = await ignoreMail(context.unit.actions, messageId)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const next = await waitingMail(context.unit.actions, 0)
  const keyboard = next.kind === 'waiting' ? waitingButtons(next.count) : []
  return context.replies.edit({ text: result.kind === 'ignored' ? MAIL_IGNORED : ALREADY_DECIDED, keyboard })
})

onAction(doubtfulMail, 'doubtful-mails', async (context, { page }) => {
  const result = await waitingMail(context.unit.actions, page)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const { mail, count } = result
  return context.replies.edit(
    mail === null ? { text: NO_DOUBTFUL_MAIL, keyboard: [] } : waitingMailScreen(mail, page, count),
  )
})

async function showAccepted(context: BotContext, result: MailsAccepted | Forbidden): Promise<void> {
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const [trace, another] = result.traces
  if (trace === undefined) return context.replies.edit({ text: ALREADY_DECIDED, keyboard: [] })
  if (another !== undefined) {
    return context.replies.edit(await summarize(context.unit.actions, { ...result, oneTimeCodes: 0, talk: 0 }, false))
  }
  const [first, ...others] = new Set(trace.transactions)
  if (first === undefined) return context.replies.edit({ text: notBookedText(trace), keyboard: [] })
  await showReceipt(context, first, 'edit', trace.outcome === 'duplicate' ? { arrival: 'joined' } : {})
  for (const id of others) await showReceipt(context, id, 'send')
}

import { Composer } from 'grammy'
import { MAIL_PROVIDERS } from '../../actions/mail-providers.ts'
import { addMailbox, listMailboxes, removeMailbox } from '../../actions/manage-mailboxes.ts'
import { listPhones } from '../../actions/manage-phones.ts'
import { type MailLoginReading, readMailLogin } from '../../actions/read-mail-login.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import {
  CONNECT_IN_PRIVATE,
  connectScreen,
  incompleteLoginText,
  MAILBOX_REMOVED,
  providerScreen,
  providersScreen,
  TRYING_LOGIN,
} from '../views/connect.ts'
import { FORBIDDEN, TOO_OLD } from '../views/notices.ts'

/**
 * `/connect`, and the one message that holds a mail login. Nothing is asked step by step: the person sends all of it at once, in
 * private, and the message is deleted. The login is tried by whoever watches the mailboxes, never in here.
 */
export const connect = new Composer<BotContext>()

connect.command('connect', (context) => showConnected(context, 'send'))
onAction(connect, 'connect', (context) => showConnected(context, 'edit'))

async function showConnected(context: BotContext, where: 'send' | 'edit'): Promise<void> {
  if (!context.isPrivate) return context.replies.send(CONNECT_IN_PRIVATE)
  const { actions, ledger } = context.unit
  const listed = await listMailboxes(actions)
  const phones = await listPhones(actions, ledger.timeZone)
  if (listed.kind === 'forbidden' || phones.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies[where](connectScreen(listed.mailboxes, phones.phones, ledger.timeZone))
}

onAction(connect, 'connect-mail', async (context) => {
  if (!context.isPrivate) return context.replies.send(CONNECT_IN_PRIVATE)
  return context.replies.edit(providersScreen())
})

onAction(connect, 'mail-provider', async (context, { provider: id }) => {
  const provider = MAIL_PROVIDERS.find((each) => each.id === id)
  if (!context.isPrivate) return context.replies.send(CONNECT_IN_PRIVATE)
  return provider === undefined ? context.replies.send(TOO_OLD) : context.replies.edit(providerScreen(provider))
})

onAction(connect, 'remove-mailbox', async (context, { mailboxId }) => {
  const result = await removeMailbox(context.unit.actions, mailboxId)
  switch (result.kind) {
    case 'removed':
      return context.replies.edit({ text: MAILBOX_REMOVED, keyboard: [] })
    case 'not-found':
      return context.replies.send(TOO_OLD)
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
  }
})

connect.on('message:text', async (context, next) => {
  const reading = context.isPrivate ? readMailLogin(context.message.text) : null
  return reading === null ? next() : takeLogin(context, reading)
})

async function takeLogin(context: BotContext, reading: MailLoginReading): Promise<void> {
  // First of all: whatever becomes of it, a password does not stay in the chat.
  await context.replies.deleteAsked()
  if (reading.kind !== 'login') return context.replies.say(incompleteLoginText(reading))
  const result = await addMailbox(context.unit.actions, reading.server, reading.password)
  return context.replies.say(result.kind === 'forbidden' ? FORBIDDEN : TRYING_LOGIN)
}

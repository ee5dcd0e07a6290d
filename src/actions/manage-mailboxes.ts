import type { Mailbox, MailServer } from '../domain/mailbox.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** The id of a mailbox: the same user at the same server is the same mailbox. */
export function mailboxId(
  { user, host, port }: MailServer,
  { ids, ledgerId }: { ids: ActionContext['ids']; ledgerId: string },
): string {
  return ids.id('mailbox', ledgerId, user.toLowerCase(), host.toLowerCase(), String(port))
}

/** Adds a mailbox whose login was tried; one that is there already gets the new password. */
export function addMailbox(
  context: ActionContext,
  server: MailServer,
  password: string,
): Promise<{ readonly kind: 'added'; readonly id: string } | Forbidden> {
  return whenAllowed(context, 'connect', async () => {
    const { session, ids, clock } = context
    const ledger = await session.lockLedger()
    const id = mailboxId(server, { ids, ledgerId: ledger.id })
    await session.putMailbox({ ...server, id }, password, clock.now())
    await session.addAudit('add mailbox', `mailbox:${id}`, context.actor.personId, clock.now())
    return { kind: 'added', id }
  })
}

export function listMailboxes(
  context: ActionContext,
): Promise<{ readonly kind: 'mailboxes'; readonly mailboxes: readonly Mailbox[] } | Forbidden> {
  return whenAllowed(context, 'read', async () => ({
    kind: 'mailboxes',
    mailboxes: await context.session.mailboxes(),
  }))
}

/** Forgets a mailbox and its password; what was read from it stays in the ledger. */
export function removeMailbox(
  context: ActionContext,
  id: string,
): Promise<{ readonly kind: 'removed' } | { readonly kind: 'not-found' } | Forbidden> {
  return whenAllowed(context, 'connect', async () => {
    const { session, clock, actor } = context
    const isGone = await session.removeMailbox(id)
    if (!isGone) return { kind: 'not-found' }
    await session.addAudit('remove mailbox', `mailbox:${id}`, actor.personId, clock.now())
    return { kind: 'removed' }
  })
}

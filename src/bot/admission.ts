import type { Update } from 'grammy/types'
import type { Membership, Person } from '../domain/ports.ts'
import type { BotDependencies } from './dependencies.ts'

/** Somebody who may use the bot, with the ledger they use. */
export type Member = { readonly person: Person; readonly membership: Membership }

type Admission = Pick<BotDependencies, 'admit' | 'ledgers' | 'ledgerName' | 'ids' | 'defaults'>

/**
 * The member an update comes from, or null for a stranger, who gets nothing. An owner without a ledger (new, or the
 * program ended between the two) gets one; anybody else without a ledger is a stranger.
 */
export async function admitSender(
  admission: Admission,
  senderId: bigint | null,
  update: Update,
): Promise<Member | null> {
  if (senderId === null) return null
  const sender = await admission.admit(senderId, privateText(update))
  if (sender.kind === 'stranger') return null
  const { person } = sender
  if (sender.kind === 'known' && sender.membership !== null) return { person, membership: sender.membership }
  return person.isOwner ? settle(admission, person) : null
}

function privateText({ message }: Update): string | null {
  return message?.chat.type === 'private' ? (message.text ?? null) : null
}

async function settle(admission: Admission, person: Person): Promise<Member | null> {
  const { ledgers, ledgerName, ids, defaults } = admission
  const name = ledgerName(person.telegramUserId)
  // In a private chat the chat has the id of the person.
  const owner = { personId: person.id, chatId: person.telegramUserId }
  await ledgers.create({ ledgerId: ids.id('ledger', name), name, ...defaults, owner })
  const settled = await admission.admit(person.telegramUserId, null)
  return settled.kind === 'known' && settled.membership !== null
    ? { person: settled.person, membership: settled.membership }
    : null
}

import type { Update } from 'grammy/types'
import type { Membership, Person } from '../domain/ports.ts'
import type { BotDependencies } from './dependencies.ts'

/** Somebody who may use the bot, with the ledger they use. */
export type Member = { readonly person: Person; readonly membership: Membership }

type Admission = Pick<BotDependencies, 'people' | 'ledgers' | 'pairing' | 'ids' | 'defaults'>

/** Name of the ledger that the command line uses by default, which is also the first owner's. */
const DEFAULT_LEDGER = 'default'

/**
 * The member an update comes from, or null for a stranger, who gets nothing. A stranger becomes the owner by being
 * named one in the configuration, or by `/start CODE` with the pairing code in a private chat; both get a ledger.
 */
export async function admit(admission: Admission, senderId: bigint | null, update: Update): Promise<Member | null> {
  if (senderId === null) return null
  const known = await admission.people.byTelegramUser(senderId)
  if (known?.membership) return { person: known.person, membership: known.membership }
  // A person without a ledger: the program ended between the two, or they were named an owner since.
  if (!known?.person.isOwner && !(await maySettle(admission, senderId, update))) return null
  const person = await admission.people.add(senderId, true)
  return settle(admission, person)
}

async function maySettle({ pairing }: Admission, senderId: bigint, update: Update): Promise<boolean> {
  if (pairing.isOwnerId(senderId)) return true
  const code = pairingCode(update)
  return code !== null && (await pairing.redeem(code))
}

function pairingCode({ message }: Update): string | null {
  if (message?.chat.type !== 'private') return null
  return /^\/start(?:@\w+)?[ \t]+(\S{1,64})\s*$/.exec(message.text ?? '')?.[1] ?? null
}

/** Gives an owner the default ledger or, when another owner has that one, a ledger of their own. */
async function settle({ people, ledgers, ids, defaults }: Admission, person: Person): Promise<Member | null> {
  const { telegramUserId } = person
  for (const name of [DEFAULT_LEDGER, `telegram-${telegramUserId}`]) {
    // In a private chat the chat has the id of the person.
    const owner = { personId: person.id, chatId: telegramUserId }
    await ledgers.create({ ledgerId: ids.id('ledger', name), name, ...defaults, owner })
    const settled = await people.byTelegramUser(telegramUserId)
    if (settled?.membership) return { person: settled.person, membership: settled.membership }
  }
  return null
}

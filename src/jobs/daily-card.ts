import type { LedgerSession, Ledgers, Logger, PeopleStore } from '../domain/ports.ts'

/** Puts a ledger's first card of what is uncertain into a chat's outbox; nothing where nothing is. */
export type SendCard = (session: LedgerSession, chatId: bigint) => Promise<void>

/** Sends each ledger's owner one card of what is uncertain, unless they want none. */
export async function sendDailyCards(parts: {
  readonly people: Pick<PeopleStore, 'owners'>
  readonly ledgers: Pick<Ledgers, 'inLedger'>
  readonly sendCard: SendCard
  readonly logger: Logger
}): Promise<void> {
  const { people, ledgers, sendCard, logger } = parts
  for (const { ledgerId, chatId } of await people.owners()) {
    try {
      await ledgers.inLedger(ledgerId, async (session) => {
        const { hasDailyCard } = await session.lockLedger()
        if (hasDailyCard !== false) await sendCard(session, chatId)
      })
    } catch (error) {
      // The other ledgers get theirs all the same; /review shows this one's at any time.
      logger.warn({ error }, 'could not send the daily card')
    }
  }
}

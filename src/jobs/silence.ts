import { newlySilent } from '../actions/ledger-status.ts'
import type { Clock, LedgerSession, Ledgers, Logger, PeopleStore } from '../domain/ports.ts'
import type { SilentSource } from '../reports/reconciliation-silence.ts'

/** Puts a message about silent sources into a chat's outbox. */
export type NotifySilence = (
  session: LedgerSession,
  notice: { readonly chatId: bigint; readonly timeZone: string; readonly silent: readonly SilentSource[] },
) => Promise<void>

/** Tells each ledger's owner of sources that fell silent within the last day: one message a ledger, and none for nothing. */
export async function tellSilence(parts: {
  readonly people: Pick<PeopleStore, 'owners'>
  readonly ledgers: Pick<Ledgers, 'inLedger'>
  readonly notifySilence: NotifySilence
  readonly clock: Clock
  readonly logger: Logger
}): Promise<void> {
  const { people, ledgers, notifySilence, clock, logger } = parts
  const owners = await people.owners()
  for (const { ledgerId, chatId } of owners) {
    try {
      await ledgers.inLedger(ledgerId, async (session) => {
        const silent = await newlySilent(session, clock.now())
        if (silent.length === 0) return
        const { timeZone } = await session.lockLedger()
        await notifySilence(session, { chatId, timeZone, silent })
      })
    } catch (error) {
      // The other ledgers are told all the same; /status shows this one's silence.
      logger.warn({ error }, 'could not look for silent sources')
    }
  }
}

import { newlySilent } from '../actions/ledger-status.ts'
import { newlySilentPhones, type PhoneHealth } from '../actions/phone-health.ts'
import type { Clock, LedgerSession, Ledgers, Logger, PeopleStore } from '../domain/ports.ts'
import type { SilentSource } from '../reports/reconciliation-silence.ts'

/** Puts a message about silent sources and phones into a chat's outbox. */
export type NotifySilence = (
  session: LedgerSession,
  notice: {
    readonly chatId: bigint
    readonly timeZone: string
    readonly silent: readonly SilentSource[]
    readonly phones: readonly PhoneHealth[]
  },
) => Promise<void>

/** Tells each ledger's owner of sources and phones that fell silent within the last day: one message a ledger, and none for nothing. */
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
        const { timeZone } = await session.lockLedger()
        const phones = await newlySilentPhones(session, clock.now(), timeZone)
        if (silent.length + phones.length === 0) return
        await notifySilence(session, { chatId, timeZone, silent, phones })
      })
    } catch (error) {
      // The other ledgers are told all the same; /status shows this one's silence.
      logger.warn({ error }, 'could not look for silent sources')
    }
  }
}

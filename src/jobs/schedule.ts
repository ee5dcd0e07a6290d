import { schedule } from 'node-cron'
import type { Clock, InboxStore, Ledgers, Logger, PeopleStore } from '../domain/ports.ts'
import { type SendCard, sendDailyCards } from './daily-card.ts'
import { type NotifySilence, tellSilence } from './silence.ts'

/** Handled updates are kept this long, so that a late repetition of one is known. Telegram keeps updates 24 hours. */
const HANDLED_KEPT_HOURS = 72

/** Starts every scheduled job of the program; the list is here and nowhere else. Gives how to end them. */
export function startSchedule(parts: {
  readonly inbox: Pick<InboxStore, 'prune'>
  readonly people: Pick<PeopleStore, 'owners'>
  readonly ledgers: Pick<Ledgers, 'inLedger'>
  readonly notifySilence: NotifySilence
  readonly sendCard: SendCard
  /** Drops files nobody decided on, and has those worked on that were left lying. */
  readonly dropOldUploads: () => Promise<void>
  readonly clock: Clock
  readonly logger: Logger
  readonly timeZone: string
}): { stop(): Promise<void> } {
  const { timeZone: timezone } = parts
  const tasks = [
    schedule('15 4 * * *', () => pruneInbox(parts), { timezone, name: 'prune inbox' }),
    schedule('*/15 * * * *', () => dropUploads(parts), { timezone, name: 'old uploads' }),
    // In the evening, when people have a minute.
    schedule('30 18 * * *', () => dailyCards(parts), { timezone, name: 'daily card' }),
    schedule('10 9 * * *', () => silence(parts), { timezone, name: 'silent sources' }),
  ]
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy()
    },
  }
}

async function pruneInbox({ inbox, clock, logger }: Parameters<typeof startSchedule>[0]): Promise<void> {
  try {
    const count = await inbox.prune(clock.now().subtract({ hours: HANDLED_KEPT_HOURS }))
    logger.info({ count }, 'forgot updates that were handled long ago')
  } catch (error) {
    // The next night does it again.
    logger.warn({ error }, 'could not forget handled updates')
  }
}

async function silence(parts: Parameters<typeof startSchedule>[0]): Promise<void> {
  try {
    await tellSilence(parts)
  } catch (error) {
    // Tomorrow looks again; /status shows silence at any time.
    parts.logger.warn({ error }, 'could not look for silent sources')
  }
}

async function dailyCards(parts: Parameters<typeof startSchedule>[0]): Promise<void> {
  try {
    await sendDailyCards(parts)
  } catch (error) {
    // Tomorrow's card shows the same.
    parts.logger.warn({ error }, 'could not send daily cards')
  }
}

async function dropUploads({ dropOldUploads, logger }: Parameters<typeof startSchedule>[0]): Promise<void> {
  try {
    await dropOldUploads()
  } catch (error) {
    // The next quarter of an hour does it again.
    logger.warn({ error }, 'could not drop old uploads')
  }
}

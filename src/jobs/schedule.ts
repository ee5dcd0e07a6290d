import { schedule } from 'node-cron'
import type { Clock, InboxStore, Logger } from '../domain/ports.ts'

/** Handled updates are kept this long, so that a late repetition of one is known. Telegram keeps updates 24 hours. */
const HANDLED_KEPT_HOURS = 72

/** Starts every scheduled job of the program; the list is here and nowhere else. Gives how to end them. */
export function startSchedule(parts: {
  readonly inbox: Pick<InboxStore, 'prune'>
  readonly clock: Clock
  readonly logger: Logger
  readonly timeZone: string
}): { stop(): Promise<void> } {
  const tasks = [schedule('15 4 * * *', () => pruneInbox(parts), { timezone: parts.timeZone, name: 'prune inbox' })]
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

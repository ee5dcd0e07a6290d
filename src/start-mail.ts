import type { ActionContext } from './actions/context.ts'
import type { MailProgress } from './actions/mail-report.ts'
import { withReceiptEdits } from './bot/receipt-edits.ts'
import { tellFailed, tellTaken } from './bot/tell-mail.ts'
import { createMailParts } from './compose-mail.ts'
import { MAILBOX_CHANNEL } from './db/store/mailboxes.ts'
import { withLease } from './delivery/lease.ts'
import { backoffMs, sleepOnMachine } from './delivery/waiting.ts'
import { systemClock } from './domain/calendar.ts'
import type { MailboxPlace, MailOutcome } from './domain/mailbox.ts'
import type { LedgerSession } from './domain/ports.ts'
import type { BankIndex } from './formats/bank-index.ts'
import type { MailLedger } from './jobs/check-mailbox.ts'
import { type JobQueue, startJobQueue, type UploadJob } from './jobs/job-queue.ts'
import { watchMailboxes } from './jobs/watch-mailboxes.ts'
import { GRACE_MS, type ProcessParts } from './process-parts.ts'

type MailParts = Pick<
  ProcessParts,
  'config' | 'logger' | 'storage' | 'metrics' | 'banks' | 'parse' | 'pipeline' | 'holder'
>

/** Starts to watch the mailboxes of all ledgers; gives how to stop. */
export function startMail(parts: MailParts): () => Promise<void> {
  const { config, logger, storage, metrics, banks, holder } = parts
  const asker = createAsker(parts)
  const watch = watchMailboxes({
    ...createMailParts(config, systemClock, banks.banks),
    logger,
    places: storage.mailboxPlaces,
    ledgerOf: (place) => ledgerOf(place, parts, asker.ask),
    withLease: (name, signal, work) =>
      withLease({ name, holder, store: storage.leases, sleep: sleepOnMachine, logger }, signal, work),
    sleep: sleepOnMachine,
    backoffMs: (failures) => backoffMs({ failures, baseMs: 1_000, capMs: 300_000, random: Math.random }),
    onChecked: (result) => metrics.mailboxCheck(result.kind === 'failed' ? result.step : result.kind),
  })
  const notes = storage.database.listen(MAILBOX_CHANNEL, (id) => void watch.wake(id))
  return async () => {
    await notes.close()
    await watch.stop({ graceMs: GRACE_MS })
    await asker.stop()
  }
}

/** Asks whichever process works on jobs to read files that mails brought. It connects when the first one comes. */
function createAsker({ storage, logger }: MailParts): { ask(job: UploadJob): void; stop(): Promise<void> } {
  let starting: Promise<JobQueue> | null = null
  const ask = async (job: UploadJob) => {
    starting ??= startJobQueue({ database: storage.jobs, work: null, logger })
    await (await starting).submit(job)
  }
  return {
    ask: (job) => {
      ask(job).catch((error: unknown) => {
        starting = null
        logger.warn({ error, ledgerId: job.ledgerId }, 'could not ask for a job; it is asked for again later')
      })
    },
    stop: async () => {
      // What could not be started needs no end.
      await (await starting?.catch(() => null))?.stop({ graceMs: 0 })
    },
  }
}

/** The ledger of a mailbox; its owner's chat hears of what is read, in the transaction that stores it. */
function ledgerOf({ ledgerId, chatId }: MailboxPlace, parts: MailParts, ask: (job: UploadJob) => void): MailLedger {
  const { storage, pipeline, parse } = parts
  const actor = { personId: null, role: 'owner' } as const
  const context = (session: LedgerSession): ActionContext => {
    return { session, actor, pipeline, parse, ids: storage.ids, clock: systemClock }
  }
  const told: Pick<MailLedger, 'onTaken' | 'onFailed'> =
    chatId === null
      ? {}
      : {
          onTaken: (actions, progress) => tellTaken(actions, chatId, progress),
          onFailed: (actions, failure) => tellFailed(actions, chatId, failure),
        }
  return {
    inLedger: (work) => storage.ledgers.inLedger(ledgerId, (session) => withReceiptEdits(session, context, work)),
    context,
    chatId,
    ...told,
    afterTaken: (progress) => {
      count(progress, parts)
      const uploadIds = progress.mails.flatMap(({ files }) => files.flatMap(({ uploadId }) => uploadId ?? []))
      for (const uploadId of uploadIds) ask({ ledgerId, uploadId })
    },
  }
}

/** Outcomes of mails that nobody had read before. */
const FRESH: readonly MailOutcome[] = ['booked', 'suspect', 'unverified', 'not-a-transaction', 'unrecognized']

function count({ mailbox, mails }: MailProgress, { metrics, banks }: MailParts): void {
  const now = systemClock.now()
  for (const { from, outcome, receivedAt } of mails) {
    // Mails that were there before their mailbox was connected were late for another reason.
    const isNew = mailbox.cursor !== null && FRESH.includes(outcome)
    const lagSeconds = isNew ? receivedAt.until(now).total('seconds') : null
    metrics.mail({ bank: bankOf(from, banks), outcome, lagSeconds })
  }
}

function bankOf(address: string | null, { banks }: BankIndex): string | null {
  const isSender = ({ channel, address: own }: { channel: string; address: string }) =>
    channel === 'email' && own.toLowerCase() === address
  return banks.find(({ senders }) => senders.some(isSender))?.id ?? null
}

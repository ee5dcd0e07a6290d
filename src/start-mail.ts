import { tellFailed, tellTaken } from './bot/tell-mail.ts'
import { createMailParts } from './compose-mail.ts'
import { MAILBOX_CHANNEL } from './db/store/mailboxes.ts'
import { withLease } from './delivery/lease.ts'
import { backoffMs, sleepOnMachine } from './delivery/waiting.ts'
import { systemClock } from './domain/calendar.ts'
import type { MailboxPlace } from './domain/mailbox.ts'
import type { CheckResult, MailLedger } from './jobs/check-mailbox.ts'
import { watchMailboxes } from './jobs/watch-mailboxes.ts'
import { GRACE_MS, type ProcessParts } from './process-parts.ts'
import type { Metrics } from './telemetry/metrics.ts'

type MailParts = Pick<
  ProcessParts,
  'config' | 'logger' | 'storage' | 'metrics' | 'banks' | 'parse' | 'pipeline' | 'holder'
>

/** Starts to watch the mailboxes of all ledgers; gives how to stop. */
export function startMail(parts: MailParts): () => Promise<void> {
  const { config, logger, storage, metrics, banks, holder } = parts
  const watch = watchMailboxes({
    ...createMailParts(config, systemClock, banks.banks),
    logger,
    places: storage.mailboxPlaces,
    ledgerOf: (place) => ledgerOf(place, parts),
    withLease: (name, signal, work) =>
      withLease({ name, holder, store: storage.leases, sleep: sleepOnMachine, logger }, signal, work),
    sleep: sleepOnMachine,
    backoffMs: (failures) => backoffMs({ failures, baseMs: 1_000, capMs: 300_000, random: Math.random }),
    onChecked: (result) => count(result, metrics),
  })
  const notes = storage.database.listen(MAILBOX_CHANNEL, (id) => void watch.wake(id))
  return async () => {
    await notes.close()
    await watch.stop({ graceMs: GRACE_MS })
  }
}

/** The ledger of a mailbox; its owner's chat hears of what is read, in the transaction that stores it. */
function ledgerOf({ ledgerId, chatId }: MailboxPlace, { storage, pipeline, parse }: MailParts): MailLedger {
  const actor = { personId: null, role: 'owner' } as const
  const told: Pick<MailLedger, 'onTaken' | 'onFailed'> =
    chatId === null
      ? {}
      : {
          onTaken: (context, progress) => tellTaken(context, chatId, progress),
          onFailed: (context, failure) => tellFailed(context, chatId, failure),
        }
  return {
    inLedger: (work) => storage.ledgers.inLedger(ledgerId, work),
    context: (session) => ({ session, actor, pipeline, parse, ids: storage.ids, clock: systemClock }),
    ...told,
  }
}

function count(result: CheckResult, metrics: Metrics): void {
  metrics.mailboxCheck(result.kind === 'failed' ? result.step : result.kind)
  if (result.kind !== 'checked') return
  for (const { outcome } of result.mails) metrics.mail(outcome)
}

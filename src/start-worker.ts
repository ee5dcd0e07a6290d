import type { UserFromGetMe } from 'grammy/types'
import { privateMessage } from './bot/replies.ts'
import { tellReview } from './bot/tell-review.ts'
import { createUpdateHandler } from './bot/update-handler.ts'
import { silenceText } from './bot/views/status.ts'
import { createDraw, readQuickEntry } from './compose.ts'
import { INBOX_CHANNEL } from './db/delivery/inbox-store.ts'
import { createCallbackAnswerer } from './delivery/callbacks.ts'
import { keepAlone } from './delivery/lease.ts'
import type { Pairing } from './delivery/pairing.ts'
import { sleepOnMachine } from './delivery/waiting.ts'
import { createWorker, type Worker } from './delivery/worker.ts'
import { systemClock } from './domain/calendar.ts'
import type { ClaimedUpdate } from './domain/ports.ts'
import { startSchedule } from './jobs/schedule.ts'
import { MODELS_KEPT } from './pipeline/models.ts'
import { GRACE_MS, type ProcessParts } from './process-parts.ts'
import type { Uploads } from './start-uploads.ts'
import type { Tracing } from './telemetry/tracing.ts'

/** The role `worker`: what is in the inbox, the queue of jobs, and what runs at set times. Any number of processes share it. */

/** Starts working; gives what wakes the worker when something was stored in this process. */
export function startWorker(
  parts: ProcessParts,
  { botInfo, pairing, uploads }: { botInfo: UserFromGetMe; pairing: Pairing; uploads: Uploads },
): Pick<Worker, 'nudge'> {
  const { storage, logger, holder, running } = parts
  const handler = createHandler(parts, { botInfo, pairing, uploads })
  const worker = createWorker({
    logger,
    sleep: sleepOnMachine,
    random: Math.random,
    clock: systemClock,
    inbox: storage.inbox,
    holder,
    handle: (batch, by) => traceHandling(parts.tracing, batch, () => handleTimed(parts, handler, batch, by)),
    count: parts.metrics.updates,
    onGivenUp: handler.tellGivenUp,
  })
  running.push({ name: 'worker', stop: () => worker.stop({ graceMs: GRACE_MS }) })
  const notes = storage.database.listen(INBOX_CHANNEL, () => worker.nudge())
  running.push({ name: 'inbox notifications', stop: () => notes.close() })
  running.push({ name: 'schedule', stop: startScheduleAlone(parts, uploads) })
  const learning = prepareModels(parts)
  running.push({ name: 'learning', stop: () => learning })
  return worker
}

/**
 * One trace for each update. A batch is handled as one: in the trace of its first update, which names the others by links.
 */
async function traceHandling(
  tracing: Tracing,
  batch: readonly ClaimedUpdate[],
  handle: () => Promise<void>,
): Promise<void> {
  const [first = null, ...others] = batch.map(({ traceParent }) => traceParent ?? null)
  const options = { parent: first, links: others, attributes: { count: batch.length } }
  await tracing.run('handle updates', options, handle)
}

async function handleTimed(
  { metrics }: ProcessParts,
  handler: ReturnType<typeof createUpdateHandler>,
  batch: readonly ClaimedUpdate[],
  holder: string,
): Promise<void> {
  await handler.handle(batch, holder)
  for (const { receivedAt } of batch) metrics.updateDuration(receivedAt.until(systemClock.now()).total('seconds'))
}

function createHandler(
  parts: ProcessParts,
  { botInfo, pairing, uploads }: { botInfo: UserFromGetMe; pairing: Pairing; uploads: Uploads },
): ReturnType<typeof createUpdateHandler> {
  const { config, storage, ownerIds, pipeline, parse, call, metrics } = parts
  return createUpdateHandler({
    ledgers: storage.ledgers,
    admit: pairing.admit,
    ledgerName: (userId) =>
      ownerIds.length === 0 || BigInt(ownerIds[0] ?? 0) === userId ? 'default' : `telegram-${userId}`,
    finish: storage.inbox.finish,
    pipeline,
    parse,
    readQuickEntry,
    drawChart: createDraw(),
    answerCallback: createCallbackAnswerer(call),
    uploads: uploads.forBot,
    dashboard: parts.dashboard,
    clock: systemClock,
    ids: storage.ids,
    defaults: { timeZone: config.timeZoneDefault, currency: config.currencyDefault },
    queueDepths: async () => ({
      inbox: (await storage.inbox.depth()).count,
      outbox: (await storage.outbox.depth()).count,
    }),
    publicUrl: config.publicUrl,
    botInfo,
    metrics,
  })
}

/** Learns again what ledgers taught, one after the other, so that the first alert after a start need not wait for it. */
async function prepareModels({ storage, people, pipeline, logger, ending }: ProcessParts): Promise<void> {
  try {
    for (const { ledgerId } of (await people.owners()).slice(0, MODELS_KEPT)) {
      if (ending.aborted) return
      await storage.ledgers.inLedger(ledgerId, (session) => pipeline.prepare(session))
    }
  } catch (error) {
    // The first alert of a ledger does it then.
    logger.warn({ error }, 'could not prepare what ledgers taught')
  }
}

/** Runs the schedule while this process alone has it; gives how to end that. */
function startScheduleAlone(parts: ProcessParts, uploads: Uploads): () => Promise<void> {
  const { config, storage, people, pipeline, parse, logger, holder } = parts
  const lease = { name: 'schedule', holder, store: storage.leases, sleep: sleepOnMachine, logger }
  const kept = keepAlone(lease, async (signal) => {
    const schedule = startSchedule({
      inbox: storage.inbox,
      people,
      ledgers: storage.ledgers,
      dropOldUploads: uploads.dropOld,
      notifySilence: async (session, { chatId, timeZone, silent, phones }) => {
        await session.enqueue(privateMessage(chatId, silenceText(silent, phones, timeZone)))
      },
      sendCard: (session, chatId) => {
        const actor = { personId: null, role: 'owner' } as const
        return tellReview({ session, actor, pipeline, parse, ids: storage.ids, clock: systemClock }, chatId)
      },
      clock: systemClock,
      logger,
      timeZone: config.timeZoneDefault,
    })
    await whenAborted(signal)
    await schedule.stop()
  })
  return kept.stop
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

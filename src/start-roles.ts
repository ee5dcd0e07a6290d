import type { UserFromGetMe } from 'grammy/types'
import { createPairing, type Pairing } from './delivery/pairing.ts'
import type { SharedDesk } from './delivery/shared-desk.ts'
import { sleepOnMachine } from './delivery/waiting.ts'
import { systemClock } from './domain/calendar.ts'
import { meetTelegram } from './meet-telegram.ts'
import { GRACE_MS, type ProcessParts } from './process-parts.ts'
import { startApi } from './start-api.ts'
import { startPairing, startReceiving, startSending } from './start-bot.ts'
import { startDesk } from './start-desk.ts'
import { startMail } from './start-mail.ts'
import { startUploads, type Uploads } from './start-uploads.ts'
import { startWorker } from './start-worker.ts'
import type { ReceiveUpdate, ServeApi } from './web/server.ts'

const GAUGES_INTERVAL_MS = 10_000

/** What the web server and the readiness check get of the roles. */
type StartedRoles = {
  /** Null where this process takes no posted updates. */
  readonly receiveUpdate: ReceiveUpdate | null
  /** False when the program was asked to end before Telegram answered, and without a role that talks to Telegram. */
  readonly hasMetTelegram: boolean
}

const WITHOUT_TELEGRAM: StartedRoles = { receiveUpdate: null, hasMetTelegram: false }

/**
 * Starts the parts of this process that its roles name, all but the web server, which is handed the API as soon as that can
 * answer: it needs no Telegram.
 */
export async function startRoles(parts: ProcessParts, serve: (api: ServeApi) => void): Promise<StartedRoles> {
  const { config, storage, running } = parts
  const { roles } = config
  const presence = storage.startPresence(parts.holder, roles.has('bot'))
  running.push({ name: 'presence', stop: () => presence.close() })
  await presence.ready
  if (roles.has('mail')) running.push({ name: 'mailboxes', stop: startMail(parts) })
  let botName: string | null = null
  let uploads: Uploads | null = null
  if (roles.has('web')) {
    // A file that comes before there is a queue is found by the worker when it starts.
    serve(startApi(parts, { botName: () => botName, submitUpload: (...job) => uploads?.forBot.submit(...job) }))
  }
  if (!roles.has('bot') && !roles.has('worker')) {
    if (roles.has('web')) uploads = await startUploadsHere(parts, await startDesk(parts))
    return WITHOUT_TELEGRAM
  }
  const botInfo = await meetTelegram(parts)
  if (botInfo === null) return WITHOUT_TELEGRAM
  botName = botInfo.username
  running.push({ name: 'gauges', stop: startGauges(parts) })
  const desk = await startDesk(parts)
  const pairing = createPairingFor(parts, botInfo)
  if (roles.has('bot')) startSending(parts)
  let onStored = () => {}
  if (roles.has('worker') || roles.has('web')) uploads = await startUploadsHere(parts, desk)
  if (roles.has('worker') && uploads !== null) {
    const worker = startWorker(parts, { botInfo, pairing, uploads })
    onStored = () => worker.nudge()
  }
  if (!roles.has('bot')) return { receiveUpdate: null, hasMetTelegram: true }
  startPairing(parts, pairing)
  return { receiveUpdate: await startReceiving(parts, botInfo, desk, onStored), hasMetTelegram: true }
}

async function startUploadsHere(parts: ProcessParts, desk: SharedDesk): Promise<Uploads> {
  const uploads = await startUploads(parts, desk)
  parts.running.push({ name: 'uploads', stop: () => uploads.stop(GRACE_MS) })
  return uploads
}

function createPairingFor({ storage, people, ownerIds, logger, say }: ProcessParts, botInfo: UserFromGetMe): Pairing {
  return createPairing({
    logger,
    sleep: sleepOnMachine,
    people,
    ownerIds: ownerIds.map(BigInt),
    clock: systemClock,
    fingerprint: (text) => storage.ids.fingerprint(`pairing ${text}`),
    print: (code) =>
      say(`Pairing:    send  /start ${code}  to @${botInfo.username} within 10 minutes; it makes you the owner`),
  })
}

/** Shows the lengths of the queues to whoever reads the metrics; gives how to end that. */
function startGauges({ storage, metrics, logger }: ProcessParts): () => Promise<void> {
  const look = async () => {
    try {
      const [inbox, outbox, jobs] = [
        await storage.inbox.depth(),
        await storage.outbox.depth(),
        await storage.jobDepth(),
      ]
      metrics.inbox({ waiting: inbox.count, oldestAgeSeconds: inbox.oldestAgeSeconds })
      metrics.outbox({ waiting: outbox.count, oldestAgeSeconds: outbox.oldestAgeSeconds })
      metrics.jobs({ waiting: jobs.count, oldestAgeSeconds: jobs.oldestAgeSeconds })
    } catch (error) {
      logger.warn({ error }, 'could not look at the queues')
    }
  }
  void look()
  const timer = setInterval(look, GAUGES_INTERVAL_MS)
  timer.unref()
  return async () => clearInterval(timer)
}

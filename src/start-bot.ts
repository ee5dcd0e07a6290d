import type { UserFromGetMe } from 'grammy/types'
import type { Parse } from './actions/context.ts'
import { readMailLogin } from './actions/read-mail-login.ts'
import { COMMAND_MENUS } from './bot/commands.ts'
import { privateMessage, SECRET_MESSAGE } from './bot/replies.ts'
import { tellReview } from './bot/tell-review.ts'
import { createUpdateHandler } from './bot/update-handler.ts'
import { SECRET_NOT_DELETED } from './bot/views/connect.ts'
import { silenceText } from './bot/views/status.ts'
import { createDraw, createPipeline, readQuickEntry } from './compose.ts'
import type { Config } from './config.ts'
import { OUTBOX_CHANNEL } from './db/delivery/outbox-store.ts'
import type { Storage } from './db/open.ts'
import { createCallbackAnswerer } from './delivery/callbacks.ts'
import { createDispatcher } from './delivery/dispatcher.ts'
import { createDoor, type Receive } from './delivery/door.ts'
import { createPairing } from './delivery/pairing.ts'
import { type PollerEnd, startPoller } from './delivery/poller.ts'
import type { TelegramCall } from './delivery/telegram-call.ts'
import { backoffMs, sleepOnMachine } from './delivery/waiting.ts'
import { createWebhook, registerWebhook } from './delivery/webhook.ts'
import { createWorker } from './delivery/worker.ts'
import { systemClock } from './domain/calendar.ts'
import type { PeopleStore } from './domain/ports.ts'
import type { BankIndex } from './formats/bank-index.ts'
import { redactOneTimeCodes } from './formats/one-time-code.ts'
import { startSchedule } from './jobs/schedule.ts'
import { startMail } from './start-mail.ts'
import { startUploads } from './start-uploads.ts'
import type { Logger } from './telemetry/logger.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { ReceiveUpdate } from './web/server.ts'

/** How long handling and sending may go on after a signal to stop. */
const GRACE_MS = 10_000
const GAUGES_INTERVAL_MS = 10_000

/** What the bot is made of. */
export type BotParts = {
  readonly config: Config
  /** Telegram users who own this installation; empty: pairing by one-time code. */
  readonly ownerIds: readonly number[]
  readonly logger: Logger
  readonly storage: Storage
  readonly people: PeopleStore
  /** All banks, packs included. */
  readonly banks: BankIndex
  readonly parse: Parse
  readonly metrics: Metrics
  readonly call: TelegramCall
  /** The token and address that `call` uses, for files. */
  readonly telegram: { readonly token: string; readonly apiRoot: string }
  /** Takes what is started, to be stopped in reverse order. */
  readonly running: { push(part: { readonly name: string; readonly stop: () => Promise<void> }): unknown }
  /** Ends the program. */
  readonly end: (exitCode: number) => void
  /** Aborts when the program is asked to end, which may be before it has started. */
  readonly ending: AbortSignal
  /** Writes a line for the person who started the program. */
  readonly say: (line: string) => void
}

/**
 * Starts everything between Telegram and the ledger; null when Telegram does not know the token, or when the program is to
 * end before Telegram has answered.
 */
export async function startBot(parts: BotParts): Promise<{ receiveUpdate: ReceiveUpdate } | null> {
  const { config, logger, storage, metrics, call, running, ownerIds, say } = parts
  const stopping = new AbortController()
  running.push({ name: 'start of the bot', stop: async () => stopping.abort() })
  const botInfo = await introduceOurselves(call, logger, parts.ending)
  if (parts.ending.aborted) return null
  if (botInfo === null) {
    say('Telegram does not know this BOT_TOKEN. Copy it whole from @BotFather, or make a new one there.')
    parts.end(1)
    return null
  }
  say(`Bot:        @${botInfo.username}`)
  const holder = crypto.randomUUID()
  const presence = storage.startPresence(holder)
  running.push({ name: 'presence', stop: () => presence.close() })
  await presence.ready
  const common = { logger, sleep: sleepOnMachine, random: Math.random }
  const pairing = createPairing({
    ...common,
    people: parts.people,
    ownerIds: ownerIds.map(BigInt),
    clock: systemClock,
    fingerprint: (text) => storage.ids.fingerprint(`pairing ${text}`),
    print: (code) =>
      say(`Pairing:    send  /start ${code}  to @${botInfo.username} within 10 minutes; it makes you the owner`),
  })
  const dispatcher = createDispatcher({
    ...common,
    outbox: storage.outbox,
    call,
    clock: systemClock,
    count: (outcome, calls) => {
      for (let index = 0; index < calls; index += 1) metrics.outboxAttempt(outcome)
    },
    onGivenUp: async ({ ledgerId, chatId, subject }, failure) => {
      if (subject !== SECRET_MESSAGE || failure === 'message-gone') return
      await storage.ledgers.inLedger(ledgerId, (session) => session.enqueue(privateMessage(chatId, SECRET_NOT_DELETED)))
    },
  })
  running.push({ name: 'dispatcher', stop: () => dispatcher.stop({ graceMs: GRACE_MS }) })
  const outboxNotes = storage.database.listen(OUTBOX_CHANNEL, () => dispatcher.nudge())
  running.push({ name: 'outbox notifications', stop: () => outboxNotes.close() })
  const pipeline = createPipeline({ outcome: metrics.stageOutcome, duration: metrics.stageDuration })
  const uploads = await startUploads({ ...parts, pipeline })
  running.push({ name: 'uploads', stop: () => uploads.stop(GRACE_MS) })
  const handler = createUpdateHandler({
    ledgers: storage.ledgers,
    admit: pairing.admit,
    ledgerName: (userId) =>
      ownerIds.length === 0 || BigInt(ownerIds[0] ?? 0) === userId ? 'default' : `telegram-${userId}`,
    finish: storage.inbox.finish,
    pipeline,
    parse: parts.parse,
    readQuickEntry,
    drawChart: createDraw(),
    answerCallback: createCallbackAnswerer(call),
    uploads: uploads.forBot,
    clock: systemClock,
    ids: storage.ids,
    defaults: { timeZone: config.timeZoneDefault, currency: config.currencyDefault },
    queueDepths: async () => ({
      inbox: (await storage.inbox.depth()).count,
      outbox: (await storage.outbox.depth()).count,
    }),
    botInfo,
    metrics,
  })
  const worker = createWorker({
    ...common,
    clock: systemClock,
    inbox: storage.inbox,
    holder,
    handle: handler.handle,
    onGivenUp: handler.tellGivenUp,
  })
  running.push({ name: 'worker', stop: () => worker.stop({ graceMs: GRACE_MS }) })
  if (config.roles.has('mail')) {
    running.push({ name: 'mailboxes', stop: startMail({ ...parts, pipeline, holder, graceMs: GRACE_MS }) })
  }
  const schedule = startSchedule({
    inbox: storage.inbox,
    people: parts.people,
    ledgers: storage.ledgers,
    dropOldUploads: uploads.dropOld,
    notifySilence: async (session, { chatId, timeZone, silent }) => {
      await session.enqueue(privateMessage(chatId, silenceText(silent, timeZone)))
    },
    sendCard: (session, chatId) => {
      const actor = { personId: null, role: 'owner' } as const
      return tellReview({ session, actor, pipeline, parse: parts.parse, ids: storage.ids, clock: systemClock }, chatId)
    },
    clock: systemClock,
    logger,
    timeZone: config.timeZoneDefault,
  })
  running.push({ name: 'schedule', stop: schedule.stop })
  keepGauges(storage, metrics, logger, stopping.signal)
  void pairing.keepIssuing(stopping.signal)
  const door = createDoor({
    botId: BigInt(botInfo.id),
    inbox: storage.inbox,
    // A login looks like a code now and then (`mail.example.org:14300 password`); taken for one, nobody could read it.
    redact: (text) => (readMailLogin(text) === null ? redactOneTimeCodes(text) : { text, found: false }),
    hide: uploads.hide,
    onStored: () => worker.nudge(),
  })
  for (const menu of COMMAND_MENUS) {
    const outcome = await call('setMyCommands', menu, null, parts.ending)
    // The menu is a convenience: every command works without it, and the next start sets it again.
    if (outcome.kind !== 'done') logger.warn({ method: 'setMyCommands' }, 'could not set the command menu')
  }
  return { receiveUpdate: await startReceiving(parts, door.receive, holder) }
}

/** Who we are to Telegram, asked until it answers; null when it does not know the token. */
async function introduceOurselves(
  call: TelegramCall,
  logger: Logger,
  signal: AbortSignal,
): Promise<UserFromGetMe | null> {
  for (let failures = 0; !signal.aborted; ) {
    const outcome = await call('getMe', {}, null, signal)
    if (outcome.kind === 'done') return outcome.result as UserFromGetMe
    if (outcome.kind === 'refused' && (outcome.code === 401 || outcome.code === 404)) return null
    failures += 1
    logger.warn({ attempt: failures }, 'Telegram does not answer yet; trying again')
    await sleepOnMachine(backoffMs({ failures, baseMs: 1_000, capMs: 30_000, random: Math.random }), signal)
  }
  return null
}

/** Registers the webhook, trying again while Telegram is away; throws when it refuses. */
async function registerPersistently(parts: BotParts, url: string, headerSecret: string): Promise<void> {
  const { call, logger, ending } = parts
  for (let failures = 0; !ending.aborted; ) {
    const outcome = await registerWebhook({ call, url, headerSecret, signal: ending })
    if (outcome.kind === 'done') return
    const isTemporary = outcome.kind !== 'refused' || outcome.code === 429 || outcome.code >= 500
    if (!isTemporary) throw new Error('Telegram refused the webhook: check TELEGRAM_WEBHOOK_URL')
    failures += 1
    logger.warn({ attempt: failures }, 'could not register the webhook yet; trying again')
    await sleepOnMachine(backoffMs({ failures, baseMs: 1_000, capMs: 30_000, random: Math.random }), ending)
  }
}

/** Begins to take updates in, by long polling or by webhook. */
async function startReceiving(parts: BotParts, receive: Receive, holder: string): Promise<ReceiveUpdate> {
  const { config, logger, storage, call, running, say, end } = parts
  if (config.telegramWebhook !== null) {
    const headerSecret = config.telegramWebhook.secret.reveal()
    // The path of the contract, /telegram/{secret}: known to Telegram and to us.
    const url = `${config.telegramWebhook.url}/telegram/${headerSecret}`
    await registerPersistently(parts, url, headerSecret)
    return createWebhook({ pathSecret: headerSecret, headerSecret, receive, logger }).receiveWebhook
  }
  const poller = startPoller({
    call,
    receive,
    leases: storage.leases,
    holder,
    sleep: sleepOnMachine,
    random: Math.random,
    logger,
  })
  running.push({ name: 'poller', stop: () => poller.stop() })
  void poller.ended.then((outcome: PollerEnd) => {
    if (outcome.kind === 'stopped') return
    say('Telegram no longer accepts this BOT_TOKEN. Copy the present one from @BotFather.')
    end(1)
  })
  return async () => 'refused'
}

/** Shows the lengths of the queues to whoever reads the metrics. */
function keepGauges(storage: Storage, metrics: Metrics, logger: Logger, signal: AbortSignal): void {
  const look = async () => {
    try {
      const [inbox, outbox] = [await storage.inbox.depth(), await storage.outbox.depth()]
      metrics.inbox({ waiting: inbox.count, oldestAgeSeconds: inbox.oldestAgeSeconds })
      metrics.outbox({ waiting: outbox.count, oldestAgeSeconds: outbox.oldestAgeSeconds })
    } catch (error) {
      logger.warn({ error }, 'could not look at the queues')
    }
  }
  const timer = setInterval(look, GAUGES_INTERVAL_MS)
  timer.unref()
  signal.addEventListener('abort', () => clearInterval(timer))
}

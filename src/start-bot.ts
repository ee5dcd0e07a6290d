import type { UserFromGetMe } from 'grammy/types'
import { readMailLogin } from './actions/read-mail-login.ts'
import { COMMAND_MENUS } from './bot/commands.ts'
import { privateMessage, SECRET_MESSAGE } from './bot/replies.ts'
import { SECRET_NOT_DELETED } from './bot/views/connect.ts'
import { OUTBOX_CHANNEL } from './db/delivery/outbox-store.ts'
import { createDispatcher } from './delivery/dispatcher.ts'
import { createDoor, type Receive } from './delivery/door.ts'
import { withLease } from './delivery/lease.ts'
import type { Pairing } from './delivery/pairing.ts'
import { type PollerEnd, startPoller } from './delivery/poller.ts'
import type { SharedDesk } from './delivery/shared-desk.ts'
import { backoffMs, sleepOnMachine } from './delivery/waiting.ts'
import { createWebhook, registerWebhook } from './delivery/webhook.ts'
import { systemClock } from './domain/calendar.ts'
import { redactOneTimeCodes } from './formats/one-time-code.ts'
import { GRACE_MS, type ProcessParts } from './process-parts.ts'
import type { ReceiveUpdate } from './web/server.ts'

/** The role `bot`: what comes from Telegram into the inbox, and what is in the outbox to Telegram. */

/** Starts sending what is in the outbox. */
export function startSending({ storage, logger, call, metrics, tracing, running }: ProcessParts): void {
  const dispatcher = createDispatcher({
    logger,
    sleep: sleepOnMachine,
    random: Math.random,
    outbox: storage.outbox,
    call,
    clock: systemClock,
    count: (outcome, calls) => {
      for (let index = 0; index < calls; index += 1) metrics.outboxAttempt(outcome)
    },
    trace: ({ method, attempts, traceParent }, send) =>
      tracing.run(
        'send reply',
        { parent: traceParent ?? null, attributes: { method, attempt: attempts }, outcome: ({ kind }) => kind },
        send,
      ),
    onGivenUp: async ({ ledgerId, chatId, subject }, failure) => {
      if (subject !== SECRET_MESSAGE || failure === 'message-gone') return
      await storage.ledgers.inLedger(ledgerId, (session) => session.enqueue(privateMessage(chatId, SECRET_NOT_DELETED)))
    },
  })
  running.push({ name: 'dispatcher', stop: () => dispatcher.stop({ graceMs: GRACE_MS }) })
  const notes = storage.database.listen(OUTBOX_CHANNEL, () => dispatcher.nudge())
  running.push({ name: 'outbox notifications', stop: () => notes.close() })
}

/** Issues pairing codes while there is no owner: one process at a time, or each would make the other's code void. */
export function startPairing({ storage, logger, holder, running }: ProcessParts, pairing: Pairing): void {
  const stopping = new AbortController()
  const lease = { name: 'pairing codes', holder, store: storage.leases, sleep: sleepOnMachine, logger }
  const issuing = withLease(lease, stopping.signal, (signal) => pairing.keepIssuing(signal))
  running.push({
    name: 'pairing codes',
    stop: async () => {
      stopping.abort()
      await issuing
    },
  })
}

/** Begins to take updates in, by long polling (null) or by webhook. `onStored` hears of each that is in the inbox. */
export async function startReceiving(
  parts: ProcessParts,
  botInfo: UserFromGetMe,
  desk: SharedDesk,
  onStored: () => void,
): Promise<ReceiveUpdate | null> {
  await desk.ready
  const { receive } = createDoor({
    botId: BigInt(botInfo.id),
    inbox: parts.storage.inbox,
    // A login looks like a code now and then (`mail.example.org:14300 password`); taken for one, nobody could read it.
    redact: (text) => (readMailLogin(text) === null ? redactOneTimeCodes(text) : { text, found: false }),
    hide: desk.hide,
    trace: () => parts.tracing.begin('receive update', null),
    onStored,
  })
  for (const menu of COMMAND_MENUS) {
    const outcome = await parts.call('setMyCommands', menu, null, parts.ending)
    // The menu is a convenience: every command works without it, and the next start sets it again.
    if (outcome.kind !== 'done') parts.logger.warn({ method: 'setMyCommands' }, 'could not set the command menu')
  }
  const { telegramWebhook } = parts.config
  if (telegramWebhook === null) return poll(parts, receive)
  const headerSecret = telegramWebhook.secret.reveal()
  // The path of the contract, /telegram/{secret}: known to Telegram and to us.
  await registerPersistently(parts, `${telegramWebhook.url}/telegram/${headerSecret}`, headerSecret)
  return createWebhook({ pathSecret: headerSecret, headerSecret, receive, logger: parts.logger }).receiveWebhook
}

/** Registers the webhook, trying again while Telegram is away; throws when it refuses. */
async function registerPersistently(parts: ProcessParts, url: string, headerSecret: string): Promise<void> {
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

function poll(
  { call, logger, storage, holder, running, say, end }: ProcessParts,
  receive: Receive,
): ReceiveUpdate | null {
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
  return null
}

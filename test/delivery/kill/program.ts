// The program under test: the real parts, from the Bot API to the ledger and back, until it is killed. Prints `ready`, and
// `drained` whenever neither inbox nor outbox hold anything.
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { BANKS } from '../../../src/banks/index.ts'
import type { BotDependencies } from '../../../src/bot/dependencies.ts'
import { createUpdateHandler } from '../../../src/bot/update-handler.ts'
import { openStorage } from '../../../src/db/open.ts'
import { createCallbackAnswerer } from '../../../src/delivery/callbacks.ts'
import { createDispatcher } from '../../../src/delivery/dispatcher.ts'
import { createDoor } from '../../../src/delivery/door.ts'
import { createPairing } from '../../../src/delivery/pairing.ts'
import { startPoller } from '../../../src/delivery/poller.ts'
import { createTelegramCall } from '../../../src/delivery/telegram-api.ts'
import { sleepOnMachine } from '../../../src/delivery/waiting.ts'
import { createWorker } from '../../../src/delivery/worker.ts'
import type { Logger } from '../../../src/domain/ports.ts'
import { createBankIndex } from '../../../src/formats/bank-index.ts'
import { redactOneTimeCodes } from '../../../src/formats/one-time-code.ts'
import { parse } from '../../../src/formats/parse.ts'
import { readQuickEntries } from '../../../src/formats/quick-entry.ts'
import { counterpartyKey } from '../../../src/pipeline/counterparty.ts'
import { resolve, run } from '../../../src/pipeline/run.ts'
import { STARTING_ACCOUNTS } from '../../../src/pipeline/seed/starting-accounts.ts'

const text = { type: 'string', default: '' } as const
const { values: options } = parseArgs({
  options: { database: text, api: text, token: text, key: text, owners: text, ahead: text },
})

/** Dead processes' claims end soon: a run with many kills would otherwise be spent waiting. */
const LEASE_SECONDS = 2
const aheadSeconds = Number(options.ahead)
const clock = { now: () => Temporal.Now.instant().add({ seconds: aheadSeconds }) }
const write = (fields: object, message: string) => process.stderr.write(`${message} ${String(Object.values(fields))}\n`)
const logger: Logger = { debug() {}, info() {}, warn: write, error: write }
const shared = { sleep: sleepOnMachine, random: Math.random, logger, holder: randomUUID(), leaseSeconds: LEASE_SECONDS }

const storage = await openStorage({
  databaseUrl: options.database,
  dataDir: '',
  secretKey: Buffer.from(options.key, 'hex'),
  clock,
  logger,
  startingAccounts: STARTING_ACCOUNTS,
})
const call = createTelegramCall({ token: options.token, apiRoot: options.api })
const pairing = createPairing({
  people: storage.people,
  ownerIds: options.owners.split(',').map(BigInt),
  clock,
  sleep: sleepOnMachine,
  logger,
  fingerprint: (code) => storage.ids.fingerprint(code),
  print() {},
})
const banks = createBankIndex(BANKS)
const dependencies: BotDependencies = {
  ledgers: storage.ledgers as unknown as BotDependencies['ledgers'],
  people: storage.people,
  finish: storage.inbox.finish,
  pipeline: { run, resolve, counterpartyKey },
  parse: (message) => parse(message, banks),
  readQuickEntry: (words, { receivedAt, timeZone, currency }) => {
    const outcomes = readQuickEntries(words, { now: receivedAt, zone: timeZone, currency })
    return outcomes.flatMap((outcome) => (outcome.kind === 'entry' ? [outcome.alert] : []))
  },
  reports: {} as BotDependencies['reports'],
  drawChart: async () => new Uint8Array(),
  pairing,
  answerCallback: createCallbackAnswerer(call),
  clock,
  ids: storage.ids,
  defaults: { timeZone: 'Africa/Lagos', currency: 'NGN' },
  botInfo: (await getMe()) as BotDependencies['botInfo'],
  logger,
  metrics: { botUpdate() {}, message() {} },
}

const dispatcher = createDispatcher({ ...shared, outbox: storage.outbox, call, clock })
const handler = createUpdateHandler(dependencies)
const worker = createWorker({
  ...shared,
  inbox: storage.inbox,
  handle: async (batch, holder) => {
    await handler.handle(batch, holder)
    dispatcher.nudge()
  },
  onGivenUp: async () => {},
  // Small batches, so that there are many commits to be killed between.
  batchMax: 15,
})
const botId = BigInt(options.token.split(':')[0] ?? '0')
const door = createDoor({ botId, inbox: storage.inbox, redact: redactOneTimeCodes, onStored: worker.nudge })
startPoller({ ...shared, call, receive: door.receive, leases: storage.leases })
process.stdout.write('ready\n')
setInterval(async () => {
  const depths = await Promise.all([storage.inbox.depth(), storage.outbox.depth()])
  if (depths.every((depth) => depth.count === 0)) process.stdout.write('drained\n')
}, 200)

async function getMe(): Promise<unknown> {
  const outcome = await call('getMe', {}, null)
  if (outcome.kind !== 'done') throw new Error('the bot is not there')
  return outcome.result
}

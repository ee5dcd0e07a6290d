// First: on a Node that is too old it ends the program with an explanation before anything else runs.
import './node-guard.js'
import { access, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { banks, createParse, createPipeline } from './compose.ts'
import type { Config } from './config.ts'
import { tryFolderLock } from './db/embedded/folder-lock.ts'
import type { Storage } from './db/open.ts'
import { createReachability } from './delivery/reachability.ts'
import { createTelegramCall } from './delivery/telegram-api.ts'
import type { TelegramCall } from './delivery/telegram-call.ts'
import { demoAlerts } from './demo-alerts.ts'
import { systemClock } from './domain/calendar.ts'
import type { PeopleStore } from './domain/ports.ts'
import type { BankIndex } from './formats/bank-index.ts'
import { openInstallation, readSettings } from './installation.ts'
import { loadPacks, packsFolder, packWords } from './load-packs.ts'
import { createLocalTelegram, type LocalTelegram } from './local-telegram/local-telegram.ts'
import type { ProcessParts, Running } from './process-parts.ts'
import { createReceiveSms } from './start-phones.ts'
import { startRoles } from './start-roles.ts'
import { startOperationsServer } from './telemetry/health.ts'
import { createLogger, type Logger } from './telemetry/logger.ts'
import { createMetrics, type Metrics } from './telemetry/metrics.ts'
import { NO_TRACING, TRACE_ENDPOINTS, type Tracing } from './telemetry/tracing.ts'
import { createWebApp, type ReceiveUpdate, type ServeApi, startWebServer } from './web/server.ts'
import type { ReceiveSms } from './web/sms-hook.ts'

/** The page's user of the local Telegram: whoever opened it on this machine owns the ledger. */
const LOCAL_OWNER_ID = 1

async function start(): Promise<void> {
  const config = await loadConfig()
  const logger = createLogger({ level: config.logLevel, destination: process.stderr })
  const running: Running[] = []
  const { promise: ended, resolve: end } = Promise.withResolvers<number>()
  const ending = new AbortController()
  void ended.then(() => ending.abort())
  listenForSignals(logger, end)
  try {
    await startParts(config, logger, running, end, ending.signal)
    process.exitCode = await ended
  } catch (error) {
    logger.error({ error }, 'could not start')
    process.stderr.write(`\n${error instanceof Error ? error.message : 'Could not start.'}\n`)
    process.exitCode = 1
  }
  for (const part of running.reverse()) {
    await part.stop().catch((error: unknown) => logger.warn({ part: part.name, error }, 'could not stop cleanly'))
  }
  // Whatever is left open (a keep-alive connection) must not keep a stopped program running.
  process.exit()
}

async function loadConfig(): Promise<Config> {
  const outcome = await readSettings(process.env)
  if (outcome.kind === 'config') return outcome.config
  process.stderr.write(
    `The configuration is not right:\n${outcome.problems.map((problem) => `- ${problem}\n`).join('')}`,
  )
  process.exit(1)
}

/** The first signal stops in order; a second one means now. */
function listenForSignals(logger: Logger, end: (exitCode: number) => void): void {
  let isEnding = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isEnding) process.exit(1)
      isEnding = true
      logger.info({ signal }, 'stopping')
      end(0)
    })
  }
}

async function startParts(
  config: Config,
  logger: Logger,
  running: Running[],
  end: (code: number) => void,
  ending: AbortSignal,
): Promise<void> {
  const { metrics, registry } = createMetrics(banks.banks.map(({ id }) => id))
  const tracing = await startTracing(config)
  running.push({ name: 'traces', stop: tracing.close })
  if (config.botToken === null) running.push({ name: 'lock of the local Telegram', stop: await lockLocal(config) })
  const storage = await openInstallation(config, logger, {
    traceParent: tracing.current,
    // Receiving, sending and mail need few at once; whoever handles updates or answers requests needs more.
    poolSize: config.roles.has('worker') || config.roles.has('web') ? 10 : 4,
    onTransaction: ({ kind }) => metrics.databaseTransaction(kind === 'lost' || kind === 'unknown' ? 'failed' : kind),
  })
  running.push({ name: 'storage', stop: storage.close })
  const readiness = createReadiness(config, storage)
  const operations = await startOperationsServer({
    host: config.host,
    port: config.metricsPort,
    registry,
    readiness: readiness.report,
  })
  running.push({ name: 'operations server', stop: operations.close })
  const local = config.botToken === null ? startLocal(config, storage) : null
  if (local !== null) running.push({ name: 'local Telegram', stop: async () => local.stop() })
  let receiveUpdate: ReceiveUpdate = async () => 'failed'
  let receiveSms: ReceiveSms = async () => ({ kind: 'failed' })
  let api: ServeApi | null = null
  const web = await startWeb(config, logger, metrics, local, {
    receiveUpdate: (...update) => receiveUpdate(...update),
    receiveSms: (...post) => receiveSms(...post),
    api: () => api,
  })
  if (web !== null) running.push({ name: 'web server', stop: web.close })
  sayWhere(config, local, web, operations.port)
  const telegram =
    local === null
      ? { token: config.botToken?.reveal() ?? '', apiRoot: config.telegramApiRoot }
      : { token: local.token, apiRoot: web?.url ?? '' }
  const allBanks = await banksWithPacks(config)
  const parse = createParse(allBanks)
  receiveSms = createReceiveSms({ storage, banks: allBanks, parse, logger, tracing })
  const parts: ProcessParts = {
    config,
    ownerIds: local !== null && config.ownerTelegramIds.length === 0 ? [LOCAL_OWNER_ID] : config.ownerTelegramIds,
    logger,
    storage,
    people: local === null ? await peopleOfTelegram(config, storage) : storage.people,
    banks: allBanks,
    parse,
    pipeline: createPipeline({
      outcome: (stage, outcome) => {
        metrics.stageOutcome(stage, outcome)
        tracing.decision(stage, outcome)
      },
      duration: metrics.stageDuration,
      reading: metrics.reading,
    }),
    metrics,
    tracing,
    call: readiness.watch(countCalls(createTelegramCall(telegram), metrics)),
    telegram,
    dashboard: dashboardOf(config, local, web),
    holder: crypto.randomUUID(),
    running,
    end,
    ending,
    say,
  }
  const started = await startRoles(parts, (served) => {
    api = served
  })
  if (started.receiveUpdate !== null) receiveUpdate = started.receiveUpdate
  readiness.telegramIsMet(started.hasMetTelegram)
}

/** Traces where a setting says whither; the packages for it are loaded only then. */
async function startTracing({ openTelemetry, roles }: Config): Promise<Tracing> {
  if (!TRACE_ENDPOINTS.some((name) => openTelemetry.has(name))) return NO_TRACING
  // What stands in .env must stand in the environment: the packages read it themselves.
  for (const [name, value] of openTelemetry) process.env[name] ??= value.reveal()
  const { startOpenTelemetry } = await import('./telemetry/open-telemetry.ts')
  return startOpenTelemetry(process.env, roles)
}

/** Roles that talk to Telegram. */
function needsTelegram({ roles }: Config): boolean {
  return roles.has('bot') || roles.has('worker')
}

/** The web server, where this process has one: for its role, or for the updates that Telegram posts; null otherwise. */
async function startWeb(
  config: Config,
  logger: Logger,
  metrics: Metrics,
  local: LocalTelegram | null,
  receivers: {
    readonly receiveUpdate: ReceiveUpdate
    readonly receiveSms: ReceiveSms
    readonly api: () => ServeApi | null
  },
): Promise<{ url: string; close: () => Promise<void> } | null> {
  const isPosted = config.roles.has('bot') && config.telegramWebhook !== null
  if (!config.roles.has('web') && !isPosted) return null
  return startWebServer({
    host: config.host,
    port: config.port,
    app: createWebApp({
      receiveUpdate: isPosted ? receivers.receiveUpdate : null,
      receiveSms: receivers.receiveSms,
      hasDemo: local !== null,
      api: config.roles.has('web') ? receivers.api : null,
      reportError: (error) => logger.error({ error }, 'a request failed'),
    }),
    onAnswered: metrics.httpRequest,
    ...(local === null ? {} : { mount: local }),
  })
}

/** Tells whoever started the program where everything is. */
function sayWhere(
  config: Config,
  local: LocalTelegram | null,
  web: { url: string } | null,
  operationsPort: number,
): void {
  const address = config.publicUrl ?? web?.url
  if (local !== null) say(`Chat page:  ${address}/demo   (a local Telegram: no account, nothing leaves this machine)`)
  else if (web !== null) say(`Web:        ${address}/`)
  say(`Operations: http://${config.host}:${operationsPort}/metrics, /healthz, /readyz`)
  say(`Data:       ${resolve(config.dataDir)}   (Ctrl-C stops; the next start goes on from there)`)
}

/** Where a chat finds our web pages. Telegram takes no address of this machine alone, and Mini Apps only by https. */
function dashboardOf(
  { publicUrl, host, port }: Config,
  local: LocalTelegram | null,
  web: { readonly url: string } | null,
): ProcessParts['dashboard'] {
  const url = (publicUrl ?? web?.url ?? `http://${host}:${port}`).replace(/\/+$/, '')
  return { url, opensAs: local !== null ? 'link' : url.startsWith('https://') ? 'app' : 'address' }
}

/** What this process can serve: Telegram counts only for roles that talk to it. */
function createReadiness(config: Config, storage: Storage) {
  const reachability = createReachability(systemClock)
  let isMet = false
  return {
    watch: reachability.watch,
    telegramIsMet: (hasMet: boolean) => {
      isMet = hasMet
    },
    report: async () => ({
      database: await storage.isReachable(),
      ...(needsTelegram(config) ? { telegram: isMet && reachability.isReachable() } : {}),
    }),
  }
}

/** The banks built in and those of the data folder; says which packs there are, and what is wrong with them. */
async function banksWithPacks({ dataDir }: Config): Promise<BankIndex> {
  const { banks: all, packs } = await loadPacks(packsFolder(dataDir), banks)
  for (const [at, words] of packWords(packs).entries()) say(`${at === 0 ? 'Packs:      ' : '            '}${words}`)
  return all
}

/** Two programs would write the same chat over each other. Gives what lets go of the lock. */
async function lockLocal({ dataDir }: Config): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const lock = tryFolderLock(join(dataDir, 'local-telegram.lock'), 'exclusive')
  if (lock !== null) return async () => lock.close()
  throw new Error(
    `expense-tracker is already running on ${resolve(dataDir)}: use that one or stop it, or set DATA_DIR, PORT and METRICS_PORT for another`,
  )
}

/**
 * Whoever tried the bot on the local page first, and then connects it to Telegram, is not known there yet: the page's user
 * must not count as the owner, or nobody could pair.
 */
async function peopleOfTelegram(config: Config, { people }: Storage): Promise<PeopleStore> {
  const wasTriedLocally = await access(localStatePath(config)).then(
    () => true,
    () => false,
  )
  return wasTriedLocally ? { ...people, hasOwner: () => people.hasOwner(BigInt(LOCAL_OWNER_ID)) } : people
}

function localStatePath({ dataDir }: Config): string {
  return join(dataDir, 'local-telegram', 'state.json')
}

function startLocal(config: Config, storage: Storage): LocalTelegram {
  const today = systemClock.now().toZonedDateTimeISO(config.timeZoneDefault).toPlainDate()
  // A token of this installation's own: another one's local Telegram does not answer to it.
  const token = `1000001:${storage.ids.id('local Telegram').replaceAll('-', '')}`
  return createLocalTelegram({
    token,
    statePath: localStatePath(config),
    samples: demoAlerts(today),
    callLogLengthMax: 500,
  })
}

/** Counts every call of the Bot API by how it ended. */
function countCalls(call: TelegramCall, metrics: Metrics): TelegramCall {
  return async (method, ...rest) => {
    const outcome = await call(method, ...rest)
    switch (outcome.kind) {
      case 'done':
        metrics.telegramCall(method, 'ok')
        break
      case 'refused':
        metrics.telegramCall(method, outcome.code === 429 ? 'rate-limited' : 'refused')
        break
      case 'unreachable':
        metrics.telegramCall(method, 'unreachable')
        break
      case 'aborted':
        break
    }
    return outcome
  }
}

/** A line for the person who started the program. */
function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await start()

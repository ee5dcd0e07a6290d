import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { UserFromGetMe } from 'grammy/types'
import { answerBotCall, answerFile, runMethod } from './bot-api.ts'
import { createCallLog } from './calls.ts'
import { createChanges } from './changes.ts'
import { type Control, createControl } from './control.ts'
import type { Core, Sample, Settings } from './core.ts'
import { createFaultDesk, type FaultPlan } from './faults.ts'
import { createFileStore } from './files.ts'
import { isFromOutside } from './guard.ts'
import { LIMITS } from './limits.ts'
import { createPageServer } from './page-server.ts'
import { keepState, loadState } from './persistence.ts'
import { emptyState, type State } from './state.ts'
import { createUpdateQueue } from './updates.ts'
import { createWebhookSender, type WebhookSender } from './webhook.ts'

/** A token in the shape of a real one, for a server that is given none. It opens nothing but this server. */
const DEFAULT_TOKEN = '1000001:LOCAL-telegram-runs-on-this-machine'

/** How a local Telegram is set up; every field has a default. */
export type LocalTelegramOptions = {
  readonly token?: string
  readonly botUsername?: string
  readonly botFirstName?: string
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number
  readonly faults?: FaultPlan
  /** The longest a getUpdates call waits, whatever it asks for. */
  readonly longPollLimitMs?: number
  /** How long a call hit by a `timeout` fault stays unanswered before its connection is cut. */
  readonly timeoutFaultMs?: number
  /** Pause before the given repetition (1, 2, …) of a webhook request, in milliseconds. */
  readonly webhookBackoffMs?: (attempt: number) => number
  /** The sample alerts that the chat page offers. */
  readonly samples?: readonly Sample[]
  /** A file that keeps chats, ids and settings over restarts; uploaded files go to a folder beside it. */
  readonly statePath?: string
  /** False lets the bot read everything in groups. */
  readonly privacyMode?: boolean
  /** How many of the bot's calls are remembered. */
  readonly callLogLengthMax?: number
  /** Further names under which the server may be reached; without it only loopback names. */
  readonly allowedHosts?: readonly string[]
}

/** A local Telegram: a Bot API server, a chat page, and the people who use them. */
export type LocalTelegram = Control & {
  readonly token: string
  readonly bot: UserFromGetMe
  /** Whether a request's URL (path with query) belongs to this server. */
  owns(url: string): boolean
  /** Answers a request that this server owns. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Answers waiting polls, ends event streams and webhook deliveries, and writes the state a last time. */
  stop(): void
}

/** Makes a local Telegram without listening anywhere: it can be mounted in another HTTP server. */
export function createLocalTelegram(options: LocalTelegramOptions = {}): LocalTelegram {
  const settings = readSettings(options)
  const statePath = options.statePath ?? null
  const state = createState(settings, options, statePath)
  const core = createCore(settings, state, options, statePath)
  const page = createPageServer(core)
  const keeper = statePath === null ? null : keepState(statePath, state, core.changes)
  core.changes.listen((change) => {
    if (change.kind === 'updates') core.webhook.wake()
  })
  core.webhook.wake()
  let isStopped = false
  return {
    ...createControl(core),
    token: settings.token,
    bot: state.bot,
    owns: (url) => /^\/(?:bot[^/]+\/|file\/bot[^/]+\/|demo(?:[/?#]|$))/.test(url),
    handle(request, response) {
      void route(core, page.answer, request, response).catch(() => {
        // A bug in a method must not take the server down; the bot sees what Telegram shows in such a case.
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
        response.end('{"ok":false,"error_code":500,"description":"Internal Server Error"}')
      })
    },
    stop() {
      // A second stop must not write the state again: another server may have gone on with it.
      if (isStopped) return
      isStopped = true
      core.webhook.stop()
      core.queue.close()
      page.stop()
      keeper?.close()
    },
  }
}

function readSettings(options: LocalTelegramOptions): Settings {
  return {
    token: options.token ?? DEFAULT_TOKEN,
    now: options.now ?? Date.now,
    longPollMsMax: options.longPollLimitMs ?? LIMITS.longPollMsMax,
    timeoutFaultMs: options.timeoutFaultMs ?? 60_000,
    webhookBackoffMs: options.webhookBackoffMs ?? ((attempt) => Math.min(1000 * 2 ** (attempt - 1), 60_000)),
    samples: options.samples ?? [],
    allowedHosts: options.allowedHosts ?? [],
  }
}

function createState(settings: Settings, options: LocalTelegramOptions, statePath: string | null): State {
  const bot: UserFromGetMe = {
    id: Number(settings.token.split(':')[0]) || 1000001,
    is_bot: true,
    first_name: options.botFirstName ?? 'Expense Tracker',
    username: options.botUsername ?? 'local_expense_bot',
    can_join_groups: true,
    can_read_all_group_messages: options.privacyMode === false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  }
  const state = emptyState(bot, 1, 1)
  if (statePath !== null && !loadState(statePath, state)) {
    // The bot's database may be older than this file and remember ids: seconds since 2025 are above all it has seen.
    const secondsSince2025 = Math.max(1, Math.floor(settings.now() / 1000) - 1_735_689_600)
    state.nextUpdateId = secondsSince2025
    state.nextMessageId = secondsSince2025
  }
  return state
}

function createCore(settings: Settings, state: State, options: LocalTelegramOptions, statePath: string | null): Core {
  const changes = createChanges()
  const queue = createUpdateQueue(state, changes, settings.now)
  const webhook: WebhookSender = createWebhookSender({
    state,
    queue,
    now: settings.now,
    backoffMs: settings.webhookBackoffMs,
    runReply: async (method, values) => {
      await runMethod(core, method, { values, uploads: new Map() }, AbortSignal.abort())
    },
  })
  const core: Core = {
    settings,
    state,
    files: createFileStore(statePath === null ? null : `${statePath}.files`),
    changes,
    calls: createCallLog(options.callLogLengthMax ?? 100_000, changes),
    faults: createFaultDesk(options.faults ?? null, settings.now),
    queue,
    webhook,
  }
  return core
}

async function route(
  core: Core,
  answerPage: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://local')
  if (isFromOutside(request, core.settings.allowedHosts)) {
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
    response.end('This page answers only to this machine.')
    return
  }
  if (!isDecodable(url.pathname)) {
    response.writeHead(400, { 'content-type': 'application/json' })
    response.end('{"ok":false,"error_code":400,"description":"Bad Request: the path is not UTF-8"}')
    return
  }
  if (url.pathname.startsWith('/bot')) return answerBotCall(core, request, response, url)
  if (url.pathname.startsWith('/file/')) return answerFile(core, response, url)
  return answerPage(request, response, url)
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** A local Telegram that listens; `apiRoot` is what a bot takes as its API root, `pageUrl` the chat page. */
export type StartedLocalTelegram = LocalTelegram & {
  readonly apiRoot: string
  readonly pageUrl: string
  /** Stops the server and ends its connections. */
  close(): Promise<void>
}

/** Starts a local Telegram of its own on 127.0.0.1; port 0 (the default) takes any free one. */
export async function startLocalTelegram(
  options: LocalTelegramOptions & { readonly port?: number } = {},
): Promise<StartedLocalTelegram> {
  const telegram = createLocalTelegram(options)
  const server = createServer((request, response) => {
    if (telegram.owns(request.url ?? '')) return telegram.handle(request, response)
    response.writeHead(404, { 'content-type': 'application/json' })
    response.end('{"ok":false,"error_code":404,"description":"Not Found"}')
  })
  // Longer than any client keeps an idle connection: otherwise a call now and then meets one that we are closing.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const apiRoot = `http://127.0.0.1:${port}`
  return {
    ...telegram,
    apiRoot,
    pageUrl: `${apiRoot}/demo`,
    close: () =>
      new Promise((resolve) => {
        telegram.stop()
        server.close(() => resolve())
        server.closeIdleConnections()
        // Answers that are on their way get one turn of the event loop, then the connections end.
        setImmediate(() => server.closeAllConnections())
      }),
  }
}

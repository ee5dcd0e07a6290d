import type { IncomingMessage, ServerResponse } from 'node:http'
import { assertNever } from '../domain/assert-never.ts'
import { describeParameters } from './calls.ts'
import type { Core, Method } from './core.ts'
import type { Fault } from './faults.ts'
import { LIMITS } from './limits.ts'
import { chatMethods } from './methods/chats.ts'
import { editMethods } from './methods/edit.ts'
import { sendMethods } from './methods/send.ts'
import { settingsMethods } from './methods/settings.ts'
import { updateMethods } from './methods/updates.ts'
import type { Parameters } from './parameters.ts'
import { type Answer, Refusal, refusalAnswer } from './refusal.ts'
import { readParameters } from './request-body.ts'
import { terminatedByOther } from './updates.ts'

const METHODS: Readonly<Record<string, Method>> = {
  ...updateMethods,
  ...sendMethods,
  ...editMethods,
  ...chatMethods,
  ...settingsMethods,
}
/** Telegram takes method names in any letter case. */
const METHOD_NAMES = new Map(Object.keys(METHODS).map((name) => [name.toLowerCase(), name]))

/** Answers `/bot<token>/<method>`; the answer may be lost on purpose when a fault is due. */
export async function answerBotCall(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = /^\/bot([^/]+)\/([^/]*)$/.exec(url.pathname)
  if (path === null) return send(response, refusalAnswer(new Refusal(404, 'Not Found')))
  if (decodeURIComponent(path[1] ?? '') !== core.settings.token) {
    return send(response, refusalAnswer(new Refusal(401, 'Unauthorized')))
  }
  const method = METHOD_NAMES.get((path[2] ?? '').toLowerCase()) ?? path[2] ?? ''
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const read = await attempt(() => readParameters(request, url.searchParams))
  if (!read.ok) return send(response, refusalAnswer(read.refusal))
  await answerRead(core, response, method, read.value, gone.signal)
}

async function answerRead(
  core: Core,
  response: ServerResponse,
  method: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<void> {
  const chatId = Number(parameters.values.chat_id)
  const fault = core.faults.next(method, Number.isSafeInteger(chatId) ? chatId : null)
  const isDone = fault === null || fault.kind === 'reset-after' || fault.kind === 'timeout'
  const answer = isDone ? await runMethod(core, method, parameters, signal) : null
  core.calls.add({
    method,
    ...describeParameters(parameters),
    atMs: core.settings.now(),
    answer,
    fault: fault?.kind ?? null,
  })
  if (fault !== null) return applyFault(core, response, fault)
  if (answer !== null) send(response, answer)
}

/** Runs one method and gives what it answers; refusals become answers, anything else is a bug and is thrown. */
export async function runMethod(
  core: Core,
  name: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<Answer> {
  const method = METHODS[name]
  if (method === undefined) return refusalAnswer(new Refusal(404, 'Not Found: method not found'))
  const run = await attempt(async () => method(core, parameters, signal))
  return run.ok ? { ok: true, result: run.value } : refusalAnswer(run.refusal)
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, refusal: error }
    throw error
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return
  const body = JSON.stringify(answer)
  response.writeHead(answer.ok ? 200 : answer.error_code, { 'content-type': 'application/json' })
  response.end(body)
}

function applyFault(core: Core, response: ServerResponse, fault: Fault): void {
  switch (fault.kind) {
    case '429':
    case '500':
    case '409':
      send(response, faultAnswer(fault.kind, fault.retryAfterSeconds))
      break
    case '502-html':
      response.writeHead(502, { 'content-type': 'text/html' })
      response.end('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>')
      break
    case 'reset-before':
    case 'reset-after':
      response.socket?.resetAndDestroy()
      break
    case 'timeout': {
      const timer = setTimeout(() => response.socket?.destroy(), core.settings.timeoutFaultMs)
      response.on('close', () => clearTimeout(timer))
      break
    }
    default:
      assertNever(fault.kind)
  }
}

function faultAnswer(kind: '429' | '500' | '409', retryAfterSeconds: number): Answer {
  if (kind === '500') return { ok: false, error_code: 500, description: 'Internal Server Error' }
  if (kind === '409') return refusalAnswer(terminatedByOther())
  const description = `Too Many Requests: retry after ${retryAfterSeconds}`
  return { ok: false, error_code: 429, description, parameters: { retry_after: retryAfterSeconds } }
}

/** Answers `/file/bot<token>/<path>` with the bytes of a file that getFile named. */
export function answerFile(core: Core, response: ServerResponse, url: URL): void {
  const found = findFile(core, url)
  if (found instanceof Refusal) {
    send(response, refusalAnswer(found))
    return
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': found.length })
  response.end(found)
}

function findFile(core: Core, url: URL): Uint8Array | Refusal {
  const path = /^\/file\/bot([^/]+)\/(?:photos|documents)\/([^/]+)$/.exec(url.pathname)
  if (path === null) return new Refusal(404, 'Not Found')
  if (decodeURIComponent(path[1] ?? '') !== core.settings.token) return new Refusal(401, 'Unauthorized')
  const uniqueId = decodeURIComponent(path[2] ?? '').split('.')[0]
  const file = [...core.state.files.values()].find((one) => one.uniqueId === uniqueId)
  const bytes = file === undefined || file.size > LIMITS.downloadBytesMax ? null : core.files.read(file)
  return bytes ?? new Refusal(404, 'Not Found')
}

import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type { User } from 'grammy/types'
import type { Core } from './core.ts'
import { clean } from './formatted-text.ts'
import { readImageSize } from './images.ts'
import { LIMITS } from './limits.ts'
import { createPageEvents, type PageEvents } from './page-events.ts'
import { viewForPage, viewProfile } from './page-view.ts'
import { isObject } from './parameters.ts'
import { definePerson, pressButton, privateChat, writeFile, writeText } from './people.ts'
import { Refusal } from './refusal.ts'
import { readBytes } from './request-body.ts'
import { splitText } from './split-text.ts'

/** The server of the chat page under `/demo`. */
export type PageServer = {
  answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>
  stop(): void
}

const PAGE_FOLDER = join(import.meta.dirname, 'page')
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
}
const MESSAGES_PER_PAGE = 100
const DEFAULT_USER_ID = 1

/** The page's server over a running local Telegram. */
export function createPageServer(core: Core): PageServer {
  const events = createPageEvents(core)
  return {
    async answer(request, response, url) {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
      try {
        await answerPage(core, events, request, response, url)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        sendJson(response, error.code, { error: error.description })
      }
    },
    stop: () => events.stop(),
  }
}

async function answerPage(
  core: Core,
  events: PageEvents,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = url.pathname.replace(/^\/demo\/?/, '')
  const user = personOf(core, url)
  if (request.method === 'POST') return answerAction(core, request, response, path, url, user)
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'Method Not Allowed')
  if (path === '') return sendAsset(response, 'index.html')
  if (path.startsWith('assets/')) return sendAsset(response, path.slice('assets/'.length))
  if (path === 'state') return sendJson(response, 200, describeState(core, events, user, url))
  if (path === 'events') return events.open(request, response, user.id, url.searchParams.get('after'))
  if (path.startsWith('files/')) return sendFile(core, response, decodeURIComponent(path.slice('files/'.length)))
  throw new Refusal(404, 'Not Found')
}

/** The person at the page: id 1, or the one that `?user=` names. */
function personOf(core: Core, url: URL): User {
  const asked = Number(url.searchParams.get('user') ?? DEFAULT_USER_ID)
  const id = Number.isSafeInteger(asked) && asked > 0 ? asked : DEFAULT_USER_ID
  const user = core.state.users.get(id) ?? definePerson(core, id, { firstName: 'You' })
  privateChat(core, user)
  return user
}

function describeState(core: Core, events: PageEvents, user: User, url: URL): object {
  const record = privateChat(core, user)
  const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY)
  const all = [...record.messages.values()].filter((message) => message.message_id < before)
  const shown = all.slice(-MESSAGES_PER_PAGE)
  return {
    position: events.position(),
    profile: viewProfile(core, user.id),
    messages: shown.map((message) => viewForPage(core, record, message)),
    hasEarlier: all.length > shown.length,
    samples: core.settings.samples,
  }
}

async function sendAsset(response: ServerResponse, name: string): Promise<void> {
  const type = CONTENT_TYPES[extname(name)]
  if (!/^[a-z][a-z-]*\.[a-z]+$/.test(name) || type === undefined) throw new Refusal(404, 'Not Found')
  let bytes: Buffer
  try {
    bytes = await readFile(join(PAGE_FOLDER, name))
  } catch {
    throw new Refusal(404, 'Not Found')
  }
  response.writeHead(200, { 'content-type': type, 'content-length': bytes.length })
  response.end(bytes)
}

/** Only PNG and JPEG pictures are shown in place; any other file could be a page of somebody else and is downloaded. */
function sendFile(core: Core, response: ServerResponse, fileId: string): void {
  const file = core.state.files.get(fileId)
  const bytes = file === undefined ? null : core.files.read(file)
  if (file === undefined || bytes === null) throw new Refusal(404, 'Not Found')
  const picture = readImageSize(bytes)
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/'/g, '%27')}`
  response.writeHead(200, {
    'content-type': picture === null ? 'application/octet-stream' : `image/${picture.type}`,
    'content-length': bytes.length,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=86400, immutable',
    ...(picture === null ? { 'content-disposition': disposition } : {}),
  })
  response.end(bytes)
}

function sendJson(response: ServerResponse, code: number, value: object): void {
  response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(value))
}

async function answerAction(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  url: URL,
  user: User,
): Promise<void> {
  // A header that no form of another site can send: with it the browser asks us first, and we never say yes.
  if (request.headers['x-local-telegram'] === undefined) throw new Refusal(403, 'Forbidden')
  if (path === 'api/upload') return upload(core, request, response, url, user)
  const body: unknown = await readJson(request)
  if (!isObject(body)) throw new Refusal(400, 'an object was expected')
  if (path === 'api/send') return sendText(core, response, user, body)
  if (path === 'api/tap') return tap(core, response, user, body)
  throw new Refusal(404, 'Not Found')
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request, LIMITS.requestBytesMax)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Refusal(400, 'the request is not JSON')
  }
}

function replyOptions(core: Core, user: User, replyTo: unknown): { replyTo?: number } {
  const id = Number(replyTo ?? Number.NaN)
  return privateChat(core, user).messages.has(id) ? { replyTo: id } : {}
}

function sendText(core: Core, response: ServerResponse, user: User, body: Record<string, unknown>): void {
  const text = typeof body.text === 'string' ? body.text.toWellFormed() : ''
  const parts = splitText(clean({ text, entities: [] }).text, LIMITS.textLengthMax)
  if (parts.length === 0) throw new Refusal(400, 'the message is empty')
  const forwarded = typeof body.forwardFrom === 'string' ? { forwardFrom: body.forwardFrom } : {}
  const options = { ...replyOptions(core, user, body.replyTo), ...forwarded }
  const ids = parts.map((part) => writeText(core, user, part, options).message_id)
  sendJson(response, 200, { ids })
}

function tap(core: Core, response: ServerResponse, user: User, body: Record<string, unknown>): void {
  const messageId = Number(body.messageId)
  const rows = privateChat(core, user).messages.get(messageId)?.reply_markup?.inline_keyboard
  const button = rows?.[Number(body.row)]?.[Number(body.column)]
  if (button === undefined || !('callback_data' in button)) throw new Refusal(409, 'this button is gone')
  sendJson(response, 200, { id: pressButton(core, user, messageId, button.callback_data) })
}

async function upload(
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  user: User,
): Promise<void> {
  const bytes = await readBytes(request, LIMITS.uploadBytesMax)
  if (bytes.length === 0) throw new Refusal(400, 'the file is empty')
  const { searchParams } = url
  const fileName = (searchParams.get('name') ?? 'file').toWellFormed()
  const contentType = request.headers['content-type'] ?? ''
  const kind = searchParams.get('as') === 'photo' && readImageSize(bytes) !== null ? 'photo' : 'document'
  const caption = (searchParams.get('caption') ?? '').toWellFormed().slice(0, LIMITS.captionLengthMax)
  const options = replyOptions(core, user, searchParams.get('replyTo') ?? undefined)
  const message = writeFile(core, user, { fileName, contentType, bytes }, kind, caption, options)
  sendJson(response, 200, { ids: [message.message_id] })
}

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { assertNever } from '../domain/assert-never.ts'
import type { Change } from './changes.ts'
import type { Core } from './core.ts'
import { viewForPage, viewProfile } from './page-view.ts'

/** The stream of server-sent events that keeps the page's chats live. */
export type PageEvents = {
  /** The place in the stream that a state read now belongs to. */
  position(): string
  /** Opens a stream for one chat; goes on from `Last-Event-ID` or from `after`, or says that the page must reload. */
  open(request: IncomingMessage, response: ServerResponse, chatId: number, after: string | null): void
  stop(): void
}

type StoredEvent = {
  readonly number: number
  readonly chatId: number | null
  readonly name: string
  readonly data: object
}

const EVENTS_KEPT = 1000
const KEEP_ALIVE_MS = 20_000

/** Listens to the server's changes and passes them to the pages. */
export function createPageEvents(core: Core): PageEvents {
  // Numbers begin again with each start of the server; the instance name tells the streams apart.
  const instance = randomUUID().slice(0, 8)
  let events: StoredEvent[] = []
  let nextNumber = 1
  const streams = new Map<ServerResponse, number>()
  const idOf = (number: number): string => `${instance}-${number}`
  const write = (response: ServerResponse, chatId: number, event: StoredEvent): void => {
    if (event.chatId !== null && event.chatId !== chatId) return
    const data = event.name === 'profile' ? viewProfile(core, chatId) : event.data
    response.write(`id: ${idOf(event.number)}\nevent: ${event.name}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const stopListening = core.changes.listen((change) => {
    const described = describeChange(core, change)
    if (described === null) return
    const event = { number: nextNumber++, ...described }
    events.push(event)
    if (events.length > EVENTS_KEPT * 2) events = events.slice(-EVENTS_KEPT)
    for (const [response, chatId] of streams) write(response, chatId, event)
  })
  const missed = (after: string | null): readonly StoredEvent[] | null => {
    const [name, number] = (after ?? '').split('-')
    const oldest = events[0]?.number ?? nextNumber
    if (name !== instance || Number(number) < oldest - 1) return null
    return events.filter((event) => event.number > Number(number))
  }
  return {
    position: () => idOf(nextNumber - 1),
    open(request, response, chatId, after) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write('retry: 1000\n\n')
      const lastSeen = request.headers['last-event-id']
      const backlog = missed(typeof lastSeen === 'string' ? lastSeen : after)
      if (backlog === null) response.write(`id: ${idOf(nextNumber - 1)}\nevent: reload\ndata: {}\n\n`)
      else for (const event of backlog) write(response, chatId, event)
      streams.set(response, chatId)
      const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS)
      response.on('close', () => {
        clearInterval(keepAlive)
        streams.delete(response)
      })
    },
    stop() {
      stopListening()
      for (const response of streams.keys()) response.end()
    },
  }
}

function describeChange(core: Core, change: Change): Omit<StoredEvent, 'number'> | null {
  switch (change.kind) {
    case 'message': {
      const record = core.state.chats.get(change.chatId)
      if (record === undefined) return null
      return { chatId: change.chatId, name: 'message', data: viewForPage(core, record, change.message) }
    }
    case 'deleted':
      return { chatId: change.chatId, name: 'deleted', data: { id: change.messageId } }
    case 'action':
      return { chatId: change.chatId, name: 'action', data: { action: change.action } }
    case 'callback-answer': {
      const { id, chatId, answer } = change.callback
      return { chatId, name: 'answer', data: { id, ...answer } }
    }
    case 'profile':
      return { chatId: null, name: 'profile', data: {} }
    case 'updates':
    case 'call':
      return null
    default:
      return assertNever(change)
  }
}

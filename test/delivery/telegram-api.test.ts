import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCallbackAnswerer } from '../../src/delivery/callbacks.ts'
import { createTelegramCall } from '../../src/delivery/telegram-api.ts'
import type { TelegramCall } from '../../src/delivery/telegram-call.ts'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'

let telegram: StartedLocalTelegram
let call: TelegramCall

beforeAll(async () => {
  telegram = await startLocalTelegram({ timeoutFaultMs: 20 })
  call = createTelegramCall({ token: telegram.token, apiRoot: `${telegram.apiRoot}/` })
  telegram.user(50).sendText('/start')
})
afterAll(() => telegram.close())

const send = (text: string, signal?: AbortSignal) => call('sendMessage', { chat_id: 50, text }, null, signal)

describe('a call of the Bot API', () => {
  it('gives the result', async () => {
    expect(await send('hello')).toMatchObject({ kind: 'done', result: { text: 'hello' } })
  })

  it('gives the code, the words and the wait of a refusal', async () => {
    telegram.failNext({ kind: '429', retryAfterSeconds: 41 })
    expect(await send('x')).toMatchObject({ kind: 'refused', code: 429, retryAfterSeconds: 41 })
    expect(await call('sendMessage', { chat_id: 51, text: 'x' }, null)).toMatchObject({
      kind: 'refused',
      code: 400,
      retryAfterSeconds: null,
    })
  })

  it.each([
    ['502-html', 'bad-answer'],
    ['reset-before', 'network'],
    ['reset-after', 'network'],
    ['timeout', 'network'],
  ] as const)('tells of a %s as %s', async (kind, reason) => {
    telegram.failNext({ kind })
    expect(await send('x')).toEqual({ kind: 'unreachable', reason })
  })

  it('passes for the methods without parameters too', async () => {
    expect(await call('getMe', {}, null)).toMatchObject({ kind: 'done', result: { is_bot: true } })
  })

  it('tells of a server that is not there, and never of the token', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const gone = createTelegramCall({ token: telegram.token, apiRoot: `http://127.0.0.1:${port}` })
    expect(await gone('getMe', {}, null)).toEqual({ kind: 'unreachable', reason: 'network' })
  })

  it('is ended by its signal, before and while it waits', async () => {
    expect(await send('x', AbortSignal.abort())).toEqual({ kind: 'aborted' })
    const stop = new AbortController()
    const waiting = call('getUpdates', { offset: 2_000_000_000, timeout: 20 }, null, stop.signal)
    stop.abort()
    expect(await waiting).toEqual({ kind: 'aborted' })
  })
})

describe('answering a pressed button', () => {
  it('is one call for each, and shrugs off what comes too late or fails', async () => {
    const made: unknown[] = []
    const answer = createCallbackAnswerer(async (method, payload) => {
      made.push([method, payload])
      if (made.length === 2) throw new TypeError('a bug')
      return { kind: 'refused', code: 400, description: 'query is too old', retryAfterSeconds: null }
    })
    answer('a')
    answer('b')
    await new Promise((resolve) => setImmediate(resolve))
    expect(made).toEqual([
      ['answerCallbackQuery', { callback_query_id: 'a' }],
      ['answerCallbackQuery', { callback_query_id: 'b' }],
    ])
  })
})

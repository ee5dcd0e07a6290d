import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { callOk, startForTest } from './started.ts'

type State = { readonly position: string; readonly messages: { id: number }[]; readonly hasEarlier: boolean }

const readState = async (url: string): Promise<State> => (await (await fetch(url)).json()) as State

/** Reads an event stream until it has held `count` events and gives their names. */
async function readEvents(url: string, count: number, headers: Record<string, string> = {}): Promise<string[]> {
  const stopped = new AbortController()
  const response = await fetch(url, { headers, signal: stopped.signal })
  const names: string[] = []
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    names.push(...[...decoder.decode(chunk).matchAll(/^event: (.+)$/gm)].map((match) => match[1] ?? ''))
    if (names.length >= count) break
  }
  stopped.abort()
  return names
}

describe('the page’s view of a chat', () => {
  it('comes in pages of the newest hundred messages', async () => {
    const telegram = await startForTest()
    const you = telegram.user(1)
    for (let index = 0; index < 120; index++) you.sendText(`message ${index}`)
    const newest = await readState(`${telegram.pageUrl}/state`)
    expect(newest).toMatchObject({ hasEarlier: true })
    expect(newest.messages.map((message) => message.id)).toEqual(Array.from({ length: 100 }, (_, index) => index + 21))
    const earlier = await readState(`${telegram.pageUrl}/state?before=21`)
    expect(earlier).toMatchObject({ hasEarlier: false })
    expect(earlier.messages).toHaveLength(20)
  })

  it('goes on from the place where its state was read, and from the last event seen', async () => {
    const telegram = await startForTest()
    const you = telegram.user(1)
    const { position } = await readState(`${telegram.pageUrl}/state`)
    const { message_id } = you.sendText('one')
    await callOk(telegram, 'sendChatAction', { chat_id: 1, action: 'typing' })
    await callOk(telegram, 'deleteMessage', { chat_id: 1, message_id })
    telegram.user(2).sendText('of somebody else')
    const events = `${telegram.pageUrl}/events?after=${position}`
    expect(await readEvents(events, 3)).toEqual(['message', 'action', 'deleted'])
    const [instance] = position.split('-')
    expect(await readEvents(events, 2, { 'last-event-id': `${instance}-1` })).toEqual(['action', 'deleted'])
  })

  it('is told to load again when its place is of an earlier start', async () => {
    const telegram = await startForTest()
    expect(await readEvents(`${telegram.pageUrl}/events?after=00000000-5`, 1)).toEqual(['reload'])
  })
})

describe('a local Telegram inside another server', () => {
  it('owns the Bot API, its files and the page, and nothing else', async () => {
    const telegram = createLocalTelegram()
    const server = createServer((request, response) => {
      if (telegram.owns(request.url ?? '')) telegram.handle(request, response)
      else response.end('the dashboard')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      telegram.stop()
      server.close()
      server.closeAllConnections()
    })
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const read = async (path: string): Promise<string> => (await fetch(root + path)).text()
    expect(await read(`/bot${telegram.token}/getMe`)).toContain('"is_bot":true')
    expect(await read(`/file/bot${telegram.token}/photos/none`)).toContain('Not Found')
    expect(await read('/demo?user=3')).toContain('<title>Local Telegram</title>')
    expect(await read('/demo/files/%ff')).toContain('"error_code":400')
    for (const path of ['/', '/demonstration', '/bots', '/api/v1/accounts']) {
      expect(await read(path)).toBe('the dashboard')
    }
  })
})

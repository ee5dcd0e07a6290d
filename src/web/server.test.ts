import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createWebApp, type Mount, type ReceiveUpdate, startWebServer } from './server.ts'

const open: { close: () => Promise<void> }[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

function appWith(parts: { receiveUpdate?: ReceiveUpdate; hasDemo?: boolean; reportError?: (error: unknown) => void }) {
  return createWebApp({
    receiveSms: async () => ({ kind: 'unknown' }),
    receiveUpdate: parts.receiveUpdate ?? null,
    hasDemo: parts.hasDemo ?? false,
    api: null,
    reportError: parts.reportError ?? (() => {}),
  })
}

async function start(app: ReturnType<typeof appWith>, mount?: Mount): Promise<string> {
  const server = await startWebServer({ host: '127.0.0.1', port: 0, app, ...(mount ? { mount } : {}) })
  open.push(server)
  return server.url
}

function post(url: string, body: string, secret?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body,
    headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
  })
}

describe('the start page', () => {
  it('leads to the local Telegram only where there is one', async () => {
    expect(await (await fetch(await start(appWith({ hasDemo: true })))).text()).toContain('href="/demo"')
    expect(await (await fetch(await start(appWith({})))).text()).not.toContain('/demo')
  })

  it('comes with headers that allow its own style and nothing else', async () => {
    const response = await fetch(await start(appWith({})))
    const policy = response.headers.get('content-security-policy') ?? ''
    const style = /<style>(.*)<\/style>/s.exec(await response.text())?.[1] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('x-powered-by')).toBeNull()
  })
})

describe('an unknown address', () => {
  it('gives a page to a person and a problem document to a program', async () => {
    const url = await start(appWith({}))
    const page = await fetch(`${url}/nowhere`, { headers: { accept: 'text/html' } })
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
    const document = await fetch(`${url}/nowhere`)
    expect([document.status, document.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(await document.json()).toEqual({ type: 'about:blank', title: 'Not found', status: 404 })
  })
})

describe('the webhook', () => {
  it('answers 200 when the update is stored, 401 when it is refused and 500 when it is not stored', async () => {
    const received: unknown[] = []
    const outcomes: Record<string, 'stored' | 'refused' | 'failed'> = { good: 'stored', down: 'failed' }
    const receiveUpdate: ReceiveUpdate = async (path, header, body) => {
      received.push([path, header, body])
      return outcomes[header ?? ''] ?? 'refused'
    }
    const url = await start(appWith({ receiveUpdate }))
    const statuses = [
      (await post(`${url}/telegram/door`, '{"update_id":1}', 'good')).status,
      (await post(`${url}/telegram/door`, '{"update_id":2}', 'down')).status,
      (await post(`${url}/telegram/door`, '{"update_id":3}')).status,
    ]
    expect(statuses).toEqual([200, 500, 401])
    expect(received).toEqual([
      ['door', 'good', '{"update_id":1}'],
      ['door', 'down', '{"update_id":2}'],
      ['door', null, '{"update_id":3}'],
    ])
  })

  it('answers 500 and reports the error when storing throws', async () => {
    const reported: unknown[] = []
    const failure = new Error('canary')
    const receiveUpdate = () => Promise.reject(failure)
    const url = await start(appWith({ receiveUpdate, reportError: (error) => reported.push(error) }))
    const response = await post(`${url}/telegram/door`, '{}', 'good')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('canary')
    expect(reported).toEqual([failure])
  })

  it('refuses a body over 1 MB before anything is received', async () => {
    let calls = 0
    const receiveUpdate: ReceiveUpdate = async () => {
      calls += 1
      return 'stored'
    }
    const app = appWith({ receiveUpdate })
    const response = await app.request('/telegram/door', {
      method: 'POST',
      body: 'x'.repeat(1024 * 1024 + 1),
    })
    expect([response.status, calls]).toEqual([413, 0])
  })

  it('does not exist without a receiver, nor for other methods', async () => {
    const receiveUpdate: ReceiveUpdate = async () => 'stored'
    expect((await post(`${await start(appWith({}))}/telegram/door`, '{}')).status).toBe(404)
    expect((await fetch(`${await start(appWith({ receiveUpdate }))}/telegram/door`)).status).toBe(404)
  })
})

describe('startWebServer', () => {
  it('gives the mounted server its own addresses first', async () => {
    const mount: Mount = {
      owns: (url) => url.startsWith('/demo'),
      handle: (_request, response) => void response.end('the local Telegram'),
    }
    const url = await start(appWith({ hasDemo: true }), mount)
    expect(await (await fetch(`${url}/demo`)).text()).toBe('the local Telegram')
    expect(await (await fetch(url)).text()).toContain('The bot is running')
  })

  it('lets a request in flight finish when it is closed', async () => {
    const arrived = Promise.withResolvers<void>()
    const stored = Promise.withResolvers<'stored'>()
    const receiveUpdate: ReceiveUpdate = () => {
      arrived.resolve()
      return stored.promise
    }
    const server = await startWebServer({ host: '127.0.0.1', port: 0, app: appWith({ receiveUpdate }) })
    const response = post(`${server.url}/telegram/door`, '{}')
    await arrived.promise
    const closed = server.close()
    stored.resolve('stored')
    expect((await response).status).toBe(200)
    await closed
  })

  it('says which setting to change when its port is taken', async () => {
    const port = Number(new URL(await start(appWith({}))).port)
    await expect(startWebServer({ host: '127.0.0.1', port, app: appWith({}) })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is taken by another program, perhaps by a second expense-tracker: set PORT to a free port`,
    )
  })
})

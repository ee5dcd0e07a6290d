import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { StartedLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { startForTest } from './started.ts'

type Reply = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string }

/** A request with any headers, `Host` included, which `fetch` does not allow to be set. */
function ask(
  telegram: StartedLocalTelegram,
  path: string,
  headers: object,
  body: string | null = null,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(`${telegram.apiRoot}${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: { ...headers },
    })
    sent.on('error', reject)
    sent.on('response', async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
    })
    sent.end(body ?? undefined)
  })
}

const message = JSON.stringify({ text: 'from outside' })
const own = { 'content-type': 'application/json', 'x-local-telegram': 'page' }

describe('the page’s server', () => {
  it.each([
    ['another name for this machine (DNS rebinding)', { ...own, host: 'evil.example' }],
    ['a page of another origin', { ...own, origin: 'https://evil.example' }],
    ['a page of another port of this machine', { ...own, origin: 'http://127.0.0.1:1' }],
    ['a cross-site fetch without an origin', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['a form, which cannot send our header', { 'content-type': 'text/plain' }],
  ])('refuses %s', async (_name, headers) => {
    const telegram = await startForTest()
    expect((await ask(telegram, '/demo/api/send', headers, message)).status).toBe(403)
    expect(telegram.messages(1)).toEqual([])
  })

  it('does not show the chat under another name either', async () => {
    const telegram = await startForTest()
    for (const path of ['/demo', '/demo/state', '/demo/events']) {
      expect((await ask(telegram, path, { host: 'evil.example:80' })).status).toBe(403)
    }
  })

  it('takes what the page itself sends', async () => {
    const telegram = await startForTest()
    const origin = { ...own, origin: telegram.apiRoot, 'sec-fetch-site': 'same-origin' }
    expect((await ask(telegram, '/demo/api/send', origin, message)).status).toBe(200)
    expect(
      (await ask(telegram, '/demo', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status,
    ).toBe(200)
    expect(telegram.messages(1).map((one) => one.text)).toEqual(['from outside'])
  })

  it('cuts a very long text into several messages', async () => {
    const telegram = await startForTest()
    await ask(telegram, '/demo/api/send', own, JSON.stringify({ text: 'word '.repeat(2000) }))
    expect(telegram.messages(1).map((one) => one.text.length)).toEqual([4094, 4094, 1809])
  })

  it.each([['{'], ['[]'], ['{"text":"  "}']])('refuses the body %s', async (body) => {
    const telegram = await startForTest()
    expect((await ask(telegram, '/demo/api/send', own, body)).status).toBe(400)
  })

  it('forbids the page everything but its own files, and hands out foreign files as downloads only', async () => {
    const telegram = await startForTest()
    const page = await ask(telegram, '/demo', {})
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    const sent = telegram.user(1).sendDocument('x.html', Buffer.from('<script>alert(1)</script>'))
    const file = await ask(telegram, `/demo/files/${sent.document?.file_id}`, {})
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    })
    expect(file.headers['content-disposition']).toBe("attachment; filename*=UTF-8''x.html")
  })

  it.each(['/demo/assets/..%2fpage-server.ts', '/demo/assets/none.js', '/demo/nothing', '/demo/files/none'])(
    'does not find %s',
    async (path) => {
      const telegram = await startForTest()
      expect((await ask(telegram, path, {})).status).toBe(404)
    },
  )
})

import type { Update } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { call, callOk, createClock, refused, startForTest } from './started.ts'

const ids = (updates: readonly Update[]): number[] => updates.map((update) => update.update_id)

describe('getUpdates', () => {
  it('gives the same updates again until an offset confirms them', async () => {
    const telegram = await startForTest()
    const ada = telegram.user(5)
    ada.sendText('one')
    ada.sendText('two')
    const first = await callOk<Update[]>(telegram, 'getUpdates')
    expect(first.map((update) => update.message?.text)).toEqual(['one', 'two'])
    expect(ids(await callOk(telegram, 'getUpdates'))).toEqual(ids(first))
    const [one] = ids(first)
    const rest = await callOk<Update[]>(telegram, 'getUpdates', { offset: (one ?? 0) + 1 })
    expect(rest.map((update) => update.message?.text)).toEqual(['two'])
    expect(telegram.pendingUpdates()).toHaveLength(1)
  })

  it('keeps only that many updates from the end for a negative offset', async () => {
    const telegram = await startForTest()
    for (const text of ['one', 'two', 'three']) telegram.user(5).sendText(text)
    const last = await callOk<Update[]>(telegram, 'getUpdates', { offset: -1 })
    expect(last.map((update) => update.message?.text)).toEqual(['three'])
    expect(telegram.pendingUpdates()).toHaveLength(1)
  })

  it('gives at most the updates that the limit allows', async () => {
    const telegram = await startForTest()
    for (let index = 0; index < 120; index++) telegram.user(5).sendText(`message ${index}`)
    expect(await callOk(telegram, 'getUpdates', { limit: 7 })).toHaveLength(7)
    expect(await callOk(telegram, 'getUpdates', { limit: 1000 })).toHaveLength(100)
  })

  it('waits for the next update when none is there', async () => {
    const telegram = await startForTest()
    const answer = call(telegram, 'getUpdates', { timeout: 20 })
    const settled = await Promise.race([answer.then(() => 'answered'), callOk(telegram, 'getMe').then(() => 'waiting')])
    expect(settled).toBe('waiting')
    telegram.user(5).sendText('here it is')
    expect(await answer).toMatchObject({ ok: true, result: [{ message: { text: 'here it is' } }] })
  })

  it('answers with nothing when the wait is over', async () => {
    const telegram = await startForTest({ longPollLimitMs: 30 })
    expect(await callOk(telegram, 'getUpdates', { timeout: 50 })).toEqual([])
  })

  it('ends the earlier of two askers with a conflict', async () => {
    const telegram = await startForTest()
    const earlier = call(telegram, 'getUpdates', { timeout: 20 })
    await callOk(telegram, 'getMe')
    const later = call(telegram, 'getUpdates', { timeout: 20 })
    expect(await earlier).toMatchObject({ ok: false, error_code: 409 })
    telegram.user(5).sendText('for the later one')
    expect(await later).toMatchObject({ ok: true, result: [{ message: { text: 'for the later one' } }] })
  })

  it('loses no update when an asker goes away', async () => {
    const telegram = await startForTest()
    const gone = new AbortController()
    const answer = call(telegram, 'getUpdates', { timeout: 20 }, gone.signal)
    await callOk(telegram, 'getMe')
    gone.abort()
    await expect(answer).rejects.toThrow()
    telegram.user(5).sendText('still there')
    expect(await callOk(telegram, 'getUpdates', { timeout: 5 })).toHaveLength(1)
  })

  it('answers a waiting asker when the server stops, and refuses the next', async () => {
    const telegram = await startForTest()
    const waiting = call(telegram, 'getUpdates', { timeout: 20 })
    await callOk(telegram, 'getMe')
    telegram.stop()
    expect(await waiting).toEqual({ ok: true, result: [] })
    expect(await refused(telegram, 'getUpdates')).toBe('500 Internal Server Error: restart')
  })

  it('forgets updates after 24 hours', async () => {
    const clock = createClock()
    const telegram = await startForTest({ now: clock.now })
    telegram.user(5).sendText('old')
    clock.advance(24 * 3600 * 1000 - 1000)
    telegram.user(5).sendText('new')
    clock.advance(2000)
    const updates = await callOk<Update[]>(telegram, 'getUpdates')
    expect(updates.map((update) => update.message?.text)).toEqual(['new'])
  })

  it('leaves out the types that the bot did not ask for, from then on', async () => {
    const telegram = await startForTest()
    await callOk(telegram, 'getUpdates', { allowed_updates: ['callback_query'] })
    telegram.user(5).sendText('not wanted')
    expect(telegram.pendingUpdates()).toEqual([])
    await callOk(telegram, 'getUpdates', { allowed_updates: [] })
    telegram.user(5).sendText('wanted')
    expect(telegram.pendingUpdates()).toHaveLength(1)
  })

  it('confirms by place in the queue when ids jump down', async () => {
    const telegram = await startForTest()
    telegram.setNextUpdateId(1_000_000)
    telegram.user(5).sendText('before the quiet week')
    telegram.setNextUpdateId(17)
    telegram.user(5).sendText('after it')
    telegram.user(5).sendText('and one more')
    expect(ids(await callOk(telegram, 'getUpdates', { offset: 1_000_001 }))).toEqual([17, 18])
    expect(ids(await callOk(telegram, 'getUpdates', { offset: 18 }))).toEqual([18])
    expect(ids(await callOk(telegram, 'getUpdates', { offset: 19 }))).toEqual([])
  })

  it('refuses to answer while a webhook is set', async () => {
    const telegram = await startForTest()
    await callOk(telegram, 'setWebhook', { url: 'http://127.0.0.1:9/hook' })
    expect(await refused(telegram, 'getUpdates')).toMatch(/^409 Conflict: can't use getUpdates/)
  })
})

describe('the server', () => {
  it('answers unknown tokens, methods and paths as Telegram does', async () => {
    const telegram = await startForTest()
    expect(await refused(telegram, 'sendWidgets')).toBe('404 Not Found: method not found')
    const other = await fetch(`${telegram.apiRoot}/bot1:WRONG/getMe`)
    expect(await other.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
  })

  it('reads parameters from the query, from a form and from JSON', async () => {
    const telegram = await startForTest()
    telegram.user(5).sendCommand('start')
    const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`
    await fetch(`${url}?chat_id=5&text=from+the+query`)
    await fetch(url, { method: 'POST', body: new URLSearchParams({ chat_id: '5', text: 'from a form ✓' }) })
    await callOk(telegram, 'SENDMESSAGE', { chat_id: 5, text: 'from JSON' })
    const texts = telegram.messages(5).map((message) => message.text)
    expect(texts).toEqual(['/start', 'from the query', 'from a form ✓', 'from JSON'])
  })

  it('refuses calls that a page of another site makes', async () => {
    const telegram = await startForTest()
    const url = `${telegram.apiRoot}/bot${telegram.token}/getMe`
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await fetch(url, { headers })).status).toBe(403)
    }
    expect((await fetch(url)).status).toBe(200)
  })

  it('refuses invalid UTF-8 and lone surrogates', async () => {
    const telegram = await startForTest()
    telegram.user(5).sendCommand('start')
    expect(await refused(telegram, 'sendMessage', { chat_id: 5, text: 'a \ud800 b' })).toMatch(/UTF-8/)
    const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from([...Buffer.from('{"chat_id":5,"text":"'), 0xff, 0xfe, ...Buffer.from('"}')]),
    })
    expect(response.status).toBe(400)
  })
})

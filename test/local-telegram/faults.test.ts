import { describe, expect, it } from 'vitest'
import type { FaultKind } from '../../src/local-telegram/faults.ts'
import { call, callOk, createClock, startForTest } from './started.ts'

const CHAT = 5
const send = { chat_id: CHAT, text: 'hello' }

describe('faults on order', () => {
  it.each<[FaultKind, object]>([
    ['429', { ok: false, error_code: 429, parameters: { retry_after: 7 } }],
    ['500', { ok: false, error_code: 500 }],
    ['409', { ok: false, error_code: 409 }],
  ])('answers %s once and does nothing', async (kind, answer) => {
    const telegram = await startForTest()
    telegram.user(CHAT).sendCommand('start')
    telegram.failNext({ method: 'sendMessage', kind, retryAfterSeconds: 7 })
    expect(await call(telegram, 'getMe')).toMatchObject({ ok: true })
    expect(await call(telegram, 'sendMessage', send)).toMatchObject(answer)
    expect(telegram.messages(CHAT)).toHaveLength(1)
    expect(await call(telegram, 'sendMessage', send)).toMatchObject({ ok: true })
  })

  it('answers an HTML page of a proxy', async () => {
    const telegram = await startForTest()
    telegram.failNext({ kind: '502-html' })
    await expect(call(telegram, 'getMe')).rejects.toThrow(/JSON/)
  })

  it.each<[FaultKind, number]>([
    ['reset-before', 0],
    ['reset-after', 1],
    ['timeout', 1],
  ])('cuts the connection for %s after %i sent messages', async (kind, sent) => {
    const telegram = await startForTest({ timeoutFaultMs: 20 })
    telegram.user(CHAT).sendCommand('start')
    telegram.failNext({ method: 'sendMessage', kind })
    await expect(call(telegram, 'sendMessage', send)).rejects.toThrow('fetch failed')
    expect(telegram.messages(CHAT).filter((message) => message.fromBot)).toHaveLength(sent)
    expect(telegram.calls({ method: 'sendMessage' })).toMatchObject([{ fault: kind }])
  })

  it('hits one chat only when told', async () => {
    const clock = createClock()
    const telegram = await startForTest({ now: clock.now })
    for (const id of [5, 6]) telegram.user(id).sendCommand('start')
    telegram.limitChat(5, 300)
    expect(await call(telegram, 'sendMessage', send)).toMatchObject({ parameters: { retry_after: 300 } })
    await callOk(telegram, 'sendMessage', { ...send, chat_id: 6 })
    clock.advance(299_500)
    expect(await call(telegram, 'sendMessage', send)).toMatchObject({ parameters: { retry_after: 1 } })
    clock.advance(500)
    await callOk(telegram, 'sendMessage', send)
  })
})

describe('faults by chance', () => {
  const outcomes = async (seed: number): Promise<string> => {
    const faults = { seed, rate: 0.3, kinds: ['429', '500'] as const, methods: ['getMe'] }
    const telegram = await startForTest({ faults })
    let codes = ''
    for (let index = 0; index < 60; index++) {
      const answer = await call(telegram, 'getMe')
      codes += answer.ok ? '.' : `[${answer.error_code}]`
    }
    return codes
  }

  it('come the same for the same seed and at about the asked rate', async () => {
    const first = await outcomes(7)
    expect(await outcomes(7)).toBe(first)
    expect(await outcomes(8)).not.toBe(first)
    const faults = first.match(/\[/g)?.length ?? 0
    expect(faults).toBeGreaterThan(8)
    expect(faults).toBeLessThan(30)
    expect(first).toContain('[429]')
    expect(first).toContain('[500]')
  })

  it('spare getUpdates unless it is named', async () => {
    const telegram = await startForTest({ faults: { seed: 1, rate: 1, kinds: ['500'] } })
    await callOk(telegram, 'getUpdates')
    expect(await call(telegram, 'getMe')).toMatchObject({ error_code: 500 })
    telegram.setFaultPlan(null)
    await callOk(telegram, 'getMe')
  })
})

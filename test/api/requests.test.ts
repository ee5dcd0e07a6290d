import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gtbankAlert } from '../e2e/alerts.ts'
import { type ApiWorld, apiWorld, type Member } from './api-world.ts'

let world: ApiWorld
let member: Member

beforeAll(async () => {
  world = await apiWorld()
  member = await world.newMember()
})
afterAll(() => world?.close())

describe('bodies', () => {
  it('that are too large, of another kind or no JSON are refused', async () => {
    const token = await world.token(member)
    const post = async (body: string, type: string) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type }
      return (await world.api.request('/api/v1/tokens', { method: 'POST', headers, body })).status
    }
    expect(await post(`{"name":"${'x'.repeat(70_000)}"}`, 'application/json')).toBe(413)
    expect(await post('{}', 'text/plain')).toBe(415)
    expect(await post('{', 'application/json')).toBe(400)
    expect(await post('{}', 'application/json; charset=utf-8')).toBe(422)
  })
})

describe('live events', () => {
  it('tell of changes of the own ledger only, and end when the token is taken back', async () => {
    const [token, admin] = [await world.token(member), await world.token(member)]
    const stranger = await world.newMember()
    const { response } = await world.ask('GET', '/events', { token })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const hearUntil = async (pattern: RegExp) => {
      while (!pattern.test(heard)) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
        if (done) return 'ended'
        heard += value
      }
      return 'heard'
    }
    expect(await hearUntil(/event: ready/)).toBe('heard')
    const [theirs] = await world.ingest(stranger, gtbankAlert({ amount: '5.00', balance: '1.00', narration: 'POS A' }))
    const [ours] = await world.ingest(member, gtbankAlert({ amount: '5.00', balance: '1.00', narration: 'POS B' }))
    expect(await hearUntil(new RegExp(`event: changed\\ndata: .*${ours}`))).toBe('heard')
    expect(heard).not.toContain(theirs)
    const tokens = (await world.ask('GET', '/tokens', { token: admin })).body
    const own = tokens.find(({ hint }: { hint: string }) => hint === token.slice(25, 31))
    await world.ask('DELETE', `/tokens/${own.id}`, { token: admin })
    expect(await hearUntil(/never said/)).toBe('ended')
  })

  it('are limited in number, and end with the program', async () => {
    const token = await world.token(await world.newMember())
    const open = async () => (await world.ask('GET', '/events', { token })).response
    const streams = await Promise.all(Array.from({ length: 30 }, open))
    expect((await open()).status).toBe(429)
    await streams[0]?.body?.cancel()
    const another = await open()
    expect(another.status).toBe(200)
    world.stop()
    expect(await another.text()).toMatch(/^event: ready/)
  })
})

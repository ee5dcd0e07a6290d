import { sign } from '@tma.js/init-data-node'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readLaunch } from '../../src/api/launch-data.ts'
import { type ApiWorld, apiWorld, BOT_TOKEN, type Member } from './api-world.ts'

const NOW = Temporal.Instant.from('2026-11-20T12:00:00Z')

let world: ApiWorld
let member: Member

beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  world.clock = { now: () => NOW }
  member = await world.newMember()
})

function initData(userId: bigint, at = NOW, token = BOT_TOKEN): string {
  const user = { id: Number(userId), first_name: 'Adé & Söns', language_code: 'en' }
  return sign(
    { user, query_id: 'AAH', chat_instance: '-5', start_param: 'x' } as never,
    token,
    new Date(at.epochMilliseconds),
  )
}

const launch = (data: string) => world.ask('POST', '/session', { body: { initData: data } })
const byCode = (code: string, headers: Record<string, string> = {}) =>
  world.ask('POST', '/session/link', { body: { code }, headers })

describe('the start of the Mini App', () => {
  it('signs a member in, once', async () => {
    const data = initData(member.telegramUserId)
    const { status, body } = await launch(data)
    expect([status, body.expiresAt]).toEqual([201, '2026-11-21T00:00:00Z'])
    const me = await world.ask('GET', '/me', { token: body.token })
    expect(me.body).toMatchObject({
      role: 'owner',
      scopes: ['read', 'write', 'admin'],
      ledger: { zone: 'Africa/Lagos' },
    })
    expect((await launch(data)).status).toBe(401)
    // The same fields in another order are the same start.
    expect(
      (
        await launch(
          [...new URLSearchParams(data)]
            .reverse()
            .map((pair) => pair.map(encodeURIComponent).join('='))
            .join('&'),
        )
      ).status,
    ).toBe(401)
    world.clock = { now: () => NOW.add({ hours: 13 }) }
    expect((await world.ask('GET', '/me', { token: body.token })).status).toBe(401)
  })

  it('of two at once signs one in', async () => {
    const data = initData(member.telegramUserId)
    const answers = await Promise.all(Array.from({ length: 5 }, () => launch(data)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401])
  })

  it('signs nobody in who is too late, too early, not known, or signed by another bot, and says the same to all', async () => {
    const { telegramUserId } = member
    const refused = [
      initData(telegramUserId, NOW.subtract({ minutes: 61 })),
      initData(telegramUserId, NOW.add({ minutes: 2 })),
      initData(999_999n),
      initData(telegramUserId, NOW, '1000002:test'),
      '',
    ]
    const answers = await Promise.all(refused.filter((data) => data !== '').map(launch))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  })

  it('is not believed with anything changed: none of a thousand', () => {
    const good = initData(member.telegramUserId)
    const meaning = (text: string) => JSON.stringify([...new URLSearchParams(text)].sort())
    expect(readLaunch(good, BOT_TOKEN, NOW)?.telegramUserId).toBe(member.telegramUserId)
    const place = fc.nat(good.length - 1)
    const piece = fc.string({ unit: 'binary', minLength: 1, maxLength: 4 })
    const mutated = fc
      .oneof(
        fc.tuple(place, piece).map(([at, text]) => good.slice(0, at) + text + good.slice(at + text.length)),
        fc.tuple(place, piece).map(([at, text]) => good.slice(0, at) + text + good.slice(at)),
        fc
          .tuple(place, place)
          .map(([from, to]) => good.slice(0, Math.min(from, to)) + good.slice(Math.max(from, to) + 1)),
        fc.constantFrom('id', 'hash', 'user', 'auth_date', 'signature').map((name) => `${good}&${name}=1`),
        fc.nat(5).map((skip) => [...good.split('&')].filter((_, index) => index !== skip).join('&')),
        fc
          .integer({ min: 1, max: 9_999 })
          .map((id) => replaced(good, 'user', JSON.stringify({ id: id + 1_000, first_name: 'M' }))),
        fc
          .integer({ min: 1, max: 3_000 })
          .map((seconds) => replaced(good, 'auth_date', String(Math.floor(NOW.epochMilliseconds / 1000) - seconds))),
      )
      // A text that says the same in other bytes is no forgery; that it signs in once is another test's.
      .filter((text) => meaning(text) !== meaning(good))
    let accepted = 0
    fc.assert(
      fc.property(mutated, (text) => {
        if (readLaunch(text, BOT_TOKEN, NOW) !== null) accepted += 1
      }),
      { numRuns: 1_000, seed: 20_261_123 },
    )
    expect(accepted).toBe(0)
  })
})

function replaced(data: string, name: string, value: string): string {
  const fields = new URLSearchParams(data)
  fields.set(name, value)
  return fields.toString()
}

describe('a link of the bot', () => {
  it('signs in once, within ten minutes, and sets a cookie that no script can read', async () => {
    const code = await world.loginCode(member)
    const { status, body, response } = await byCode(code)
    expect([status, body]).toEqual([201, { expiresAt: '2026-12-20T12:00:00Z' }])
    expect(response.headers.get('set-cookie')).toMatch(
      /^session=et_[\w-]{65}; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
    )
    expect((await byCode(code)).status).toBe(401)
    const late = await world.loginCode(member)
    world.clock = { now: () => NOW.add({ minutes: 10 }) }
    expect((await byCode(late)).status).toBe(401)
    expect((await byCode('x')).status).toBe(401)
  })

  it('is not used up by whoever only looks at it, and of two at once signs one in', async () => {
    const code = await world.loginCode(member)
    for (const path of [`/session/link?code=${code}`, '/session/link'])
      expect((await world.ask('GET', path)).status).toBe(404)
    const answers = await Promise.all(Array.from({ length: 5 }, () => byCode(code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401])
  })

  it('signs nobody in from a page of another site', async () => {
    const code = await world.loginCode(member)
    expect((await byCode(code, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await byCode(code, { origin: 'https://evil.example', host: 'localhost' })).status).toBe(403)
    expect((await byCode(code, { 'sec-fetch-site': 'same-origin' })).status).toBe(201)
  })
})

describe('a session by cookie', () => {
  it('reads, and writes only for pages of ours, until it is ended', async () => {
    const code = await world.loginCode(member)
    const cookie = (await byCode(code)).response.headers.get('set-cookie')?.split(';')[0] ?? ''
    const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
      const body = method === 'POST' ? { body: { name: 'x', scopes: ['read'] } } : {}
      return (await world.ask(method, path, { headers: { cookie, ...headers }, ...body })).status
    }
    expect(await ask('GET', '/me')).toBe(200)
    expect(await ask('POST', '/tokens')).toBe(403)
    expect(await ask('POST', '/tokens', { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask('POST', '/tokens', { 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await ask('POST', '/tokens', { origin: 'https://evil.example', host: 'tracker.example' })).toBe(403)
    expect(await ask('POST', '/tokens', { origin: 'null', host: 'tracker.example' })).toBe(403)
    expect(await ask('POST', '/tokens', { 'sec-fetch-site': 'same-origin' })).toBe(201)
    expect(await ask('POST', '/tokens', { origin: 'https://tracker.example', host: 'tracker.example' })).toBe(201)
    expect(await ask('DELETE', '/session', { 'sec-fetch-site': 'same-origin' })).toBe(204)
    expect(await ask('GET', '/me')).toBe(401)
  })

  it('ends with the membership of whoever signed in', async () => {
    const token = await world.token(member)
    expect((await world.ask('GET', '/me', { token })).status).toBe(200)
    const { ledgerId, personId } = member
    const text = 'DELETE FROM memberships WHERE ledger_id = $1 AND person_id = $2'
    await world.base.fresh.database.inLedger(ledgerId, (each) => each.query(text, [ledgerId, personId]))
    expect((await world.ask('GET', '/me', { token })).status).toBe(401)
  })
})

describe('tokens', () => {
  it('are shown once, kept as keyed hashes, and never give more than their maker has', async () => {
    const admin = await world.token(member, ['read', 'admin'])
    const make = (scopes: string[]) => world.ask('POST', '/tokens', { token: admin, body: { name: 'phone', scopes } })
    const made = await make(['read'])
    expect([made.status, made.body.scopes]).toEqual([201, ['read']])
    expect((await make(['write'])).status).toBe(422)
    const listed = await world.ask('GET', '/tokens', { token: admin })
    expect(listed.body).toContainEqual(
      expect.objectContaining({ id: made.body.id, name: 'phone', hint: made.body.token.slice(25, 31) }),
    )
    const { ledgerId } = member
    const rows = await world.base.fresh.database.inLedger(ledgerId, (each) =>
      each.query('SELECT a::text AS row FROM access_grants a WHERE ledger_id = $1', [ledgerId]),
    )
    expect(JSON.stringify(rows)).not.toContain(made.body.token.slice(25))
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { gtbankAlert } from '../e2e/alerts.ts'
import { type ApiWorld, apiWorld, type Member } from './api-world.ts'

let world: ApiWorld
let member: Member
let token: string
let account: string

beforeAll(async () => {
  world = await apiWorld()
  member = await world.newMember()
  token = await world.token(member)
  await world.ingest(member, gtbankAlert({ amount: '9.00', balance: '100.00', narration: 'POS SHOPRITE' }))
  account = (await world.ask('GET', '/accounts', { token })).body.find(
    (each: { institution: string | null }) => each.institution !== null,
  ).id
})
afterAll(() => world?.close())

function enter(key: string, payee: string, amountMinor = '70000') {
  const body = { account, direction: 'expense', amountMinor, occurredAt: '2026-01-31', payee }
  return world.ask('POST', '/transactions', { token, body, headers: { 'idempotency-key': key } })
}

async function countOf(payee: string): Promise<number> {
  return (await world.ask('GET', `/transactions?q=${payee}`, { token })).body.items.length
}

it('fifty posts at once under one key make one transaction, and all are answered alike', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => enter('one', 'Balogun')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  const replayed = answers.filter(({ response }) => response.headers.get('idempotency-replayed') === 'true')
  expect(replayed).toHaveLength(49)
  expect(await countOf('Balogun')).toBe(1)
})

it('another request under a used key is refused and changes nothing', async () => {
  await enter('two', 'Oshodi')
  const other = await enter('two', 'Oshodi', '80000')
  expect([other.status, other.body.errors[0].field]).toEqual([422, 'Idempotency-Key'])
  const elsewhere = await world.ask('POST', '/tokens', {
    token,
    body: { name: 'x', scopes: ['read'] },
    headers: { 'idempotency-key': 'two' },
  })
  expect(elsewhere.status).toBe(422)
  expect(await countOf('Oshodi')).toBe(1)
})

it('a request that was refused may come again, right this time, and other keys and ledgers are others', async () => {
  expect((await enter('three', 'Yaba', '0')).status).toBe(422)
  expect((await enter('three', 'Yaba')).status).toBe(201)
  expect((await enter('four', 'Yaba')).status).toBe(201)
  expect(await countOf('Yaba')).toBe(2)
  const stranger = await world.token(await world.newMember())
  const made = await world.ask('POST', '/tokens', {
    token: stranger,
    body: { name: 'x', scopes: ['read'] },
    headers: { 'idempotency-key': 'three' },
  })
  expect(made.status).toBe(201)
})

it('a token that is shown once is not shown again', async () => {
  const make = () =>
    world.ask('POST', '/tokens', {
      token,
      body: { name: 'x', scopes: ['read'] },
      headers: { 'idempotency-key': 'five' },
    })
  const [first, second] = [await make(), await make()]
  expect(first.body.token).toMatch(/^et_/)
  expect(second.body).toEqual({ ...first.body, token: null })
})

it('a key is forgotten after two days', async () => {
  await enter('six', 'Ikeja')
  world.clock = { now: () => Temporal.Now.instant().add({ hours: 49 }) }
  await enter('seven', 'Ikeja')
  await enter('six', 'Ikeja')
  world.clock = { now: () => Temporal.Now.instant() }
  expect(await countOf('Ikeja')).toBe(3)
})

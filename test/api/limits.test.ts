import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, apiWorld, type Member } from './api-world.ts'

let world: ApiWorld
let member: Member

beforeAll(async () => {
  world = await apiWorld({ perToken: 8, refusedPerAddress: 3 })
  member = await world.newMember()
})
afterAll(() => world?.close())

describe('requests', () => {
  it('of one token are limited, those of another are not', async () => {
    const [one, other] = [await world.token(member), await world.token(member)]
    const statuses: number[] = []
    for (let count = 0; count < 9; count += 1) statuses.push((await world.ask('GET', '/me', { token: one })).status)
    expect(statuses).toEqual([...Array(8).fill(200), 429])
    const refused = await world.ask('GET', '/me', { token: one })
    expect([refused.response.headers.get('retry-after'), refused.body.status]).toEqual(['60', 429])
    expect((await world.ask('GET', '/me', { token: other })).status).toBe(200)
  })

  it('that guess tokens are stopped, whatever they guess', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 5; count += 1)
      statuses.push((await world.ask('GET', '/me', { token: `guess${count}` })).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })
})

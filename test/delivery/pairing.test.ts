import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPeopleStore } from '../../src/db/delivery/people-store.ts'
import { createPairing, type PairingOptions } from '../../src/delivery/pairing.ts'
import type { PeopleStore } from '../../src/domain/ports.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createTestLogger, createTestTime } from './support.ts'

let fresh: FreshDatabase
let time: ReturnType<typeof createTestTime>
let people: PeopleStore

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.close())
beforeEach(async () => {
  await fresh.database.asOwner((transaction) => transaction.query('TRUNCATE people, pairing_codes CASCADE'))
  time = createTestTime()
  const identifiers = { id: (...parts: string[]) => `00000000-0000-4000-8000-${parts.at(-1)?.padStart(12, '0')}` }
  people = createPeopleStore({ database: fresh.database, identifiers, clock: time.clock })
})

const fingerprint = (text: string) => `keyed hash of ${text.length} signs ending in ${text.slice(-3)}`

function create(options: Partial<PairingOptions> = {}) {
  const codes: string[] = []
  const pairing = createPairing({
    people,
    ownerIds: [],
    clock: time.clock,
    sleep: time.sleep,
    logger: createTestLogger().logger,
    fingerprint: (text) => Buffer.from(text).toString('base64'),
    print: (code) => codes.push(code),
    ...options,
  })
  const lastCode = () => codes.at(-1) ?? ''
  return { ...pairing, codes, lastCode }
}

const sql = (text: string) => fresh.database.asOwner((transaction) => transaction.query(text))

describe('pairing', () => {
  it('prints a code of fifty bits in signs that are not taken for one another', async () => {
    const { issue, codes } = create()
    for (let count = 0; count < 50; count += 1) await issue()
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{2}$/)
    expect(new Set(codes).size).toBe(50)
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32)
  })

  it('opens once for the right code', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    expect(await redeem(lastCode())).toBe(true)
    expect(await redeem(lastCode())).toBe(false)
  })

  it('opens for one of many who bring the code at the same moment', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    const results = await Promise.all(Array.from({ length: 10 }, () => redeem(lastCode())))
    expect(results.filter((isRight) => isRight)).toHaveLength(1)
  })

  it('takes the code as people type it', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    expect(await redeem(` ${lastCode().toLowerCase().replaceAll('-', ' ')} `)).toBe(true)
  })

  it('is over after five wrong codes, even for the right one', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    for (let count = 0; count < 5; count += 1) expect(await redeem('AAAA-AAAA-AA')).toBe(false)
    expect(await redeem(lastCode())).toBe(false)
    expect(await people.hasOwner()).toBe(false)
  })

  it('allows four wrong codes before the right one', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    for (let count = 0; count < 4; count += 1) await redeem('AAAA-AAAA-AA')
    expect(await redeem(lastCode())).toBe(true)
  })

  it('is over after ten minutes, and a fresh code ends the one before', async () => {
    const { issue, redeem, codes } = create()
    await issue()
    await time.sleep(10 * 60_000)
    expect(await redeem(codes[0] ?? '')).toBe(false)
    await issue()
    await issue()
    expect(await redeem(codes[1] ?? '')).toBe(false)
    expect(await redeem(codes[2] ?? '')).toBe(true)
  })

  it('goes on with a fresh code every ten minutes until there is an owner', async () => {
    const pairing = create({
      print: (code) => codes.push(code),
      sleep: async (milliseconds) => {
        await time.sleep(milliseconds)
        if (codes.length === 3) await people.add(1n, true)
      },
    })
    const codes: string[] = []
    const startedAt = time.clock.now()
    await pairing.keepIssuing(new AbortController().signal)
    expect(codes).toHaveLength(3)
    expect(startedAt.until(time.clock.now()).total('minutes')).toBe(30)
  })

  it('keeps only a fingerprint of the code', async () => {
    const { issue, lastCode } = create({ fingerprint })
    await issue()
    const [row] = await sql('SELECT pairing_codes::text AS everything FROM pairing_codes')
    expect(row?.everything).toContain('keyed hash of 10 signs')
    expect(row?.everything).not.toContain(lastCode().replaceAll('-', '').slice(0, 6))
  })

  it('has no code at all when owners are listed', async () => {
    const before = create()
    await before.issue()
    const { issue, isOwnerId, redeem, codes } = create({ ownerIds: [5n, 6n] })
    expect(await issue()).toBe(false)
    expect(codes).toEqual([])
    expect([5n, 6n, 7n].map(isOwnerId)).toEqual([true, true, false])
    expect(await redeem(before.lastCode())).toBe(false)
  })

  it('issues no code once there is an owner', async () => {
    await people.add(1n, true)
    const { issue, codes } = create()
    expect(await issue()).toBe(false)
    expect(codes).toEqual([])
  })

  it('does not open once there is an owner, even for a code that was issued before', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    await people.add(1n, true)
    expect(await redeem(lastCode())).toBe(false)
  })

  it('opens for no other text, and costs it no more than the tries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const { issue, redeem, lastCode } = create()
        await issue()
        fc.pre(text.toUpperCase().replace(/[^A-Z0-9]/g, '') !== lastCode().replaceAll('-', ''))
        expect(await redeem(text)).toBe(false)
        expect(await redeem(lastCode())).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('people', () => {
  it('are added once, and keep what they were', async () => {
    const first = await people.add(1n, false)
    expect(await people.add(1n, true)).toEqual(first)
    expect(await people.byTelegramUser(2n)).toBeNull()
  })

  it('come with the ledger they joined first', async () => {
    const person = await people.add(1n, true)
    for (const [index, ledgerId] of ['b', 'a'].map((sign) => sign.repeat(8)).entries()) {
      const id = `${ledgerId}-0000-4000-8000-000000000000`
      const at = `2026-08-1${index}T00:00:00Z`
      await fresh.database.inLedger(id, async (transaction) => {
        await transaction.query(
          `INSERT INTO ledgers (id, name, time_zone, currency, created_at) VALUES ($1, 'x', 'Africa/Lagos', 'NGN', $2)`,
          [id, at],
        )
        await transaction.query(
          `INSERT INTO memberships (ledger_id, person_id, role, chat_id, created_at) VALUES ($1, $2, 'owner', 77, $3)`,
          [id, person.id, at],
        )
      })
    }
    expect(await people.byTelegramUser(1n)).toEqual({
      person,
      membership: { ledgerId: 'bbbbbbbb-0000-4000-8000-000000000000', personId: person.id, role: 'owner', chatId: 77n },
    })
  })
})

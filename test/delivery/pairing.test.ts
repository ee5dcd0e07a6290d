import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPeopleStore } from '../../src/db/delivery/people-store.ts'
import { createPairing, type PairingOptions, pairingCodeIn } from '../../src/delivery/pairing.ts'
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
  it('is open to whoever tried the bot on the local page before: its user can be left out of account', async () => {
    await people.add(1n, true)
    expect([await people.hasOwner(), await people.hasOwner(1n), await people.hasOwner(2n)]).toEqual([true, false, true])
    expect(await create().issue()).toBe(false)
    const { issue, admit, lastCode } = create({ people: { ...people, hasOwner: () => people.hasOwner(1n) } })
    expect(await issue()).toBe(true)
    expect(await admit(7n, `/start ${lastCode()}`)).toMatchObject({ kind: 'paired' })
    expect(await issue()).toBe(false)
  })

  it('prints a code of fifty bits in signs that are not taken for one another', async () => {
    const { issue, codes } = create()
    for (let count = 0; count < 50; count += 1) await issue()
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{2}$/)
    expect(new Set(codes).size).toBe(50)
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32)
  })

  it('makes the first who brings the code the owner, once', async () => {
    const { issue, admit, lastCode } = create()
    await issue()
    expect(await admit(1n, `/start ${lastCode()}`)).toMatchObject({ kind: 'paired', person: { isOwner: true } })
    expect(await admit(2n, `/start ${lastCode()}`)).toEqual({ kind: 'stranger' })
    expect(await admit(1n, 'hello')).toMatchObject({ kind: 'known', person: { telegramUserId: 1n }, membership: null })
    expect(await people.hasOwner()).toBe(true)
  })

  it('makes one owner of many who bring the code at the same moment', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => redeem(BigInt(index + 1), lastCode())))
    expect(results.filter((person) => person !== null)).toHaveLength(1)
    expect(await sql('SELECT count(*) AS count FROM people')).toEqual([{ count: 1n }])
  })

  it('takes the code as people type it', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    expect(await redeem(1n, ` ${lastCode().toLowerCase().replaceAll('-', ' ')} `)).not.toBeNull()
  })

  it('is over after five wrong codes, even for the right one', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    for (let count = 0; count < 5; count += 1) expect(await redeem(9n, 'AAAA-AAAA-AA')).toBeNull()
    expect(await redeem(1n, lastCode())).toBeNull()
    expect(await people.hasOwner()).toBe(false)
  })

  it('allows four wrong codes before the right one', async () => {
    const { issue, redeem, lastCode } = create()
    await issue()
    for (let count = 0; count < 4; count += 1) await redeem(9n, 'AAAA-AAAA-AA')
    expect(await redeem(1n, lastCode())).not.toBeNull()
  })

  it('is over after ten minutes, and a fresh code ends the one before', async () => {
    const { issue, redeem, codes } = create()
    await issue()
    await time.sleep(10 * 60_000)
    expect(await redeem(1n, codes[0] ?? '')).toBeNull()
    await issue()
    await issue()
    expect(await redeem(1n, codes[1] ?? '')).toBeNull()
    expect(await redeem(1n, codes[2] ?? '')).not.toBeNull()
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

  it('has no code at all when owners are listed, and lets in only those', async () => {
    await create().issue()
    const { issue, admit, redeem, codes } = create({ ownerIds: [5n, 6n] })
    expect(await issue()).toBe(false)
    expect(codes).toEqual([])
    expect(await admit(5n, 'hello')).toMatchObject({ kind: 'known', person: { isOwner: true, telegramUserId: 5n } })
    expect(await admit(5n, null)).toMatchObject({ kind: 'known' })
    expect(await admit(7n, 'hello')).toEqual({ kind: 'stranger' })
    expect(await redeem(7n, 'AAAA-AAAA-AA')).toBeNull()
  })

  it('takes no code issued before owners were listed', async () => {
    const before = create()
    await before.issue()
    const { admit } = create({ ownerIds: [5n] })
    expect(await admit(7n, `/start ${before.lastCode()}`)).toEqual({ kind: 'stranger' })
  })

  it('no longer knows an owner by pairing whom the list leaves out, and keeps other people', async () => {
    await people.add(1n, true)
    await people.add(2n, false)
    const { admit } = create({ ownerIds: [5n] })
    expect(await admit(1n, 'hello')).toEqual({ kind: 'stranger' })
    expect(await admit(2n, 'hello')).toMatchObject({ kind: 'known' })
  })

  it('issues no code once there is an owner', async () => {
    await people.add(1n, true)
    const { issue, codes } = create()
    expect(await issue()).toBe(false)
    expect(codes).toEqual([])
  })

  it('gives a stranger nothing, whatever they write, as long as it is not the code', async () => {
    const { issue, admit } = create()
    await issue()
    await fc.assert(
      fc.asyncProperty(fc.option(fc.string()), async (text) => {
        expect(await admit(99n, text)).toEqual({ kind: 'stranger' })
      }),
      { numRuns: 50 },
    )
    expect(await sql('SELECT count(*) AS count FROM people')).toEqual([{ count: 0n }])
  })

  it('does not take the code outside a private chat', async () => {
    const { issue, admit } = create()
    await issue()
    expect(await admit(1n, null)).toEqual({ kind: 'stranger' })
  })
})

describe('pairingCodeIn', () => {
  it.each([
    ['/start ABCD-EFGH-JK', 'ABCD-EFGH-JK'],
    ['/start@some_bot ABCD-EFGH-JK ', 'ABCD-EFGH-JK'],
    ['/start  abcd efgh jk', 'abcd efgh jk'],
  ])('finds the code in %s', (text, code) => {
    expect(pairingCodeIn(text)).toBe(code)
  })

  it.each(['/start', '/start ', 'ABCD-EFGH-JK', '/stop ABCD-EFGH-JK', 'x /start ABCD-EFGH-JK', ''])(
    'finds none in %j',
    (text) => {
      expect(pairingCodeIn(text)).toBeNull()
    },
  )
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

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { UpdatesLostError } from '../../src/db/delivery/finish-updates.ts'
import { createInboxStore, INBOX_CHANNEL, type PostgresInbox } from '../../src/db/delivery/inbox-store.ts'
import { createDoor, type Receive } from '../../src/delivery/door.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import {
  BOT_ID,
  createTestLogger,
  createTestVault,
  messageUpdate,
  newHolder,
  redactNothing,
  redactSixDigits,
  systemClock,
} from './support.ts'

let fresh: FreshDatabase
let inbox: PostgresInbox
let receive: Receive

beforeAll(async () => {
  fresh = await freshDatabase()
  inbox = createInboxStore({ database: fresh.database, sealing: createTestVault(), clock: systemClock })
  receive = createDoor({ botId: BOT_ID, inbox, redact: redactNothing }).receive
})
afterAll(() => fresh.close())
beforeEach(() => fresh.database.asOwner((transaction) => transaction.query('TRUNCATE inbox RESTART IDENTITY')))

const sql = (text: string) => fresh.database.asOwner((transaction) => transaction.query(text))
const endClaims = () => sql(`UPDATE inbox SET claimed_until = now() - interval '1 second' WHERE claimed_by IS NOT NULL`)
const updateIds = (updates: readonly { updateId: bigint }[]) => updates.map((update) => Number(update.updateId))

describe('the door and the inbox', () => {
  it('store an update once, however often and however many at a time it is delivered', async () => {
    const updates = [1, 2, 3].map((id) => messageUpdate(id, 50, `text ${id}`))
    await Promise.all(Array.from({ length: 50 }, () => receive(updates)))
    const claimed = await inbox.claim(newHolder(), 100, 30)
    expect(updateIds(claimed)).toEqual([1, 2, 3])
    expect(claimed.map((update) => JSON.parse(update.body))).toEqual(updates)
    expect(claimed.map((update) => update.senderId)).toEqual([50n, 50n, 50n])
  })

  it('store updates whose numbers jump down or up', async () => {
    for (const id of [2_000_000, 1_000_000, 3_000_000, 999_999]) await receive([messageUpdate(id, 50, 'x')])
    expect(updateIds(await inbox.claim(newHolder(), 100, 30))).toEqual([2_000_000, 1_000_000, 3_000_000, 999_999])
  })

  it('take the same number from another bot for another update', async () => {
    await receive([messageUpdate(1, 50, 'x')])
    await createDoor({ botId: 9n, inbox, redact: redactNothing }).receive([messageUpdate(1, 50, 'y')])
    expect((await inbox.depth()).count).toBe(2)
  })

  it('leave no text and no one-time code in the table', async () => {
    const door = createDoor({ botId: BOT_ID, inbox, redact: redactSixDigits })
    await door.receive([messageUpdate(1, 50, 'CANARY-TEXT your OTP is 493817')])
    const [row] = await sql('SELECT inbox::text AS everything, body FROM inbox')
    const stored = `${row?.everything} ${Buffer.from(row?.body as Uint8Array).toString('latin1')}`
    expect(stored).not.toMatch(/CANARY|493817|OTP/)
    const hex = Buffer.from('CANARY').toString('hex')
    expect(stored).not.toContain(hex)
    const [update] = await inbox.claim(newHolder(), 1, 30)
    expect(update?.body).toContain('CANARY-TEXT your OTP is one-time code')
  })

  it('tell what was stored only after it is committed, and other processes too', async () => {
    const told = Promise.withResolvers<number>()
    const subscription = fresh.database.listen(INBOX_CHANNEL, async (payload) => {
      if (payload !== null) told.resolve((await inbox.depth()).count)
    })
    await subscription.ready
    let isStored = false
    const door = createDoor({ botId: BOT_ID, inbox, redact: redactNothing, onStored: () => (isStored = true) })
    await door.receive([messageUpdate(1, 50, 'x')])
    expect(isStored).toBe(true)
    expect(await told.promise).toBe(1)
    await subscription.close()
  })

  it('know the sender of every kind of update', async () => {
    const from = { id: 77 }
    await receive([
      { update_id: 1, callback_query: { id: 'q', from, message: { from: { id: 5 } } } },
      { update_id: 2, my_chat_member: { from, chat: { id: 1 } } },
      { update_id: 3, poll_answer: { user: from } },
      { update_id: 4, channel_post: { chat: { id: 1 } } },
    ])
    const rows = await sql('SELECT sender_id FROM inbox ORDER BY id')
    expect(rows.map((row) => row.sender_id)).toEqual([77n, 77n, 77n, null])
  })
})

describe('claims', () => {
  it('never split a sender between holders, even when more of theirs arrives', async () => {
    await receive([messageUpdate(1, 50, 'a'), messageUpdate(2, 60, 'b')])
    const [one, two] = [newHolder(), newHolder()]
    expect(updateIds(await inbox.claim(one, 1, 30))).toEqual([1])
    await receive([messageUpdate(3, 50, 'c'), messageUpdate(4, 60, 'd')])
    expect(updateIds(await inbox.claim(two, 10, 30))).toEqual([2, 4])
    expect(await inbox.claim(two, 10, 30)).toEqual([])
    await inbox.finish(one, [1n])
    expect(updateIds(await inbox.claim(two, 10, 30))).toEqual([3])
  })

  it('made at the same moment by many holders give each update to one of them', async () => {
    await receive(Array.from({ length: 60 }, (_, index) => messageUpdate(index, index % 7, 'x')))
    const claims = await Promise.all(Array.from({ length: 8 }, () => inbox.claim(newHolder(), 20, 30)))
    const holdersOfSender = Map.groupBy(
      claims.flatMap((updates, holder) => updates.map((update) => ({ holder, sender: update.senderId }))),
      (pair) => pair.sender,
    )
    for (const pairs of holdersOfSender.values()) expect(new Set(pairs.map((pair) => pair.holder)).size).toBe(1)
    const ids = claims.flatMap(updateIds)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('of a killed holder pass to the next when they end, and the old holder cannot finish any more', async () => {
    await receive([messageUpdate(1, 50, 'a'), messageUpdate(2, 50, 'b')])
    const [killed, next] = [newHolder(), newHolder()]
    await inbox.claim(killed, 10, 30)
    expect(await inbox.claim(next, 10, 30)).toEqual([])
    await endClaims()
    expect(updateIds(await inbox.claim(next, 10, 30))).toEqual([1, 2])
    await expect(inbox.finish(killed, [1n, 2n])).rejects.toThrow(UpdatesLostError)
    await inbox.finish(next, [1n, 2n])
    await expect(inbox.finish(next, [1n])).rejects.toThrow(UpdatesLostError)
    expect((await inbox.depth()).count).toBe(0)
  })

  it('are prolonged only for those who still have them', async () => {
    await receive([messageUpdate(1, 50, 'a'), messageUpdate(2, 60, 'b')])
    const [one, two] = [newHolder(), newHolder()]
    await inbox.claim(one, 10, 30)
    await inbox.finish(one, [1n])
    expect(await inbox.extend(one, [1n, 2n], 30)).toEqual([2n])
    await endClaims()
    await inbox.claim(two, 10, 30)
    expect(await inbox.extend(one, [1n, 2n], 30)).toEqual([])
    await inbox.giveBack(one, [2n])
    expect(await inbox.extend(two, [2n], 30)).toEqual([2n])
  })

  it('of a failed update keep the later ones of its sender waiting, and nobody else', async () => {
    await receive([messageUpdate(1, 50, 'a'), messageUpdate(2, 50, 'b'), messageUpdate(3, 60, 'c')])
    const holder = newHolder()
    await inbox.claim(holder, 10, 30)
    await inbox.release(holder, 1n, 'TypeError', false)
    await inbox.giveBack(holder, [2n, 3n])
    expect(updateIds(await inbox.claim(holder, 10, 30))).toEqual([3])
    await sql(`UPDATE inbox SET claimed_until = now() - interval '1 second' WHERE id = 1`)
    const again = await inbox.claim(holder, 10, 30)
    expect(again.map((update) => [update.updateId, update.attempts])).toEqual([
      [1n, 1],
      [2n, 0],
    ])
  })

  it('of a dead holder count as tries, those given back do not', async () => {
    await receive([messageUpdate(1, 50, 'a'), messageUpdate(2, 60, 'b')])
    const [given, dead, next] = [newHolder(), newHolder(), newHolder()]
    await inbox.claim(given, 10, 30)
    await inbox.giveBack(given, [1n, 2n])
    await inbox.claim(dead, 10, 30)
    await endClaims()
    expect((await inbox.claim(next, 10, 30)).map((update) => update.attempts)).toEqual([1, 1])
  })

  it('take an update whose tries keep ending alone, so that those behind it do not count them as theirs', async () => {
    const senders = [50, 50, 60, 50]
    await receive(senders.map((sender, index) => messageUpdate(index + 1, sender, 'x')))
    const tries: number[][] = []
    for (let crash = 0; crash < 4; crash += 1) {
      tries.push(updateIds(await inbox.claim(newHolder(), 10, 30)))
      await endClaims()
    }
    expect(tries).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 3],
      [1, 3],
    ])
    expect((await sql('SELECT attempts FROM inbox ORDER BY id')).map((row) => row.attempts)).toEqual([4, 2, 4, 2])
  })

  it('give up an update that does not open, and go on with the next', async () => {
    await receive([messageUpdate(1, 50, 'a'), messageUpdate(2, 50, 'b'), messageUpdate(3, 60, 'c')])
    await sql(`UPDATE inbox SET body = (SELECT body FROM inbox WHERE id = 3) WHERE id = 1`)
    const { logger, lines } = createTestLogger()
    const options = { database: fresh.database, sealing: createTestVault(), clock: systemClock }
    expect(updateIds(await inbox.claim(newHolder(), 10, 30))).toEqual([2, 3])
    expect(await sql('SELECT update_id, failure FROM inbox WHERE handled_at IS NOT NULL')).toEqual([
      { update_id: 1n, failure: 'VaultError' },
    ])
    await endClaims()
    expect(await createInboxStore({ ...options, logger }).claim(newHolder(), 10, 30)).toEqual([])
    expect((await inbox.depth()).count).toBe(0)
    expect(lines).toEqual([expect.stringContaining('updateId=2'), expect.stringContaining('updateId=3')])
  })

  it('are needed to finish an update: nobody else can', async () => {
    await receive([messageUpdate(1, 50, 'a')])
    await expect(inbox.finish(newHolder(), [1n])).rejects.toThrow(UpdatesLostError)
    expect((await inbox.depth()).count).toBe(1)
  })
})

describe('the inbox', () => {
  it('forgets handled updates, but none handled less than 48 hours ago and none that waits', async () => {
    await receive([1, 2, 3].map((id) => messageUpdate(id, 50, 'x')))
    await sql(`UPDATE inbox SET handled_at = now() - interval '49 hours' WHERE id = 1`)
    await sql(`UPDATE inbox SET handled_at = now() - interval '47 hours' WHERE id = 2`)
    expect(await inbox.prune(systemClock.now())).toBe(1)
    expect((await sql('SELECT id FROM inbox ORDER BY id')).map((row) => row.id)).toEqual([2n, 3n])
  })
})

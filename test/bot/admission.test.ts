import { expect, test } from 'vitest'
import { admitSender } from '../../src/bot/admission.ts'
import { COMMAND_MENUS } from '../../src/bot/commands.ts'
import { readUpdate, splitIntoUnits } from '../../src/bot/update.ts'
import type { ClaimedUpdate } from '../../src/domain/ports.ts'
import { createChat, OWNER_ID, press, text } from './harness.ts'

test('another owner gets a ledger of their own', async () => {
  const { dependencies, chat } = createChat({ ownerIds: [OWNER_ID, 800n] })
  const member = await admitSender(dependencies, 800n, { update_id: 1 })
  expect(chat.ledgers).toEqual(['telegram-800'])
  expect(member?.membership).toMatchObject({ role: 'owner', chatId: 800n })
})

test('a person who is no owner and has no ledger gets nothing', async () => {
  const { dependencies, chat } = createChat({ role: null })
  chat.people.set(9n, { person: { id: 'nine', telegramUserId: 9n, isOwner: false }, membership: null })
  expect(await admitSender(dependencies, 9n, { update_id: 1 })).toBeNull()
  expect(chat.ledgers).toEqual([])
})

test('an update from nobody is from a stranger', async () => {
  const { dependencies } = createChat({ ownerIds: [OWNER_ID] })
  expect(await admitSender(dependencies, null, { update_id: 1 })).toBeNull()
})

test('neighbouring texts are one unit; commands, presses and what cannot be read stand alone', () => {
  const bodies = [text('a'), text('b'), text('/help'), text('c'), press('1t0'), text('d'), null, text('e')]
  const updates = bodies.map((body, index): ClaimedUpdate => {
    const id = BigInt(index)
    const receivedAt = Temporal.Instant.from('2026-08-12T08:36:00Z')
    return { inboxId: id, updateId: id, senderId: 7n, body: JSON.stringify(body), receivedAt, attempts: 0 }
  })
  const units = splitIntoUnits(updates.map(readUpdate))
  expect(units.map((unit) => unit.map(({ claimed }) => Number(claimed.inboxId)))).toEqual([
    [0, 1],
    [2],
    [3],
    [4],
    [5],
    [6],
    [7],
  ])
})

test.each(['', '{', 'null', '[]', '7'])('the body %j is no update', (body) => {
  const receivedAt = Temporal.Instant.from('2026-08-12T08:36:00Z')
  expect(readUpdate({ inboxId: 1n, updateId: 1n, senderId: 7n, body, receivedAt, attempts: 0 }).update).toBeNull()
})

test('the command menus are for private chats and for groups, within Telegram’s limits', () => {
  expect(COMMAND_MENUS.map(({ scope }) => scope.type)).toEqual(['all_private_chats', 'all_group_chats'])
  const menus = COMMAND_MENUS.map(({ commands }) => commands)
  expect(menus[0]?.length).toBeLessThanOrEqual(12)
  expect(menus[1]?.length).toBeLessThanOrEqual(4)
  for (const { command, description } of menus.flat()) {
    expect(command).toMatch(/^[a-z0-9_]{1,32}$/)
    expect(description.length).toBeLessThanOrEqual(256)
  }
})

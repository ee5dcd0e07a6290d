import { expect, test } from 'vitest'
import { createChat, dataOf, press, text, textOf } from './harness.ts'

const LOGIN = 'ada@gmail.com abcd efgh ijkl mnop'

test('a message with a login is deleted first, kept as a mailbox, and never quoted', async () => {
  const { chat, handle } = createChat()
  const [deleted, answer, ...others] = await handle(text(LOGIN))
  expect(deleted).toMatchObject({ method: 'deleteMessage', subject: 'secret message' })
  expect(answer).toMatchObject({ method: 'sendMessage' })
  expect(answer?.payload).not.toHaveProperty('reply_parameters')
  expect(textOf(answer)).toContain('I am logging in')
  expect(others).toEqual([])
  expect(chat.state.mailboxes).toMatchObject([{ user: 'ada@gmail.com', host: 'imap.gmail.com', port: 993 }])
  expect(chat.state.mailPasswords).toEqual(['abcdefghijklmnop'])
  expect(JSON.stringify([chat.state.outbox.map(({ payload }) => payload), chat.state.audit])).not.toContain('abcd')
})

test.each([
  ['ada@gmail.com MyUsualPassword1', 'app password'],
  ['ada@example.org secret', 'I do not know the server'],
  ['ada@outlook.com secret', 'no longer let programs log in'],
])('a login that cannot work is deleted too, and explained: %s', async (words, expected) => {
  const { chat, handle } = createChat()
  const [deleted, answer] = await handle(text(words))
  expect(deleted?.method).toBe('deleteMessage')
  expect(textOf(answer)).toContain(expected)
  expect(chat.state.mailboxes).toEqual([])
})

test('a login beside an alert leaves the alert to be booked', async () => {
  const { chat, handle } = createChat()
  const calls = await handle(text('ALERT DR 22500.00 SHOPRITE LEKKI BAL 48210.55'), text(LOGIN))
  expect(calls.map(({ method }) => method)).toEqual(['deleteMessage', 'sendMessage', 'sendMessage'])
  expect(chat.state.transactions.size).toBe(1)
})

test('whoever may only read connects and removes nothing, and their password is deleted all the same', async () => {
  const { chat, handle } = createChat({ role: 'reader' })
  const [deleted, answer] = await handle(text(LOGIN))
  expect(deleted?.method).toBe('deleteMessage')
  expect(textOf(answer)).toContain('not change it')
  expect(chat.state.mailboxes).toEqual([])
})

test('in a group no login is taken, and none is asked for', async () => {
  const { chat, handle } = createChat()
  const [answer] = await handle(text('/connect', { group: true }))
  expect(textOf(answer)).toContain('private chat')
  await handle(text(`@expense_bot ${LOGIN}`, { group: true }))
  expect(chat.state.mailboxes).toEqual([])
})

test('/connect leads to the help of a provider, and its button forgets a mailbox', async () => {
  const { chat, handle } = createChat()
  await handle(text(LOGIN))
  const [offered] = await handle(text('/connect'))
  expect(textOf(offered)).toContain('Connected: ada@gmail.com')
  const [providers] = await handle(press(dataOf(offered, 'E-mail')))
  const [help] = await handle(press(dataOf(providers, 'iCloud')))
  expect(textOf(help)).toContain('App-Specific Passwords')
  const [removed] = await handle(press(dataOf(offered, 'Remove ada@gmail.com')))
  expect(textOf(removed)).toContain('I forgot its password')
  expect(chat.state.mailboxes).toEqual([])
  const [again] = await handle(press(dataOf(offered, 'Remove ada@gmail.com')))
  expect(textOf(again)).toContain('too old')
})

import { expect, test } from 'vitest'
import { createChat, dataOf, press, text, textOf } from './harness.ts'

const PUBLIC_URL = 'https://money.example.org'

test('without an address that phones can reach, the bot says what to do and makes none', async () => {
  const { chat, handle } = createChat()
  const [offered] = await handle(text('/connect'))
  const [answer] = await handle(press(dataOf(offered, 'Phone')))
  expect(textOf(answer)).toContain('Your phone cannot reach me yet')
  expect(textOf(answer)).toContain('PUBLIC_URL=')
  expect(chat.state.phones).toEqual([])
})

test('an iPhone needs no choice of an app, and its address is shown and copied', async () => {
  const { chat, handle } = createChat({ publicUrl: PUBLIC_URL })
  const [offered] = await handle(text('/connect'))
  const [kinds] = await handle(press(dataOf(offered, 'Phone')))
  const [setup] = await handle(press(dataOf(kinds, 'iPhone')))
  const address = `${PUBLIC_URL}/hooks/sms/${'S'.repeat(32)}`
  expect(textOf(setup)).toContain(address)
  expect(textOf(setup).match(/^\d\. /gm)?.length).toBeLessThanOrEqual(8)
  expect(JSON.stringify(setup?.payload.reply_markup)).toContain(`"copy_text":{"text":"${address}"}`)
  expect(chat.state.phones).toMatchObject([{ name: 'iPhone', kind: 'iphone' }])
  await handle(press(dataOf(kinds, 'iPhone')))
  expect(chat.state.phones).toHaveLength(1)
})

test('a revoked phone is offered no more, until it is brought back', async () => {
  const { chat, handle } = createChat({ publicUrl: PUBLIC_URL })
  const [kinds] = await handle(press(dataOf((await handle(text('/connect')))[0], 'Phone')))
  await handle(press(dataOf(kinds, 'iPhone')))
  const [shown] = await handle(press(dataOf((await handle(text('/connect')))[0], 'iPhone')))
  const [revoked] = await handle(press(dataOf(shown, 'Revoke')))
  expect(chat.state.phones[0]?.revokedAt).not.toBeNull()
  expect(JSON.stringify((await handle(text('/connect')))[0]?.payload.reply_markup)).not.toContain('iPhone')
  const [again] = await handle(press(dataOf(shown, 'Settings of its app')))
  expect(textOf(again)).toContain('too old')
  await handle(press(dataOf(revoked, 'Undo')))
  expect(chat.state.phones[0]?.revokedAt).toBeNull()
  expect(chat.state.audit).toEqual(['add phone', 'revoke phone', 'restore phone'])
})

test('whoever may only read makes no phone, and nobody does in a group', async () => {
  const reader = createChat({ role: 'reader', publicUrl: PUBLIC_URL })
  const [kinds] = await reader.handle(press(dataOf((await reader.handle(text('/connect')))[0], 'Phone')))
  const [refused] = await reader.handle(press(dataOf(kinds, 'Android')))
  expect(textOf(refused)).toContain('not change it')
  const owner = createChat({ publicUrl: PUBLIC_URL })
  const [answer] = await owner.handle(press(dataOf(kinds, 'Android'), { group: true }))
  expect(textOf(answer)).toContain('private chat')
  expect([...reader.chat.state.phones, ...owner.chat.state.phones]).toEqual([])
})

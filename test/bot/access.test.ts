import { expect, test } from 'vitest'
import { ledgerOfSecret, secretHash } from '../../src/actions/access-secret.ts'
import { buttonsOf, createChat, dataOf, OWNER_ID, press, text, textOf } from './harness.ts'

function urlsOf(call: Parameters<typeof buttonsOf>[0]): (string | undefined)[] {
  return buttonsOf(call).map((button) => {
    const { url, web_app } = button as { url?: string; web_app?: { url: string } }
    return url ?? web_app?.url
  })
}

test('/dashboard gives a link that is kept as a hash only', async () => {
  const { chat, handle, dependencies } = createChat()
  const [reply] = await handle(text('/dashboard'))
  const [link = ''] = urlsOf(reply)
  const url = new URL(link ?? '')
  expect(`${url.origin}${url.pathname}`).toBe('http://127.0.0.1:8080/login')
  const code = url.searchParams.get('code') ?? ''
  expect(ledgerOfSecret(code)).toBe(chat.state.ledger.id)
  expect([...chat.state.grants.keys()]).toEqual([secretHash(code, dependencies.ids)])
  expect([...chat.state.grants.values()]).toMatchObject([{ kind: 'link', scopes: [], revokedAt: null }])
})

test('where Telegram takes no link to this machine the address is a text, and by https it is an app', async () => {
  const { handle, dependencies } = createChat()
  Object.assign(dependencies, { dashboard: { url: 'http://127.0.0.1:8080', opensAs: 'address' } })
  const [plain] = await handle(text('/dashboard'))
  expect(buttonsOf(plain)).toEqual([])
  expect(textOf(plain)).toMatch(/<code>http:\/\/127\.0\.0\.1:8080\/login\?code=et_[\w-]{65}<\/code>/)
  Object.assign(dependencies, { dashboard: { url: 'https://tracker.example', opensAs: 'app' } })
  const [app] = await handle(text('/dashboard'))
  expect(urlsOf(app)).toEqual([
    'https://tracker.example/',
    expect.stringMatching(/^https:\/\/tracker\.example\/login\?code=/),
  ])
})

test('/token makes a token that is shown once, lists it without its secret, and takes it back', async () => {
  const { chat, handle } = createChat()
  const [empty] = await handle(text('/token'))
  expect(textOf(empty)).toContain('None yet.')
  const [fresh] = await handle(press(dataOf(empty, 'New: may look and change')))
  const secret = /<code>(et_[\w-]{65})<\/code>/.exec(textOf(fresh))?.[1] ?? ''
  expect(secret).not.toBe('')
  expect(buttonsOf(fresh).map(({ text: words }) => words)).toEqual(['Copy', 'Delete this message'])
  expect([...chat.state.grants.values()]).toMatchObject([{ kind: 'token', scopes: ['read', 'write'], expiresAt: null }])
  const [listed] = await handle(text('/token'))
  expect(textOf(listed)).toContain('may look and change; never used')
  expect(textOf(listed)).not.toContain(secret.slice(31))
  const [left] = await handle(press(dataOf(listed, 'Take back 1')))
  expect(textOf(left)).toContain('None yet.')
  expect([...chat.state.grants.values()]).toMatchObject([{ revokedAt: expect.anything() }])
})

test('the message with a token is deleted at a press', async () => {
  const { handle } = createChat()
  const [fresh] = await handle(press(dataOf((await handle(text('/token')))[0], 'New: may look')))
  const calls = await handle(press(dataOf(fresh, 'Delete this message')))
  expect(calls).toMatchObject([{ method: 'deleteMessage', payload: { message_id: 5000 } }])
})

test('in a group neither is given', async () => {
  const { chat, handle } = createChat()
  await handle(text('1500 lunch', { from: OWNER_ID }))
  for (const command of ['/dashboard', '/token']) {
    const [reply] = await handle(text(command, { group: true }))
    expect(textOf(reply)).toContain('in our private chat')
  }
  expect(chat.state.grants.size).toBe(0)
})

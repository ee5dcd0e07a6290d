import { describe, expect, it } from 'vitest'
import type { TelegramUpdate } from '../../src/delivery/door.ts'
import { createTelegramCall } from '../../src/delivery/telegram-api.ts'
import { createWebhook, registerWebhook } from '../../src/delivery/webhook.ts'
import { startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { createTestLogger } from './support.ts'

const PATH = 'path-secret'
const HEADER = 'header-secret'

function create(receive?: () => Promise<void>) {
  const received: TelegramUpdate[] = []
  const { logger, lines } = createTestLogger()
  const store = async (updates: readonly TelegramUpdate[]) => {
    await receive?.()
    received.push(...updates)
  }
  const webhook = createWebhook({ pathSecret: PATH, headerSecret: HEADER, receive: store, logger })
  return { ...webhook, received, lines }
}

describe('the webhook', () => {
  it('stores an update that comes with both secrets', async () => {
    const { receiveWebhook, received } = create()
    expect(await receiveWebhook(PATH, HEADER, '{"update_id":1,"message":{"text":"x"}}')).toBe('stored')
    expect(received).toEqual([{ update_id: 1, message: { text: 'x' } }])
  })

  it.each([
    ['a wrong path', 'path-secre', HEADER],
    ['a wrong header', PATH, 'header-secret2'],
    ['no header', PATH, null],
    ['empty secrets', '', ''],
    ['the secrets swapped', HEADER, PATH],
  ])('refuses %s and stores nothing', async (_what, path, header) => {
    const { receiveWebhook, received } = create()
    expect(await receiveWebhook(path, header, '{"update_id":1}')).toBe('refused')
    expect(received).toEqual([])
  })

  it('lets nobody in when its own secrets are empty', async () => {
    const { logger } = createTestLogger()
    const open = createWebhook({ pathSecret: '', headerSecret: '', receive: async () => {}, logger })
    expect(await open.receiveWebhook('', '', '{"update_id":1}')).toBe('refused')
  })

  it.each(['', 'x', '[]', 'null', '{}', '{"update_id":"1"}', '{"update_id":1.5}'])(
    'refuses the body %s, which is no update',
    async (body) => {
      const { receiveWebhook, received } = create()
      expect(await receiveWebhook(PATH, HEADER, body)).toBe('refused')
      expect(received).toEqual([])
    },
  )

  it('says failed when storing fails, so that Telegram sends the update again', async () => {
    const { receiveWebhook, lines } = create(async () => {
      throw new TypeError('no room')
    })
    expect(await receiveWebhook(PATH, HEADER, '{"update_id":1}')).toBe('failed')
    expect(lines).toHaveLength(1)
  })

  it('is registered with its secret, one connection and what the bot understands', async () => {
    const telegram = await startLocalTelegram()
    const call = createTelegramCall({ token: telegram.token, apiRoot: telegram.apiRoot })
    const url = `http://127.0.0.1:9/telegram/${PATH}`
    expect(await registerWebhook({ call, url, headerSecret: HEADER })).toEqual({ kind: 'done', result: true })
    expect(telegram.calls({ method: 'setWebhook' })[0]?.payload).toEqual({
      url,
      secret_token: HEADER,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      max_connections: 1,
      drop_pending_updates: false,
    })
    await telegram.close()
  })
})

import { expect, it } from 'vitest'
import { startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { gtbankAlert } from './alerts.ts'
import { createChat } from './chat.ts'
import { freePort } from './free-port.ts'
import { OWNER } from './installation.ts'
import { createDataFolder, exportLedger, startProgram } from './program.ts'

const SECRET = 'a-secret-of-the-webhook'
const ALERT = gtbankAlert({ amount: '5,050.00', balance: '94,950.00', narration: 'POS PURCHASE SHOPRITE' })

it('takes updates by webhook, and nothing from who does not know its secret', async () => {
  const telegram = await startLocalTelegram()
  const folder = await createDataFolder()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const program = startProgram(folder.path, {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    OWNER_TELEGRAM_IDS: String(OWNER),
    PORT: port,
    TELEGRAM_WEBHOOK_URL: url,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  })
  // Telegram being away for a moment is no reason to give up.
  telegram.failNext({ kind: '500', method: 'setWebhook', times: 2 })
  const owner = telegram.user(OWNER)
  const chat = createChat(telegram, owner)
  const post = async (path: string, header: string | null, body: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(header === null ? {} : { 'x-telegram-bot-api-secret-token': header }),
    }
    return (await fetch(`${url}${path}`, { method: 'POST', headers, body })).status
  }
  try {
    const receipt = await chat.ask(ALERT)
    expect(receipt.text).toContain('₦5,050.00')
    const changed = await chat.press(receipt, receipt.buttons[0]?.[0] ?? '')
    expect(changed.text).toContain('Next time')
    expect(telegram.calls({ method: 'getUpdates' })).toEqual([])

    const from = { id: OWNER, is_bot: false, first_name: 'Forged' }
    const message = {
      message_id: 900_000,
      date: 1_786_500_000,
      chat: { id: OWNER, type: 'private' },
      from,
      text: '66600 forged',
    }
    const body = JSON.stringify({ update_id: 77_000_000, message })
    expect(await post(`/telegram/${SECRET}`, null, body)).toBe(401)
    expect(await post(`/telegram/${SECRET}`, 'wrong', body)).toBe(401)
    expect(await post('/telegram/wrong', SECRET, body)).toBe(401)
    expect(await post(`/telegram/${SECRET}`, SECRET, 'no update')).toBe(401)
    await chat.ask('/help')
    expect(await exportLedger(folder.path)).toHaveLength(1)
    expect(telegram.messages(OWNER).filter((one) => one.text.includes('66,600'))).toEqual([])

    // The same bytes from who knows the secret are an update, and only once.
    expect(await post(`/telegram/${SECRET}`, SECRET, body)).toBe(200)
    expect(await post(`/telegram/${SECRET}`, SECRET, body)).toBe(200)
    await telegram.waitForCall((call) => String(call.payload.text).includes('66,600'))
    await chat.ask('/help')
    expect(await exportLedger(folder.path)).toHaveLength(2)
    expect((await program.end('SIGTERM')).code).toBe(0)
  } finally {
    await program.end('SIGTERM')
    await telegram.close()
    await folder.remove()
  }
}, 60_000)

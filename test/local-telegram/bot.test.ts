import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, InlineKeyboard, InputFile, InputMediaBuilder, webhookCallback } from 'grammy'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { StartedLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { makePng } from './pictures.ts'
import { startForTest } from './started.ts'

const CHAT = 5

function createBot(telegram: StartedLocalTelegram): Bot {
  return new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } })
}

async function startPolling(bot: Bot): Promise<void> {
  const started = new Promise<void>((resolve) => {
    void bot.start({ onStart: () => resolve() })
  })
  onTestFinished(() => bot.stop())
  await started
}

describe('a grammY bot with long polling', () => {
  it('answers commands, sends photos and edits them after a tap', async () => {
    const telegram = await startForTest()
    const bot = createBot(telegram)
    const keyboard = new InlineKeyboard().text('Year', 'year').copyText('Copy', '0123456789')
    bot.command('report', async (context) => {
      const photo = new InputFile(makePng(1280, 960), 'report.png')
      await context.replyWithPhoto(photo, { caption: '<b>November</b>', parse_mode: 'HTML', reply_markup: keyboard })
    })
    bot.callbackQuery('year', async (context) => {
      await context.answerCallbackQuery('One moment')
      const media = InputMediaBuilder.photo(new InputFile(makePng(800, 600), 'year.png'), { caption: '2026' })
      await context.editMessageMedia(media, { reply_markup: keyboard })
    })
    await startPolling(bot)
    const ada = telegram.user(CHAT, { firstName: 'Ada' })
    ada.sendCommand('report')
    const report = await telegram.waitForMessage(CHAT, (message) => message.photo !== null)
    expect(report).toMatchObject({ html: '<b>November</b>', photo: { width: 1280, height: 960 } })
    const tap = ada.tap(report.id, 'Year')
    expect(await telegram.waitForCallbackAnswer(tap)).toMatchObject({ text: 'One moment' })
    const edited = await telegram.waitForMessage(CHAT, (message) => message.edited)
    expect(edited).toMatchObject({ id: report.id, text: '2026', photo: { width: 800, height: 600 } })
    const methods = telegram.calls({ where: (call) => call.method !== 'getUpdates' }).map((call) => call.method)
    expect(methods.slice(-3)).toEqual(['sendPhoto', 'answerCallbackQuery', 'editMessageMedia'])
  })

  it('sees forwards, replies, edits and documents as they are', async () => {
    const telegram = await startForTest()
    const bot = createBot(telegram)
    const seen: unknown[] = []
    bot.on('message:forward_origin', (context) => void seen.push(context.msg.forward_origin))
    bot.on('edited_message:text', (context) => void seen.push(context.msg.text))
    bot.on('message:document', async (context) => {
      const file = await context.getFile()
      const url = `${telegram.apiRoot}/file/bot${telegram.token}/${file.file_path}`
      await context.reply(await (await fetch(url)).text())
    })
    await startPolling(bot)
    const ada = telegram.user(CHAT)
    ada.forward('Acct: 0123', { fromName: 'GTBank' })
    const own = ada.sendText('uber 3k')
    ada.editText(own.message_id, 'uber 3.2k')
    ada.sendDocument('statement.csv', Buffer.from('date,amount'), 'October')
    await telegram.waitForMessage(CHAT, (message) => message.text === 'date,amount')
    expect(seen).toMatchObject([{ type: 'hidden_user', sender_user_name: 'GTBank' }, 'uber 3.2k'])
  })

  it('has its updates confirmed when it stops', async () => {
    const telegram = await startForTest()
    const bot = createBot(telegram)
    bot.on('message', (context) => context.reply('ok'))
    const polling = bot.start()
    telegram.user(CHAT).sendText('one')
    await telegram.waitForMessage(CHAT, (message) => message.text === 'ok')
    await bot.stop()
    await polling
    expect(telegram.pendingUpdates()).toEqual([])
  })
})

type Hook = { readonly url: string; readonly requests: { body: string; secret: string | undefined }[]; status: number }

async function startHook(answer: (request: IncomingMessage, body: string) => string = () => ''): Promise<Hook> {
  const hook = { url: '', requests: [] as Hook['requests'], status: 200 }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const secret = request.headers['x-telegram-bot-api-secret-token']
    hook.requests.push({ body, secret: Array.isArray(secret) ? secret[0] : secret })
    response.writeHead(hook.status, { 'content-type': 'application/json' })
    response.end(answer(request, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  hook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return hook
}

describe('a webhook', () => {
  it('gets each update in order with the secret, and again after an error', async () => {
    const hook = await startHook()
    const pauses: ((value: number) => void)[] = []
    const telegram = await startForTest({
      webhookBackoffMs: (attempt) => {
        pauses.shift()?.(attempt)
        hook.status = 200
        return 1
      },
    })
    const failed = new Promise<number>((resolve) => pauses.push(resolve))
    hook.status = 500
    const bot = createBot(telegram)
    await bot.api.setWebhook(hook.url, { secret_token: 'a-secret_1' })
    telegram.user(CHAT).sendText('one')
    telegram.user(CHAT).sendText('two')
    expect(await failed).toBe(1)
    await telegram.waitForNoPendingUpdates()
    const texts = hook.requests.map((request) => JSON.parse(request.body).message.text as string)
    expect(texts).toEqual(['one', 'one', 'two'])
    expect(hook.requests.every((request) => request.secret === 'a-secret_1')).toBe(true)
    const info = await bot.api.getWebhookInfo()
    expect(info).toMatchObject({ url: hook.url, pending_update_count: 0 })
    expect(info.last_error_message).toContain('500')
  })

  it('may answer with a method, and grammY’s handler works behind it', async () => {
    const hook = await startHook((_request, body) => {
      const { message } = JSON.parse(body) as { message: { chat: { id: number } } }
      return JSON.stringify({ method: 'sendMessage', chat_id: message.chat.id, text: 'from the answer' })
    })
    const telegram = await startForTest()
    const bot = createBot(telegram)
    await bot.api.setWebhook(hook.url)
    telegram.user(CHAT).sendText('hello')
    await telegram.waitForMessage(CHAT, (message) => message.text === 'from the answer')

    bot.on('message', (context) => context.reply('from the handler'))
    const handle = webhookCallback(bot, 'http', { secretToken: 's' })
    const server = createServer((request, response) => void handle(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 's' })
    telegram.user(CHAT).sendText('hello again')
    await telegram.waitForMessage(CHAT, (message) => message.text === 'from the handler')
    server.closeAllConnections()
  })

  it('can be taken away with what waits for it', async () => {
    const telegram = await startForTest({ webhookBackoffMs: () => 60_000 })
    const bot = createBot(telegram)
    await bot.api.setWebhook('http://127.0.0.1:9/nobody-listens')
    telegram.user(CHAT).sendText('one')
    await bot.api.deleteWebhook({ drop_pending_updates: true })
    expect(telegram.pendingUpdates()).toEqual([])
    telegram.user(CHAT).sendText('two')
    expect(await bot.api.getUpdates()).toHaveLength(1)
  })
})

import { existsSync } from 'node:fs'
import { Bot, InlineKeyboard, InputFile } from 'grammy'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { makePng } from './pictures.ts'

const CHROMIUM = '/usr/bin/chromium'
const LAUNCH_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync',
  '--no-first-run',
]
/** On a developer's machine the browser may be missing; where CI is set its absence is a failure. */
const isSkipped = !existsSync(CHROMIUM) && process.env.CI !== 'true'
const title = isSkipped ? `the chat page (skipped: ${CHROMIUM} is not installed)` : 'the chat page'

const ALERT = 'Acct: ******4448\nAmt: NGN22,500.00 DR\nDesc: TRANSFER TO ADA <b>OBI</b>\nAvail Bal: NGN103,220.55'
const samples = [
  { bank: 'First Sample Bank', title: 'Debit', text: ALERT },
  { bank: 'Second Sample Bank', title: 'Credit', text: 'You have received N15,000.00' },
]

describe.skipIf(isSkipped)(title, () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: LAUNCH_ARGUMENTS })
  })
  afterAll(() => browser?.close())

  async function open(
    telegram: StartedLocalTelegram,
    width = 1280,
    dark = false,
  ): Promise<{ page: Page; faults: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 740 }, colorScheme: dark ? 'dark' : 'light' })
    onTestFinished(() => page.close())
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(telegram.apiRoot) || request.url().startsWith('blob:')
      if (!isOwn) faults.push(`foreign request: ${request.url()}`)
    })
    await page.goto(telegram.pageUrl)
    return { page, faults }
  }

  async function startWithBot(port = 0): Promise<StartedLocalTelegram> {
    const telegram = await startLocalTelegram({ samples, port })
    const bot = new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } })
    const keyboard = new InlineKeyboard().text('Food', 'food').text('Slow', 'slow').row().text('Why', 'why')
    bot.command('start', (context) => context.reply('<b>Welcome</b>', { parse_mode: 'HTML' }))
    bot.command('report', (context) =>
      context.replyWithPhoto(new InputFile(makePng(800, 600)), { caption: 'November' }),
    )
    bot.callbackQuery('food', async (context) => {
      await context.answerCallbackQuery('Learned: food')
      await context.editMessageText('Category: food', { reply_markup: keyboard })
    })
    bot.callbackQuery('why', (context) => context.answerCallbackQuery({ text: 'Because', show_alert: true }))
    bot.on('message:document', (context) =>
      context.reply(`got ${context.msg.document.file_name}: ${context.msg.caption}`),
    )
    bot.on('message:photo', (context) => context.reply('got a photo'))
    bot.on('message:text', (context) =>
      context.reply('Category: none', {
        reply_markup: keyboard,
        reply_parameters: { message_id: context.msg.message_id },
      }),
    )
    await bot.api.setMyCommands([
      { command: 'report', description: 'This month' },
      { command: 'undo', description: 'Take it back' },
    ])
    const polling = bot.start()
    onTestFinished(async () => {
      await bot.stop()
      await polling
      await telegram.close()
    })
    return telegram
  }

  it('leads from the empty state to an answered alert, and a tap edits the answer in place', async () => {
    const telegram = await startWithBot()
    const { page, faults } = await open(telegram)
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.locator('.theirs strong', { hasText: 'Welcome' }).waitFor()
    expect(await page.locator('#empty').isVisible()).toBe(false)

    await page.locator('#text').fill(ALERT)
    await page.keyboard.press('Enter')
    expect((await telegram.waitForMessage(1, (message) => message.text === 'Category: none')).replyToId).not.toBeNull()
    expect(telegram.messages(1).some((message) => message.text === ALERT)).toBe(true)
    const mine = page.locator('.mine .text').last()
    expect(await mine.textContent()).toBe(ALERT)
    expect(await mine.locator('b').count()).toBe(0)

    await page.getByRole('button', { name: 'Food' }).click()
    await page.getByText('Learned: food').waitFor()
    await page.locator('.theirs', { hasText: 'Category: food' }).getByText('edited').waitFor()
    await page.getByRole('button', { name: 'Slow' }).click()
    await page.locator('.key[aria-busy="true"]', { hasText: 'Slow' }).waitFor()
    await page.getByRole('button', { name: 'Why' }).click()
    await page.getByRole('dialog').getByText('Because').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('can be used with the keyboard alone: commands, new lines, replies', async () => {
    const telegram = await startWithBot()
    const { page, faults } = await open(telegram)
    await page.locator('#text').focus()
    await page.keyboard.type('/')
    await page.getByRole('option', { name: '/undo' }).waitFor()
    await page.keyboard.type('re')
    await page.keyboard.press('Enter')
    const photo = page.getByRole('button', { name: 'November — open in full size' })
    await photo.press('Enter')
    await page.getByRole('dialog', { name: 'Picture in full size' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Reply to this message' }).last().press('Enter')
    await page.keyboard.type('one')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('two')
    await page.keyboard.press('Enter')
    await telegram.waitForMessage(1, (message) => message.text === 'Category: none')
    const sent = telegram.messages(1).find((message) => message.text === 'one\ntwo')
    expect(sent?.message.reply_to_message?.caption).toBe('November')
    expect(faults).toEqual([])
  })

  it('sends files with a caption, and pictures as photos', async () => {
    const telegram = await startWithBot()
    const { page, faults } = await open(telegram, 360)
    await page.locator('#file').setInputFiles({ name: 'bank.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') })
    await page.locator('#text').fill('October')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await telegram.waitForMessage(1, (message) => message.text === 'got bank.csv: October')
    await page.locator('#file').setInputFiles({ name: 'r.png', mimeType: 'image/png', buffer: makePng(60, 40) })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await telegram.waitForMessage(1, (message) => message.text === 'got a photo')
    await page.locator('.mine .document', { hasText: 'bank.csv' }).waitFor()
    expect(faults).toEqual([])
  })

  it('offers the samples by bank and sends one at once, as forwarded when asked', async () => {
    const telegram = await startWithBot()
    const { page, faults } = await open(telegram, 360, true)
    await page.getByRole('button', { name: 'Try an alert' }).first().click()
    await page.getByLabel('Bank', { exact: true }).selectOption('Second Sample Bank')
    expect(await page.locator('#samples li').count()).toBe(1)
    await page.getByLabel('Send as forwarded from the bank').check()
    await page.getByRole('button', { name: 'Send: Second Sample Bank, Credit' }).click()
    await page.getByText('Forwarded from Second Sample Bank').waitFor()
    const [first] = telegram.messages(1)
    expect(first?.message.forward_origin).toMatchObject({ sender_user_name: 'Second Sample Bank' })
    await page.getByRole('button', { name: 'Try an alert' }).first().click()
    await page.getByRole('button', { name: 'Edit first: Second' }).click()
    expect(await page.locator('#text').inputValue()).toBe('You have received N15,000.00')
    expect(faults).toEqual([])
  })

  it.each([320, 412, 1280])('fits into %i pixels, with targets of 24 pixels or more', async (width) => {
    const telegram = await startWithBot()
    telegram.user(1).sendText(`${'x'.repeat(300)} ${ALERT}`)
    await telegram.waitForMessage(1, (message) => message.text === 'Category: none')
    const { page } = await open(telegram, width)
    await page.getByRole('button', { name: 'Food' }).waitFor()
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    const targets = await page.locator('button:visible, select:visible, textarea:visible, a.key:visible').all()
    const boxes = await Promise.all(targets.map((target) => target.boundingBox()))
    const small = boxes.filter((box) => box !== null && (box.width < 24 || box.height < 24))
    expect(boxes.length).toBeGreaterThan(8)
    expect(small).toEqual([])
  })

  it('says when the connection is lost, and shows what came meanwhile once it is back', async () => {
    const first = await startLocalTelegram({ samples })
    const port = Number(new URL(first.apiRoot).port)
    const { page } = await open(first)
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor()
    await first.close()
    await page.getByRole('alert').getByText('Connection lost').waitFor()
    const second = await startLocalTelegram({ samples, port })
    onTestFinished(() => second.close())
    second.user(1).sendText('written while the page was away')
    await page.getByText('written while the page was away').waitFor()
    await page.getByRole('alert').waitFor({ state: 'hidden' })
  })
})

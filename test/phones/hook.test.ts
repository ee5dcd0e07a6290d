import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMonthText } from '../../src/bot/views/dates.ts'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { buttonsOf } from '../e2e/chat.ts'
import { freePort } from '../e2e/free-port.ts'
import { type Installation, startInstallation } from '../e2e/installation.ts'

const CODE = 'Dear Customer, 482913 is your OTP for NGN5,000.00 at ACME. Do not share it.'

/** An alert of GTBank; the balance tells equal ones apart. */
function alert(amount: string, balance: string, date = '2026-11-20 9:36AM'): string {
  return `Acct:******8016\nAmt:NGN${amount} DR\nDesc:POS PURCHASE ACME STORES\nBal:NGN${balance}\nDate:${date}`
}

/** The program with a local Telegram and an address for phones. */
describe('a phone', () => {
  let installation: Installation
  let origin: string
  let address = ''
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    installation = await startInstallation({ PORT: String(port), PUBLIC_URL: origin })
  }, 60_000)
  afterAll(() => installation.close())

  const saying = (words: string) => (message: ChatMessage) => message.text.includes(words)
  const post = (body: unknown, url = address, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const copied = (message: ChatMessage, button: string): string => {
    const keyboard = message.message.reply_markup?.inline_keyboard.flat() ?? []
    const found = keyboard.find(({ text }) => text === button)
    return found !== undefined && 'copy_text' in found ? found.copy_text.text : ''
  }

  it('is made in the chat in three taps, and its first alert connects it', async () => {
    const { chat } = installation
    const offered = await chat.ask('/connect')
    const kinds = await chat.press(offered, 'Phone')
    const apps = await chat.press(kinds, 'Android')
    const setup = await chat.press(apps, 'Incoming SMS to URL forwarder')
    address = copied(setup, 'Copy address')
    expect(address).toMatch(new RegExp(`^${origin}/hooks/sms/[\\w-]{32}$`))
    expect(copied(setup, 'Copy body')).toContain('%sentStamp%')
    expect(setup.text).toContain("Never give the bot's token to a phone")
    // Pressed once more, no second phone is made.
    const again = await chat.press(await chat.press(await chat.ask('/connect'), 'Phone'), 'Android')
    expect(copied(await chat.press(again, 'SMS Gate'), 'Copy address')).toBe(address)

    const answer = await post({
      from: 'GTBank',
      text: alert('22,500.00', '104,310.55'),
      sentStamp: String(Date.parse('2026-11-20T08:36:20Z')),
    })
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', kept: 1, notKept: 0 }])
    const connected = await chat.answerAfter(setup.id, saying('Connected: Android phone'))
    const receipt = await chat.answerAfter(connected.id, (message) => buttonsOf(message).includes('Undo'))
    expect(receipt.text).toContain('₦22,500.00')
    expect(receipt.text).toContain('ACME')
  }, 60_000)

  it('delivers one SMS once, however often and by however many apps it is posted at the same time', async () => {
    const text = alert('7,700.00', '96,610.55')
    const sentStamp = String(Date.parse('2026-11-20T09:36:00Z'))
    const shapes = [
      { from: 'GTBank', text, sentStamp },
      { from: 'GTBank', text: text.replaceAll('\n', '\r\n'), sentStamp, sim: 'SIM2' },
      { event: 'sms:received', payload: { message: text, sender: 'GTBank', receivedAt: '2026-11-20T10:36:02+01:00' } },
      { text },
    ]
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => post(shapes[index % shapes.length])))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const { chat, telegram, owner } = installation
    await chat.answerAfter(0, saying('₦7,700.00'))
    await expect.poll(async () => (await chat.ask('/status')).text, { timeout: 20_000 }).toContain('Waiting: 1 message')
    expect(telegram.messages(owner.id).filter(saying('₦7,700.00'))).toHaveLength(1)
    const listed = (await chat.ask('/transactions')).text
    expect(listed.split('7,700.00')).toHaveLength(2)
    expect(listed).not.toContain('repeat')
  }, 60_000)

  it('never has a one-time code stored, nor what other people write', async () => {
    const answers = await Promise.all([
      post({ from: 'GTBank', text: CODE }),
      post({ from: '+2348031234567', text: 'Please send me 5k before evening, I will pay 6000 back' }),
      post({ from: 'MTN', text: 'Win up to N1,000,000 in our promo! Recharge N200 or more' }),
    ])
    for (const answer of answers)
      expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', kept: 0, notKept: 1 }])
    const status = await installation.chat.ask('/status')
    expect(status.text).toContain('Android phone: last alert')
    expect(status.text).toContain('3 others not kept')
  }, 60_000)

  it('books a late SMS on the day it was sent when its text names none', async () => {
    const sent = Temporal.Now.instant().subtract({ hours: 70 })
    const text = 'You sent N3,210.00 to CHIKA EZE. Ref: 991100223344. Balance: N500.00'
    await post({ from: 'OPay', text, sentStamp: String(sent.epochMilliseconds) })
    const receipt = await installation.chat.answerAfter(0, saying('₦3,210.00'))
    const day = sent.toZonedDateTimeISO('Africa/Lagos').toPlainDate()
    expect(receipt.text).toContain(dayMonthText(day))
  }, 60_000)

  it('is told what is wrong with a post, as a problem that names the field', async () => {
    const wrong = await post({ from: 'GTBank' })
    expect(wrong.headers.get('content-type')).toBe('application/problem+json')
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { status: 422, errors: [{ field: 'text' }] }])
    expect((await post('x'.repeat(65 * 1024))).status).toBe(413)
    expect((await fetch(address)).status).toBe(405)
    for (const url of [`${origin}/hooks/sms/${'A'.repeat(32)}`, `${origin}/hooks/sms/short`]) {
      const unknown = await post({ from: 'GTBank', text: CODE }, url)
      expect([unknown.status, (await unknown.json()) as object]).toMatchObject([404, { title: 'No such phone' }])
    }
  }, 60_000)

  it('is believed only with its signature once that is asked for', async () => {
    const { chat } = installation
    const phone = await chat.press(await chat.ask('/connect'), 'Android phone')
    const signed = await chat.press(phone, 'Require a signature')
    const key = copied(signed, 'Copy signing key')
    const body = JSON.stringify({
      event: 'sms:received',
      payload: { message: alert('1,234.00', '95,376.55'), sender: 'GTBank', receivedAt: '2026-11-20T10:40:00+01:00' },
    })
    const bare = await post(body)
    expect([bare.status, await bare.json()]).toMatchObject([401, { errors: [{ field: 'X-Signature' }] }])
    const seconds = String(Math.floor(Date.now() / 1_000))
    const signature = createHmac('sha256', key).update(`${body}${seconds}`).digest('hex')
    const good = await post(body, address, { 'x-signature': signature, 'x-timestamp': seconds })
    expect(good.status).toBe(200)
    await chat.answerAfter(signed.id, saying('₦1,234.00'))
    await chat.press(signed, 'Take it unsigned, too')
  }, 60_000)

  it('is renamed by a reply, revoked by a tap, and brought back by another', async () => {
    const { chat, owner } = installation
    const phone = await chat.press(await chat.ask('/connect'), 'Android phone')
    const query = owner.tap(phone.id, 'Rename')
    expect(query).toBeDefined()
    const asked = await chat.answerAfter(phone.id, saying('Reply to this message'))
    const reply = owner.sendText("Ada's Tecno", { replyTo: asked.id })
    const renamed = await chat.answerAfter(reply.message_id)
    expect(renamed.text).toContain("Ada's Tecno")
    const shown = await chat.press(await chat.ask('/connect'), "Ada's Tecno")
    const revoked = await chat.press(shown, 'Revoke')
    expect(revoked.text).toContain('may send me nothing more')
    expect((await post({ from: 'GTBank', text: alert('9.00', '1.00') })).status).toBe(404)
    await chat.press(revoked, 'Undo')
    expect((await post({ from: 'GTBank', text: alert('9.00', '1.00') })).status).toBe(200)
  }, 60_000)
})

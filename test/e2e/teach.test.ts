import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { buttonsOf } from './chat.ts'
import { type Installation, OWNER, startInstallation } from './installation.ts'
import { exportLedger, startProgram } from './program.ts'

let installation: Installation

beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(async () => {
  await installation.program.end('SIGTERM')
  await installation.close()
})

/** An alert of a bank that nobody has described. */
function alertOf(amount: string, who: string, balance: string, word = 'handed'): string {
  return `Zuma Money: You ${word} NGN${amount} to ${who} from wallet ***4521 on 12/08/2026 09:36. Balance: NGN${balance}`
}

/** Answers all questions: this amount went out, and the message says no more. Gives the preview. */
async function answerAll(question: ChatMessage, amount: string): Promise<ChatMessage> {
  const { chat } = installation
  const way = await chat.press(question, amount)
  const account = await chat.press(way, 'Money out')
  const who = await chat.press(account, 'It does not say')
  return chat.press(who, 'Nobody')
}

/** The latest entries as the chat lists them, a heading first. */
const entries = async (): Promise<string> => (await installation.chat.ask('/transactions')).text

it('learns a layout in a few taps, and books the message and the earlier ones with it', async () => {
  const { chat, folder } = installation
  await chat.ask('500 bread')
  const earlier = await chat.ask(alertOf('1,200.00', 'ADA OBI', '9,000.00'))
  expect(earlier.text).toContain('Which is the amount?')
  const question = await chat.ask(alertOf('3,450.50', 'JOHN DOE STORES', '5,549.50'))
  expect(buttonsOf(question)).toEqual(['NGN3,450.50', 'NGN5,549.50 (balance)', 'Cancel'])
  const way = await chat.press(question, 'NGN3,450.50')
  expect(way.text).toContain('Did the money go out or come in?')
  const account = await chat.press(way, 'Money out')
  expect(buttonsOf(account)).toEqual(['***4521', 'It does not say', 'Cancel'])
  const who = await chat.press(account, '***4521')
  expect(buttonsOf(who)).toEqual(['JOHN DOE STORES', 'Nobody', 'Cancel'])
  const preview = await chat.press(who, 'JOHN DOE STORES')
  for (const part of [
    '−₦3,450.50',
    'JOHN DOE STORES',
    '••4521',
    '₦5,549.50',
    '1 earlier alert',
    '−₦1,200.00',
    'ADA OBI',
  ]) {
    expect(preview.text).toContain(part)
  }
  const saved = await chat.press(preview, 'Save')
  expect(saved.text).toContain('I read 2 messages with it: 2 entries')
  const amounts = (await exportLedger(folder)).flatMap(({ postings }) => postings.map(({ amountMinor }) => amountMinor))
  expect(amounts).toEqual(expect.arrayContaining(['-50000', '-345050', '-120000']))
})

it('reads the next alert of the layout at once, until the layout is forgotten', async () => {
  const { chat } = installation
  const next = await chat.ask(alertOf('77.00', 'MAMA PUT ON WHEELS', '5,472.50'))
  for (const part of ['−₦77.00', 'MAMA PUT ON WHEELS', '4521', 'adds up']) expect(next.text).toContain(part)
  const full = await entries()
  const settings = await chat.ask('/settings')
  expect(settings.text).toContain('Zuma Money')
  const forget = buttonsOf(settings).find((text) => text.startsWith('Forget 1')) ?? ''
  const forgotten = await chat.press(settings, forget)
  expect(forgotten.text).toContain('3 messages')
  expect((await entries()).split('\n')).toHaveLength(2)
  expect((await chat.ask('/undo')).text).toContain('I know that layout again')
  expect(await entries()).toBe(full)
})

it('takes a teaching back by /undo', async () => {
  const { chat } = installation
  const before = await entries()
  const preview = await answerAll(await chat.ask(alertOf('640.00', 'BISI', '4,832.50', 'gave')), 'NGN640.00')
  await chat.press(preview, 'Save')
  expect(await entries()).not.toBe(before)
  expect((await chat.ask('/undo')).text).toContain('I forgot the layout')
  expect(await entries()).toBe(before)
})

it('says what became of questions that are over', async () => {
  const { chat } = installation
  const text = alertOf('9,100.00', 'KUNLE', '100.00', 'gave')
  const first = await chat.ask(text)
  const second = await chat.ask(`${text} `)
  const cancelled = await chat.press(second, 'Cancel')
  expect(cancelled.text).toContain('learned nothing')
  expect(buttonsOf(cancelled)).toEqual([])
  const preview = await answerAll(first, 'NGN9,100.00')
  const saved = await chat.press(preview, 'Save')
  expect(saved.text).toContain('Learned')
  const undone = await chat.press(saved, 'Undo')
  expect(undone.text).toContain('Forgotten')
})

it('goes on where it stopped when the program was killed between two questions', async () => {
  const { chat, program, telegram, folder } = installation
  const question = await chat.ask(alertOf('61.00', 'TUNDE', '39.00', 'left'))
  const way = await chat.press(question, 'NGN61.00')
  expect(way.text).toContain('Did the money go out')
  await program.end('SIGKILL')
  const restarted = startProgram(folder, {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    OWNER_TELEGRAM_IDS: String(OWNER),
  })
  installation = { ...installation, program: restarted }
  await restarted.waitForOutput(/Operations:/)
  const account = await chat.press(way, 'Money out')
  expect(account.text).toContain('Which is your account?')
})

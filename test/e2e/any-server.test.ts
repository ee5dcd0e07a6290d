import { afterAll, beforeAll, expect, it } from 'vitest'
import { gtbankAlert } from './alerts.ts'
import { type BareBotApi, type Parameters, startBareBotApi } from './bare-bot-api.ts'
import { OWNER } from './installation.ts'
import { createDataFolder, exportLedger, type Program, runCommandLine, startProgram } from './program.ts'

const TOKEN = '70000:a-token-of-a-server-that-knows-little'
const STRANGER = 99

let api: BareBotApi
let folder: Awaited<ReturnType<typeof createDataFolder>>
let program: Program

beforeAll(async () => {
  api = await startBareBotApi(TOKEN)
  folder = await createDataFolder()
  program = startProgram(folder.path, { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.apiRoot })
})
afterAll(async () => {
  await program.end('SIGTERM')
  await api.close()
  await folder.remove()
})

let nextMessageId = 1

/** A private message as the least of servers passes it on: no entities, no names beyond the first. */
function write(senderId: number, text: string): void {
  const from = { id: senderId, is_bot: false, first_name: 'P' }
  const message = {
    message_id: nextMessageId++,
    date: Math.floor(Date.now() / 1000),
    chat: { id: senderId, type: 'private' },
    from,
    text,
  }
  api.push({ message })
}

/** Sends a text as the owner and gives the parameters of the call that answers it. */
async function ask(text: string, method = 'sendMessage'): Promise<Parameters> {
  const from = api.calls.length
  write(OWNER, text)
  return await api.waitForCall((made) => made === method, from)
}

/** Presses a button of the message and gives the edit that follows. */
async function press(messageId: number, data: string): Promise<Parameters> {
  const from = api.calls.length
  const chat = { id: OWNER, type: 'private' }
  const message = { message_id: messageId, date: Math.floor(Date.now() / 1000), chat, text: '' }
  const sender = { id: OWNER, is_bot: false, first_name: 'P' }
  api.push({ callback_query: { id: `query-${from}`, from: sender, chat_instance: '1', message, data } })
  const edit = await api.waitForCall((method) => method === 'editMessageText', from)
  const answer = await api.waitForCall((method) => method === 'answerCallbackQuery', from)
  expect(answer.callback_query_id).toBe(`query-${from}`)
  return edit
}

type Button = { readonly text: string; readonly callback_data: string }

function buttonsOf(parameters: Parameters): Button[] {
  const markup = parameters.reply_markup
  const { inline_keyboard } = (typeof markup === 'string' ? JSON.parse(markup) : markup) as {
    inline_keyboard: Button[][]
  }
  return inline_keyboard.flat()
}

const alert = (amount: string, balance: string, time: string) =>
  gtbankAlert({ amount, balance, narration: 'OUTWARD TRANSFER TO OPAY - MOSES EKANEM', time })

it('does its main job against a Bot API server that knows eight methods and no entities', async () => {
  const [, code = ''] = await program.waitForOutput(/\/start (\S+)/)
  write(STRANGER, '/start AAAA-BBBB-CC')
  write(STRANGER, alert('1.00', '2.00', '12:01AM'))
  expect((await ask(`/start ${code}`)).text).toContain('bank alert')

  const receipt = await ask(alert('22,500.00', '48,210.55', '12:02AM'))
  const receiptId = 1000 + api.calls.findIndex(({ parameters }) => parameters === receipt)
  expect(receipt.text).toContain('₦22,500.00')
  expect(receipt.text).toContain('8016')
  expect(receipt.text).toContain('MOSES EKANEM')
  const categories = buttonsOf(receipt).filter(({ text }) => !/^(?:More…|Edit…|Undo)$/.test(text))
  expect(categories.length).toBeGreaterThanOrEqual(4)

  const [, chosen] = categories
  const edit = await press(receiptId, chosen?.callback_data ?? '')
  expect(Number(edit.message_id)).toBe(receiptId)
  expect(edit.text).toContain(`Category: ${chosen?.text}`)
  expect(edit.text).toContain('Next time MOSES EKANEM')
  expect((await ask(alert('7,340.00', '40,870.55', '12:03AM'))).text).toContain(`Category: ${chosen?.text}`)

  expect(String((await ask(alert('22,500.00', '48,210.55', '12:02AM'))).text)).toMatch(/already in your ledger/i)
  expect(await exportLedger(folder.path)).toHaveLength(2)

  const report = await ask('/report', 'sendPhoto')
  const picture = Object.values(report).find((value) => Buffer.isBuffer(value)) as Buffer
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  // Width and height are the first fields of a PNG's header.
  expect(picture.readUInt32BE(16)).toBeGreaterThanOrEqual(800)
  const totals = JSON.parse(await runCommandLine(folder.path, ['report', '--json', '--period', 'month']))
  expect(totals.outflowMinor).toBe('2984000')
  expect(report.caption).toContain('₦29,840.00')

  const undone = await press(receiptId, buttonsOf(receipt).find(({ text }) => text === 'Undo')?.callback_data ?? '')
  expect(undone.text).toContain('Undone')
  expect(await exportLedger(folder.path)).toHaveLength(1)
  expect((await ask('/nonsense')).text).toContain('/help')
  expect((await ask('1500 lunch')).text).toContain('₦1,500.00')
}, 60_000)

it('soon goes on with a chat whose message needed a method that the server does not know', async () => {
  const report = await ask('/report', 'sendPhoto')
  const week = buttonsOf(report).find(({ text }) => text === 'Week')?.callback_data ?? ''
  const chat = { id: OWNER, type: 'private' }
  const message = { message_id: 5, date: Math.floor(Date.now() / 1000), chat, text: '' }
  const from = { id: OWNER, is_bot: false, first_name: 'P' }
  api.push({ callback_query: { id: 'to-week', from, chat_instance: '1', message, data: week } })
  await api.waitForCall((_method, { callback_query_id }) => callback_query_id === 'to-week')
  expect((await ask('/help')).text).toContain('What you can send')
  expect(api.calls.filter(({ parameters }) => Number(parameters.chat_id) === STRANGER)).toEqual([])
})

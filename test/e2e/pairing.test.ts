import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { gtbankAlert } from './alerts.ts'
import { createChat } from './chat.ts'
import { createDataFolder, exportLedger, type Program, startProgram } from './program.ts'

const [OWNER, STRANGER, LATECOMER, GROUP] = [41, 42, 43, -1001]
const ALERT = gtbankAlert({ amount: '1,200.00', balance: '8,800.00', narration: 'POS PURCHASE SHOPRITE' })

let telegram: StartedLocalTelegram
let folder: Awaited<ReturnType<typeof createDataFolder>>
let program: Program

beforeAll(async () => {
  telegram = await startLocalTelegram()
  folder = await createDataFolder()
  program = startProgram(folder.path, { BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot })
})
afterAll(async () => {
  await program.end('SIGTERM')
  await telegram.close()
  await folder.remove()
})

/** Calls that name a chat of somebody, a button they pressed, or anything else of theirs. */
const callsAbout = (...chatIds: number[]) =>
  telegram.calls({ where: (call) => chatIds.includes(Number(call.payload.chat_id)) })

it('pairs the person who brings the printed code, once, and is silent to everybody else', async () => {
  const [, code = ''] = await program.waitForOutput(/\/start (\S+)/)
  const stranger = telegram.user(STRANGER)
  const owner = telegram.user(OWNER)
  const latecomer = telegram.user(LATECOMER)
  const group = telegram.group(GROUP, { title: 'Strangers', members: [stranger, owner] })
  const wrong = code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))

  const first = stranger.sendCommand('start')
  for (const text of [`/start ${wrong}`, '/start', '/help', '/report', ALERT, '1500 lunch', `code ${code}`]) {
    stranger.sendText(text)
  }
  stranger.sendDocument('statement.csv', Buffer.from('a,b'), 'please read')
  stranger.editText(first.message_id, '/start again')
  stranger.sendText(`/start ${code}`, { chatId: group.id })
  stranger.sendText(`@${telegram.bot.username} 1500 lunch`, { chatId: group.id })
  for (const data of ['x', '1t0', '1pcategories.2026', `1u${'A'.repeat(22)}`]) {
    stranger.tapForged(first.message_id, data)
  }
  await telegram.waitForNoPendingUpdates({ timeoutMs: 20_000 })

  const welcome = await createChat(telegram, owner).ask(`/start ${code}`)
  expect(welcome.text).toContain('bank alert')
  // The owner's update came last, so what came before it from others is handled or can no longer matter.
  latecomer.sendCommand(`start ${code}`)
  latecomer.sendText(ALERT)
  stranger.sendText(`/start ${code}`)
  stranger.tapForged(first.message_id, '1t0')
  expect((await createChat(telegram, owner).ask('1500 lunch')).text).toContain('₦1,500.00')
  await telegram.waitForNoPendingUpdates({ timeoutMs: 20_000 })
  await createChat(telegram, owner).ask('/help')

  expect(callsAbout(STRANGER, LATECOMER, GROUP)).toEqual([])
  expect(telegram.calls({ method: 'answerCallbackQuery' })).toEqual([])
  expect(telegram.calls({ method: 'leaveChat' })).toEqual([])
  expect(await exportLedger(folder.path)).toHaveLength(1)
})

it('gives a stranger nothing in a group that the owner talks to the bot in', async () => {
  const owner = telegram.user(OWNER)
  const stranger = telegram.user(STRANGER)
  owner.sendText('/help', { chatId: GROUP })
  const help = await telegram.waitForMessage(GROUP, (message) => message.text.includes('What you can send'))
  const before = callsAbout(GROUP).length
  stranger.sendText('/transactions', { chatId: GROUP })
  stranger.sendText('1500 lunch', { chatId: GROUP, replyTo: help.id })
  stranger.tapForged(help.id, '1t0', { chatId: GROUP })
  await telegram.waitForNoPendingUpdates()
  await createChat(telegram, owner).ask('/help')
  expect(callsAbout(GROUP)).toHaveLength(before)
  expect(telegram.calls({ method: 'answerCallbackQuery' })).toEqual([])
})

it('with OWNER_TELEGRAM_IDS prints no code and lets only those people in', async () => {
  const listed = await startLocalTelegram()
  const own = await createDataFolder()
  const other = startProgram(own.path, {
    BOT_TOKEN: listed.token,
    TELEGRAM_API_ROOT: listed.apiRoot,
    OWNER_TELEGRAM_IDS: `${OWNER},${LATECOMER}`,
  })
  try {
    listed.user(STRANGER).sendText('/start AAAA-BBBB-CC')
    listed.user(STRANGER).sendText(ALERT)
    const answer = await createChat(listed, listed.user(OWNER)).ask(ALERT)
    expect(answer.text).toContain('₦1,200.00')
    expect((await createChat(listed, listed.user(LATECOMER)).ask('/transactions')).text).toContain('Nothing here yet')
    expect(listed.calls({ chatId: STRANGER })).toEqual([])
    expect((await other.end('SIGTERM')).stdout).not.toContain('/start')
  } finally {
    await other.end('SIGKILL')
    await listed.close()
    await own.remove()
  }
})

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
  for (const [index, update] of strangeUpdates(stranger.user, group.id, code).entries()) {
    telegram.pushRawUpdate({ update_id: 900_000_000 + index, ...update } as never)
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
}, 60_000)

/** Updates of every other kind that a stranger can cause, whether the bot asked for them or not. */
function strangeUpdates(from: { id: number }, groupId: number, code: string): Record<string, unknown>[] {
  const chat = { id: from.id, type: 'private' }
  const base = { message_id: 7_000, date: 1_786_500_000, chat, from }
  const member = { user: from, status: 'member' }
  return [
    { message: { ...base, voice: { file_id: 'v', file_unique_id: 'v', duration: 1 } } },
    {
      message: {
        ...base,
        caption: `/start ${code}`,
        photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }],
      },
    },
    {
      message: { ...base, sender_chat: { id: groupId, type: 'supergroup', title: 'x' }, text: `/start ${code} extra` },
    },
    { message: { ...base, from: undefined, text: `/start ${code}` } },
    { channel_post: { ...base, chat: { id: groupId, type: 'channel', title: 'x' }, text: `/start ${code}` } },
    { my_chat_member: { chat, from, date: 1_786_500_000, old_chat_member: member, new_chat_member: member } },
    { callback_query: { id: 'old', from, chat_instance: '1', data: '1t0' } },
    { callback_query: { id: 'game', from, chat_instance: '1', game_short_name: 'x' } },
    { inline_query: { id: 'q', from, query: '1500 lunch', offset: '' } },
    {
      chat_join_request: {
        chat: { id: groupId, type: 'supergroup', title: 'x' },
        from,
        user_chat_id: from.id,
        date: 1,
      },
    },
    { message_reaction: { chat, user: from, message_id: 1, date: 1, old_reaction: [], new_reaction: [] } },
    { poll_answer: { poll_id: 'p', user: from, option_ids: [0] } },
    { something_new: { from, chat, text: `/start ${code}` } },
  ]
}

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

it('answers the owner who presses a button nobody made', async () => {
  const owner = telegram.user(OWNER)
  const help = await createChat(telegram, owner).ask('/help')
  for (const data of ['x', '0zold', `1u${'A'.repeat(22)}`, '1m', `1c${'A'.repeat(22)}.${'A'.repeat(22)}`]) {
    const query = owner.tapForged(help.id, data)
    await telegram.waitForCallbackAnswer(query)
  }
  const answer = await createChat(telegram, owner).ask('1600 lunch')
  expect(answer.text).toContain('₦1,600.00')
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
    await other.end('SIGTERM')
    await listed.close()
    await own.remove()
  }
}, 60_000)

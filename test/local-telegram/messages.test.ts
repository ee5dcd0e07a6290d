import type { Message } from 'grammy/types'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { makePng } from './pictures.ts'
import { call, callOk, createClock, refused } from './started.ts'

let telegram: StartedLocalTelegram
const clock = createClock()
const CHAT = 5

beforeEach(async () => {
  telegram = await startLocalTelegram({ now: clock.now })
  onTestFinished(() => telegram.close())
  telegram.user(CHAT).sendCommand('start')
})

const sendText = (text: string, more: object = {}): Promise<Message> =>
  callOk(telegram, 'sendMessage', { chat_id: CHAT, text, ...more })
const inline = (...rows: object[][]): object => ({ reply_markup: { inline_keyboard: rows } })

describe('limits of messages', () => {
  it.each([
    ['a text of 4097 characters', { text: 'x'.repeat(4097) }, 'message is too long'],
    ['an empty text', { text: '' }, 'message text is empty'],
    ['a text of white space', { text: ' \n\t ' }, 'message text is empty'],
    ['HTML that holds nothing', { text: '<b> </b>', parse_mode: 'HTML' }, 'message text is empty'],
    ['an unknown parse mode', { text: 'x', parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    ['a chat nobody knows', { text: 'x', chat_id: 404 }, 'chat not found'],
    ['a reply to nothing', { text: 'x', reply_parameters: { message_id: 999 } }, 'message to be replied not found'],
    [
      'callback data of 65 bytes',
      { text: 'x', ...inline([{ text: 'a', callback_data: 'ọ̀'.repeat(13) }]) },
      'BUTTON_DATA_INVALID',
    ],
    ['empty callback data', { text: 'x', ...inline([{ text: 'a', callback_data: '' }]) }, 'BUTTON_DATA_INVALID'],
    [
      'a button without a text',
      { text: 'x', ...inline([{ text: '', callback_data: 'a' }]) },
      'button text must be non-empty',
    ],
    ['a button without an action', { text: 'x', ...inline([{ text: 'a' }]) }, 'text buttons are unallowed'],
    [
      'a button with two actions',
      { text: 'x', ...inline([{ text: 'a', callback_data: 'a', url: 'https://a.b' }]) },
      'exactly one action',
    ],
    [
      'a copy text of 257 characters',
      { text: 'x', ...inline([{ text: 'a', copy_text: { text: 'c'.repeat(257) } }]) },
      'BUTTON_COPY_TEXT_INVALID',
    ],
    [
      'a link that is none',
      { text: 'x', ...inline([{ text: 'a', url: 'javascript:alert(1)' }]) },
      'BUTTON_URL_INVALID',
    ],
    [
      '101 buttons',
      { text: 'x', ...inline(...Array.from({ length: 101 }, () => [{ text: 'a', callback_data: 'a' }])) },
      'REPLY_MARKUP_TOO_LONG',
    ],
  ])('refuses %s', async (_name, body, reason) => {
    const description = await refused(telegram, 'sendMessage', { chat_id: CHAT, ...body })
    expect(description).toMatch(/^400 Bad Request: /)
    expect(description).toContain(reason)
    expect(telegram.messages(CHAT)).toHaveLength(1)
  })

  it('accepts what is exactly at the limit', async () => {
    expect((await sendText('x'.repeat(4096))).text).toHaveLength(4096)
    expect((await sendText(`<b>${'&amp;'.repeat(4096)}</b>`, { parse_mode: 'HTML' })).text).toHaveLength(4096)
    await sendText('x', inline([{ text: 'a', callback_data: 'x'.repeat(64) }]))
    await sendText('x', inline([{ text: 'a', copy_text: { text: 'c'.repeat(256) } }]))
  })

  it('answers 403 to a person who blocked the bot, and writes again after the unblocking', async () => {
    telegram.user(CHAT).block()
    expect(await refused(telegram, 'sendMessage', { chat_id: CHAT, text: 'x' })).toBe(
      '403 Forbidden: bot was blocked by the user',
    )
    telegram.user(CHAT).unblock()
    await sendText('back')
    const statuses = telegram.pendingUpdates().flatMap((update) => update.my_chat_member?.new_chat_member.status ?? [])
    expect(statuses).toEqual(['kicked', 'member'])
  })

  it('does not know a person who has never written', async () => {
    telegram.user(77)
    expect(await refused(telegram, 'sendMessage', { chat_id: 77, text: 'x' })).toBe('400 Bad Request: chat not found')
  })
})

describe('replies and edits', () => {
  it('quotes the message that is replied to', async () => {
    const sent = await sendText('a receipt', { reply_parameters: { message_id: 1 } })
    expect(sent.reply_to_message).toMatchObject({ message_id: 1, text: '/start' })
    const kept = await sendText('x', { reply_parameters: { message_id: 99, allow_sending_without_reply: true } })
    expect(kept.reply_to_message).toBeUndefined()
  })

  it('edits text and keyboard in place and takes the keyboard away when none is given', async () => {
    const keyboard = inline([{ text: 'Food', callback_data: 'food' }])
    const sent = await sendText('before', keyboard)
    const edit = { chat_id: CHAT, message_id: sent.message_id }
    await callOk(telegram, 'editMessageText', { ...edit, text: 'after', ...keyboard })
    expect(telegram.messages(CHAT).at(-1)).toMatchObject({ text: 'after', edited: true, buttons: [['Food']] })
    await callOk(telegram, 'editMessageText', { ...edit, text: 'after' })
    expect(telegram.messages(CHAT).at(-1)).toMatchObject({ text: 'after', buttons: [] })
  })

  it('refuses an edit that changes nothing, seen by text, entities and keyboard', async () => {
    const keyboard = inline([{ text: 'Food', callback_data: 'food' }])
    const sent = await sendText('<b>same</b>', { parse_mode: 'HTML', ...keyboard })
    const edit = { chat_id: CHAT, message_id: sent.message_id, parse_mode: 'HTML' }
    const again = await refused(telegram, 'editMessageText', { ...edit, text: '<strong>same</strong>', ...keyboard })
    expect(again).toMatch(/^400 Bad Request: message is not modified/)
    await callOk(telegram, 'editMessageText', { ...edit, text: 'same', ...keyboard })
    await callOk(telegram, 'editMessageReplyMarkup', { chat_id: CHAT, message_id: sent.message_id })
    const empty = await refused(telegram, 'editMessageReplyMarkup', { chat_id: CHAT, message_id: sent.message_id })
    expect(empty).toMatch(/message is not modified/)
  })

  it('refuses edits of what is not there, not the bot’s, or of another kind', async () => {
    const edit = (message_id: number): object => ({ chat_id: CHAT, message_id, text: 'x' })
    expect(await refused(telegram, 'editMessageText', edit(99))).toBe('400 Bad Request: message to edit not found')
    expect(await refused(telegram, 'editMessageText', edit(1))).toBe("400 Bad Request: message can't be edited")
    const sent = await sendText('a text')
    const caption = { chat_id: CHAT, message_id: sent.message_id, caption: 'x' }
    expect(await refused(telegram, 'editMessageCaption', caption)).toContain('there is no caption')
  })

  it('deletes messages younger than 48 hours only', async () => {
    const sent = await sendText('soon gone')
    const old = await sendText('soon old')
    await callOk(telegram, 'deleteMessage', { chat_id: CHAT, message_id: sent.message_id })
    const again = await refused(telegram, 'deleteMessage', { chat_id: CHAT, message_id: sent.message_id })
    expect(again).toBe('400 Bad Request: message to delete not found')
    clock.advance(48 * 3600 * 1000 + 1000)
    const late = await refused(telegram, 'deleteMessage', { chat_id: CHAT, message_id: old.message_id })
    expect(late).toContain("message can't be deleted")
  })
})

describe('reactions', () => {
  it('take one emoji of those that Telegram knows', async () => {
    const react = { chat_id: CHAT, message_id: 1 }
    await callOk(telegram, 'setMessageReaction', { ...react, reaction: [{ type: 'emoji', emoji: '👀' }] })
    expect(telegram.messages(CHAT)[0]?.reactions).toEqual(['👀'])
    const unknown = { ...react, reaction: [{ type: 'emoji', emoji: '✅' }] }
    expect(await refused(telegram, 'setMessageReaction', unknown)).toBe('400 Bad Request: REACTION_INVALID')
    await callOk(telegram, 'setMessageReaction', react)
    expect(telegram.messages(CHAT)[0]?.reactions).toEqual([])
  })
})

describe('callback queries', () => {
  it('takes one answer within 15 seconds', async () => {
    const sent = await sendText('choose', inline([{ text: 'Food', callback_data: 'cat:food' }]))
    const id = telegram.user(CHAT).tap(sent.message_id, 'Food')
    expect(telegram.pendingUpdates().at(-1)?.callback_query).toMatchObject({ id, data: 'cat:food' })
    await callOk(telegram, 'answerCallbackQuery', { callback_query_id: id, text: 'Saved' })
    expect(await telegram.waitForCallbackAnswer(id)).toMatchObject({ text: 'Saved', showAlert: false })
    expect(await refused(telegram, 'answerCallbackQuery', { callback_query_id: id })).toMatch(/query is too old/)
    const late = telegram.user(CHAT).tap(sent.message_id, 'cat:food')
    clock.advance(15_001)
    expect(await refused(telegram, 'answerCallbackQuery', { callback_query_id: late })).toMatch(/query is too old/)
    expect(await refused(telegram, 'answerCallbackQuery', { callback_query_id: 'none' })).toMatch(/query is too old/)
  })

  it('holds the answer to 200 characters', async () => {
    const sent = await sendText('choose', inline([{ text: 'Food', callback_data: 'f' }]))
    const id = telegram.user(CHAT).tap(sent.message_id, 'f')
    const answer = { callback_query_id: id, text: 'x'.repeat(201) }
    expect(await refused(telegram, 'answerCallbackQuery', answer)).toContain('MESSAGE_TOO_LONG')
    await callOk(telegram, 'answerCallbackQuery', { ...answer, text: 'x'.repeat(200) })
  })

  it('names the buttons there are when a test taps one that is not', async () => {
    const sent = await sendText('choose', inline([{ text: 'Food', callback_data: 'f' }]))
    expect(() => telegram.user(CHAT).tap(sent.message_id, 'Rent')).toThrow('it has: "Food"')
  })
})

describe('files', () => {
  const form = (fields: Record<string, string | Blob>): FormData => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    return data
  }
  const post = async (method: string, fields: Record<string, string | Blob>): Promise<Record<string, unknown>> => {
    const url = `${telegram.apiRoot}/bot${telegram.token}/${method}`
    return (await (await fetch(url, { method: 'POST', body: form(fields) })).json()) as Record<string, unknown>
  }

  it('gives a photo its size and its bytes back', async () => {
    const png = makePng(1280, 960)
    const sent = await post('sendPhoto', { chat_id: '5', caption: 'Chart', photo: new Blob([png]) })
    expect(sent).toMatchObject({ ok: true, result: { caption: 'Chart', photo: [{ width: 1280, height: 960 }] } })
    const [message] = telegram.messages(CHAT).slice(-1)
    const fileId = message?.message.photo?.[0]?.file_id
    const file = await callOk<{ file_path: string }>(telegram, 'getFile', { file_id: fileId })
    const download = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${file.file_path}`)
    expect(Buffer.from(await download.arrayBuffer()).equals(png)).toBe(true)
    expect(Buffer.from(message?.photo?.bytes ?? []).equals(png)).toBe(true)
    const again = await callOk<Message>(telegram, 'sendPhoto', { chat_id: CHAT, photo: fileId })
    expect(again.photo?.[0]?.file_id).toBe(fileId)
  })

  it.each([
    ['a photo of 10,001 pixels of sides', makePng(9000, 1001), 'PHOTO_INVALID_DIMENSIONS'],
    ['a photo 21 times as wide as high', makePng(210, 10), 'PHOTO_INVALID_DIMENSIONS'],
    ['a text sent as a photo', Buffer.from('not a picture'), 'IMAGE_PROCESS_FAILED'],
    ['an empty file', Buffer.alloc(0), 'file must be non-empty'],
    ['a photo above 10 MB', Buffer.concat([makePng(10, 10), Buffer.alloc(10 * 1024 * 1024)]), 'too big for a photo'],
  ])('refuses %s', async (_name, bytes, reason) => {
    const answer = await post('sendPhoto', { chat_id: '5', photo: new Blob([bytes]) })
    expect(answer).toMatchObject({ ok: false, error_code: 400 })
    expect(answer.description).toContain(reason)
  })

  it('replaces a photo through attach:// and keeps the message', async () => {
    await post('sendPhoto', { chat_id: '5', photo: new Blob([makePng(800, 600)]) })
    const id = telegram.messages(CHAT).at(-1)?.id ?? 0
    const media = JSON.stringify({ type: 'photo', media: 'attach://next', caption: 'October' })
    const edit = { chat_id: '5', message_id: String(id), media }
    expect(await post('editMessageMedia', { ...edit, next: new Blob([makePng(400, 300)]) })).toMatchObject({ ok: true })
    expect(telegram.messages(CHAT).at(-1)).toMatchObject({ id, text: 'October', photo: { width: 400, height: 300 } })
    expect(await post('editMessageMedia', edit)).toMatchObject({ ok: false })
  })

  it('sends albums of 2 to 10 items of one kind', async () => {
    const item = (name: string, type = 'photo'): object => ({ type, media: `attach://${name}` })
    const album = (items: object[]): Promise<Record<string, unknown>> =>
      post('sendMediaGroup', { chat_id: '5', media: JSON.stringify(items), a: new Blob([makePng(9, 9)]) })
    expect(await album([item('a')])).toMatchObject({ ok: false })
    expect(await album([item('a'), item('a', 'document')])).toMatchObject({ ok: false })
    const sent = await album([item('a'), item('a')])
    const groups = (sent.result as Message[]).map((message) => message.media_group_id)
    expect(new Set(groups).size).toBe(1)
    expect(groups).toHaveLength(2)
  })

  it('does not give a bot a file above 20 MB', async () => {
    const message = telegram.user(CHAT).sendDocument('big.bin', Buffer.alloc(20 * 1024 * 1024 + 1))
    const get = await call(telegram, 'getFile', { file_id: message.document?.file_id })
    expect(get).toMatchObject({ ok: false, description: 'Bad Request: file is too big' })
  })

  it('refuses an upload above 50 MB with 413', async () => {
    const answer = await post('sendDocument', {
      chat_id: '5',
      document: new Blob([Buffer.alloc(50 * 1024 * 1024 + 1)]),
    })
    expect(answer).toMatchObject({ ok: false, error_code: 413 })
  })

  it('refuses a caption of 1025 characters', async () => {
    const answer = await post('sendDocument', { chat_id: '5', caption: 'x'.repeat(1025), document: new Blob(['a']) })
    expect(answer).toMatchObject({ ok: false, description: 'Bad Request: message caption is too long' })
  })
})

describe('what a bot says about itself', () => {
  it('keeps commands by scope and language', async () => {
    const commands = [{ command: 'report', description: 'This month' }]
    await callOk(telegram, 'setMyCommands', { commands })
    await callOk(telegram, 'setMyCommands', { commands: [], scope: { type: 'all_group_chats' }, language_code: 'yo' })
    expect(await callOk(telegram, 'getMyCommands')).toEqual(commands)
    expect(await callOk(telegram, 'getMyCommands', { language_code: 'yo' })).toEqual([])
    await callOk(telegram, 'deleteMyCommands')
    expect(await callOk(telegram, 'getMyCommands')).toEqual([])
  })

  it.each([
    ['a command in capitals', 'setMyCommands', { commands: [{ command: 'Report', description: 'x' }] }],
    ['a command without a description', 'setMyCommands', { commands: [{ command: 'report', description: '' }] }],
    ['a language of three letters', 'setMyCommands', { commands: [], language_code: 'pcm' }],
    [
      '101 commands',
      'setMyCommands',
      { commands: Array.from({ length: 101 }, (_, i) => ({ command: `c${i}`, description: 'x' })) },
    ],
    ['a name of 65 characters', 'setMyName', { name: 'x'.repeat(65) }],
    ['a description of 513 characters', 'setMyDescription', { description: 'x'.repeat(513) }],
    ['a short description of 121 characters', 'setMyShortDescription', { short_description: 'x'.repeat(121) }],
  ])('refuses %s', async (_name, method, body) => {
    expect(await refused(telegram, method, body)).toMatch(/^400 Bad Request/)
  })

  it('gives texts back by language, with the general one as the fallback', async () => {
    await callOk(telegram, 'setMyDescription', { description: 'A ledger' })
    await callOk(telegram, 'setMyDescription', { description: 'Ìwé owó', language_code: 'yo' })
    expect(await callOk(telegram, 'getMyDescription', { language_code: 'yo' })).toEqual({ description: 'Ìwé owó' })
    expect(await callOk(telegram, 'getMyDescription', { language_code: 'ha' })).toEqual({ description: 'A ledger' })
  })
})

describe('groups', () => {
  it('shows a bot with privacy mode only what is meant for it', async () => {
    const [ada, obi] = [telegram.user(5), telegram.user(6)]
    const group = telegram.group(-100200, { title: 'Home', members: [ada, obi] })
    const before = telegram.pendingUpdates().length
    const where = { chatId: group.id }
    ada.sendText('what do we eat?', where)
    obi.sendText('/report', where)
    obi.sendText('/report@another_bot', where)
    ada.sendText(`@${telegram.bot.username} 1500 lunch`, where)
    const sent = await callOk<Message>(telegram, 'sendMessage', { chat_id: group.id, text: 'A receipt' })
    obi.sendText('food', { ...where, replyTo: sent.message_id })
    const texts = telegram
      .pendingUpdates()
      .slice(before)
      .map((update) => update.message?.text)
    expect(texts).toEqual(['/report', `@${telegram.bot.username} 1500 lunch`, 'food'])
  })
})

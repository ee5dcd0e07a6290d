import type { Message } from 'grammy/types'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { callOk, createClock, refused } from './started.ts'

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

import type { Message } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { callOk, refused, startForTest } from './started.ts'

describe('what a bot says about itself', () => {
  it('keeps commands by scope and language', async () => {
    const telegram = await startForTest()
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
    const telegram = await startForTest()
    expect(await refused(telegram, method, body)).toMatch(/^400 Bad Request/)
  })

  it('gives texts back by language, with the general one as the fallback', async () => {
    const telegram = await startForTest()
    await callOk(telegram, 'setMyDescription', { description: 'A ledger' })
    await callOk(telegram, 'setMyDescription', { description: 'Ìwé owó', language_code: 'yo' })
    expect(await callOk(telegram, 'getMyDescription', { language_code: 'yo' })).toEqual({ description: 'Ìwé owó' })
    expect(await callOk(telegram, 'getMyDescription', { language_code: 'ha' })).toEqual({ description: 'A ledger' })
  })
})

describe('groups', () => {
  it('shows a bot with privacy mode only what is meant for it', async () => {
    const telegram = await startForTest()
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
